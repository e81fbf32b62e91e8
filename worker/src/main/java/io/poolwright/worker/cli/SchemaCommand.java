package io.poolwright.worker.cli;

import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code poolwright schema}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the JSON Schema of requests or of events.",
    footer = {
      "",
      "For an editor that knows YAML, save it, and begin the request with",
      "  # yaml-language-server: $$schema=request-v1.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  /** What there are schemas of. */
  enum Subject {
    REQUEST,
    EVENT;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Context context;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..1",
      description = "request or event (${DEFAULT-VALUE}).",
      defaultValue = "request")
  private Subject subject = Subject.REQUEST;

  SchemaCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    String file = subject + "-v1.schema.json";
    try (InputStream schema = RequestCodec.class.getResourceAsStream(file)) {
      if (schema == null) {
        throw new IllegalStateException(file + " is missing in this installation; build it again");
      }
      schema.transferTo(context.screen().out());
    }
    return Exit.DONE.code();
  }
}
