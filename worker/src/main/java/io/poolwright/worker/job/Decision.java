package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do about what was seen. */
public sealed interface Decision {
  /** Act, and decide again on what that led to. */
  record Perform(Action action) implements Decision {}

  /**
   * Go on in another state at once.
   *
   * @param tell events of the state that is left
   */
  record Move(JobState next, List<EventData> tell) implements Decision {
    public Move {
      tell = List.copyOf(tell);
    }

    public Move(JobState next) {
      this(next, List.of());
    }
  }

  /**
   * Save, and look again later.
   *
   * @param tell events; repeated waits and unchanged progress are told once
   * @param attemptUsed whether this counts as a failed attempt; if not, the count starts anew
   * @param as the state to rest in, or null for the present one
   */
  record Pause(Duration after, List<EventData> tell, boolean attemptUsed, @Nullable JobState as)
      implements Decision {
    public Pause {
      tell = List.copyOf(tell);
    }

    static Pause of(Duration after, EventData... tell) {
      return new Pause(after, List.of(tell), false, null);
    }

    Pause in(JobState state) {
      return new Pause(after, tell, attemptUsed, state);
    }
  }
}
