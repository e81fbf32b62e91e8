package io.poolwright.localazure.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps a copy of a body that passes by, as far as the log can use it. */
final class BodyCapture extends BodyInput {

  private static final int MOST_JSON = 1024 * 1024;
  private static final int MOST_TEXT = 16 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final InputStream body;
  private final String contentType;
  private final int most;
  private boolean whole = true;

  BodyCapture(InputStream body, String contentType) {
    this.body = body;
    this.contentType = contentType.toLowerCase(Locale.ROOT);
    this.most = isText() ? MOST_TEXT : MOST_JSON;
  }

  /** The body so far: JSON where it is JSON, a string where it is a little text, or null. */
  @Nullable JsonNode captured() {
    if (!whole || copy.size() == 0) {
      return null;
    }
    String text = Secrets.masked(copy.toString(StandardCharsets.UTF_8));
    if (isText()) {
      return TextNode.valueOf(text);
    }
    try {
      return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : null;
    } catch (JsonProcessingException e) {
      return contentType.contains("json") ? TextNode.valueOf(text) : null;
    }
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    int count = body.read(into, offset, wanted);
    if (count > 0 && whole) {
      keep(into, offset, count);
    }
    return count;
  }

  private void keep(byte[] bytes, int offset, int count) {
    boolean binary = copy.size() == 0 && !isText() && bytes[offset] != '{' && bytes[offset] != '[';
    if (binary || copy.size() + count > most) {
      whole = false;
      copy.reset();
    } else {
      copy.write(bytes, offset, count);
    }
  }

  private boolean isText() {
    return contentType.contains("xml")
        || contentType.startsWith("text/")
        || contentType.startsWith("application/x-www-form-urlencoded");
  }
}
