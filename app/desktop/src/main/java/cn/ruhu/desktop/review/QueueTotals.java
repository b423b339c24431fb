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
  static final QueueTotals NONE = of(List.of(), _ -> false);

  /// What one reviewer has.
  ///
  /// @param reviewer who returned or judged them last; empty for cases nobody had yet
  /// @param waiting of these at this role's hand
  /// @param overdue of these past their limit
  record Load(Optional<UUID> reviewer, int cases, int waiting, int overdue) {
    Load and(QueueRow r) {
      boolean over = r.due().isPresent() && r.daysLeft() < 0;
      return new Load(reviewer, cases + 1, waiting + (r.mine() ? 1 : 0), overdue + (over ? 1 : 0));
    }
  }

  static QueueTotals of(List<QueueRow> rows, Predicate<QueueRow> changed) {
    var chips = new EnumMap<QueueFilter.Chip, Integer>(QueueFilter.Chip.class);
    var ages = new EnumMap<QueueFilter.Age, Integer>(QueueFilter.Age.class);
    int today = 0;
    int over = 0;
    var loads = new HashMap<Optional<UUID>, Load>();
    for (QueueRow r : rows) {
      boolean news = changed.test(r);
      for (QueueFilter.Chip c : QueueFilter.Chip.values())
        if (c.keeps(r, news)) chips.merge(c, 1, Integer::sum);
      ages.merge(QueueFilter.Age.of(r.waitingDays()), 1, Integer::sum);
      if (r.due().isPresent() && r.daysLeft() == 0) today++;
      if (r.due().isPresent() && r.daysLeft() < 0) over++;
      Optional<UUID> who = r.talk().reviewer();
      loads.put(who, loads.getOrDefault(who, new Load(who, 0, 0, 0)).and(r));
    }
    var most = new ArrayList<>(loads.values());
    most.sort(
        Comparator.comparing((Load l) -> l.reviewer().isEmpty())
            .thenComparing(Load::cases, Comparator.reverseOrder()));
    return new QueueTotals(rows.size(), today, over, chips, ages, List.copyOf(most));
  }

  int count(QueueFilter.Chip chip) {
    return chips.getOrDefault(chip, 0);
  }

  int count(QueueFilter.Age age) {
    return ages.getOrDefault(age, 0);
  }
}
