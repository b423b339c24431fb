package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.linking.Alike;
import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.LinkedBenefit;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Reads what was found, for people to compare. Work for the background.
final class Pairs {
  private static final Comparator<Pair> ORDER =
      Comparator.comparing((Pair p) -> p.state() == LinkState.LATER)
          .thenComparing(p -> p.kind() != LinkKind.ALERT)
          .thenComparingInt(p -> -score(p))
          .thenComparing(Pair::id);

  private final Desk desk;

  Pairs(Desk desk) {
    this.desk = desk;
  }

  private static int score(Pair p) {
    String text = p.link().text("score");
    return text.isEmpty() || text.length() > 9 ? 0 : Integer.parseInt(text);
  }

  /// Everything that was found and still counts, what asks to be looked at first: alerts, then the
  /// weightiest.
  List<Pair> all() {
    return desk.store().all(RecordType.LINK).stream()
        .filter(l -> !l.is("gone"))
        .flatMap(l -> pair(l).stream())
        .sorted(ORDER)
        .toList();
  }

  private Optional<Pair> pair(CaseRecord link) {
    Optional<LinkState> state = LinkState.of(link);
    Optional<LinkKind> kind = kind(link);
    Optional<CaseRecord> person = link.ref("person").flatMap(desk.store()::record);
    Optional<CaseRecord> application = link.ref("application").flatMap(desk.store()::record);
    if (state.isEmpty() || kind.isEmpty() || person.isEmpty() || application.isEmpty())
      return Optional.empty();
    CaseRecord p = person.get();
    return Optional.of(
        new Pair(
            link,
            Show.caseNumber(application.get().text("number")),
            p.text("name"),
            kind.get(),
            state.get(),
            lines(link, p, application.get()),
            link.text("reasons").isEmpty()
                ? List.of()
                : List.of(link.text("reasons").split(",", -1)),
            link.ref("by").map(desk::staffName).orElse("")));
  }

  private static Optional<LinkKind> kind(CaseRecord link) {
    for (LinkKind k : LinkKind.values())
      if (k.name().equals(link.text("kind"))) return Optional.of(k);
    return Optional.empty();
  }

  private List<Pair.Line> lines(CaseRecord link, CaseRecord person, CaseRecord application) {
    Optional<IdNumber> there = IdNumber.parse(link.text("number"), desk.today()).toOptional();
    var lines = new ArrayList<Pair.Line>();
    lines.add(line("name", person.text("name"), link.text("name"), Alike::names));
    String number = link.text("number");
    lines.add(
        new Pair.Line(
            "number",
            person.text("idNumber"),
            number,
            mark(person.text("idNumber"), number, String::equals),
            true));
    lines.add(
        line(
            "birth",
            person.text("birthDate"),
            there.map(n -> n.birthDate().toString()).orElse(""),
            String::equals));
    lines.add(
        line(
            "sex",
            label("sex", person.text("sex")),
            there.map(n -> label("sex", n.sex().code())).orElse(""),
            String::equals));
    lines.add(
        line(
            "address",
            application.text("residenceAddress"),
            link.text("address"),
            Alike::addresses));
    lines.add(
        line(
            "street",
            label("street", application.text("street")),
            label("street", link.text("street")),
            String::equals));
    lines.add(line("relation", "", link.text("relation"), String::equals));
    lines.add(line("benefits", "", benefits(link), String::equals));
    lines.add(line("died", "", link.text("died"), String::equals));
    lines.removeIf(l -> l.here().isEmpty() && l.there().isEmpty());
    return lines;
  }

  private String benefits(CaseRecord link) {
    return LinkedBenefit.read(link.text("benefits")).stream()
        .filter(b -> b.runs(desk.today().toString()))
        .map(b -> label("benefit", b.code()) + "\n" + b.since())
        .collect(Collectors.joining("\n"));
  }

  private static String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  private static Pair.Line line(
      String field, String here, String there, BiPredicate<String, String> same) {
    return new Pair.Line(field, here, there, mark(here, there, same), false);
  }

  private static Pair.Mark mark(String here, String there, BiPredicate<String, String> same) {
    if (here.isEmpty() || there.isEmpty()) return Pair.Mark.NONE;
    return same.test(here, there) ? Pair.Mark.SAME : Pair.Mark.OTHER;
  }
}
