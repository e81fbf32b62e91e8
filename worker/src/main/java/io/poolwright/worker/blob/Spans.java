package io.poolwright.worker.blob;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of bytes of a blob, as spans in ascending order that neither overlap nor touch. */
final class Spans {
  private final List<Span> parts;

  private Spans(List<Span> parts) {
    this.parts = parts;
  }

  /** The bytes of these spans, which may come in any order, overlap and touch. */
  static Spans of(Collection<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::start));
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && span.start() <= joined.get(last).end()) {
        Span before = joined.get(last);
        joined.set(last, new Span(before.start(), Math.max(before.end(), span.end())));
      } else {
        joined.add(span);
      }
    }
    return new Spans(joined);
  }

  /** The bytes that are here and not there. */
  Spans minus(Spans there) {
    List<Span> left = new ArrayList<>();
    int at = 0;
    for (Span span : parts) {
      long from = span.start();
      while (at < there.parts.size() && there.parts.get(at).end() <= from) {
        at++;
      }
      for (int i = at; i < there.parts.size() && there.parts.get(i).start() < span.end(); i++) {
        addUnlessEmpty(left, from, there.parts.get(i).start());
        from = there.parts.get(i).end();
      }
      addUnlessEmpty(left, from, span.end());
    }
    return new Spans(left);
  }

  private static void addUnlessEmpty(List<Span> spans, long start, long end) {
    if (start < end) {
      spans.add(new Span(start, end));
    }
  }

  /** The same bytes in pieces of at most this many, each as large as it can be. */
  List<Span> pieces(long most) {
    List<Span> pieces = new ArrayList<>();
    for (Span span : parts) {
      for (long from = span.start(); from < span.end(); from += most) {
        pieces.add(new Span(from, Math.min(from + most, span.end())));
      }
    }
    return pieces;
  }

  boolean covers(Spans others) {
    return others.minus(this).parts.isEmpty();
  }

  long bytes() {
    return parts.stream().mapToLong(Span::bytes).sum();
  }
}
