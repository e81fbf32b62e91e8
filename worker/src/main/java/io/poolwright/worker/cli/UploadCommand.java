package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.worker.blob.PageUpload;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolwright upload}. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends a fixed VHD to a page blob, for a request to name.",
      "Zeros are not sent. Begun again, it sends only what is missing; at the end all of it is"
          + " verified. Uses the key of the account if the settings have it, or your identity, which"
          + " needs Storage Blob Data Contributor."
    },
    footer = {
      "",
      "Example:",
      "  poolwright upload disk.vhd https://acct.blob.core.windows.net/vhds/disk.vhd"
    })
final class UploadCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(index = "0", paramLabel = "FILE", description = "The VHD.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "URL",
      arity = "0..1",
      description =
          "The blob. Without it: one that is called like the file, in what 'poolwright local' runs"
              + " here.")
  private @Nullable String url;

  @Option(names = "--replace", description = "Even if something else is there.")
  private boolean replace;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  UploadCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() throws IOException {
    try (var channel = open()) {
      PageUpload.Content content = VhdFile.checked(file, channel);
      URI blob = url == null ? here() : address(url);
      try (var upload = desk.upload(blob)) {
        say(blob, content, send(upload, content, blob));
      }
    }
    return Exit.DONE.code();
  }

  private FileChannel open() {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw CommandFailed.wrong(InputFile.why(file, e));
    }
  }

  private URI here() {
    LocalEnvironment local =
        desk.here()
            .orElseThrow(
                () ->
                    CommandFailed.wrong(
                        "Nothing runs here to upload to; name the blob:"
                            + " https://<account>.blob.core.windows.net/<container>/<blob>"));
    String name = String.valueOf(file.getFileName());
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(local.blobEndpoint() + "/" + LocalNames.SOURCES + "/" + encoded);
  }

  /** A SAS could stand in a query, and would be seen by everybody who sees this command line. */
  private static URI address(String text) {
    try {
      URI blob = new URI(text);
      if (blob.getHost() != null && blob.getQuery() == null && blob.getFragment() == null) {
        return blob;
      }
    } catch (URISyntaxException e) {
      throw CommandFailed.wrong("URL is none: " + e.getReason() + ".");
    }
    throw CommandFailed.wrong("URL must be that of a blob, without a query.");
  }

  /** How many bytes were sent. */
  private long send(PageUpload upload, PageUpload.Content content, URI blob) throws IOException {
    PageUpload.Found found = upload.look(content);
    if (found == PageUpload.Found.COMPLETE && !replace) {
      return 0;
    }
    if (found == PageUpload.Found.OTHER && !replace) {
      throw CommandFailed.wrong(
          "There is something else at " + blob + "; name another blob, or say --replace.");
    }
    if (found != PageUpload.Found.BEGUN) {
      upload.begin(content, replace);
    }
    var meter = new UploadMeter(context.screen(), content.length());
    try {
      return upload.send(content, meter);
    } finally {
      meter.clear();
    }
  }

  private void say(URI blob, PageUpload.Content content, long sent) {
    Screen screen = context.screen();
    if (output.isJson()) {
      var line = new JsonMapper().createObjectNode().put("url", blob.toString());
      screen.out().println(line.put("length", content.length()).put("sent", sent));
    } else {
      screen.err().printf("Sent %s of %s.%n", SizeText.of(sent), SizeText.of(content.length()));
      screen.out().println(blob);
    }
  }
}
