package io.poolwright.contracts;

import java.util.List;

/** What became of the bytes of a message: a request, a wrong request, or none at all. */
public sealed interface Decoded {
  /** A request that keeps every rule that can be checked without Azure. */
  record Valid(Request request) implements Decoded {}

  /**
   * A request that can be answered but not worked on.
   *
   * @param jobId to whom the answer goes
   * @param problems all that is wrong, at least one; no text in it is longer than a few lines
   */
  record Invalid(JobId jobId, List<Problem> problems) implements Decoded {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Not JSON as RFC 8259 has it, beyond the limits of {@link RequestCodec}, or without a usable job
   * id: there is nobody to answer to, so the message belongs in the dead-letter queue.
   *
   * @param reason a stable code: {@code MessageTooLarge}, {@code Empty}, {@code Compressed}, {@code
   *     ByteOrderMark}, {@code NotUtf8}, {@code NotJson}, {@code NotAnObject}, {@code TooDeep},
   *     {@code TooManyValues}, {@code DuplicateKey}, {@code LoneSurrogate}, {@code
   *     NumberOutOfRange}, {@code TrailingContent}, {@code NoJobId} or {@code UnknownType}
   * @param description for people: one line, without any secret
   */
  record Unreadable(String reason, String description) implements Decoded {}
}
