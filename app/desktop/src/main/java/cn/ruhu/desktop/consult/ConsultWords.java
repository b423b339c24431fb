package cn.ruhu.desktop.consult;

import cn.ruhu.casefile.means.Consultation;
import cn.ruhu.casefile.means.Consultation.Hint;
import cn.ruhu.casefile.means.Consultation.Reason;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Step;
import cn.ruhu.casefile.process.PaperProfiles;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A trial in words for the applicant: what was asked, every step, each scheme with its reasons and
/// where they are written. Stateless.
final class ConsultWords {
  private final Text text;

  ConsultWords(Text text) {
    this.text = text;
  }

  /// What was asked, for the print: whoever reads it sees from what it follows.
  String asked(Consultation c) {
    Consultation.Asked a = c.asked();
    return text.of(
        "consult.asked",
        a.people(),
        Show.money(a.incomeFen()),
        Show.money(a.moneyFen()),
        a.dwellings(),
        CodeTables.label("consultVehicle", a.vehicle()),
        CodeTables.label("consultSpecial", a.special()));
  }

  /// The way from the answers to the income a head, the exact figure and how it is shown.
  List<String> steps(Consultation c) {
    var out = new ArrayList<String>();
    for (Step s : c.income().steps()) {
      switch (s.code()) {
        case "ITEM" ->
            out.add(
                text.of(
                    "consult.step.ITEM",
                    yuan(s.inputs().get(3)),
                    s.inputs().get(4),
                    yuan(s.result())));
        case "NET" -> out.add(text.of("consult.step.NET", yuan(s.result())));
        case "PER_CAPITA" ->
            out.add(
                text.of(
                    "consult.step.PER_CAPITA",
                    yuan(s.inputs().get(0)),
                    s.inputs().get(1),
                    equals(s.result())));
        default -> {}
      }
    }
    out.add(
        text.of(
            "consult.step.MONEY",
            Show.money(c.asked().moneyFen()),
            c.asked().people(),
            equals(c.each().toString())));
    return out;
  }

  String scheme(Hint h) {
    return CodeTables.label("scheme", h.scheme());
  }

  String outlook(Hint h) {
    return text.of("consult.outlook." + h.outlook().name());
  }

  /// One reason with where it is written.
  String words(Hint h, Reason r) {
    Object[] args =
        switch (r.code()) {
          case "DWELLING", "DWELLINGS" -> r.args().toArray();
          case "STANDARD_UNKNOWN" -> new Object[] {yuan(r.args().get(0)), r.args().get(2)};
          default -> r.args().stream().map(this::yuan).toArray();
        };
    return text.of(
        "consult.clause",
        text.of("consult.reason." + r.code(), args),
        text.of("consult.clause." + clause(h, r)));
  }

  /// Income is judged by the scheme's own text, property by the city's for all.
  private static String clause(Hint h, Reason r) {
    return switch (r.code()) {
      case "BELOW", "NOT_BELOW", "STANDARD_UNKNOWN", "WITHOUT_SUPPORT", "NOT_WITHOUT_SUPPORT" ->
          h.scheme();
      case "VEHICLE" -> "VEHICLE";
      default -> "PROPERTY";
    };
  }

  /// The figures of the day, each with the month it holds from and its mark.
  List<String> figures(Consultation c) {
    var out = new ArrayList<String>();
    out.add(figure("consult.figure.DB", c.figures().dibao()));
    out.add(figure("consult.figure.DS", c.figures().lowIncome()));
    out.add(figure("consult.figure.MONEY", c.figures().consumptionLastYear()));
    return out;
  }

  private String figure(String key, Figure figure) {
    return switch (figure) {
      case Figure.Unknown _ -> text.of("consult.figure.unknown", text.of(key));
      case Figure.Known k -> {
        String mark = k.mark();
        if (mark.isEmpty() && !k.confirmed()) mark = text.of("consult.unconfirmed");
        String words =
            text.of(
                "consult.figure",
                text.of(key),
                Show.money(k.amount().value()),
                k.effective().toString());
        yield mark.isEmpty() ? words : text.of("consult.figure.marked", words, mark);
      }
    };
  }

  /// The papers to bring when applying, by the profile of new applications.
  String papers() {
    return PaperProfiles.blocking(PaperProfiles.DEFAULT).stream()
        .map(s -> CodeTables.label("docType", s))
        .collect(Collectors.joining(text.of("work.value.comma")));
  }

  /// The scheme that looks best, for the large line; empty when none does.
  Optional<Hint> best(Consultation c) {
    for (Consultation.Outlook o : List.of(Consultation.Outlook.POSSIBLE, Consultation.Outlook.OPEN))
      for (String scheme : List.of("TK", "DB", "DS"))
        for (Hint h : c.hints())
          if (h.scheme().equals(scheme) && h.outlook() == o) return Optional.of(h);
    return Optional.empty();
  }

  /// The large line.
  String headline(Consultation c) {
    return best(c)
        .map(h -> text.of("consult.headline." + h.outlook().name(), scheme(h)))
        .orElseGet(() -> text.of("consult.headline.UNLIKELY"));
  }

  /// A figure of the trace (fen, or a fraction of fen) as yuan.
  private String yuan(String figure) {
    String shown = Show.money(floor(figure));
    return figure.indexOf('/') < 0 ? shown : text.of("consult.about", shown);
  }

  /// The end of an equation.
  private String equals(String figure) {
    String key = figure.indexOf('/') < 0 ? "consult.equals" : "consult.nearly";
    return text.of(key, Show.money(floor(figure)));
  }

  /// Whole fen, never rounded up: a figure below a standard stays below it, whatever is shown.
  private static String floor(String figure) {
    int slash = figure.indexOf('/');
    if (slash < 0) return figure;
    var whole = new BigInteger(figure.substring(0, slash));
    return whole.divide(new BigInteger(figure.substring(slash + 1))).toString();
  }
}
