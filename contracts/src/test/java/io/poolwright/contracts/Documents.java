package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Requests as trees, to be bent out of shape by tests. */
final class Documents {
  static final JsonMapper MAPPER = ContractJson.newMapper();
  static final String RG =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers";
  static final String POOL = RG + "/Microsoft.Batch/batchAccounts/poolwrightbatch/pools/nightly";
  static final String DEFINITION =
      RG + "/Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2";

  private Documents() {}

  /** A provision request in which every property is given. */
  static ObjectNode provision() {
    return (ObjectNode) golden("request-provision.json");
  }

  static JsonNode golden(String name) {
    return json(goldenText(name));
  }

  static String goldenText(String name) {
    return resource("/golden/v1/" + name);
  }

  static String resource(String path) {
    try (InputStream in = Documents.class.getResourceAsStream(path)) {
      byte[] bytes = Objects.requireNonNull(in, path).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** As it stands in the documents that are made: one property or element a line. */
  static String pretty(JsonNode json) {
    var lines = new DefaultIndenter("  ", "\n");
    var colons = Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    var printer =
        new DefaultPrettyPrinter(colons).withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The valid request with one value replaced or added; {@code json} is JSON. */
  static ObjectNode with(String pointer, String json) {
    ObjectNode document = provision();
    JsonPointer at = JsonPointer.compile(pointer);
    ObjectNode around = (ObjectNode) document.at(at.head());
    around.set(at.last().getMatchingProperty(), json(json));
    return document;
  }

  static ObjectNode withText(String pointer, String text) {
    return with(pointer, MAPPER.getNodeFactory().textNode(text).toString());
  }

  static ObjectNode without(String pointer) {
    ObjectNode document = provision();
    JsonPointer at = JsonPointer.compile(pointer);
    ((ObjectNode) document.at(at.head())).remove(at.last().getMatchingProperty());
    return document;
  }

  static Decoded decode(JsonNode document) {
    return decode(document.toString());
  }

  static Decoded decode(String body) {
    return RequestCodec.decode(body.getBytes(StandardCharsets.UTF_8));
  }
}
