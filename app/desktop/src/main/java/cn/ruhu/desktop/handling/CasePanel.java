package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.ExitWords;
import cn.ruhu.desktop.work.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The chosen case: until when and why, what can be done now with what stands in its way beside it,
/// the letters it owes, and what was recorded.
final class CasePanel {
  /// working days to object to what the city found (no text names a limit: the district's, [D])
  private static final int ANSWER_DAYS = 5;

  private final Kit kit;
  private final HandlingViewModel model;
  private final Printing printing;
  private final DrawCards draws;
  private final Navigator nav;
  private final VBox column = new VBox(12);
  private final VBox node;

  /// @param nav leads to the visit of a check
  CasePanel(Kit kit, HandlingViewModel model, Printing printing, DrawCards draws, Navigator nav) {
    this.nav = nav;
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    this.draws = draws;
    node = Nodes.side(column);
  }

  VBox node() {
    return node;
  }

  void show(@Nullable HandlingRow row) {
    column.getChildren().clear();
    Optional<CaseFile> file = model.file();
    Nodes.shown(node, row != null);
    if (row == null || file.isEmpty()) return;
    column.getChildren().add(head(row));
    if (!row.letters().isEmpty()) column.getChildren().add(letters(row, file.get()));
    column.getChildren().add(now(row, file.get()));
    if (!row.postings().isEmpty())
      column.getChildren().add(PostingCard.of(kit, row, file.get(), model.desk()));
    ObjectionsCard.of(kit, file.get()).ifPresent(column.getChildren()::add);
    CheckCard.of(kit, file.get()).ifPresent(column.getChildren()::add);
    model.draw(row.application()).ifPresent(d -> column.getChildren().add(drawn(row, d)));
    if (row.offers().stream().anyMatch(o -> o.deed().anyTime()))
      column.getChildren().add(anyTime(row));
    column.getChildren().add(facts(row, file.get()));
  }

