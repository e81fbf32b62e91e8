package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.ImagePlan;
import java.util.ArrayList;
import java.util.List;

/** A forecast for people. */
record ForecastText(ProvisionRequest request, PastJobs past, Palette palette) {
  List<String> lines(Forecast forecast) {
    return forecast instanceof Forecast.Fits fits
        ? fitting(fits)
        : refused((Forecast.Refused) forecast);
  }

  private List<String> refused(Forecast.Refused refused) {
    var lines = new ArrayList<String>();
    lines.add(palette.red("The request does not fit; it would be rejected:"));
    lines.addAll(EventText.problems(refused.problems()));
    lines.addAll(warnings(refused));
    lines.add("Nothing was changed.");
    return lines;
  }

  private List<String> fitting(Forecast.Fits fits) {
    var lines = new ArrayList<String>();
    lines.add(palette.green("The request fits.") + " Job " + request.jobId() + " would");
    lines.add("");
    if (!fits.published() && fits.plan() instanceof ImagePlan.OfVhd vhd) {
      lines.add(thing(fits.staged(), "staged VHD", vhd.staged().url().toString()));
      lines.add(fact("      ", "", whetherTheCopyStays()));
    }
    lines.add(thing(fits.published(), "image version", fits.plan().reference().toString()));
    lines.add(thing(fits.pool(), "pool", request.pool().id().toString()));
    lines.add(fact("      ", "", nodes()));
    lines.add("");
    lines.add("  copy    " + copy(fits));
    if (request.image().source() instanceof ImageSource.Vhd vhd && vhd.sasSecretId() != null) {
      lines.add("  SAS     from " + vhd.sasSecretId());
    }
    String name = "  time    ";
    for (String time : times(fits)) {
      lines.add(name + time);
      name = " ".repeat(name.length());
    }
    lines.add("");
    lines.addAll(warnings(fits));
    lines.add("Nothing was changed.");
    return lines;
  }

  private List<String> warnings(Forecast forecast) {
    if (forecast.warnings().isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(palette.yellow("Warnings, which reject nothing:"));
    lines.addAll(EventText.problems(forecast.warnings()));
    if (forecast instanceof Forecast.Fits) {
      lines.add("");
    }
    return lines;
  }

  private String thing(boolean there, String name, String id) {
    return fact(there ? palette.cyan("reuse ") : palette.green("create"), name, id);
  }

  private static String fact(String what, String name, String rest) {
    return "  %s  %-13s  %s".formatted(what, name, rest);
  }

  private String whetherTheCopyStays() {
    return request.image().keepStagedVhd()
        ? "stays, as image.keepStagedVhd says"
        : "deleted with the success of the last job that needs it";
  }

  /** What Batch is asked for: an auto-scaled pool gets its nodes by its formula. */
  private String nodes() {
    JsonNode properties = request.pool().properties();
    JsonNode fixed = properties.at("/scaleSettings/fixedScale");
    String size = properties.path("vmSize").asText();
    if (fixed.isMissingNode()) {
      return size + ", as many as its formula says";
    }
    int spot = fixed.path("targetLowPriorityNodes").asInt();
    return fixed.path("targetDedicatedNodes").asInt()
        + " dedicated"
        + (spot > 0 ? " and " + spot + " low-priority" : "")
        + " nodes of "
        + size;
  }

  private static String copy(Forecast.Fits fits) {
    if (fits.plan() instanceof ImagePlan.OfVhdInPlace) {
      return "nothing; the VHD is used where it lies";
    }
    if (!(fits.plan() instanceof ImagePlan.OfVhd vhd)) {
      return "nothing; Compute itself reads the image";
    }
    long length = vhd.length();
    if (fits.published() || fits.staged()) {
      return "nothing; the image of " + SizeText.of(length) + " is there";
    }
    String rest = fits.left().missing() < fits.left().data() ? ", the rest is there" : "";
    return "%s of a VHD of %s%s; zeros are not sent"
        .formatted(SizeText.of(fits.left().missing()), SizeText.of(length), rest);
  }

  /** Nobody is promised anything, and it is said where the numbers come from. */
  private List<String> times(Forecast.Fits fits) {
    Estimate estimate = Estimate.of(fits, past);
    var times = new ArrayList<String>();
    estimate
        .copy()
        .map(time -> TimeText.span(time) + " or more to copy: a page blob takes 60 MiB/s at most")
        .ifPresent(times::add);
    estimate.publication().map(past -> about(past, "the image version")).ifPresent(times::add);
    estimate.pool().map(past -> about(past, "the pool and its nodes")).ifPresent(times::add);
    if (!fits.pool() && estimate.pool().isEmpty()) {
      times.add("no job has succeeded yet that could tell how long Azure takes");
    }
    return times;
  }

  private static String about(PastJobs.Typical past, String what) {
    String jobs = past.jobs() == 1 ? "1 job" : past.jobs() + " jobs";
    return "about %s for %s, as in %s before".formatted(TimeText.span(past.time()), what, jobs);
  }
}
