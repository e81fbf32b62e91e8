package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretIdTest {
  private static final URI VHD = URI.create("https://example.blob.core.windows.net/vhds/a.vhd");

  @Test
  void namesAVaultASecretAndPerhapsAVersion() {
    String version = "0123456789abcdef0123456789abcdef";
    var newest = new SecretId("https://Contoso.vault.azure.net:443/secrets/vhd-SAS");
    var one = new SecretId("http://127.0.0.1:10300/secrets/sas/" + version);

    assertThat(newest.vault()).isEqualTo(URI.create("https://contoso.vault.azure.net"));
    assertThat(newest.name()).isEqualTo("vhd-SAS");
    assertThat(newest.version()).isEmpty();
    assertThat(one.vault()).isEqualTo(URI.create("http://127.0.0.1:10300"));
    assertThat(one.version()).isEqualTo(version);
  }

  @Test
  void whatItIsNotIsRefusedWithoutRepeatingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretId("sv=1&sig=c4n4ry"))
        .withMessageNotContaining("c4n4ry");
  }

  @Test
  void aSourceIsOpenedWithTheSasInItsSecret() {
    var source = new ImageSource.Vhd(VHD, null, new SecretId("https://a.example/secrets/b"));

    assertThat(source.openedWith(new Secret("?sv=1&sig=x\n")))
        .contains(new ImageSource.Vhd(VHD, new Secret("sv=1&sig=x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2", "AccountKey=abc", "sv=1&sr=b", "sig=a\r\nHost: evil"})
  void whatIsNoSasOpensNothing(String value) {
    var source = new ImageSource.Vhd(VHD, null, new SecretId("https://a.example/secrets/b"));

    assertThat(source.openedWith(new Secret(value))).isEmpty();
  }
}
