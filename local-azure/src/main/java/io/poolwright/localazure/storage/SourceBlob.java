package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.Upstream.header;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The blob at the other end of {@code x-ms-copy-source}, read as Blob Storage itself would. */
final class SourceBlob {

  private static final String CONDITION = "x-ms-source-if-";

  private final URI url;
  private final Upstream upstream;
  private final @Nullable InetSocketAddress elsewhere;
  private final @Nullable String ownAccount;
  private final List<Header> conditions;

  private SourceBlob(
      URI url,
      Upstream upstream,
      @Nullable InetSocketAddress elsewhere,
      @Nullable String ownAccount,
      List<Header> conditions) {
    this.url = url;
    this.upstream = upstream;
    this.elsewhere = elsewhere;
    this.ownAccount = ownAccount;
    this.conditions = conditions;
  }

  /**
   * The source that a call names, with the call's conditions on it. Sources on the gateway itself
   * are read from Azurite without a detour.
   *
   * @throws StorageFailure when it is no URL, or is not on this machine
   */
  static SourceBlob of(BlobCall call, Upstream upstream) throws StorageFailure {
    URI url = url(call.header("x-ms-copy-source").orElse(""));
    List<Header> conditions = new ArrayList<>();
    for (Header header : call.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(CONDITION)) {
        conditions.add(new Header("If-" + name.substring(CONDITION.length()), header.value()));
      } else if (name.equals("x-ms-copy-source-authorization")) {
        conditions.add(new Header("Authorization", header.value()));
      }
    }
    boolean here = url.getPort() == call.port();
    var elsewhere =
        here ? null : new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
    return new SourceBlob(url, upstream, elsewhere, null, conditions);
  }

  /** Without a SAS, a blob of the same account is read with that account's key. */
  SourceBlob inAccount(String account) {
    boolean own =
        elsewhere == null
            && url.getRawPath().startsWith("/" + account + "/")
            && !String.valueOf(url.getRawQuery()).contains("sig=");
    return own ? new SourceBlob(url, upstream, null, account, conditions) : this;
  }

  /** The same blob as long as it has this ETag. */
  SourceBlob at(String etag) {
    List<Header> stricter = new ArrayList<>(conditions);
    stricter.removeIf(header -> header.name().regionMatches(true, 0, "If-", 0, 3));
    stricter.add(new Header("If-Match", etag));
    return new SourceBlob(url, upstream, elsewhere, ownAccount, stricter);
  }

  /** The URL without its query, as {@code x-ms-copy-source} shows it afterwards. */
  String shown() {
    return url.toString().replaceFirst("\\?.*", "");
  }

  /** Reads the properties. */
  WireResponse head() throws StorageFailure {
    try (WireResponse response = ask("HEAD", "", List.of())) {
      return response;
    }
  }

  /** Reads a range whole. */
  byte[] read(ByteRange range) throws StorageFailure {
    try (WireResponse response =
        ask("GET", "", List.of(new Header("x-ms-range", range.header())))) {
      byte[] bytes = response.body().readNBytes((int) range.length());
      if (bytes.length < range.length()) {
        throw new StorageFailure(
            416, "InvalidRange", "The source ends before the end of " + range.header() + ".");
      }
      return bytes;
    } catch (IOException e) {
      throw new StorageFailure(503, "ServerBusy", "The source broke off: " + e.getMessage());
    }
  }

  /** The ranges that hold data; everything between them is zeros. */
  List<ByteRange> pageRanges() throws StorageFailure {
    try (WireResponse response = ask("GET", "comp=pagelist", List.of())) {
      return PageList.parse(response.body());
    }
  }

  private WireResponse ask(String method, String comp, List<Header> more) throws StorageFailure {
    String query = Optional.ofNullable(url.getRawQuery()).orElse("");
    String joined = comp.isEmpty() || query.isEmpty() ? query + comp : query + "&" + comp;
    String target = url.getRawPath() + (joined.isEmpty() ? "" : "?" + joined);
    List<Header> headers = new ArrayList<>(conditions);
    headers.add(new Header("Host", url.getAuthority()));
    headers.add(new Header("x-ms-version", SharedKey.VERSION));
    headers.addAll(more);
    WireResponse response = send(WireRequest.withoutBody(method, target, headers));
    if (response.status() < 300) {
      return response;
    }
    try (response) {
      throw refused(response);
    }
  }

  private WireResponse send(WireRequest request) throws StorageFailure {
    if (elsewhere != null) {
      return upstream.send(elsewhere, request);
    }
    return ownAccount == null ? upstream.send(request) : upstream.sendSigned(ownAccount, request);
  }

  private static StorageFailure refused(WireResponse response) {
    int status = response.status();
    Header[] cause = {
      header("x-ms-copy-source-status-code", status),
      new Header(
          "x-ms-copy-source-error-code", response.header("x-ms-error-code").orElse("Unknown"))
    };
    return switch (status) {
      case 304, 412 ->
          new StorageFailure(
              412,
              "SourceConditionNotMet",
              "The source condition specified using HTTP conditional header(s) is not met.",
              cause);
      case 416 ->
          new StorageFailure(416, "InvalidRange", "The source does not have this range.", cause);
      case 500, 503 -> new StorageFailure(503, "ServerBusy", "The source is busy.", cause);
      default ->
          new StorageFailure(
              status,
              "CannotVerifyCopySource",
              "Could not verify the copy source: it answered " + status + ".",
              cause);
    };
  }

  private static URI url(String text) throws StorageFailure {
    try {
      URI url = URI.create(text);
      String host = String.valueOf(url.getHost());
      if (!host.matches("localhost|127\\.[0-9.]+|\\[::1]") || url.getPort() < 0) {
        throw new StorageFailure(
            403,
            "CannotVerifyCopySource",
            "Only sources on this machine can be reached: name a loopback address and a port.");
      }
      return url;
    } catch (IllegalArgumentException e) {
      throw new StorageFailure(400, "InvalidHeaderValue", "x-ms-copy-source is not a URL.");
    }
  }
}
