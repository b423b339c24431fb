package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who of a household is known already, in words: a line each, the gravest first, and how old the
/// district's knowledge is. What nobody could look up is said, never taken for "unknown".
///
/// @param lines nobody is known when empty
/// @param age how old the knowledge is, or why there is none; null when nothing was asked
/// @param sure the district's knowledge is here, whole and not old
record KnownBoard(List<Line> lines, @Nullable Message age, boolean sure) {
  static final KnownBoard NOTHING = new KnownBoard(List.of(), null, false);

  /// a machine syncs each day; lists of the district come each month or quarter
  private static final int SNAPSHOT_DAYS = 7;

  private static final int LIST_DAYS = 92;

  /// How grave a line is.
  enum Tone {
    /// somebody has to look into it before the application goes on
    RED,
    /// worth knowing
    AMBER
  }

  /// One line.
  ///
  /// @param name of the person
  /// @param words three words: what, where, since when
  /// @param next what to do about it
  record Line(String name, Tone tone, Message words, Message next) {}

  static KnownBoard of(
      WorkingCopy copy,
      Map<String, List<Known>> here,
      Map<String, Answer> district,
      String street,
      LocalDate today) {
    var lines = new ArrayList<Line>();
    Set<Integer> homes = homes(copy, district);
    for (RecordType type : List.of(RecordType.PERSON, RecordType.SUPPORTER))
      for (CaseRecord p : copy.file().all(type)) {
        String number = p.text("idNumber");
        if (type == RecordType.PERSON)
          here.getOrDefault(number, List.of()).forEach(k -> lines.add(here(p, k)));
        if (!(district.get(number) instanceof Answer.Known(SnapshotHead head, var facts))) continue;
        for (Fact f : facts) line(p, head, f, street, homes).ifPresent(lines::add);
      }
    lines.sort(Comparator.comparing(Line::tone));
    boolean sure = !district.isEmpty() && district.values().stream().allMatch(a -> fresh(a, today));
    return new KnownBoard(
        lines.stream().distinct().toList(), age(district, today).orElse(null), sure);
  }

  private static Line here(CaseRecord person, Known k) {
    String what = CodeTables.label("stage", k.stage().name());
    return new Line(
        person.text("name"),
        k.active() ? Tone.RED : Tone.AMBER,
        Message.of("intake.known.here", words(what, k.applicant(), month(k.since()))),
        Message.of(k.active() ? "intake.known.next.here" : "intake.known.next.past"));
  }

  private static String month(String day) {
    return day.length() >= 7 ? day.substring(0, 7) : day;
  }

  private static Optional<Line> line(
      CaseRecord person, SnapshotHead head, Fact f, String own, Set<Integer> homes) {
    String street = at(head.places(), f.place());
    boolean ours = street.equals(own);
    boolean supporter = person.type() == RecordType.SUPPORTER;
    // what is open in this street is here itself, newer; a supporter's own help is nobody's matter
    boolean told =
        switch (f.kind()) {
          case CASE, RELATIVE -> !ours && !supporter;
          case HOUSEHOLD -> homes.size() > 1 && !supporter;
          case BENEFIT, ENDED -> !supporter;
          case DIED, OFFICIAL -> true;
        };
    if (!told) return Optional.empty();
    String code = at(head.codes(), f.code());
    int dot = code.indexOf('.');
    String label = dot < 0 ? "" : CodeTables.label(code.substring(0, dot), code.substring(dot + 1));
    String where = street.isEmpty() ? "" : CodeTables.label("street", street);
    String since = f.kind() == Kind.HOUSEHOLD || f.value() == 0 ? "" : since(f.value());
    Tone tone =
        switch (f.kind()) {
          case DIED, CASE, BENEFIT -> Tone.RED;
          default -> Tone.AMBER;
        };
    String kind = f.kind().name();
    return Optional.of(
        new Line(
            person.text("name"),
            tone,
            Message.of("intake.known." + kind, words(label, where, since), label),
            Message.of("intake.known.next." + kind, where)));
  }

  private static String words(String... words) {
    return Stream.of(words).filter(w -> !w.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }

  private static String at(List<String> list, int i) {
    return i >= 0 && i < list.size() ? list.get(i) : "";
  }

  private static String since(int months) {
    LocalDate first = LocalDate.of(1970, 1, 1).plusMonths(months);
    return first.toString().substring(0, 7);
  }

  /// Households of the district's list the people of this one belong to.
  private static Set<Integer> homes(WorkingCopy copy, Map<String, Answer> district) {
    var homes = new HashSet<Integer>();
    for (CaseRecord p : copy.file().all(RecordType.PERSON))
      if (district.get(p.text("idNumber")) instanceof Answer.Known(var _, var facts))
        for (Fact f : facts) if (f.kind() == Kind.HOUSEHOLD && f.value() > 0) homes.add(f.value());
    return homes;
  }

  /// The snapshot an answer is of, empty for none.
  static String snapshot(Answer answer) {
    return head(answer).map(SnapshotHead::id).orElse("");
  }

  private static Optional<SnapshotHead> head(Answer answer) {
    return switch (answer) {
      case Answer.Known(SnapshotHead head, var _) -> Optional.of(head);
      case Answer.Unknown(SnapshotHead head) -> Optional.of(head);
      default -> Optional.empty();
    };
  }

  private static boolean fresh(Answer answer, LocalDate today) {
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

  /// The worst of what is to be said of the answers.
  private static Optional<Message> age(Map<String, Answer> district, LocalDate today) {
    Optional<SnapshotHead> head = Optional.empty();
    for (Answer answer : district.values())
      switch (answer) {
        case Answer.Missing() -> {
          return Optional.of(Message.of("intake.known.age.missing"));
        }
        case Answer.Locked() -> {
          return Optional.of(Message.of("intake.known.age.locked"));
        }
        case Answer.TooMany(Instant until) -> {
          return Optional.of(Message.of("intake.known.age.toomany", Show.minute(until)));
        }
        default -> head = head(answer);
      }
    return head.map(h -> age(h, today));
  }

  private static Message age(SnapshotHead h, LocalDate today) {
    String cases = day(h.madeAt()).toString();
    if (h.asOf() == 0) return Message.of("intake.known.age.casesonly", cases);
    String lists = day(h.asOf()).toString();
    if (days(h.madeAt(), today) > SNAPSHOT_DAYS)
      return Message.of("intake.known.age.old", lists, days(h.madeAt(), today));
    if (days(h.asOf(), today) > LIST_DAYS)
      return Message.of("intake.known.age.oldlist", lists, days(h.asOf(), today));
    boolean part = !h.missing().isEmpty() && !h.missing().equals(Set.of("OFFICIAL"));
    return Message.of(part ? "intake.known.age.part" : "intake.known.age", lists, cases);
  }
}
