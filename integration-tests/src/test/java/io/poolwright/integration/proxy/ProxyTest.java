package io.poolwright.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private static final byte[] WORD = "a word that is repeated".getBytes(StandardCharsets.US_ASCII);

  private ServerSocket echo;
  private Proxy proxy;
  private Socket client;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::repeat);
    server.setDaemon(true);
    server.start();
    proxy = new Proxy(echo.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    echo.close();
  }

  private void repeat() {
    while (!echo.isClosed()) {
      try (Socket socket = echo.accept()) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException e) {
        // That client is gone; the next one is served all the same.
      }
    }
  }

  private byte[] said(byte[] word) throws IOException {
    client.getOutputStream().write(word);
    return client.getInputStream().readNBytes(word.length);
  }

  private void befalls(Strike.Kind kind, Duration span) {
    proxy.strikeNext(new Strike(kind, span));
  }

  @Test
  void whatPassesIsNotChanged() throws IOException {
    assertThat(said(WORD)).isEqualTo(WORD);
    assertThat(proxy.struck()).isEmpty();
  }

  @Test
  void whatHangsIsDeliveredAfterwards() throws IOException {
    befalls(Strike.Kind.HANG, Duration.ofMillis(600));
    long began = System.nanoTime();
    assertThat(said(WORD)).isEqualTo(WORD);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(500));
    assertThat(proxy.struck()).containsEntry(Strike.Kind.HANG, 1);
  }

  @Test
  void whatDribblesArrivesInTheEnd() throws IOException {
    befalls(Strike.Kind.DRIBBLE, Duration.ofMinutes(1));
    assertThat(said(WORD)).isEqualTo(WORD);
  }

  @Test
  void aCutIsAReset() {
    befalls(Strike.Kind.CUT, Duration.ZERO);
    assertThatThrownBy(() -> said(WORD)).isInstanceOf(SocketException.class);
  }

  @Test
  void aHalfClosedConnectionEndsForTheClient() throws IOException {
    befalls(Strike.Kind.HALF_CLOSE, Duration.ZERO);
    assertThat(said(WORD)).hasSizeLessThan(WORD.length);
  }

  @Test
  void aConnectionIsStruckOnceAndOnlyWhenItCarriesSomething() throws IOException {
    befalls(Strike.Kind.DRIBBLE, Duration.ofMillis(1));
    befalls(Strike.Kind.CUT, Duration.ZERO);
    assertThat(said(WORD)).isEqualTo(WORD);
    assertThat(said(WORD)).isEqualTo(WORD);
    assertThat(proxy.struck()).containsOnlyKeys(Strike.Kind.DRIBBLE);
  }
}
