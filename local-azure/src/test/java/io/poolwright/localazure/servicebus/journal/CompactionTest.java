package io.poolwright.localazure.servicebus.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.localazure.servicebus.filter.SqlFilter;
import io.poolwright.localazure.servicebus.queue.PlainContent;
import io.poolwright.localazure.servicebus.queue.PlainEncoding;
import io.poolwright.localazure.servicebus.queue.Queue;
import io.poolwright.localazure.servicebus.queue.QueueSettings;
import io.poolwright.localazure.servicebus.queue.ReceiveMode;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.Subscription;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import io.poolwright.localazure.servicebus.queue.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  @TempDir Path directory;

  private Journal open() throws IOException {
    return Journal.open(directory, new PlainEncoding());
  }

  private static Queue queue(Journal journal) {
    var settings = new QueueSettings(Duration.ofMinutes(1), 10, null, false, false);
    var world = new Surroundings(InstantSource.system(), UUID::randomUUID, journal);
    Queue queue = new Queue("q", settings, null, world);
    queue.restore(journal.recovered());
    journal.compactFrom(queue::snapshot);
    return queue;
  }

  @Test
  void writingAnewKeepsWhatIsThereAndForgetsWhatIsGone() throws IOException {
    try (Journal journal = open()) {
      Queue queue = queue(journal);
      for (int i = 0; i < 100; i++) {
        queue.inbox().accept(PlainContent.of("m" + i));
      }
      for (int i = 0; i < 98; i++) {
        queue.messages().take(ReceiveMode.RECEIVE_AND_DELETE, null);
      }
      journal.commit();
      long before = journal.size();

      journal.compact();

      assertThat(journal.size()).isLessThan(before / 10);
      queue.inbox().accept(PlainContent.of("after"));
    }

    try (Journal journal = open()) {
      Queue queue = queue(journal);

      assertThat(queue.messages().take(ReceiveMode.PEEK_LOCK, null))
          .satisfies(delivery -> assertThat(delivery.message().sequenceNumber()).isEqualTo(99));
      assertThat(queue.messages().take(ReceiveMode.PEEK_LOCK, null)).isNotNull();
      assertThat(queue.messages().take(ReceiveMode.PEEK_LOCK, null))
          .satisfies(
              delivery ->
                  assertThat(delivery.message().content().system().messageId()).isEqualTo("after"));
    }
  }

  @Test
  void writingAnewKeepsTheRulesThatWereChanged() throws IOException {
    try (Journal journal = open()) {
      Topic topic = topic(journal);
      topic.subscriptions().get(0).removeRule("declared");
      topic.subscriptions().get(0).addRule(rule("added", "size > 2"));
      journal.commit();

      journal.compact();
    }

    try (Journal journal = open()) {
      assertThat(topic(journal).subscriptions())
          .extracting(Subscription::rules)
          .satisfiesExactly(
              changed -> assertThat(changed).extracting(Rule::name).containsExactly("added"),
              left -> assertThat(left).extracting(Rule::name).containsExactly("declared"));
    }
  }

  private static Topic topic(Journal journal) {
    var settings = new QueueSettings(Duration.ofMinutes(1), 10, null, false, false);
    var world = new Surroundings(InstantSource.system(), UUID::randomUUID, journal);
    List<Rule> declared = List.of(rule("declared", "size > 1"));
    Topic topic =
        new Topic(
            "t",
            null,
            List.of(
                new Subscription("t", "changed", settings, declared, world),
                new Subscription("t", "left", settings, declared, world)),
            world);
    topic.restore(journal.recovered());
    journal.compactFrom(topic::snapshot);
    return topic;
  }

  private static Rule rule(String name, String sql) {
    return new Rule(name, SqlFilter.parse(sql));
  }
}
