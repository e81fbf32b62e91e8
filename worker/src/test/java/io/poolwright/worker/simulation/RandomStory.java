package io.poolwright.worker.simulation;

import static java.time.Duration.ofMinutes;

import io.poolwright.contracts.Deadline;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import java.util.List;

/** Users who submit, submit again, change their minds and make mistakes; and some outsiders. */
final class RandomStory {
  private static final int MINUTE = 60_000;
  private static final List<String> SOURCES =
      List.of("ubuntu", "private-ubuntu", "alma", Names.IN_PLACE);

  /** One that jobs may stop, one that somebody stops by hand, one that somebody deletes. */
  private static final List<String> MACHINES = List.of("stoppable", "prepared", "deleted");

  private static final List<ImageSource> OTHER_SOURCES =
      List.of(
          new ImageSource.VirtualMachine(Names.machine("stoppable"), true),
          new ImageSource.VirtualMachine(Names.machine("prepared"), false),
          new ImageSource.VirtualMachine(Names.machine("deleted"), false),
          new ImageSource.ManagedImage(Names.MANAGED_IMAGE),
          new ImageSource.GalleryImageVersion(Names.ELSEWHERE),
          new ImageSource.CommunityImage(
              ImageReference.parse("/CommunityGalleries/g/Images/i/Versions/1.0.0")));

  private final Chance chance;
  private final Weather weather;
  private final Story story = new Story();

  private RandomStory(Chance chance, Weather weather) {
    this.chance = chance;
    this.weather = weather;
  }

  static Story of(Chance chance, Weather weather) {
    return new RandomStory(chance, weather).tell();
  }

  private Story tell() {
    SOURCES.forEach(source -> story.uploads(source, 0));
    MACHINES.forEach(story::runs);
    story.publishedElsewhere();
    int jobs = chance.of(0.04) ? chance.between(5, 20) : chance.between(3, 4);
    for (int i = 1; i <= jobs; i++) {
      tellOfJob("job-" + i);
    }
    outsiders();
    return story;
  }

  private void tellOfJob(String job) {
    long at = chance.between(1, 8 * MINUTE);
    // Where sources are deleted, more users name one that is not there.
    double mistakes = weather.has(Fault.SOURCE_DELETION) ? 0.2 : 0.04;
    String source = chance.of(mistakes) ? "missing" : chance.oneOf(SOURCES);
    ProvisionRequest request = request(job, source);
    story.submits(request, at);
    if (isHitBy(Fault.SOURCE_CHANGE) && SOURCES.contains(source)) {
      story.uploads(source, at + chance.between(1_000, 40_000));
    }
    if (chance.of(0.3)) {
      story.submits(request, at + chance.between(0, 20 * MINUTE));
    }
    // Whoever made a mistake is told so, and corrects it soon.
    boolean missing = !SOURCES.contains(source);
    if (chance.of(missing ? 0.5 : 0.05)) {
      int within = missing ? MINUTE / 4 : 20 * MINUTE;
      story.submits(withNodes(request, 7), at + chance.between(0, within));
    }
    if (chance.of(0.25)) {
      story.cancels(job, Math.max(0, at + chance.between(-20_000, 15 * MINUTE)));
    }
    if (chance.of(0.05)) {
      story.makesPool(request.pool().id(), at + chance.between(0, 4 * MINUTE));
    } else if (chance.of(0.05)) {
      story.makesPool(request.pool().id(), 0);
      story.deletesPool(request.pool().id(), at - 1, at + chance.between(1, 10 * MINUTE));
    }
    for (int i = often(Fault.FORGED_WAKEUP, 5); i > 0; i--) {
      story.forges(job, chance.between(1, 12), soon());
    }
  }

  private ProvisionRequest request(String job, String source) {
    boolean impossible = chance.of(0.03);
    int nodes = impossible ? 0 : chance.between(0, 4);
    ProvisionRequest plain = Names.request(job, "pool-" + job, source, nodes);
    if (impossible) {
      plain.pool().properties().put("taskSlotsPerNode", 300);
    }
    String version = chance.of(0.9) ? ImageRequest.AUTO : "1.0." + chance.between(1, 2);
    Deadline deadline =
        chance.of(0.15) ? new Deadline.Within(ofMinutes(chance.between(1, 25))) : null;
    OnFailure onFailure = chance.of(0.15) ? OnFailure.KEEP : OnFailure.ROLL_BACK;
    ImageRequest image =
        chance.of(0.15)
            ? Names.image(chance.oneOf(OTHER_SOURCES))
            : Names.image(source, version, chance.of(0.3));
    PoolRequest pool =
        chance.of(0.3)
            ? new PoolRequest(plain.pool().id(), plain.pool().properties(), null, Names.FALLBACKS)
            : plain.pool();
    boolean creates = chance.of(0.15) && image.definition() != null;
    ImageRequest placed = creates ? Names.underMissingDefinition(image) : image;
    return new ProvisionRequest(plain.jobId(), placed, pool, deadline, onFailure);
  }

  private static ProvisionRequest withNodes(ProvisionRequest request, int nodes) {
    PoolRequest other =
        Names.request(request.jobId().value(), request.pool().id().name(), "ubuntu", nodes).pool();
    return new ProvisionRequest(
        request.jobId(), request.image(), other, request.deadline(), request.onFailure());
  }

  private void outsiders() {
    for (int i = often(Fault.POISON, 2); i > 0; i--) {
      story.poisons(soon());
    }
    for (int i = often(Fault.REPLAYED_WAKEUP, 3); i > 0; i--) {
      story.replaysWakeups(soon());
    }
    // Such universes have many times as many calls as others, and few of them find something new.
    double always = weather.surelyHas(Fault.REPLAYED_WAKEUP) ? 0.3 : 0.05;
    if (weather.has(Fault.REPLAYED_WAKEUP) && chance.of(always)) {
      int every = chance.between(5_000, 20_000);
      long from = soon();
      for (long at = from; at < from + 5 * MINUTE; at += every) {
        story.replaysWakeups(at);
      }
    }
    for (int i = often(Fault.REDRIVE, 2); i > 0; i--) {
      story.redrives(soon());
    }
    int restarts = weather.surelyHas(Fault.BROKER_RESTART) ? 30 : 3;
    for (int i = often(Fault.BROKER_RESTART, restarts); i > 0; i--) {
      story.restartsTheBroker(soon());
    }
    story.preparesMachine("prepared", chance.between(0, 12 * MINUTE));
    story.deletesMachine("deleted", chance.between(0, 12 * MINUTE));
    if (chance.of(0.1)) {
      story.publishes(Names.DEFINITION.child("versions", "1.0.1"), chance.between(0, 4 * MINUTE));
    }
    for (String source : SOURCES) {
      if (isHitBy(Fault.SOURCE_DELETION)) {
        story.deletesSource(source, chance.between(1, 10 * MINUTE));
      }
    }
    if (isHitBy(Fault.STAGED_BLOB_GONE)) {
      story.deletesStagedBlobs(chance.between(MINUTE, 10 * MINUTE));
    }
  }

  private long soon() {
    return chance.between(0, 20 * MINUTE);
  }

  /** How often outsiders do something, which the weather has or has not. */
  private int often(Fault kind, int most) {
    int times = weather.has(kind) ? chance.between(1, most) : 0;
    for (int i = 0; i < times; i++) {
      counted(kind);
    }
    return times;
  }

  private boolean isHitBy(Fault kind) {
    boolean hit = chance.of(weather.rate(kind, 0));
    if (hit) {
      counted(kind);
    }
    return hit;
  }

  private void counted(Fault kind) {
    story.has(kind);
  }
}
