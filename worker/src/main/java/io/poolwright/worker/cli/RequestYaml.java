package io.poolwright.worker.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Requests that people write as YAML, which lets them leave comments; the queue takes JSON only.
 *
 * <p>YAML is turned into JSON token by token, and nothing is judged here: a key that stands there
 * twice stands twice in the JSON too, and is refused as a worker would refuse it.
 */
final class RequestYaml {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonFactory JSON = new JsonFactory();

  private RequestYaml() {}

  /**
   * The request as JSON. JSON is left as it is, byte by byte.
   *
   * @param name of the file, for people
   * @throws CommandFailed if it is neither
   */
  static byte[] toJson(byte[] text, String name) {
    if (!looksLikeYaml(text)) {
      return text;
    }
    var json = new ByteArrayOutputStream();
    try (YAMLParser parser = YAML.createParser(decoded(text));
        JsonGenerator generator = JSON.createGenerator(json)) {
      while (parser.nextToken() != null) {
        refuseAlias(parser, name);
        generator.copyCurrentEventExact(parser);
      }
    } catch (CharacterCodingException e) {
      return text;
    } catch (JsonProcessingException e) {
      // Not its message: it repeats what stands around the place, and that may be a SAS.
      String where = e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
      throw CommandFailed.wrong(name + " is neither JSON nor YAML" + where + ".");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return json.toByteArray();
  }

  /** Jackson would put the alias's name where its value is meant. */
  private static void refuseAlias(YAMLParser parser, String name) throws IOException {
    if (parser.isCurrentAlias()) {
      int line = parser.currentTokenLocation().getLineNr();
      throw CommandFailed.wrong(
          "%s has an alias in line %d; write out what it stands for.".formatted(name, line));
    }
  }

  private static String decoded(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  /**
   * A request is an object: JSON begins it with a brace, and nobody writes it so in YAML. What
   * begins with no printable character is no text at all, and RequestCodec says what it is.
   */
  private static boolean looksLikeYaml(byte[] text) {
    for (byte b : text) {
      if (!Character.isWhitespace(b)) {
        return b > ' ' && b != '{';
      }
    }
    return false;
  }
}
