package io.poolwright.integration.chaos;

import static org.awaitility.Awaitility.await;

import io.poolwright.integration.proxy.Proxy;
import io.poolwright.integration.proxy.Strike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong: workers are killed, connections are struck, requests are spoiled, and in the
 * middle Azure is killed and started again. One thread does it, so nothing piles up behind a
 * restart.
 */
final class Storm {
  private static final Duration KILLS_FROM = Duration.ofSeconds(3);
  private static final Duration KILLS_TO = Duration.ofSeconds(9);
  private static final Duration STRIKES_FROM = Duration.ofMillis(300);
  private static final Duration STRIKES_TO = Duration.ofMillis(1500);
  private static final Duration SPAN_FROM = Duration.ofMillis(500);
  private static final Duration SPAN_TO = Duration.ofSeconds(6);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(3);

  /** Of the forty or so that a job makes. */
  private static final int REQUESTS_A_JOB = 15;

  private final Trial trial;
  private final Site site;
  private final Fleet fleet;
  private final Weather weather;
  private final Random kills;
  private final Random strikes;
  private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();
  private Instant latestEnd = Instant.MAX;
  private int restarts;
  private volatile @Nullable Throwable failure;

  Storm(Trial trial, Site site, Fleet fleet, Weather weather) {
    this.trial = trial;
    this.site = site;
    this.fleet = fleet;
    this.weather = weather;
    this.kills = trial.chances(fleet);
    this.strikes = trial.chances(site);
  }

  /** Killing workers that are not at work yet would show nothing. */
  void awaitFleet() {
    await("all workers").atMost(LONGEST_DELAY).until(fleet::isReady);
  }

  /**
   * Returns when it is over, and everything is well again.
   *
   * @param together begins with it
   */
  void rage(Runnable together) throws InterruptedException {
    latestEnd = Instant.now().plus(trial.storm()).plus(LONGEST_DELAY);
    weather.begin();
    together.run();
    after(Trial.between(kills, KILLS_FROM, KILLS_TO), this::kill);
    after(Trial.between(strikes, STRIKES_FROM, STRIKES_TO), this::strike);
    after(trial.storm().dividedBy(2), this::restart);
    after(trial.storm(), this::end);
    while (!hand.awaitTermination(1, TimeUnit.MINUTES)) {
      // It ends by itself, at its latest end.
    }
    if (failure != null) {
      throw new IllegalStateException("the storm ended before its time", failure);
    }
    weather.end();
    site.proxies().forEach(Proxy::calm);
  }

  /** A worker that is not yet at work is not worth a kill. */
  private void kill() {
    if (!fleet.isReady()) {
      after(LOOK, this::kill);
      return;
    }
    fleet.kill(kills.nextInt(trial.workers()));
    after(Trial.between(kills, KILLS_FROM, KILLS_TO), this::kill);
  }

  private void strike() {
    List<Proxy> proxies = site.proxies();
    Strike.Kind[] kinds = Strike.Kind.values();
    proxies
        .get(strikes.nextInt(proxies.size()))
        .strikeNext(
            new Strike(
                kinds[strikes.nextInt(kinds.length)], Trial.between(strikes, SPAN_FROM, SPAN_TO)));
    after(Trial.between(strikes, STRIKES_FROM, STRIKES_TO), this::strike);
  }

  private void restart() {
    try {
      weather.count();
      site.restart();
      weather.begin();
      restarts++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a busy machine it takes longer until there was a storm worth the name. */
  private void end() {
    boolean raged =
        restarts > 0
            && fleet.kills() >= trial.workers()
            && weather.requestsByNow() >= (long) REQUESTS_A_JOB * trial.jobs();
    if (raged || !Instant.now().isBefore(latestEnd)) {
      hand.shutdownNow();
    } else {
      after(LOOK, this::end);
    }
  }

  private void after(Duration pause, Runnable work) {
    if (!hand.isShutdown()) {
      var unused = hand.schedule(() -> guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | AssertionError e) {
      failure = e;
      hand.shutdownNow();
    }
  }

  int restarts() {
    return restarts;
  }
}
