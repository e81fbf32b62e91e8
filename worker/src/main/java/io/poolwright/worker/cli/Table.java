package io.poolwright.worker.cli;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Columns as wide as they need to be; on a terminal, lines end at its edge. */
record Table(Screen screen) {
  private static final String GAP = "   ";

  /**
   * A text and its colour.
   *
   * @param colour changes what it looks like, not how wide it is
   */
  record Cell(String text, UnaryOperator<String> colour) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }

    private String shown(String fitted) {
      return colour.apply(fitted);
    }
  }

  void show(List<String> head, List<List<Cell>> rows) {
    int[] widths =
        IntStream.range(0, head.size())
            .map(
                column ->
                    rows.stream()
                        .mapToInt(row -> row.get(column).text().length())
                        .reduce(head.get(column).length(), Math::max))
            .toArray();
    Palette palette = screen.palette();
    print(head.stream().map(title -> new Cell(title, palette::dim)).toList(), widths);
    rows.forEach(row -> print(row, widths));
    screen.out().flush();
  }

  private void print(List<Cell> row, int[] widths) {
    var line = new StringBuilder();
    int room = screen.isTerminal() ? screen.columns() : Integer.MAX_VALUE;
    for (int column = 0; column < row.size() && room > 0; column++) {
      Cell cell = row.get(column);
      String text = cell.text();
      if (column < row.size() - 1) {
        text = text + " ".repeat(widths[column] - text.length()) + GAP;
      }
      String fitted = Fit.to(room, text);
      room -= fitted.length();
      line.append(cell.shown(fitted));
    }
    screen.out().println(line.toString().stripTrailing());
  }
}
