package cn.ruhu.desktop.review;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// What of the queue is shown, and in which order. Immutable.
///
/// @param chips all of them must hold; none for everything
/// @param age how long a case waited, empty for whatever
/// @param reviewer whose it was last, empty for anybody's
/// @param words part of a name, a number or an address, empty for none
/// @param order what comes first
/// @param down the other way round
record QueueFilter(
    Set<Chip> chips,
    Optional<Age> age,
    Optional<UUID> reviewer,
    String words,
    QueueOrder order,
    boolean down) {
  /// Everything, the most pressing first.
  static final QueueFilter ALL =
      new QueueFilter(Set.of(), Optional.empty(), Optional.empty(), "", QueueOrder.PRESSING, false);

  private static final int WIDTH = 7;

  QueueFilter {
    chips = Set.copyOf(chips);
  }

  /// What the chips above the table choose.
  enum Chip {
    WAITING,
    /// due within three working days, or past
    PRESSING,
    DOUBTS,
    /// data contradict themselves
    INVALID,
    /// something came since this person looked last
    CHANGED,
    /// questions that are not settled
    COMMENTED,
    UNANSWERED,
    /// papers or a number are missing
    PAPERS,
    /// files that have not arrived at the district
    FILES,
    RETURNED,
    CONFLICTS,
    /// relatives in office
    OFFICIALS,
    BY_ME;

    static final int SOON = 3;

    boolean keeps(QueueRow row, boolean changed) {
      return switch (this) {
        case WAITING -> row.mine();
        case PRESSING -> row.due().isPresent() && row.daysLeft() <= SOON;
        case DOUBTS -> row.must() > 0;
        case INVALID -> row.doubts().invalid();
        case CHANGED -> changed;
        case COMMENTED -> row.talk().questions() > 0;
        case UNANSWERED -> row.talk().unanswered() > 0;
        case PAPERS -> !row.missing().isEmpty() || row.pending() > 0;
        case FILES -> !row.files().away().isEmpty();
        case RETURNED -> row.returned();
        case CONFLICTS -> row.conflict();
        case OFFICIALS -> row.officials();
        case BY_ME -> row.returnedByMe();
      };
    }
  }

  /// Calendar days a case stands at its stage.
  enum Age {
    WEEK(0, 7),
    TWO_WEEKS(8, 14),
    MONTH(15, 30),
    LONGER(31, Integer.MAX_VALUE);

    final int from;
    final int to;

    Age(int from, int to) {
      this.from = from;
      this.to = to;
    }

    private static final Age[] ALL = values();

    static Age of(int days) {
      for (Age a : ALL) if (days <= a.to) return a;
      return LONGER;
    }
  }

  /// @param changed whether something came since this person looked last
  Predicate<QueueRow> keeps(Predicate<QueueRow> changed) {
    String typed = words.strip().toLowerCase(Locale.ROOT);
    return row -> {
      for (Chip c : chips) if (!c.keeps(row, c == Chip.CHANGED && changed.test(row))) return false;
      if (age.isPresent() && Age.of(row.waitingDays()) != age.get()) return false;
      if (reviewer.isPresent() && !row.talk().reviewer().equals(reviewer)) return false;
      return typed.isEmpty()
          || has(row.applicant(), typed)
          || has(row.number(), typed)
          || has(row.address(), typed);
    };
  }

  /// @param typed in lower case
  private static boolean has(String text, String typed) {
    return text.toLowerCase(Locale.ROOT).contains(typed);
  }

  /// The other state of a chip.
  QueueFilter toggled(Chip chip) {
    Set<Chip> next = EnumSet.noneOf(Chip.class);
    next.addAll(chips);
    if (!next.remove(chip)) next.add(chip);
    return new QueueFilter(next, age, reviewer, words, order, down);
  }

  QueueFilter withAge(Optional<Age> days) {
    return new QueueFilter(chips, days, reviewer, words, order, down);
  }

  QueueFilter withReviewer(Optional<UUID> who) {
    return new QueueFilter(chips, age, who, words, order, down);
  }

  QueueFilter withWords(String typed) {
    return new QueueFilter(chips, age, reviewer, typed, order, down);
  }

  QueueFilter ordered(QueueOrder by, boolean turned) {
    return new QueueFilter(chips, age, reviewer, words, by, turned);
  }

  /// Everything again, in the same order.
  QueueFilter cleared() {
    return ALL.ordered(order, down);
  }

  boolean isAll() {
    return equals(cleared());
  }

  /// A filter somebody gave a name.
  record View(String name, QueueFilter filter) {}

  static byte[] write(List<View> views) {
    return DraftText.write(
        views.stream()
            .map(v ->
                List.of(
                    v.name(),
                    String.join(",", v.filter().chips().stream().map(Chip::name).sorted().toList()),
                    v.filter().age().map(Age::name).orElse(""),
                    v.filter().reviewer().map(UUID::toString).orElse(""),
                    v.filter().words(),
                    v.filter().order().name(),
                    Boolean.toString(v.filter().down())))
            .toList());
  }

  /// Views as they were kept; what a later program no longer knows of one is left out of it.
  static List<View> read(byte[] bytes) {
    return DraftText.read(bytes, WIDTH).stream().map(QueueFilter::view).toList();
  }

  private static View view(List<String> r) {
    List<String> names = Arrays.asList(r.get(1).split(",", -1));
    Set<Chip> chips = EnumSet.noneOf(Chip.class);
    for (Chip c : Chip.values()) if (names.contains(c.name())) chips.add(c);
    Optional<Age> age =
        Arrays.stream(Age.values()).filter(a -> a.name().equals(r.get(2))).findAny();
    Optional<UUID> who =
        r.get(3).isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(r.get(3)));
    QueueOrder order =
        Arrays.stream(QueueOrder.values())
            .filter(o -> o.name().equals(r.get(5)))
            .findAny()
            .orElse(QueueOrder.PRESSING);
    return new View(
        r.getFirst(), new QueueFilter(chips, age, who, r.get(4), order, r.get(6).equals("true")));
  }
}
