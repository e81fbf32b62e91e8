package io.poolwright.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.Secret;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceBusSettingsTest {
  private static final String KEY = "TheKeyThatMustNotBeSeen";
  private static final Secret CONNECTION =
      new Secret(
          "Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=x;SharedAccessKey="
              + KEY
              + ";UseDevelopmentEmulator=true");

  @Test
  void exactlyOneWayToTheNamespaceIsTaken() {
    assertThatThrownBy(() -> settings(null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("either the connection string or the fully qualified namespace");
    assertThatThrownBy(() -> settings(CONNECTION, "name.servicebus.windows.net"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNamespaceNeedsACredential() {
    var settings = settings(null, "name.servicebus.windows.net");

    assertThatThrownBy(() -> new ServiceBus(settings, null, Clock.systemUTC()))
        .hasMessageContaining("name.servicebus.windows.net needs a credential");
  }

  @Test
  void theConnectionStringIsNotPrinted() {
    assertThat(settings(CONNECTION, null).toString()).doesNotContain(KEY);
  }

  @Test
  void everyLimitThatIsOutOfRangeIsNamed() {
    Duration day = Duration.ofDays(2);

    assertThatThrownBy(() -> new PumpLimits(0, day, day, day, day, day))
        .hasMessageContainingAll(
            "concurrency",
            "lockDuration",
            "maxLockRenewal",
            "silenceLimit",
            "drainTimeout",
            "abandonPause");
  }

  private static ServiceBusSettings settings(
      @Nullable Secret connection, @Nullable String namespace) {
    return new ServiceBusSettings(
        connection, namespace, "requests", "wakeups", "events", PumpLimits.DEFAULT);
  }
}
