package io.poolwright.localazure.servicebus.queue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds which session until when, and what state each session keeps. */
public final class Sessions {

  /** One receiver's hold on a session. */
  public record Hold(String sessionId, Instant until, SessionHolder holder) {}

  private final String entity;
  private final Duration lockDuration;
  private final Surroundings world;
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<String, ByteBuffer> states = new LinkedHashMap<>();

  Sessions(String entity, Duration lockDuration, Surroundings world) {
    this.entity = entity;
    this.lockDuration = lockDuration;
    this.world = world;
  }

  boolean isHeld(String sessionId) {
    return holds.containsKey(sessionId);
  }

  Hold hold(String sessionId, SessionHolder holder) {
    if (isHeld(sessionId)) {
      throw Refusal.SESSION_CANNOT_BE_LOCKED.because(
          "The requested session '%s' cannot be accepted. It may be locked by another receiver."
              .formatted(sessionId));
    }
    Hold hold = new Hold(sessionId, world.now().plus(lockDuration), holder);
    holds.put(sessionId, hold);
    return hold;
  }

  /**
   * Starts the lock's time anew.
   *
   * @return the new end of the hold
   * @throws RefusedException if nobody holds the session
   */
  public Instant renew(String sessionId) {
    Hold held = requireHeld(sessionId);
    Instant until = world.now().plus(lockDuration);
    holds.put(sessionId, new Hold(sessionId, until, held.holder()));
    return until;
  }

  /** When the hold on a session ends; the present if nobody holds it. */
  Instant heldUntil(String sessionId) {
    Hold held = holds.get(sessionId);
    return held == null ? world.now() : held.until();
  }

  /** Ends this holder's hold, if it still is the holder. */
  boolean drop(String sessionId, SessionHolder holder) {
    Hold held = holds.get(sessionId);
    return held != null && held.holder() == holder && holds.remove(sessionId, held);
  }

  /** Removes and returns the holds that are over. */
  List<Hold> takeEnded(Instant now) {
    List<Hold> ended = holds.values().stream().filter(hold -> !hold.until().isAfter(now)).toList();
    ended.forEach(hold -> holds.remove(hold.sessionId()));
    return ended;
  }

  @Nullable Instant nextEnd() {
    return holds.values().stream().map(Hold::until).min(Instant::compareTo).orElse(null);
  }

  /** What the session's receivers keep with it; null if nothing was set. */
  public @Nullable ByteBuffer state(String sessionId) {
    requireHeld(sessionId);
    ByteBuffer state = states.get(sessionId);
    return state == null ? null : state.duplicate();
  }

  /** Sets or (null) clears the session's state. */
  public void setState(String sessionId, @Nullable ByteBuffer state) {
    requireHeld(sessionId);
    if (state == null) {
      states.remove(sessionId);
    } else {
      states.put(sessionId, state);
    }
    world.changes().append(new Change.SessionStateSet(entity, sessionId, state));
  }

  void restore(Map<String, ByteBuffer> saved) {
    states.putAll(saved);
  }

  void snapshot(ChangeLog target) {
    states.forEach((id, state) -> target.append(new Change.SessionStateSet(entity, id, state)));
  }

  private Hold requireHeld(String sessionId) {
    Hold held = holds.get(sessionId);
    if (held == null || !held.until().isAfter(world.now())) {
      throw Refusal.SESSION_LOCK_LOST.because(
          "The session lock has expired on the session '%s'. Accept a new session."
              .formatted(sessionId));
    }
    return held;
  }
}
