package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Builds a tree token by token.
 *
 * <p>Jackson's own tree reader would do it too, but its messages quote the input, which may be a
 * secret, and do not tell by type which limit was passed.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Keys come from strangers: a shared table of them could be made to grow or collide.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              // One wider than our own limit, which so speaks first.
              StreamReadConstraints.builder()
                  .maxNestingDepth(RequestCodec.MAX_DEPTH + 1)
                  .maxNumberLength(RequestCodec.MAX_BYTES)
                  .maxNameLength(RequestCodec.MAX_BYTES)
                  .maxStringLength(RequestCodec.MAX_BYTES)
                  .build())
          .build();

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private final JsonParser parser;
  private int values;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  static JsonNode of(String text) throws UnreadableException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      JsonNode root = new JsonTree(parser).value(1);
      refuseMore(parser);
      return root;
    } catch (JsonProcessingException e) {
      throw notJson(e.getLocation());
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private static void refuseMore(JsonParser parser) throws UnreadableException {
    try {
      if (parser.nextToken() == null) {
        return;
      }
    } catch (IOException e) {
      // Falls through: what follows is not even JSON, and it must not be there in any case.
    }
    throw new UnreadableException(
        "TrailingContent", "something follows the JSON document; send one document per message");
  }

  private JsonNode value(int depth) throws IOException, UnreadableException {
    if (++values > RequestCodec.MAX_VALUES) {
      throw new UnreadableException(
          "TooManyValues", "the body has more than %d values".formatted(RequestCodec.MAX_VALUES));
    }
    JsonToken token = token();
    return switch (token) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> nodes.textNode(text());
      case VALUE_NUMBER_INT -> JsonNumbers.integer(parser.getText());
      case VALUE_NUMBER_FLOAT -> JsonNumbers.decimal(parser.getText());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      default -> throw notJson(parser.currentLocation());
    };
  }

  private ObjectNode object(int depth) throws IOException, UnreadableException {
    refuseBelow(depth);
    ObjectNode object = nodes.objectNode();
    parser.nextToken();
    while (token() != JsonToken.END_OBJECT) {
      String name = text();
      if (object.has(name)) {
        throw new UnreadableException(
            "DuplicateKey", "an object has the key " + Shown.text(name) + " twice");
      }
      parser.nextToken();
      object.set(name, value(depth + 1));
      parser.nextToken();
    }
    return object;
  }

  private ArrayNode array(int depth) throws IOException, UnreadableException {
    refuseBelow(depth);
    ArrayNode array = nodes.arrayNode();
    parser.nextToken();
    while (token() != JsonToken.END_ARRAY) {
      array.add(value(depth + 1));
      parser.nextToken();
    }
    return array;
  }

  private static void refuseBelow(int depth) throws UnreadableException {
    if (depth > RequestCodec.MAX_DEPTH) {
      throw new UnreadableException(
          "TooDeep", "the body is nested more than %d deep".formatted(RequestCodec.MAX_DEPTH));
    }
  }

  private JsonToken token() throws UnreadableException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw notJson(parser.currentLocation());
    }
    return token;
  }

  private String text() throws IOException, UnreadableException {
    String text = parser.getText();
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new UnreadableException("LoneSurrogate", "a string has half a surrogate pair");
    }
    return text;
  }

  private static UnreadableException notJson(JsonLocation at) {
    return new UnreadableException(
        "NotJson",
        "the body is not JSON: line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
  }
}
