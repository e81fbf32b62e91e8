package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every law is checked against a plain set of bytes. */
class SpansTest {
  private static final int SIZE = 64;
  private static final int ROUNDS = 2_000;

  @Test
  void spansThatTouchOrOverlapBecomeOne() {
    Spans spans =
        Spans.of(List.of(new Span(8, 12), new Span(0, 4), new Span(4, 6), new Span(5, 7)));

    assertThat(spans.pieces(SIZE)).containsExactly(new Span(0, 7), new Span(8, 12));
  }

  @Test
  void aSpanOfManyPiecesEndsWithTheRest() {
    assertThat(Spans.of(List.of(new Span(3, 10))).pieces(3))
        .containsExactly(new Span(3, 6), new Span(6, 9), new Span(9, 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void spansBehaveLikeASetOfBytes(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Span> left = spans(random);
      List<Span> right = spans(random);
      Spans here = Spans.of(left);
      Spans there = Spans.of(right);
      BitSet expected = bits(left);
      BitSet others = bits(right);

      assertThat(bits(here)).as("%s", left).isEqualTo(expected);
      assertThat(here.bytes()).isEqualTo(expected.cardinality());
      expected.andNot(others);
      assertThat(bits(here.minus(there))).as("%s minus %s", left, right).isEqualTo(expected);
      assertThat(there.covers(here)).isEqualTo(expected.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void piecesAreDisjointAscendingAndSmallEnough(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Span> spans = spans(random);
      int most = random.nextInt(1, 9);
      List<Span> pieces = Spans.of(spans).pieces(most);

      assertThat(bits(pieces)).isEqualTo(bits(spans));
      assertThat(pieces).allSatisfy(piece -> assertThat(piece.bytes()).isLessThanOrEqualTo(most));
      for (int i = 1; i < pieces.size(); i++) {
        assertThat(pieces.get(i).start()).isGreaterThanOrEqualTo(pieces.get(i - 1).end());
      }
    }
  }

  static List<Span> spans(SplittableRandom random) {
    List<Span> spans = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int start = random.nextInt(SIZE);
      spans.add(new Span(start, random.nextInt(start, SIZE) + 1L));
    }
    return spans;
  }

  private static BitSet bits(Spans spans) {
    return bits(spans.pieces(SIZE));
  }

  static BitSet bits(List<Span> spans) {
    var bits = new BitSet(SIZE);
    spans.forEach(span -> bits.set((int) span.start(), (int) span.end()));
    return bits;
  }
}