  private Node head(HandlingRow row) {
    var name = kit.names().node(row.applicant());
    name.getStyleClass().add("headline");
    name.setId("handling-applicant");
    var stage = Badges.of(CodeTables.label("stage", row.stage().name()), Badges.Tone.ACCENT);
    stage.setId("handling-stage");
    var top = new Bar(10, name, stage);
    top.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, top, muted(Show.caseNumber(row.number())), muted(schemes(kit, row)));
    var limits = new VBox(8);
    limits.setId("handling-limits");
    limits.getChildren().setAll(Limits.full(kit, row));
    return limits.getChildren().isEmpty() ? Page.card("", box) : Page.card("", box, limits);
  }

  /// Schemes of a case by their names.
  static String schemes(Kit kit, HandlingRow row) {
    return row.schemes().stream()
        .map(s -> CodeTables.label("scheme", s))
        .collect(Collectors.joining(kit.t("handling.comma")));
  }

  /// Words with a badge at their right; what follows stands under them.
  static VBox headed(String words, Label badge) {
    var title = new Label(words);
    title.setWrapText(true);
    title.setMinWidth(0);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var top = new Bar(8, title, grow, badge);
    top.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, top);
  }

  /// Words beside what matters.
  static Label muted(String words) {
    return words(words, "text-muted");
  }

  private static Label words(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  // ---- what can be done

  private Node now(HandlingRow row, CaseFile file) {
    var box = new VBox(10);
    boolean first = true;
    for (Offer o : row.offers()) {
      if (o.deed().anyTime()) continue;
      boolean free = o.blocked().isEmpty();
      boolean main = free && first && o.deed() != Deed.LETTER; // printing it is the way
      box.getChildren().add(act(row, o, main));
      first &= !main;
    }
    if (row.offers().stream().anyMatch(o -> o.deed() == Deed.STOP))
      Stopping.called(model.desk(), file)
          .ifPresent(
              said -> box.getChildren().addFirst(muted(kit.t("handling.stop.called", said))));
    for (Hindrance h : row.against()) box.getChildren().add(words(against(h), "text-warning"));
    if (box.getChildren().isEmpty()) box.getChildren().add(muted(kit.t(row.waits())));
    box.getChildren().addAll(sheets(row, file));
    return Page.card(kit.t(row.mine() ? "handling.now" : "handling.next"), box);
  }

  /// The act, and under it in words what has to happen first.
  private Node act(HandlingRow row, Offer o, boolean main) {
    Button b = button(row, o.deed(), main);
    b.setMaxWidth(Double.MAX_VALUE);
    var box = new VBox(4, b);
    if (o.deed().visits()) box.getChildren().add(muted(kit.t("handling.hint." + o.deed().name())));
    if (o.blocked().isEmpty()) return box;
    b.setDisable(true);
    for (Hindrance h : o.blocked()) box.getChildren().add(words(against(h), "text-warning"));
    return box;
  }

  /// Whoever takes a case is who draws: the batch stands above on the same screen.
  private String against(Hindrance h) {
    return h.code().equals("BATCH_NOT_DRAWN")
        ? kit.t("handling.batch.first")
        : kit.text().of(Words.of(h));
  }

  private Button button(HandlingRow row, Deed deed, boolean main) {
    String id = "handling-do-" + deed.name();
    String words = kit.t("handling.deed." + deed.name());
    Runnable card = () -> new DeedCard(kit, model, row.application(), deed).open();
    Runnable open =
        deed.visits()
            ? () ->
                model
                    .check(row.application())
                    .ifPresentOrElse(t -> nav.go("visit", t.toString()), card)
            : card;
    return main ? Buttons.main(id, words, open) : Buttons.plain(id, words, open);
  }

  /// Small buttons; what cannot be done any more says why instead.
  private Node anyTime(HandlingRow row) {
    var flow = new FlowPane(8, 8);
    var card = Page.card(kit.t("handling.anytime"), flow);
    for (Offer o : row.offers()) {
      if (!o.deed().anyTime()) continue;
      Button b = button(row, o.deed(), false);
      b.getStyleClass().add("small");
      b.setDisable(!o.blocked().isEmpty());
      flow.getChildren().add(b);
      for (Hindrance h : o.blocked()) card.getChildren().add(words(against(h), "text-warning"));
    }
    return card;
  }

  // ---- papers

  /// Papers that go with what can be done now: the notice with its posting, the record with the
  /// appraisal, the approval form from the opinion on.
  private List<Button> sheets(HandlingRow row, CaseFile file) {
    var all = new ArrayList<Button>();
    boolean otherwise =
        file.items().stream()
            .anyMatch(i ->
                !i.text("registry").isEmpty() && !i.text("registry").equals(i.text("declared")));
    if (otherwise && offers(row, Deed.FINDING_UNDISPUTED))
      all.add(print("N03", kit.t("handling.print.N03"), () -> open(row, findings())));
    if (offers(row, Deed.POST)) all.addAll(notices(row, file, "N04"));
    if (offers(row, Deed.POST_DISTRICT)) all.addAll(notices(row, file, "N04B"));
    if (offers(row, Deed.APPRAISE) || offers(row, Deed.APPRAISED))
      all.add(print("F05", kit.t("handling.print.F05"), () -> open(row, PaperWish.appraisal())));
    if (row.mine() && !file.opinions().isEmpty() && !Deeds.LATER.contains(row.stage()))
      all.add(print("F06", kit.t("handling.print.F06"), () -> open(row, PaperWish.approvalForm())));
    return all;
  }

  private PaperWish findings() {
    return PaperWish.findings(WorkingDays.due(model.desk().today(), ANSWER_DAYS).date());
  }

  private static boolean offers(HandlingRow row, Deed deed) {
    return row.offers().stream().anyMatch(o -> o.deed() == deed);
  }

  private List<Button> notices(HandlingRow row, CaseFile file, String paper) {
    return file.judgedSchemes().stream()
        .filter(s -> file.opinion(s).filter(o -> o.is("positive")).isPresent())
        .map(s ->
            print(
                paper + "-" + s,
                kit.t("handling.print." + paper, CodeTables.label("scheme", s)),
                () -> notice(row, s, paper)))
        .toList();
  }

  private Button print(String id, String words, Runnable act) {
    Button b = Buttons.with(Icon.PRINT, Buttons.plain("handling-print-" + id, words, act));
    b.getStyleClass().add("small");
    return b;
  }

  /// How names stand on the board is the district's policy; whoever prints says which board.
  private void notice(HandlingRow row, String scheme, String paper) {
    List<Choice> masks =
        Arrays.stream(MaskProfile.values())
            .map(m -> new Choice(m.name(), kit.t("handling.mask." + m.name()), ""))
            .toList();
    Field mask = new Fields(kit).choice("handling-mask", kit.t("handling.mask"), masks).required();
    mask.valueProperty().set(MaskProfile.BOARD_MASKED.name());
    kit.dialogs()
        .show(
            kit.t("handling.print." + paper, CodeTables.label("scheme", scheme)),
            mask,
            List.of(
                Dialogs.Act.tried(
                    kit.t("handling.mask.print"),
                    () -> {
                      if (!Fields.allFine(List.of(mask))) return false;
                      MaskProfile board = MaskProfile.valueOf(mask.value());
                      open(
                          row,
                          paper.equals("N04")
                              ? PaperWish.notice(scheme, board)
                              : PaperWish.districtNotice(scheme, board));
                      return true;
                    })));
  }

  private void open(HandlingRow row, PaperWish wish) {
    printing.open(wish, row.application(), _ -> model.refresh());
  }

  /// Every letter of the outcome with how far it has come, and the papers that take it further.
  private Node letters(HandlingRow row, CaseFile file) {
    var box = new VBox(14);
    for (Letter l : row.letters()) {
      var title = new Label(Asks.letterWords(l));
      title.setWrapText(true);
      title.setMinWidth(0);
      var state = Badges.of(kit.t("handling.letter." + state(l)), tone(l));
      state.setId("handling-letter-" + l.paper() + "-" + l.scheme());
      var grow = new Region();
      HBox.setHgrow(grow, Priority.ALWAYS);
      var top = new Bar(8, title, grow, state);
      top.setAlignment(Pos.CENTER_LEFT);
      var one = new VBox(4, top);
      if (l.paper().equals("N07")) one.getChildren().add(muted(changed(l.decision())));
      if (l.isIssued()) one.getChildren().add(muted(issued(l)));
      l.delivered().ifPresent(d -> one.getChildren().add(muted(delivered(d))));
      one.getChildren().add(papers(row, l, file));
      box.getChildren().add(one);
    }
    return Page.card(kit.t("handling.letters"), box);
  }

  private static String state(Letter l) {
    return l.isDelivered() ? "DELIVERED" : l.isIssued() ? "ISSUED" : "MISSING";
  }

  private static Badges.Tone tone(Letter l) {
    return l.isDelivered()
        ? Badges.Tone.SUCCESS
        : l.isIssued() ? Badges.Tone.WARNING : Badges.Tone.DANGER;
  }

  private String issued(Letter l) {
    return kit.t("handling.letter.issued", l.number(), at(l.issued()));
  }

  /// What became of the aid, from which month and why.
  private String changed(CaseRecord decision) {
    var lines = new ArrayList<String>();
    lines.add(
        kit.t(
            "handling.letter.change",
            CodeTables.label("outcome", decision.text("outcome")),
            decision.text("startMonth"),
            decision.text("reasonText")));
    ExitWords.months(decision).forEach(m -> lines.add(kit.text().of(m)));
    return String.join("\n", lines);
  }

  private String delivered(CaseRecord fact) {
    return kit.t("handling.letter.delivered", fact.text("value"), at(Optional.of(fact)));
  }

  private static String at(Optional<CaseRecord> fact) {
    return fact.flatMap(f -> CaseFile.instant(f, "at")).map(Show::shortMinute).orElse("");
  }

  private Node papers(HandlingRow row, Letter l, CaseFile file) {
    var flow = new FlowPane(8, 6);
    PaperWish wish = PaperWish.letter(l);
    Button paper =
        print(
            l.paper() + "-" + l.scheme(),
            kit.t("handling.print." + l.paper()),
            () -> open(row, wish));
    if (!l.isIssued()) paper.getStyleClass().add("accent");
    flow.getChildren().add(paper);
    Printing.standing(file, wish)
        .ifPresent(d ->
            flow.getChildren()
                .add(
                    print(
                        "N11-" + l.scheme(),
                        kit.t("handling.print.N11"),
                        () -> open(row, PaperWish.delivery(d)))));
    return flow;
  }

  // ---- the district's check

  private static Label hint(String words) {
    var label = new Label(words);
    label.getStyleClass().add("hint");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private Node drawn(HandlingRow row, Drawn d) {
    String key =
        d.lot().contains(row.application())
            ? "handling.drawn.lot"
            : d.forced().contains(row.application())
                ? "handling.drawn.forced"
                : "handling.drawn.free";
    return Page.card(
        kit.t("handling.drawn.title"),
        muted(kit.t(key)),
        Buttons.plain("handling-draw-record", kit.t("handling.drawn.open"), () -> draws.record(d)));
  }

  // ---- what was recorded

  private Node facts(HandlingRow row, CaseFile file) {
    var box = new VBox(8);
    for (CaseRecord f : row.facts()) {
      String who = f.ref("by").map(model.desk()::staffName).orElse("");
      var head = new Label(CodeTables.label("gateKind", f.text("kind")) + what(f, file));
      head.setWrapText(true);
      var foot = hint(kit.t("handling.fact.by", at(Optional.of(f)), who));
      box.getChildren().add(new VBox(2, head, foot));
    }
    if (box.getChildren().isEmpty()) box.getChildren().add(muted(kit.t("handling.facts.none")));
    return Page.card(kit.t("handling.facts"), box);
  }

  private String what(CaseRecord fact, CaseFile file) {
    String which =
        Objections.of(file, fact)
            .map(o -> kit.t("handling.objection.number", o.number()))
            .orElse("");
    String words =
        Stream.of(which, subject(fact.text("subject")), value(fact), reason(fact))
            .filter(w -> !w.isBlank())
            .collect(Collectors.joining(kit.t("handling.comma")));
    return words.isEmpty() ? "" : kit.t("handling.colon") + words;
  }

  private String subject(String subject) {
    String question = subject.split("@", 2)[0];
    if (CodeTables.table("fact").has(question)) return CodeTables.label("fact", question);
    if (CodeTables.table("notice").has(subject)) return CodeTables.label("notice", subject);
    if (CodeTables.table("scheme").has(subject)) return CodeTables.label("scheme", subject);
    return subject.equals("START") || subject.equals("END")
        ? kit.t("handling.photo." + subject)
        : "";
  }

  private String value(CaseRecord fact) {
    String value = fact.text("value");
    if (fact.text("kind").equals(GateKind.SECOND_SIGNED.name())) return ""; // for programs
    if (fact.text("kind").equals(GateKind.FACT_ADOPTED.name())) return ""; // a code
    if (fact.text("kind").equals(GateKind.APPRAISAL_RECORD.name()))
      return value.matches("[123]") ? kit.t("handling.choice.APPRAISED." + value) : value;
    if (fact.text("kind").equals(GateKind.COMPLAINT_CLOSED.name()))
      return value.matches("[1234]") ? kit.t("handling.choice.COMPLAINT_CLOSE." + value) : value;
    if (fact.text("kind").equals(GateKind.OBJECTION_SETTLED.name()))
      return CodeTables.table("objectionResult").has(value)
          ? CodeTables.label("objectionResult", value)
          : value;
    if (Texts.uuid(value).isPresent()) return ""; // which board: its own card says
    if (CodeTables.table("street").has(value)) return CodeTables.label("street", value);
    if (isDraw(fact))
      return CodeTables.label("street", Drawn.street(value)) + " " + Drawn.month(value);
    if (fact.text("kind").equals(GateKind.INSPECTORS_DRAWN.name())) return people(value);
    if (SpotComparison.isRefused(fact)) return kit.t("handling.check.refused");
    String head = value.lines().findFirst().orElse("");
    if (!fact.text("kind").equals(GateKind.SPOT_CHECK_DONE.name())) return head;
    if (fact.ref("subject").isPresent()) return CodeTables.label("disposition", head);
    return head.matches("\\d+") ? kit.t("handling.check.items", head) : head;
  }

  private String people(String ids) {
    return Stream.of(ids.split(",", -1))
        .flatMap(id -> Texts.uuid(id).stream())
        .map(model.desk()::staffName)
        .collect(Collectors.joining(kit.t("handling.comma")));
  }

  private static boolean isDraw(CaseRecord fact) {
    return fact.text("kind").equals(GateKind.DRAW_DONE.name())
        || fact.text("kind").equals(GateKind.DRAW_COMMITTED.name())
        || fact.text("kind").equals(GateKind.DRAWN.name());
  }

  /// The record of a draw is a card of its own; a hash between the facts tells nobody anything.
  private static String reason(CaseRecord fact) {
    String reason =
        fact.text("kind").equals(GateKind.SECOND_SIGNED.name()) ? "" : fact.text("reason");
    if (isDraw(fact) || Drawn.isChosen(fact) || Texts.uuid(reason).isPresent()) return "";
    return CodeTables.table("scheme").has(reason) ? CodeTables.label("scheme", reason) : reason;
  }
}
