package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPlanTest {
  private static final long MIB = 1024 * 1024;
  private static final Spans NOTHING = Spans.of(List.of());

  @Test
  void zerosNeedNoRequest() {
    CopyPlan plan = CopyPlan.between(spans(new Span(0, 512)), NOTHING, 100 * MIB);

    assertThat(plan.requests()).containsExactly(new Span(0, 512));
    assertThat(plan.copied()).isEqualTo(100 * MIB - 512);
  }

  @Test
  void aDenseBlobTakesOneRequestForEveryFourMebibytes() {
    CopyPlan plan =
        CopyPlan.between(spans(new Span(0, 1024 * MIB + 512)), NOTHING, 1024 * MIB + 512);

    assertThat(plan.requests()).hasSize(257);
    assertThat(plan.copied()).isZero();
  }

  @Test
  void neighboursThatTheServiceListsApartGoTogether() {
    Spans source = spans(new Span(0, 512), new Span(512, 1024), new Span(1024, 4096));

    assertThat(CopyPlan.between(source, NOTHING, MIB).requests())
        .containsExactly(new Span(0, 4096));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void howeverACopyIsInterruptedItsProgressGrowsToTheWholeAndNothingIsSentTwice(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      long total = 64 * MIB;
      Spans source = islands(random, total);
      List<Span> sent = new ArrayList<>();
      CopyPlan plan = CopyPlan.between(source, NOTHING, total);
      while (!plan.requests().isEmpty()) {
        List<Span> some = some(random, plan.requests());
        sent.addAll(some);
        CopyPlan next = CopyPlan.between(source, Spans.of(sent), total);
        long bytes = some.stream().mapToLong(Span::bytes).sum();
        assertThat(next.copied()).isEqualTo(plan.copied() + bytes);
        plan = next;
      }

      assertThat(plan.copied()).isEqualTo(total);
      assertThat(sent.stream().mapToLong(Span::bytes).sum()).isEqualTo(source.bytes());
      assertThat(sent).allSatisfy(CopyPlanTest::isARequestThatAzureTakes);
    }
  }

  private static void isARequestThatAzureTakes(Span span) {
    assertThat(span.bytes()).isLessThanOrEqualTo(CopyPlan.MAX_REQUEST);
    assertThat(span.start() % CopyPlan.PAGE).isZero();
    assertThat(span.end() % CopyPlan.PAGE).isZero();
  }

  private static Spans islands(SplittableRandom random, long total) {
    List<Span> islands = new ArrayList<>();
    long pages = total / CopyPlan.PAGE;
    for (int i = random.nextInt(12); i > 0; i--) {
      long start = random.nextLong(pages);
      long end = Math.min(pages, start + random.nextLong(1, 40_000));
      islands.add(new Span(start * CopyPlan.PAGE, end * CopyPlan.PAGE));
    }
    return Spans.of(islands);
  }

  private static List<Span> some(SplittableRandom random, List<Span> requests) {
    List<Span> some = new ArrayList<>(requests);
    some.removeIf(span -> random.nextInt(3) == 0);
    return some;
  }

  private static Spans spans(Span... spans) {
    return Spans.of(List.of(spans));
  }
}
