package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultedVhdsTest {
  private static final SecretId ID = new SecretId("https://contoso.vault.azure.net/secrets/sas");
  private static final ImageSource.Vhd SOURCE =
      new ImageSource.Vhd(URI.create("https://source.blob.core.windows.net/vhds/a.vhd"), null, ID);
  private static final Failure REFUSED = Failure.lasting("AuthenticationFailed", "403");
  private static final Failure BUSY = Failure.deferred("ServerBusy", "503", null);

  private Instant now = Instant.parse("2026-11-26T06:00:00Z");
  private final Deque<String> held = new ArrayDeque<>();
  private final List<SecretId> read = new ArrayList<>();
  private final List<String> tried = new ArrayList<>();
  private final VaultedVhds vhds = new VaultedVhds(noBlobs(), this::answer, () -> now);

  /** The next that the vault is to hold; the last it holds for ever. */
  private Secret answer(SecretId id) {
    read.add(id);
    return new Secret(held.size() > 1 ? held.remove() : held.element());
  }

  private static Vhds noBlobs() {
    return (Vhds)
        Proxy.newProxyInstance(
            Vhds.class.getClassLoader(),
            new Class<?>[] {Vhds.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("asked for " + method.getName());
            });
  }

  /** A call that lets in whoever has this SAS. */
  private String open(String right, Failure otherwise) {
    return vhds.opened(
        SOURCE,
        source -> {
          String sas = source.sas() == null ? "none" : source.sas().reveal();
          tried.add(sas);
          if (!sas.equals(right)) {
            throw new CallFailed(otherwise);
          }
          return "in";
        });
  }

  @Test
  void aSourceIsOpenedWithTheSasInItsSecret() {
    held.add("?sig=one");

    assertThat(open("sig=one", REFUSED)).isEqualTo("in");
    assertThat(read).containsExactly(ID);
  }

  @Test
  void theVaultIsAskedOnceAMinute() {
    held.add("sig=one");
    open("sig=one", REFUSED);
    now = now.plus(SecretCache.KEPT).minusMillis(1);
    open("sig=one", REFUSED);
    assertThat(read).hasSize(1);

    now = now.plusMillis(1);
    open("sig=one", REFUSED);
    assertThat(read).hasSize(2);
  }

  @Test
  void aSasThatWasReplacedIsReadAnewWhenTheOldOneIsRefused() {
    held.addAll(List.of("sig=one", "sig=two"));
    open("sig=one", REFUSED);

    assertThat(open("sig=two", REFUSED)).isEqualTo("in");
    assertThat(tried).containsExactly("sig=one", "sig=one", "sig=two");
    assertThat(open("sig=two", REFUSED)).as("and is remembered").isEqualTo("in");
    assertThat(read).hasSize(2);
  }

  @Test
  void aSasThatWasNotReplacedIsNotTriedAgain() {
    held.add("sig=one");
    open("sig=one", REFUSED);
    tried.clear();

    assertThatThrownBy(() -> open("sig=two", REFUSED)).hasMessageContaining("AuthenticationFailed");
    assertThat(tried).containsExactly("sig=one");
  }

  @Test
  void aSasThatIsFreshIsNotReadAgain() {
    held.addAll(List.of("sig=one", "sig=two"));

    assertThatThrownBy(() -> open("sig=two", REFUSED)).isInstanceOf(CallFailed.class);
    assertThat(read).hasSize(1);
  }

  @Test
  void whatMayPassAsksNobodyAnew() {
    held.addAll(List.of("sig=one", "sig=two"));
    open("sig=one", BUSY);

    assertThatThrownBy(() -> open("sig=two", BUSY)).hasMessageContaining("ServerBusy");
    assertThat(read).hasSize(1);
  }

  @Test
  void whatIsNoSasIsSentNowhereAndShownToNobody() {
    held.add("Server=db;Password=hunter2");

    assertThatThrownBy(() -> open("sig=one", REFUSED))
        .hasMessageContaining("SecretIsNoSas")
        .hasMessageContaining(ID.value())
        .hasMessageNotContaining("hunter2");
    assertThat(tried).isEmpty();
  }

  @Test
  void aSourceWithoutASecretAsksNoVault() {
    var plain = ImageSource.vhd(SOURCE.url());

    ImageSource.Vhd opened = vhds.opened(plain, source -> source);

    assertThat(opened).isSameAs(plain);
    assertThat(read).isEmpty();
  }
}
