package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Objections at the window: each is taken up and settled by itself, whoever presses says which. A
/// single one is chosen already. Stateless.
final class Hearing {
  /// Key of the ask which objection it is.
  static final String WHICH = "which";

  /// Code of an objection nobody recorded yet: it is raised here and now.
  static final String NEW = "NEW";

  private static final String SCHEME = "scheme:";

  private Hearing() {}

  /// Who objects and why; where some were heard at another street's board, first which it is.
  static List<Ask> taking(Deed deed, CaseFile file, LocalDate today) {
    List<CaseRecord> heard = Posting.untaken(file);
    var asks = new ArrayList<Ask>();
    boolean here = heard.isEmpty() || open(deed, file, today);
    if (!heard.isEmpty()) {
      var choices = new ArrayList<>(heard.stream().map(Hearing::choice).toList());
      if (here) choices.add(new Choice(NEW, "", "q"));
      Ask which = Ask.choice(WHICH, choices);
      asks.add(heard.size() == 1 ? which.preset(heard.getFirst().id().toString()) : which);
    }
    if (here) {
      List<Ask> own = List.of(Ask.line("who"), Ask.words("reason"));
      own.forEach(a -> asks.add(heard.isEmpty() ? a : a.onlyFor(WHICH, NEW)));
    }
    asks.add(Ask.photo("page").optional());
    return asks;
  }

  /// Whether another may still be raised at the own window.
  private static boolean open(Deed deed, CaseFile file, LocalDate today) {
    return deed == Deed.OBJECT
        ? StepClock.noticeOver(file, today).filter(over -> !today.isBefore(over)).isEmpty()
        : Deeds.heardTooLate(file, today).isEmpty();
  }

  /// Which objection, what it came to and why; with the last of them the opinions.
  static List<Ask> settling(CaseFile file) {
    List<CaseRecord> waiting = waiting(file);
    var asks = new ArrayList<Ask>();
    if (!waiting.isEmpty()) {
      asks.add(Ask.choice(WHICH, waiting.stream().map(Hearing::choice).toList()));
      asks.add(
          Ask.choice(
              "result",
              CodeTables.table("objectionResult").entries().stream()
                  .map(e -> new Choice(e.code(), e.label(), e.initials()))
                  .toList()));
    }
    asks.add(Ask.words("reason"));
    if (waiting.size() <= 1) granted(file).forEach(s -> asks.add(Asks.anew(SCHEME + s, s)));
    return asks;
  }

  private static List<String> granted(CaseFile file) {
    return file.judgedSchemes().stream()
        .filter(s -> file.opinion(s).filter(o -> o.is("positive")).isPresent())
        .toList();
  }

  private static Choice choice(CaseRecord raised) {
    String words = words(raised);
    return new Choice(raised.id().toString(), words, Pinyin.of(words).initials());
  }

  /// Who objects and why.
  static String words(CaseRecord raised) {
    return Stream.of(raised.text("value"), raised.text("reason"))
        .filter(w -> !w.isBlank())
        .collect(Collectors.joining(" \u00b7 "));
  }

  /// Those that wait for an answer: in hand, and heard elsewhere and not in hand yet.
  private static List<CaseRecord> waiting(CaseFile file) {
    return Stream.concat(
            Objections.open(file).stream().map(Objections.Objection::raised),
            Posting.untaken(file).stream())
        .toList();
  }

  /// The objection that was chosen, among those there are by now.
  static Optional<CaseRecord> chosen(Deed deed, CaseFile file, Map<String, String> values) {
    List<CaseRecord> among = deed == Deed.SETTLE ? waiting(file) : Posting.untaken(file);
    String which = values.getOrDefault(WHICH, "");
    return among.stream().filter(o -> o.id().toString().equals(which)).findFirst();
  }

  /// What stands against a deed on an objection by now: the one that was chosen was taken up or
  /// settled by somebody else meanwhile, or none was chosen though some came; nobody looks into
  /// objections any more, or it is too late to raise one; who answers it investigated.
  static List<Hindrance> gone(
      Deed deed, CaseFile file, Map<String, String> values, UUID staff, LocalDate today) {
    if (deed != Deed.SETTLE && !deed.objects()) return List.of();
    if (deed == Deed.SETTLE && !Objections.maySettle(file, staff).isEmpty())
      return Objections.maySettle(file, staff);
    if (deed == Deed.OBJECT_TOO) {
      List<Hindrance> over = over(file, values, today);
      if (!over.isEmpty()) return over;
    }
    String which = values.getOrDefault(WHICH, "");
    boolean none =
        which.isEmpty() ? deed != Deed.SETTLE || waiting(file).isEmpty() : which.equals(NEW);
    return none || chosen(deed, file, values).isPresent()
        ? List.of()
        : List.of(new Hindrance("OBJECTION_UNKNOWN", "C6", List.of()));
  }

  /// One that was heard in time elsewhere is taken up however late it came to be known.
  private static List<Hindrance> over(CaseFile file, Map<String, String> values, LocalDate today) {
    List<Hindrance> over = Objections.heard(file);
    return over.isEmpty() && chosen(Deed.OBJECT_TOO, file, values).isEmpty()
        ? Deeds.heardTooLate(file, today)
        : over;
  }

  /// What keeps the case from going on with this answer: another waits, or an opinion is not given
  /// anew. Empty with the last.
  static List<Hindrance> lacking(CaseFile file, Map<String, String> values) {
    Optional<CaseRecord> now = chosen(Deed.SETTLE, file, values);
    if (waiting(file).stream().anyMatch(o -> !Optional.of(o).equals(now)))
      return List.of(new Hindrance("OBJECTION_UNANSWERED", "C6", List.of()));
    return granted(file).stream()
        .filter(s -> !values.containsKey(SCHEME + s))
        .map(s -> new Hindrance("OPINION_MISSING", "C6", List.of(s)))
        .toList();
  }

  /// Why the notice rests: the words of whoever objects.
  static String reason(CaseFile file, Map<String, String> values) {
    return chosen(Deed.OBJECT, file, values)
        .map(o -> o.get("reason").orElse(o.text("value")))
        .orElse(values.getOrDefault("reason", ""));
  }
}
