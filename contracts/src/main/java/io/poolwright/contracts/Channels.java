package io.poolwright.contracts;

/** What Poolwright's entities on Service Bus are called where nobody has chosen other names. */
public final class Channels {
  /** The queue that requests are sent to. */
  public static final String REQUESTS = "provisioning-requests";

  /** The topic that events are published on. */
  public static final String EVENTS = "provisioning-events";

  private Channels() {}
}
