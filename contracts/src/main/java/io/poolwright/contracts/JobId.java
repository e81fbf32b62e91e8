package io.poolwright.contracts;

import java.util.regex.Pattern;

/**
 * The name that the sender of a request gives its job; the same name means the same job.
 *
 * @param value 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, the first a letter or a digit, so
 *     that it is safe as a blob name and leaves room for a suffix in the 128 characters of a
 *     Service Bus message id
 */
public record JobId(String value) {
  /** What a job id looks like, for schemas and messages. */
  public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  public JobId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a job id: it must match " + PATTERN);
    }
  }

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
