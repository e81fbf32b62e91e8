package io.poolwright.worker.cli;

import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.app.Preflight;
import io.poolwright.worker.blob.CopyLeft;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Observation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What would become of a request if it were sent now. */
sealed interface Forecast {
  /** Of what is there already, and of what Compute itself reads. */
  CopyLeft NOTHING = new CopyLeft(0, 0);

  /** What may hold it up or turn out to be wrong. */
  List<Problem> warnings();

  /** It would be rejected, for all of these reasons. */
  record Refused(List<Problem> problems, List<Problem> warnings) implements Forecast {
    public Refused {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Nothing speaks against it.
   *
   * @param staged whether the staged copy is there, complete
   * @param published whether the image version is there; no copy is needed then
   * @param pool whether the pool is there, made by this very job
   * @param left what is to be copied
   */
  record Fits(
      ImagePlan plan,
      boolean staged,
      boolean published,
      boolean pool,
      CopyLeft left,
      List<Problem> warnings)
      implements Forecast {
    public Fits {
      warnings = List.copyOf(warnings);
    }
  }

  /** Looks, and changes nothing. */
  static Forecast of(ProvisionRequest request, Preflight preflight, Instant now) {
    Observation seen = preflight.validate(request, now);
    if (seen instanceof Observation.ProblemsFound found) {
      return new Refused(found.problems(), found.warnings());
    }
    if (seen instanceof Observation.ImagePublished published) {
      return fits(request, preflight, published.plan(), true, published.warnings());
    }
    var fits = (Observation.RequestFits) seen;
    return fits(request, preflight, fits.plan(), false, fits.warnings());
  }

  private static Fits fits(
      ProvisionRequest request,
      Preflight preflight,
      ImagePlan plan,
      boolean published,
      List<Problem> warnings) {
    boolean pool = preflight.isPoolThere(request);
    if (!(plan instanceof ImagePlan.OfVhd vhd)) {
      return new Fits(plan, false, published, pool, NOTHING, warnings);
    }
    boolean staged = preflight.isStaged(vhd);
    CopyLeft left = published || staged ? NOTHING : preflight.copyLeft(request, vhd);
    return new Fits(plan, staged, published, pool, left, warnings);
  }

  /** With more that speaks against it. */
  default Forecast and(List<Problem> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Problem> known = this instanceof Refused refused ? refused.problems() : List.of();
    return new Refused(Stream.concat(more.stream(), known.stream()).toList(), warnings());
  }
}
