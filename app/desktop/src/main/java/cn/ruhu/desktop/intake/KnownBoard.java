package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.KnownWords;
import cn.ruhu.desktop.work.KnownWords.Tone;
import cn.ruhu.store.RegistryCopy.Answer;
import cn.ruhu.wire.Registry.SnapshotHead;
import cn.ruhu.wire.RegistryTable.Fact;
import cn.ruhu.wire.RegistryTable.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who of a household is known already, in words: a line each, the gravest first, and how old the
/// district's knowledge is. What nobody could look up is said, never taken for "unknown".
///
/// @param lines nobody is known when empty
/// @param age how old the knowledge is, or why there is none; null when nothing was asked
/// @param sure the district's knowledge is here, whole and not old
record KnownBoard(List<Line> lines, @Nullable Message age, boolean sure) {
  static final KnownBoard NOTHING = new KnownBoard(List.of(), null, false);

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
    boolean sure =
        !district.isEmpty()
            && district.values().stream().allMatch(a -> KnownWords.isFresh(a, today));
    return new KnownBoard(
        lines.stream().distinct().toList(),
        KnownWords.age(district.values(), today).orElse(null),
        sure);
  }

  private static Line here(CaseRecord person, Known k) {
    String what = CodeTables.label("stage", k.stage().name());
    return new Line(
        person.text("name"),
        k.active() ? Tone.RED : Tone.AMBER,
        Message.of("intake.known.here", KnownWords.words(what, k.applicant(), month(k.since()))),
        Message.of(k.active() ? "intake.known.next.here" : "intake.known.next.past"));
  }

  private static String month(String day) {
    return day.length() >= 7 ? day.substring(0, 7) : day;
  }

  private static Optional<Line> line(
      CaseRecord person, SnapshotHead head, Fact f, String own, Set<Integer> homes) {
    String street = KnownWords.street(head, f);
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
    KnownWords.Said said = KnownWords.said(head, f);
    return Optional.of(new Line(person.text("name"), said.tone(), said.words(), said.next()));
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
    return KnownWords.head(answer).map(SnapshotHead::id).orElse("");
  }
}
