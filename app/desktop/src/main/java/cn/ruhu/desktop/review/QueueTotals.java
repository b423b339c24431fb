package cn.ruhu.desktop.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// The numbers above the queue, counted over all of it. Immutable.
///
/// @param chips how many cases each chip would show
/// @param ages how many stand at their stage for how long
/// @param loads how much each reviewer has, the most first; without a reviewer last
record QueueTotals(
    int all,
    int dueToday,
    int overdue,
    Map<QueueFilter.Chip, Integer> chips,
    Map<QueueFilter.Age, Integer> ages,
    List<Load> loads) {
  private static final QueueFilter.Chip[] CHIPS = QueueFilter.Chip.values();
  private static final QueueFilter.Age[] AGES = QueueFilter.Age.values();

  static final QueueTotals NONE = of(List.of(), _ -> false);

  /// What one reviewer has.
  ///
  /// @param reviewer who returned or judged them last; empty for cases nobody had yet
  /// @param waiting of these at this role's hand
  /// @param overdue of these past their limit
  record Load(Optional<UUID> reviewer, int cases, int waiting, int overdue) {}

  /// Counts of one reviewer while they are counted.
  private static final class Tally {
    int cases;
    int waiting;
    int overdue;

    void add(QueueRow r) {
      cases++;
      if (r.mine()) waiting++;
      if (isOver(r)) overdue++;
    }
  }

  private static boolean isOver(QueueRow r) {
    return r.daysLeft() < 0 && r.due().isPresent();
  }

  static QueueTotals of(List<QueueRow> rows, Predicate<QueueRow> changed) {
    int[] chips = new int[CHIPS.length];
    int[] ages = new int[AGES.length];
    int today = 0;
    int over = 0;
    var tallies = new HashMap<Optional<UUID>, Tally>();
    for (QueueRow r : rows) {
      boolean news = changed.test(r);
      for (int i = 0; i < CHIPS.length; i++) if (CHIPS[i].keeps(r, news)) chips[i]++;
      QueueFilter.Age age = QueueFilter.Age.of(r.waitingDays());
      for (int i = 0; i < AGES.length; i++) if (AGES[i] == age) ages[i]++;
      if (r.daysLeft() == 0 && r.due().isPresent()) today++;
      if (isOver(r)) over++;
      tallies.computeIfAbsent(r.talk().reviewer(), _ -> new Tally()).add(r);
    }
    var loads = new ArrayList<Load>();
    tallies.forEach((who, t) -> loads.add(new Load(who, t.cases, t.waiting, t.overdue)));
    loads.sort(
        Comparator.comparing((Load l) -> l.reviewer().isEmpty())
            .thenComparing(Load::cases, Comparator.reverseOrder()));
    return new QueueTotals(
        rows.size(), today, over, counted(CHIPS, chips), counted(AGES, ages), List.copyOf(loads));
  }

  private static <E extends Enum<E>> Map<E, Integer> counted(E[] of, int[] counts) {
    var all = new EnumMap<E, Integer>(of[0].getDeclaringClass());
    for (int i = 0; i < counts.length; i++) all.put(of[i], counts[i]);
    return all;
  }

  int count(QueueFilter.Chip chip) {
    return chips.getOrDefault(chip, 0);
  }

  int count(QueueFilter.Age age) {
    return ages.getOrDefault(age, 0);
  }
}
