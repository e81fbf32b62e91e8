package io.poolwright.worker.cli;

import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolwright init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Writes a request with comments, for you to check and change.",
      "What no option says comes from what 'poolwright local' runs here. Where nothing runs, you are"
          + " asked on a terminal, and what nobody says stands in <angle brackets>."
    },
    footer = {
      "",
      "Example:",
      "  poolwright init request.yaml && poolwright submit request.yaml --watch"
    })
final class InitCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where to; must not be there yet. Without it: standard output.")
  private @Nullable Path file;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "The id of the job, and of the pool. Without it: a new one.")
  private @Nullable String job;

  @ArgGroup(exclusive = true)
  private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--sas-secret-id",
      paramLabel = "ID",
      description = "With a VHD: the Key Vault secret that holds its SAS.")
  private @Nullable String sasSecretId;

  @Option(names = "--generalize", description = "With --vm: deallocate it and mark it generalized.")
  private boolean generalize;

  @Option(
      names = "--os",
      paramLabel = "OS",
      description = "Linux or Windows (${DEFAULT-VALUE}).",
      defaultValue = "Linux")
  private OsType os = OsType.LINUX;

  @Option(
      names = "--generation",
      paramLabel = "V1|V2",
      description = "The Hyper-V generation of the image (${DEFAULT-VALUE}).",
      defaultValue = "V2")
  private HyperVGeneration generation = HyperVGeneration.V2;

  @Option(
      names = "--definition",
      paramLabel = "ID",
      description = "ARM id of the gallery image definition.")
  private @Nullable String definition;

  @Option(names = "--account", paramLabel = "ID", description = "ARM id of the Batch account.")
  private @Nullable String account;

  @Option(
      names = "--vm-size",
      paramLabel = "SIZE",
      description = "The size of the nodes (${DEFAULT-VALUE}).",
      defaultValue = "Standard_D2s_v3")
  private String vmSize = "";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many dedicated nodes (${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int nodes;

  InitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String name = job == null ? NewName.of("pool") : JobIds.read(job).value();
    String yaml = draft(name).yaml();
    if (file == null) {
      context.screen().out().print(yaml);
    } else {
      save(yaml, file);
    }
    return Exit.DONE.code();
  }

  private Draft draft(String name) {
    Optional<LocalEnvironment> here = new Desk(context).here();
    var interview = new Interview(context);
    DraftSource source = source(interview, here);
    var image = new Draft.Image(source, definition(source, interview, here), os, generation);
    String inAccount =
        interview.answer(
            account,
            here.map(LocalEnvironment::batchAccountId),
            "ARM id of the Batch account",
            Placeholders.ACCOUNT);
    return new Draft(name, image, new Draft.Pool(inAccount, vmSize, nodes));
  }

  private DraftSource source(Interview interview, Optional<LocalEnvironment> here) {
    Optional<Map.Entry<SourceKind, String>> given = sources.given();
    Optional<String> known = here.flatMap(InitCommand::example).map(this::address);
    SourceKind kind =
        given
            .map(Map.Entry::getKey)
            .orElseGet(
                () ->
                    SourceKind.of(
                        interview.answer(
                            null,
                            known.map(vhd -> SourceKind.VHD.type()),
                            SourceKind.QUESTION,
                            SourceKind.VHD.type())));
    String id =
        interview.answer(
            given.map(Map.Entry::getValue).orElse(null),
            known,
            kind.question(),
            kind.placeholder());
    return new DraftSource(kind, id, sasSecretId, generalize);
  }

  private @Nullable String definition(
      DraftSource source, Interview interview, Optional<LocalEnvironment> here) {
    if (!source.kind().isPublished()) {
      return interview.answer(
          definition,
          here.map(LocalEnvironment::galleryImageDefinitionId),
          "ARM id of the gallery image definition",
          Placeholders.DEFINITION);
    }
    if (definition != null) {
      throw CommandFailed.wrong("--definition has no place here: the image is published already.");
    }
    return null;
  }

  /** With its SAS, unless that is in a vault. */
  private String address(ImageSource.Vhd source) {
    return source.sas() == null || sasSecretId != null
        ? source.url().toString()
        : source.url() + "?" + source.sas().reveal();
  }

  /** The VHD that was uploaded for everybody to try. */
  private static Optional<ImageSource.Vhd> example(LocalEnvironment here) {
    try {
      byte[] example = Files.readAllBytes(Path.of(String.valueOf(here.exampleRequest())));
      return RequestCodec.decode(example) instanceof Decoded.Valid valid
              && valid.request() instanceof ProvisionRequest request
              && request.image().source() instanceof ImageSource.Vhd source
          ? Optional.of(source)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void save(String yaml, Path to) {
    try {
      OwnFile.write(to, yaml);
    } catch (IOException e) {
      throw CommandFailed.wrong(
          Files.exists(to)
              ? to + " is there already; name another file, or move it away."
              : to + " cannot be written.");
    }
    String missing =
        yaml.contains("<") ? "Fill in what stands in <angle brackets>, then see" : "See";
    context
        .screen()
        .err()
        .printf("Wrote %s. %s what it would do: poolwright plan %s%n", to, missing, to);
  }
}
