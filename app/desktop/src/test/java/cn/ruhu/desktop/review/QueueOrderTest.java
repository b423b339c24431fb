package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.process.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueOrderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  private static QueueRow row(
      int n, int left, boolean due, boolean mine, boolean another, int must) {
    return new QueueRow(
        new UUID(1, n),
        "%06d".formatted(n),
        "",
        "",
        1,
        List.of(),
        Stage.INVESTIGATED,
        due ? Optional.of(new Due(DAY, false)) : Optional.empty(),
        left,
        mine,
        new QueueRow.Doubts(must, 3, 5, false),
        must,
        new QueueRow.Files(0, Set.of()),
        new QueueRow.Papers(new Completeness(0, 0), List.of(), 0),
        false,
        false,
        new QueueRow.Talk(0, 0, must, false, Optional.empty(), another),
        false,
        List.of(),
        "",
        DAY,
        must,
        0,
        DAY);
  }

  private static List<Integer> order(QueueOrder by, boolean down, QueueRow... rows) {
    return by.sorted(List.of(rows), down).stream()
        .map(r -> (int) r.application().getLeastSignificantBits())
        .toList();
  }

  @Test
  void whatWaitsForThisPersonComesFirstThenWhatIsLeftOfTheLimit() {
    QueueRow[] rows = {
      row(0, 3, true, false, false, 0),
      row(1, Integer.MIN_VALUE, true, true, true, 0),
      row(2, 0, false, true, false, 0),
      row(3, Integer.MAX_VALUE, true, true, false, 0),
      row(4, -2, true, true, false, 0),
      row(5, -2, true, true, false, 0)
    };
    assertEquals(List.of(4, 5, 3, 2, 1, 0), order(QueueOrder.PRESSING, false, rows));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), order(QueueOrder.PRESSING, true, rows));
  }

  /// More than fits into its bits is as much as anybody can tell apart.
  @Test
  void doubtsBeyondAllMeasureStayOnTop() {
    QueueRow[] rows = {
      row(0, 0, true, true, false, 4), row(1, 0, true, true, false, Short.MAX_VALUE)
    };
    for (QueueOrder by : List.of(QueueOrder.DOUBTS, QueueOrder.DIFFERENCES, QueueOrder.WAITED)) {
      assertEquals(List.of(1, 0), order(by, false, rows), by.name());
      assertEquals(List.of(0, 1), order(by, true, rows), by.name());
    }
  }

  /// Whatever they are ordered by, rows that are alike stand by their number, either way round.
  @ParameterizedTest
  @EnumSource(QueueOrder.class)
  void alikeRowsStandByTheirNumber(QueueOrder by) {
    var random = new Random(5);
    var rows = new ArrayList<QueueRow>();
    for (int i = 0; i < 2_000; i++)
      rows.add(
          row(
              i,
              random.nextInt(-9, 9),
              random.nextInt(5) > 0,
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextInt(4)));
    for (boolean down : new boolean[] {false, true}) {
      List<QueueRow> sorted = by.sorted(rows, down);
      assertEquals(rows.size(), Set.copyOf(sorted).size());
      assertEquals(sorted, by.sorted(rows, down));
      for (int i = 1; i < sorted.size(); i++) {
        List<QueueRow> two = List.of(sorted.get(i - 1), sorted.get(i));
        List<QueueRow> byNumber = two.stream().sorted(QueueRows.BY_NUMBER).toList();
        assertEquals(two, by.sorted(byNumber, down), by + " at " + i);
      }
    }
  }

  @Test
  void anOrderIsKeptUntilTheRowsChange() {
    var orders = new QueueOrders();
    List<QueueRow> rows =
        List.of(row(0, 3, true, true, false, 1), row(1, 2, true, false, false, 2));
    orders.ready(rows);
    for (QueueOrder by : QueueOrder.values())
      for (boolean down : List.of(false, true)) {
        assertEquals(by.sorted(rows, down), orders.of(rows, by, down), by.name());
        assertSame(orders.of(rows, by, down), orders.of(rows, by, down), by.name());
      }
    List<QueueRow> later = List.of(rows.get(1), row(2, 1, true, true, false, 0));
    assertEquals(QueueOrder.DUE.sorted(later, false), orders.of(later, QueueOrder.DUE, false));
  }
}
