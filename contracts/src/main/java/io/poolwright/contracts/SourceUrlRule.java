package io.poolwright.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a source blob: its shape. Whether its host may be read from is the worker's
 * allow-list to say.
 *
 * <p>A URL is never shown again in a problem, since people paste signatures into it.
 */
record SourceUrlRule() implements TextRule<URI> {
  private static final int LONGEST = 2048;
  private static final int HIGHEST_PORT = 65_535;

  /** Printable ASCII without what no URL has: two readers could disagree on anything else. */
  private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\\\\\"<>^`{|}]]*");

  /** Storage on the same machine speaks plain http; nothing of it leaves the machine. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private static final Pattern CONTAINER_AND_BLOB = Pattern.compile("(/[^/]+){2,}");

  /** Dot segments, and encodings of dot, slash, backslash and control characters. */
  private static final Pattern SLY =
      Pattern.compile("(?i)/\\.{1,2}(/|$)|%(2e|2f|5c|25|7f|[01][0-9a-f])");

  @Override
  public String expected() {
    return "the blob's address, https://{account}.blob.core.windows.net/{container}/{blob}";
  }

  @Override
  public @Nullable URI read(String text, Place at) {
    if (text.length() > LONGEST) {
      at.refuse("the URL has more than %d characters".formatted(LONGEST), "make it " + expected());
      return null;
    }
    if (!PLAIN.matcher(text).matches()) {
      at.refuse(
          "the URL has a space, a bracket, a backslash, a control character or a letter beyond ASCII",
          "percent-encode the blob's name and write the host in ASCII");
      return null;
    }
    try {
      URI url = new URI(text);
      check(url, at);
      return url;
    } catch (URISyntaxException e) {
      at.refuse("it is not a URL", "make it " + expected());
      return null;
    }
  }

  private void check(URI url, Place at) {
    String host = url.getHost();
    if (host == null || host.endsWith(".") || url.getPort() > HIGHEST_PORT) {
      at.refuse("the URL names no usable host", "make it " + expected());
    } else if (!isAllowedScheme(url.getScheme(), host)) {
      at.refuse("the URL is not https", "use https; http is for 127.0.0.1 and localhost only");
    }
    if (url.getRawUserInfo() != null) {
      at.refuse("the URL has a user name in it", "leave out what stands before \"@\"");
    }
    if (url.getRawQuery() != null) {
      at.refuse("the URL has a query", "put a SAS into \"sas\", and leave out the \"?\"");
    }
    if (url.getRawFragment() != null) {
      at.refuse("the URL has a fragment", "leave out \"#\" and what follows, or write %23");
    }
    String path = url.getRawPath();
    if (path == null || !CONTAINER_AND_BLOB.matcher(path).matches()) {
      at.refuse("the URL does not name a container and a blob", "make it " + expected());
    } else if (SLY.matcher(path).find()) {
      at.refuse("the path has dot segments or encoded separators", "write the path plainly");
    }
  }

  private static boolean isAllowedScheme(@Nullable String scheme, String host) {
    return "https".equals(scheme) || ("http".equals(scheme) && LOOPBACK.contains(host));
  }
}
