package io.poolwright.worker.cli;

import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bodies of messages that people give, checked before they are sent. */
final class RequestFile {
  private RequestFile() {}

  /**
   * The bytes of a file.
   *
   * @param file its path, or {@code -} for standard input
   */
  static byte[] read(String file, InputStream in) {
    try {
      return file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw CommandFailed.wrong(file + " cannot be read.");
    }
  }

  /**
   * The job that a request is about.
   *
   * @throws CommandFailed if it is no request, or a wrong one; with all that is wrong
   */
  static JobId check(byte[] body) {
    Decoded decoded = RequestCodec.decode(body);
    if (decoded instanceof Decoded.Valid valid) {
      return valid.request().jobId();
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      throw CommandFailed.wrong(
          "The request is wrong and was not sent:\n"
              + String.join("\n", EventText.problems(invalid.problems())));
    }
    var unreadable = (Decoded.Unreadable) decoded;
    throw CommandFailed.wrong(
        "This is no request, and was not sent: %s (%s)"
            .formatted(unreadable.description(), unreadable.reason()));
  }
}
