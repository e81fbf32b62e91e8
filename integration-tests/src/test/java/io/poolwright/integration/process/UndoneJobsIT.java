package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that are cancelled or fail on the way, and what is left of them. */
@ExtendWith(OneWorker.class)
class UndoneJobsIT {
  private static final String FORBIDDEN =
      "{\"method\":\"PUT\",\"path\":\"/pools/\",\"every\":true,\"action\":\"status\","
          + "\"status\":403,\"code\":\"AuthorizationFailed\"}";

  private final Installation here;

  UndoneJobsIT(Installation here) {
    this.here = here;
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"COPY_IMAGE", "WAIT_GENERALIZED"})
  void aCancelIsHonouredOnTheWayAndNothingIsLeft(Step step) {
    var source = Source.upload(here, "cancel-" + step.wireName());
    if (step == Step.COPY_IMAGE) {
      here.storage.fault(
          "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"every\":true,"
              + "\"action\":\"delay\",\"delayMillis\":800}");
    }
    int versions = here.versions();
    long blobs = here.stagedBlobs();
    source.submit();
    here.subscriber.awaits(
        source.job(), data -> data instanceof EventData.StepStarted s && s.step() == step);
    here.cancel(source.job());
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Cancelled.class);
    assertThat(here.pool(source.job()).isMissingNode()).isTrue();
    assertThat(here.versions()).isEqualTo(versions);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
  }

  @Test
  void aCancelIsHonouredWhileThePoolWaitsForItsNodesAndNothingIsLeft() {
    var source = Source.upload(here, "cancel-waiting");
    int pools = here.pools();
    int versions = here.versions();
    long blobs = here.stagedBlobs();
    here.send(source.oversized(), source.job());
    here.subscriber.awaits(
        source.job(),
        data ->
            data instanceof EventData.Warned warned
                && warned.warnings().get(0).problem().contains("240 dedicated cores"));
    source.awaitsQuota();
    assertThat(here.pools()).isEqualTo(pools + 1);
    here.cancel(source.job());
    assertThat(here.subscriber.endOf(source.job()))
        .isEqualTo(new EventData.Cancelled(Step.CREATE_POOL, List.of()));
    assertThat(here.pools()).isEqualTo(pools);
    assertThat(here.versions()).isEqualTo(versions);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
  }

  @Test
  void aCancelWhileItValidatesEndsItAtOnce() {
    here.arm.fault(
        "{\"method\":\"GET\",\"path\":\"poolwrightbatch$\",\"every\":true,\"action\":\"status\","
            + "\"status\":503,\"code\":\"ServerBusy\"}");
    var source = Source.upload(here, "cancel-validating").submit();
    here.subscriber.awaits(source.job(), EventData.Waiting.class::isInstance);
    here.cancel(source.job());
    assertThat(here.subscriber.endOf(source.job()))
        .isEqualTo(new EventData.Cancelled(Step.VALIDATE, List.of()));
  }

  @Test
  void aFailureRollsBackWhatWasMade() {
    int versions = here.versions();
    long blobs = here.stagedBlobs();
    here.arm.fault(FORBIDDEN);
    var source = Source.upload(here, "forbidden").submit();
    var failed = (EventData.Failed) here.subscriber.endOf(source.job());
    assertThat(failed.code()).isEqualTo("AuthorizationFailed");
    assertThat(failed.step()).isEqualTo(Step.CREATE_POOL);
    assertThat(failed.leftBehind()).isEmpty();
    assertThat(here.versions()).isEqualTo(versions);
    assertThat(here.stagedBlobs()).isEqualTo(blobs);
  }

  @Test
  void aFailureThatKeepsSaysWhatIsLeft() {
    here.arm.fault(FORBIDDEN);
    var source = Source.upload(here, "kept");
    here.send(source.request("keep"), source.job());
    var failed = (EventData.Failed) here.subscriber.endOf(source.job());
    assertThat(failed.leftBehind())
        .hasSize(2)
        .anyMatch(name -> name.contains("/versions/"))
        .anyMatch(name -> name.contains("/images/"));
  }
}
