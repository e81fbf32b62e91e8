package io.poolwright.worker.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what somebody wants, and asks only what nothing else says. */
final class Interview {
  private final Context context;
  private final BufferedReader answers;

  Interview(Context context) {
    this.context = context;
    this.answers = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
  }

  /**
   * A value.
   *
   * @param given by an option, or null
   * @param known from what runs here
   * @param question to be asked if there is somebody to answer it
   * @param placeholder where nobody says anything
   */
  String answer(
      @Nullable String given, Optional<String> known, String question, String placeholder) {
    if (given != null) {
      return given;
    }
    String answer = known.orElseGet(() -> context.interactive() ? ask(question) : "");
    return answer.isBlank() ? placeholder : answer.strip();
  }

  /** Asks whoever sits there; nothing if nobody answers. */
  String ask(String question) {
    try {
      context.screen().err().print(question + ": ");
      context.screen().err().flush();
      return Optional.ofNullable(answers.readLine()).orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
