package cn.ruhu.desktop.work;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.RegistryCopy.Answer;
import cn.ruhu.wire.Registry.SnapshotHead;
import cn.ruhu.wire.RegistryTable.Fact;
import cn.ruhu.wire.RegistryTable.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the district's snapshot says of a number, in words: three of them, what to do next, and how
/// old the knowledge is. What nobody could look up is said, never taken for "unknown". Stateless.
public final class KnownWords {
  /// a machine syncs each day; lists of the district come each month or quarter
  private static final int SNAPSHOT_DAYS = 7;

  private static final int LIST_DAYS = 92;

  private KnownWords() {}

  /// How grave it is.
  public enum Tone {
    /// somebody has to look into it before the application goes on
    RED,
    /// worth knowing
    AMBER
  }

  /// One thing that is known.
  ///
  /// @param words three words: what, where, since when
  /// @param next what to do about it
  public record Said(Tone tone, Message words, Message next) {}

  /// Everything an answer says of one person, the gravest first. Which household of the list
  /// somebody belongs to says nothing by itself.
  public static List<Said> all(Answer answer) {
    return answer instanceof Answer.Known(SnapshotHead head, var facts)
        ? facts.stream()
            .filter(f -> f.kind() != Kind.HOUSEHOLD)
            .map(f -> said(head, f))
            .sorted(java.util.Comparator.comparing(Said::tone))
            .toList()
        : List.of();
  }

  /// One fact in words.
  public static Said said(SnapshotHead head, Fact f) {
    String code = at(head.codes(), f.code());
    int dot = code.indexOf('.');
    String label = dot < 0 ? "" : CodeTables.label(code.substring(0, dot), code.substring(dot + 1));
    String street = street(head, f);
    String where = street.isEmpty() ? "" : CodeTables.label("street", street);
    String since = f.kind() == Kind.HOUSEHOLD || f.value() == 0 ? "" : since(f.value());
    Tone tone =
        switch (f.kind()) {
          case DIED, CASE, BENEFIT -> Tone.RED;
          default -> Tone.AMBER;
        };
    String kind = f.kind().name();
    return new Said(
        tone,
        Message.of("work.known." + kind, words(label, where, since), label),
        Message.of("work.known.next." + kind, where));
  }

  /// Code of the street a fact lies in, `""` for none.
  public static String street(SnapshotHead head, Fact f) {
    return at(head.places(), f.place());
  }

  /// Words that are there, with a dot between them.
  public static String words(String... words) {
    return Stream.of(words).filter(w -> !w.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }

  private static String at(List<String> list, int i) {
    return i >= 0 && i < list.size() ? list.get(i) : "";
  }

  private static String since(int months) {
    LocalDate first = LocalDate.of(1970, 1, 1).plusMonths(months);
    return first.toString().substring(0, 7);
  }

  /// The snapshot an answer is of; empty where none answered.
  public static Optional<SnapshotHead> head(Answer answer) {
    return switch (answer) {
      case Answer.Known(SnapshotHead head, var _) -> Optional.of(head);
      case Answer.Unknown(SnapshotHead head) -> Optional.of(head);
      default -> Optional.empty();
    };
  }

  /// Whether the knowledge is here, whole and not old.
  public static boolean isFresh(Answer answer, LocalDate today) {
    return head(answer)
        .filter(h -> h.missing().isEmpty() || h.missing().equals(Set.of("OFFICIAL")))
        .filter(h -> h.asOf() > 0 && days(h.asOf(), today) <= LIST_DAYS)
        .filter(h -> days(h.madeAt(), today) <= SNAPSHOT_DAYS)
        .isPresent();
  }

  private static long days(long millis, LocalDate today) {
    return ChronoUnit.DAYS.between(day(millis), today);
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), Show.ZONE);
  }

  /// How old the knowledge is, or why there is none: the worst of what is to be said of the
  /// answers.
  public static Optional<Message> age(Collection<Answer> answers, LocalDate today) {
    Optional<SnapshotHead> head = Optional.empty();
    for (Answer answer : answers)
      switch (answer) {
        case Answer.Missing() -> {
          return Optional.of(Message.of("work.known.age.missing"));
        }
        case Answer.Locked() -> {
          return Optional.of(Message.of("work.known.age.locked"));
        }
        case Answer.TooMany(Instant until) -> {
          return Optional.of(Message.of("work.known.age.toomany", Show.minute(until)));
        }
        default -> head = head(answer);
      }
    return head.map(h -> age(h, today));
  }

  private static Message age(SnapshotHead h, LocalDate today) {
    String cases = day(h.madeAt()).toString();
    if (h.asOf() == 0) return Message.of("work.known.age.casesonly", cases);
    String lists = day(h.asOf()).toString();
    if (days(h.madeAt(), today) > SNAPSHOT_DAYS)
      return Message.of("work.known.age.old", lists, days(h.madeAt(), today));
    if (days(h.asOf(), today) > LIST_DAYS)
      return Message.of("work.known.age.oldlist", lists, days(h.asOf(), today));
    boolean part = !h.missing().isEmpty() && !h.missing().equals(Set.of("OFFICIAL"));
    return Message.of(part ? "work.known.age.part" : "work.known.age", lists, cases);
  }
}
