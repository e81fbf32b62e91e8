package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Settlement.DeadLetter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue of Service Bus: peek-lock with expiry, delivery counts and a limit to them, scheduled
 * messages, duplicate detection that counts scheduled messages too. No order is promised.
 */
final class SimQueue {
  static final String WAKEUPS = "wakeups";
  static final String REPLAYED = "-replayed-";
  static final String REDRIVEN = "-redriven";
  static final long LOCK = 60_000;
  private static final long DUPLICATE_WINDOW = 600_000;

  private final String name;
  private final int mostDeliveries;
  private final Surroundings around;
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Deque<Fibers.Fiber> waiting = new ArrayDeque<>();
  private final List<Dead> dead = new ArrayList<>();

  /**
   * An empty queue.
   *
   * @param mostDeliveries after which a message is given up
   */
  SimQueue(String name, int mostDeliveries, Surroundings around) {
    this.name = name;
    this.mostDeliveries = mostDeliveries;
    this.around = around;
  }

  boolean isOfWakeups() {
    return name.equals(WAKEUPS);
  }

  /** A message in the queue; whoever locks it gets it with a number of its own. */
  static final class Message {
    private final String id;
    private final byte[] body;
    private long availableAt;
    private boolean locked;
    private int deliveries;

    private Message(String id, byte[] body, long availableAt) {
      this.id = id;
      this.body = body;
      this.availableAt = availableAt;
    }
  }

  /**
   * A locked message.
   *
   * @param number which delivery of the message it is, from 1
   * @param lockedUntil virtual milliseconds
   */
  record Locked(Message message, int number, long lockedUntil) {
    String id() {
      return message.id;
    }

    byte[] body() {
      return message.body;
    }
  }

  /** A message that was given up. */
  record Dead(Message message, DeadLetter why) {
    String id() {
      return message.id;
    }
  }

  /** Takes a message that is to be delivered at {@code at}, unless one of its id came lately. */
  void send(String id, byte[] body, long at) {
    long now = around.now();
    Long before = sent.put(id, now);
    if (before != null && now - before < DUPLICATE_WINDOW) {
      sent.put(id, before);
      if (isOfWakeups()) {
        around.tally().count(Branch.WAKEUP_DROPPED);
      }
      return;
    }
    messages.add(new Message(id, body, Math.max(at, now)));
    announceAt(at);
  }

  /** Waits for a message and locks it; must be called from a fiber. */
  Locked receive() {
    while (true) {
      List<Message> ready = ready();
      if (!ready.isEmpty()) {
        return lock(around.chance().oneOf(ready));
      }
      waiting.add(around.fibers().current());
      around.fibers().park();
    }
  }

  private List<Message> ready() {
    var ready = new ArrayList<Message>();
    for (Message message : messages) {
      if (isReady(message)) {
        ready.add(message);
      }
    }
    return ready;
  }

  private boolean isReady(Message message) {
    return !message.locked && message.availableAt <= around.now();
  }

  private Locked lock(Message message) {
    message.locked = true;
    message.deliveries++;
    long until = around.now() + LOCK;
    int number = message.deliveries;
    around.fibers().at(until, () -> giveBack(message, number));
    return new Locked(message, number, until);
  }

  /** Whether the lock was still held, so that the message is gone now. */
  boolean complete(Locked locked) {
    return isHeld(locked) && messages.remove(locked.message);
  }

  boolean abandon(Locked locked) {
    boolean held = isHeld(locked);
    giveBack(locked.message, locked.number);
    return held;
  }

  boolean deadLetter(Locked locked, DeadLetter why) {
    boolean gone = complete(locked);
    if (gone) {
      dead.add(new Dead(locked.message, why));
    }
    return gone;
  }

  private boolean isHeld(Locked locked) {
    return locked.message.locked && locked.message.deliveries == locked.number;
  }

  private void giveBack(Message message, int number) {
    if (!message.locked || message.deliveries != number || !messages.contains(message)) {
      return;
    }
    message.locked = false;
    if (message.deliveries >= mostDeliveries) {
      messages.remove(message);
      var why = new DeadLetter("MaxDeliveryCountExceeded", mostDeliveries + " deliveries");
      dead.add(new Dead(message, why));
    }
    announce();
  }

  /** The broker restarts: every lock is lost, and every message is there again. */
  void restart() {
    List.copyOf(messages).forEach(message -> giveBack(message, message.deliveries));
  }

  /** Somebody sends again what is in the queue, under ids of its own. */
  void replay() {
    int copies = 0;
    List<Message> own = messages.stream().filter(m -> !m.id.contains(REPLAYED)).toList();
    for (Message message : own) {
      send(message.id + REPLAYED + around.now() + "-" + copies++, message.body, around.now());
    }
  }

  /** An operator sends every dead letter again. */
  void redrive() {
    var letters = List.copyOf(dead);
    dead.clear();
    letters.forEach(letter -> send(letter.id() + REDRIVEN, letter.message.body, around.now()));
  }

  private void announceAt(long at) {
    around.fibers().at(at, this::announce);
  }

  private void announce() {
    waiting.removeIf(fiber -> !fiber.isAlive());
    if (!waiting.isEmpty() && messages.stream().anyMatch(this::isReady)) {
      around.fibers().wake(waiting.remove());
    }
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  List<Dead> dead() {
    return List.copyOf(dead);
  }
}
