package io.poolwright.contracts;

import java.util.Arrays;

/** The CloudEvents {@code type} of each kind of event: {@code io.poolwright.job.<name>.v1}. */
enum EventType {
  ACCEPTED("accepted", EventData.Accepted.class),
  STEP_STARTED("stepStarted", EventData.StepStarted.class),
  PROGRESSED("progressed", EventData.Progressed.class),
  WAITING("waiting", EventData.Waiting.class),
  WARNED("warned", EventData.Warned.class),
  SUCCEEDED("succeeded", EventData.Succeeded.class),
  FAILED("failed", EventData.Failed.class),
  REJECTED("rejected", EventData.Rejected.class),
  CANCELLED("cancelled", EventData.Cancelled.class);

  private final String wireName;
  private final Class<? extends EventData> data;

  EventType(String name, Class<? extends EventData> data) {
    this.wireName = "io.poolwright.job." + name + ".v1";
    this.data = data;
  }

  String wireName() {
    return wireName;
  }

  Class<? extends EventData> data() {
    return data;
  }

  static EventType of(EventData data) {
    return Arrays.stream(values())
        .filter(type -> type.data.isInstance(data))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event type for " + data.getClass()));
  }

  /**
   * The type of this name.
   *
   * @throws IllegalArgumentException if no such type is known to this version of the library
   */
  static EventType called(String wireName) {
    return Arrays.stream(values())
        .filter(type -> type.wireName.equals(wireName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown event type %s: a newer version of this library may know it"
                        .formatted(Shown.text(wireName))));
  }
}
