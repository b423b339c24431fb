package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What each deed asks for, with what the case already knows filled in. Stateless.
final class Asks {
  /// Amounts an inspector looks at again; more would be another survey.
  private static final int ITEMS = 12;

  static final String KEEP = "KEEP";

  private Asks() {}

  static List<Ask> of(Deed deed, CaseFile file, LocalDate today) {
    Stage stage = Process.stage(file).orElse(Stage.DRAFT);
    return switch (deed) {
      case REPORT -> List.of(Ask.line("number"), Ask.photo("page"));
      case NO_RECORD, APPRAISE, REFUSE_PATH, TAKE -> List.of();
      case AUTHORIZATION_REFUSED ->
          List.of(Ask.choice("person", people(file)), Ask.words("reason"));
      case FINDING_UNDISPUTED, GIVE_UP -> List.of(Ask.words("reason"));
      case CONSENT -> List.of(Ask.choice("scheme", others(file)), Ask.photo("page"));
      case APPRAISED -> List.of(Ask.choice("conclusion", appraisals()), Ask.photo("page"));
      case POST, POST_DISTRICT ->
          List.of(
              Ask.line("place", community(file)),
              Ask.day("day", today.toString()),
              Ask.photo("page"));
      case NOTICE_END -> List.of(Ask.photo("page"));
      case OBJECT -> List.of(Ask.line("who"), Ask.words("reason"));
      case SETTLE -> settle(file);
      case SPOT_CHECK -> check(file, today);
      case LETTER -> letter(file, stage);
      case DELIVERED ->
          List.of(
              Ask.choice("letter", notices(Deeds.undelivered(file, stage))),
              Ask.line("receiver", file.applicant().map(p -> p.text("name")).orElse("")),
              Ask.day("day", today.toString()),
              Ask.photo("page").optional());
      case FILED -> List.of(Ask.line("number").optional());
      case COMPLAINT -> List.of(Ask.line("source"), Ask.words("reason"));
      case COMPLAINT_CLOSE ->
          List.of(
              Ask.choice(
                  "complaint",
                  Deeds.complaints(file).stream()
                      .map(f -> new Choice(f.text("subject"), f.text("reason"), ""))
                      .toList()),
              Ask.words("reason"));
      case WITHDRAW -> List.of(Ask.words("reason"), Ask.photo("page"));
      case TRANSFER -> List.of(Ask.line("receiver"), Ask.words("reason"));
    };
  }

  private static List<Ask> settle(CaseFile file) {
    var asks = new ArrayList<Ask>();
    asks.add(Ask.words("reason"));
    for (String scheme : file.judgedSchemes())
      if (file.opinion(scheme).filter(o -> o.is("positive")).isPresent()) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(KEEP, "", "w"));
        choices.addAll(table("reject"));
        asks.add(
            new Ask(
                "scheme:" + scheme,
                Ask.Kind.CHOICE,
                true,
                CodeTables.label("scheme", scheme),
                choices,
                KEEP));
      }
    return asks;
  }

  /// The inspector types what was found, without seeing what the first visit found (§6.2).
  private static List<Ask> check(CaseFile file, LocalDate today) {
    var asks = new ArrayList<Ask>();
    asks.add(Ask.line("second"));
    asks.add(Ask.day("day", today.toString()));
    for (CaseRecord item : checked(file))
      asks.add(Ask.money("item:" + item.id(), itemWords(file, item)));
    asks.add(Ask.words("reason"));
    return asks;
  }

  /// Amounts that the first visit verified.
  static List<CaseRecord> checked(CaseFile file) {
    return file.all(RecordType.ITEM).stream()
        .filter(i -> i.text("verified").matches("-?\\d+"))
        .limit(ITEMS)
        .toList();
  }

  static String itemWords(CaseFile file, CaseRecord item) {
    String table = item.text("kind").equals("INCOME") ? "income" : "asset";
    String code = item.text("code");
    String name = CodeTables.table(table).has(code) ? CodeTables.label(table, code) : code;
    String who =
        item.ref("member")
            .flatMap(file::record)
            .flatMap(file::personOf)
            .map(p -> p.text("name") + " · ")
            .orElse("");
    return who + name;
  }

  private static List<Ask> letter(CaseFile file, Stage stage) {
    var missing = Deeds.lettersMissing(file, stage, GateKind.LETTER_ISSUED);
    String number = missing.size() == 1 ? registered(file, missing.iterator().next()) : "";
    return List.of(Ask.choice("letter", notices(missing)), Ask.line("number", number));
  }

  /// Number the register gave the newest standing print of a letter, empty when none was printed.
  static String registered(CaseFile file, String letter) {
    return file.all(RecordType.DOCUMENT).stream()
        .filter(d -> d.text("paper").equals(letter))
        .map(d -> d.text("documentNumber"))
        .filter(n -> !n.isEmpty())
        .reduce((_, later) -> later)
        .orElse("");
  }

  private static List<Choice> people(CaseFile file) {
    return file.members().stream()
        .flatMap(m ->
            file.personOf(m).stream().map(p -> new Choice(m.id().toString(), p.text("name"), "")))
        .toList();
  }

  private static List<Choice> others(CaseFile file) {
    return table("scheme").stream().filter(c -> !file.schemes().contains(c.code())).toList();
  }

  private static List<Choice> notices(Collection<String> codes) {
    return table("notice").stream().filter(c -> codes.contains(c.code())).toList();
  }

  private static List<Choice> appraisals() {
    return List.of(new Choice("1", "", ""), new Choice("2", "", ""), new Choice("3", "", ""));
  }

  private static List<Choice> table(String name) {
    return CodeTables.table(name).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private static String community(CaseFile file) {
    return file.application().map(a -> a.text("community")).orElse("");
  }
}
