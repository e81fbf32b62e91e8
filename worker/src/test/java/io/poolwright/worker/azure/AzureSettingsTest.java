package io.poolwright.worker.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.worker.azure.AzureSettings.Authentication;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "http://10.0.0.1:8080",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
      })
  void nobodyGoesWithoutAuthenticationToAnythingButLoopback(String endpoint) {
    assertThatThrownBy(() -> AzureSettings.of(URI.create(endpoint), Authentication.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loopback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:1"})
  void loopbackNeedsNoAuthentication(String endpoint) {
    var settings = AzureSettings.of(URI.create(endpoint), Authentication.NONE);
    assertThat(Credentials.of(settings)).isEmpty();
    assertThat(settings.armOrigin()).doesNotEndWith("/");
  }

  @Test
  void aTokenNeverTravelsInClear() {
    assertThatThrownBy(
            () -> AzureSettings.of(URI.create("http://127.0.0.1:1"), Authentication.DEFAULT))
        .hasMessageContaining("https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a@b", "https://b/x", "https://b?q=1", "management.azure.com"})
  void anEndpointIsSchemeHostAndPortOnly(String endpoint) {
    assertThatThrownBy(() -> AzureSettings.of(URI.create(endpoint), Authentication.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theScopeFollowsFromTheEndpoint() {
    var azure =
        AzureSettings.of(URI.create("https://management.azure.com/"), Authentication.DEFAULT);
    assertThat(azure.armScope()).isEqualTo("https://management.azure.com/.default");
  }
}
