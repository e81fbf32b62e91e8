package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** All about one job, for people. */
record JobText(JobView job, Portal portal, Palette palette, Instant now) {
  List<String> lines() {
    var lines = new ArrayList<String>();
    List<String> outcome = outcome();
    UnaryOperator<String> colour = palette.state(job.job().state());
    lines.add(palette.bold(job.id()) + " " + colour.apply(outcome.get(0)));
    lines.addAll(outcome.subList(1, outcome.size()));
    lines.add("");
    lines.addAll(facts());
    lines.add("");
    lines.addAll(new TimelineText(job, palette, now).lines());
    return lines;
  }

  private List<String> outcome() {
    JobState state = job.job().state();
    String took = job.took(now).map(span -> " after " + TimeText.span(span)).orElse("");
    if (state instanceof JobState.Succeeded) {
      return List.of("succeeded" + took);
    }
    if (state instanceof JobState.Final last) {
      var lines = new ArrayList<>(EventText.outcome(last.event()));
      lines.set(0, lines.get(0) + took);
      return lines;
    }
    Duration since = Duration.between(job.job().course().stepSince(), now);
    String cancelled = job.job().course().cancelRequested() ? "; it was asked to stop" : "";
    return List.of("is in " + state.step().wireName() + " for " + TimeText.span(since) + cancelled);
  }

  private List<String> facts() {
    Job.Admission admission = job.job().admission();
    var lines = new ArrayList<String>();
    lines.add(fact("accepted", TimeText.time(job.acceptedAt())));
    if (!job.job().isFinal()) {
      lines.add(fact("deadline", TimeText.time(admission.deadline())));
    }
    if (job.job().request().image().source() instanceof ImageSource.Vhd vhd
        && vhd.sasSecretId() != null) {
      lines.add(fact("SAS", vhd.sasSecretId().value()));
    }
    addResource("pool", job.pool(), lines);
    job.pool().parent().flatMap(portal::link).ifPresent(link -> lines.add(fact("account", link)));
    job.plan().ifPresent(plan -> addImage(plan.reference(), lines));
    job.stagedVhd().ifPresent(url -> lines.add(fact("staged VHD", url)));
    return lines;
  }

  /** The portal shows what lies in a gallery of one's own. */
  private void addImage(ImageReference image, List<String> lines) {
    if (image.kind() == ImageReference.Kind.GALLERY) {
      addResource("image", ArmId.parse(image.toString()), lines);
    } else {
      lines.add(fact("image", image.toString()));
    }
  }

  private void addResource(String name, ArmId id, List<String> lines) {
    lines.add(fact(name, id.toString()));
    portal.link(id).ifPresent(link -> lines.add(fact("", link)));
  }

  private static String fact(String name, String value) {
    return "  %-11s %s".formatted(name, value);
  }
}
