package io.poolwright.worker.cli;

import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.Request;
import io.poolwright.contracts.RequestCodec;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A request as it was written.
 *
 * @param json as it is sent
 */
record RequestFile(String json, Request request) {
  static final String DESCRIPTION = "The request, as YAML or JSON; - reads standard input.";

  /**
   * Reads a request that keeps every rule that can be checked here.
   *
   * @param file a path, or {@link InputFile#STANDARD_INPUT}
   * @throws CommandFailed with everything that is wrong with it
   */
  static RequestFile read(Path file, InputStream in) {
    byte[] bytes = RequestYaml.toJson(InputFile.bytes(file, in), InputFile.name(file));
    return new RequestFile(new String(bytes, StandardCharsets.UTF_8), decoded(bytes));
  }

  byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The request in these bytes.
   *
   * @throws CommandFailed with everything that is wrong with it
   */
  static Request decoded(byte[] bytes) {
    Decoded decoded = RequestCodec.decode(bytes);
    if (decoded instanceof Decoded.Unreadable unreadable) {
      throw CommandFailed.wrong(
          "This is no request, and was not sent: %s (%s)"
              .formatted(unreadable.description(), unreadable.reason()));
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      requireNone(invalid.problems());
    }
    return ((Decoded.Valid) decoded).request();
  }

  /**
   * Nothing may be wrong.
   *
   * @throws CommandFailed with everything that is
   */
  static void requireNone(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw CommandFailed.wrong(
          "The request is wrong and was not sent:\n"
              + String.join("\n", EventText.problems(problems)));
    }
  }
}
