package cn.ruhu.desktop.review;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.process.Stage;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A made-up queue that is read, counted, chosen and ordered as a real one, so that the code for it
/// is compiled when the first real one comes. Nobody of it exists. Stateless and thread-safe.
final class QueueRehearsal {
  private static final int LINES = 128;
  private static final int ROWS = 16_000;

  private QueueRehearsal() {}

  static void run() {
    LocalDate day = LocalDate.of(2026, 1, 5);
    var lines = new ArrayList<byte[]>();
    for (int i = 0; i < LINES; i++) QueueLine.write(row(i, day)).ifPresent(lines::add);
    var read = new QueueLine(day, due -> WorkingDays.remaining(due, day), _ -> "");
    var rows = new ArrayList<QueueRow>();
    for (int i = 0; i < ROWS; i++)
      read.read(new UUID(0, i), ByteBuffer.wrap(lines.get(i % lines.size()))).ifPresent(rows::add);
    rows.sort(QueueRows.BY_NUMBER);
    QueueTotals totals = QueueTotals.of(rows, r -> SeenCases.changed(r, Map.of()));
    for (QueueOrder order : QueueOrder.values())
      if (order.sorted(rows, true).size() != totals.all())
        throw new IllegalStateException("rehearsal");
  }

  private static QueueRow row(int i, LocalDate day) {
    return new QueueRow(
        new UUID(0, i),
        "%022d".formatted(i),
        "\u3007",
        "\u3007",
        i % 4,
        List.of("DB"),
        i % 2 == 0 ? Stage.INVESTIGATED : Stage.VISITING,
        i % 5 == 0 ? Optional.empty() : Optional.of(new Due(day.plusDays(i % 40), i % 2 == 0)),
        0,
        i % 3 == 0,
        new QueueRow.Doubts(i % 2, i % 3, 0, false),
        i % 4,
        new QueueRow.Files(2, i % 2 == 0 ? Set.of() : Set.of("sha256-" + "0".repeat(64))),
        new QueueRow.Papers(new Completeness(1, 2), List.of("D01"), 0),
        false,
        false,
        new QueueRow.Talk(i % 2, 0, 0, false, Optional.empty(), false),
        false,
        List.of(new UUID(1, i % 6)),
        "",
        day.minusDays(i % 30),
        0,
        i,
        day);
  }
}
