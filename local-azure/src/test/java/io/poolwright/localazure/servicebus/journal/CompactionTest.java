package io.poolwright.localazure.servicebus.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.PlainContent;
import io.poolwright.localazure.servicebus.queue.Queue;
import io.poolwright.localazure.servicebus.queue.QueueSettings;
import io.poolwright.localazure.servicebus.queue.ReceiveMode;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  @TempDir Path directory;

  private Journal open() throws IOException {
    return Journal.open(directory, CompactionTest::content);
  }

  private static Content content(byte[] encoded) {
    return PlainContent.of(new String(encoded, StandardCharsets.UTF_8));
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
}
