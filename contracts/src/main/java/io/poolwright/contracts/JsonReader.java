package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** From the bytes of a message to a JSON object, refusing whatever two readers could read apart. */
final class JsonReader {
  private JsonReader() {}

  static ObjectNode read(byte[] body) throws UnreadableException {
    JsonNode root = JsonTree.of(text(body));
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableException("NotAnObject", "the body is not a JSON object but " + kind(root));
  }

  private static String text(byte[] body) throws UnreadableException {
    if (body.length > RequestCodec.MAX_BYTES) {
      throw new UnreadableException(
          "MessageTooLarge",
          "the body has %d bytes, at most %d are read"
              .formatted(body.length, RequestCodec.MAX_BYTES));
    }
    if (startsWith(body, 0x1f, 0x8b)) {
      throw new UnreadableException(
          "Compressed", "the body is gzip data; send the JSON as it is, it is never decompressed");
    }
    if (startsWith(body, 0xef, 0xbb, 0xbf)) {
      throw new UnreadableException(
          "ByteOrderMark", "the body begins with a byte order mark; RFC 8259 forbids to send one");
    }
    String text = decode(body);
    if (text.isBlank()) {
      throw new UnreadableException("Empty", "the body is empty");
    }
    return text;
  }

  private static String decode(byte[] body) throws UnreadableException {
    try {
      // A new decoder reports malformed input, where new String(…) would paper it over.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableException("NotUtf8", "the body is not UTF-8");
    }
  }

  private static boolean startsWith(byte[] body, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= body.length || (body[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** What a value is, with its article, for sentences. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }
}
