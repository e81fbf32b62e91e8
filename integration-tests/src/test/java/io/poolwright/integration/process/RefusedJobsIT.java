package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that cannot be read, are wrong, or do not fit what is there. */
@ExtendWith(OneWorker.class)
class RefusedJobsIT {
  private final Installation here;

  RefusedJobsIT(Installation here) {
    this.here = here;
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAtOnceAndTheWorkerGoesOn() {
    here.send("{\"type\":", "poison");
    ServiceBusReceivedMessage dead = here.queue("provisioning-requests").deadLetter("poison");
    assertThat(dead.getDeadLetterReason()).isEqualTo("NotJson");
    assertThat(dead.getDeadLetterErrorDescription()).isNotBlank();
    assertThat(dead.getDeliveryCount()).isLessThanOrEqualTo(1);
    Source.upload(here, "after-poison").submit().succeeds();
  }

  @Test
  void whatCanBeReadButIsWrongIsRejectedWithAllThatIsWrong() {
    var source = Source.upload(here, "wrong-twice");
    here.send(
        source.request("rollBack").replace("Linux", "Linus").replace("\"V2\"", "\"V3\""),
        "wrong-twice");
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    assertThat(rejected.problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/image/osType", "/image/hyperVGeneration");
  }

  static Stream<Arguments> badFooters() {
    return Stream.of(
        Arguments.of("dynamic", (Consumer<ByteBuffer>) f -> f.putInt(60, 3), "dynamic"),
        Arguments.of("checksum", (Consumer<ByteBuffer>) f -> f.putInt(64, 7), "checksum"),
        Arguments.of("truncated", (Consumer<ByteBuffer>) f -> f.putLong(0, 0), "truncated"),
        Arguments.of(
            "size",
            (Consumer<ByteBuffer>)
                f -> f.putLong(48, 1).putInt(64, 0).putInt(64, SparseVhd.checksum(f)),
            "exactly the bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFooters")
  void aBadVhdIsRejectedBeforeAnythingIsMade(String name, Consumer<ByteBuffer> spoil, String said) {
    long blobs = here.stagedBlobs();
    var source = Source.upload(here, "bad-" + name, spoil).submit();
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    Problem problem = rejected.problems().get(0);
    assertThat(problem.pointer()).isEqualTo("/image/source/url");
    assertThat(problem.problem() + problem.remedy()).contains(said);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
    assertThat(source.poolsPut()).isEmpty();
  }

  @Test
  void everythingThatDoesNotFitIsSaidAtOnce() {
    var source = Source.upload(here, "misfit");
    here.send(
        source
            .request("rollBack")
            .replace("misfit.vhd", "nowhere.vhd")
            .replace("Standard_D2s_v3", "Standard_Nothing")
            .replace("ubuntu-2204-gen2", "nothing"),
        "misfit");
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    assertThat(rejected.problems())
        .extracting(Problem::pointer)
        .contains("/image/definition", "/pool/properties/vmSize")
        .anyMatch(pointer -> pointer.startsWith("/image/source/"));
  }
}
