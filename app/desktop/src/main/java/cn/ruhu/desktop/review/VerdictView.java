package cn.ruhu.desktop.review;

import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.ExitWords;
import cn.ruhu.desktop.work.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 意见: one verdict a scheme, and beside it everything that stands in its way.
final class VerdictView {
  private final Kit kit;
  private final CaseViewModel model;
  private final ReviewWords words;
  private final VBox cards = new VBox(12);
  private final VBox hindrances = new VBox(8);
  private final Label unopened = new Label();
  private final Label ready = new Label();
  private final Button sign;
  private final HBox root = new Bar();
  private final List<Consumer<CaseSheet>> counted = new ArrayList<>();
  private String built = "";

  VerdictView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    sign =
        Buttons.keyed(
            Buttons.main("review-sign", kit.t("review.act.sign"), this::sign), "Ctrl+Enter");
    var sections = new Sections();
    sections.put(cards);
    HBox.setHgrow(sections.node(), Priority.ALWAYS);
    unopened.setWrapText(true);
    unopened.getStyleClass().add("text-warning");
    ready.setWrapText(true);
    ready.getStyleClass().add("text-good");
    hindrances.setId("review-hindrances");
    root.getStyleClass().add("split");
    root.getChildren().setAll(sections.node(), side());
    model.sheet.subscribe(this::build);
    model.hindrances.subscribe(this::showHindrances);
    model.busy.subscribe(_ -> able());
    model.looked.subscribe(_ -> showHindrances());
  }

  Node node() {
    return root;
  }

  private Node side() {
    var box =
        new VBox(
            12,
            Sections.words(kit.t("review.verdict.hindrances"), "section-title"),
            hindrances,
            ready,
            unopened);
    box.getStyleClass().add("form");
    VBox.setVgrow(box, Priority.ALWAYS);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new Bar(grow, sign);
    foot.getStyleClass().add("page-foot");
    var side = new VBox(box, foot);
    side.getStyleClass().addAll("split-side", "review-side");
    return side;
  }

  private void build(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    sign.setText(kit.t(model.decides() ? "review.act.decide" : "review.act.sign"));
    able();
    showHindrances();
    if (!sheet.round().equals(built)) {
      built = sheet.round();
      counted.clear();
      cards.getChildren().clear();
      for (String scheme : sheet.file().judgedSchemes())
        cards.getChildren().add(model.mayJudge() ? card(scheme) : standing(scheme, sheet));
    }
    counted.forEach(c -> c.accept(sheet));
  }

  /// The keyboard on the first side to choose.
  void focus() {
    if (root.lookup(".radio-button") instanceof RadioButton first) first.requestFocus();
  }

  /// 1 agrees, 2 does not, for the first scheme without a side, else for the last; what is to be
  /// written next has the keyboard.
  void choose(boolean yes) {
    if (!model.mayJudge()) return;
    List<String> schemes = model.verdicts.stream().map(Verdict::scheme).toList();
    if (schemes.isEmpty()) return;
    String scheme =
        schemes.stream()
            .filter(s -> model.verdict(s).side().isEmpty())
            .findFirst()
            .orElse(schemes.getLast());
    if (!(root.lookup("#review-" + (yes ? "YES" : "NO") + "-" + scheme)
        instanceof RadioButton side)) return;
    side.fire();
    Node next = root.lookup("#review-" + (yes ? "amount" : "code") + "-" + scheme + "-input");
    if (next == null) side.requestFocus();
    else next.requestFocus();
  }

  private void able() {
    Buttons.blocked(sign, model.mayJudge() ? "" : kit.t("review.verdict.notHere"));
    if (model.busy.get()) sign.setDisable(true);
  }

  /// What was judged already, for reading.
  private Node standing(String scheme, CaseSheet sheet) {
    Optional<CaseRecord> opinion = sheet.file().opinion(scheme);
    Optional<CaseRecord> decision = sheet.file().decision(scheme);
    VBox box = Page.card(CodeTables.label("scheme", scheme));
    opinion.ifPresent(o ->
        box.getChildren()
            .addAll(
                Sections.words(
                    kit.t(
                        o.is("positive") ? "review.standing.positive" : "review.standing.negative",
                        by(o),
                        o.text("reasonText"))),
                Sections.words(unseen(o), "hint")));
    decision.ifPresent(d ->
        box.getChildren()
            .addAll(
                Sections.words(
                    kit.t(
                        "review.standing.decision",
                        by(d),
                        CodeTables.label("outcome", d.text("outcome")),
                        d.text("reasonText"))),
                Sections.words(unseen(d), "hint")));
    if (opinion.isEmpty() && decision.isEmpty())
      box.getChildren().add(Sections.words(kit.t("review.standing.none"), "text-muted"));
    return box;
  }

  /// Whether whoever signed had opened every page.
  private String unseen(CaseRecord signed) {
    int n = CaseFile.codes(signed, "unopenedEvidence").size();
    return n == 0 ? kit.t("review.standing.seen") : kit.t("review.standing.unseen", n);
  }

  private String by(CaseRecord signed) {
    return signed.ref("by").map(model.desk()::staffName).orElse("");
  }

  private Node card(String scheme) {
    Verdict v = model.verdict(scheme);
    var group = new ToggleGroup();
    RadioButton yes = side(scheme, "YES", group, v);
    RadioButton no = side(scheme, "NO", group, v);
    RadioButton fade = side(scheme, "FADE", group, v);
    Label exit = exit(scheme);
    Nodes.shown(fade, !exit.getText().isEmpty());
    var sides = new Bar(18, yes, no, fade);
    sides.setAlignment(Pos.CENTER_LEFT);
    var fields = new Fields(kit);
    Field code =
        kept(
            fields.choice(
                "review-code-" + scheme, kit.t("review.field.reasonCode"), table("reject")),
            scheme,
            "reasonCode",
            v.reasonCode());
    Field text =
        kept(
            fields.area("review-text-" + scheme, kit.t("review.field.reasonText"), 3),
            scheme,
            "reasonText",
            v.reasonText());
    Field amount =
        kept(
            fields.money("review-amount-" + scheme, kit.t("review.field.monthly")),
            scheme,
            "monthlyFen",
            v.monthlyFen());
    Field third =
        model.decides()
            ? kept(
                fields
                    .text("review-start-" + scheme, kit.t("review.field.startMonth"))
                    .hint(kit.t("review.field.startMonth.hint")),
                scheme,
                "startMonth",
                v.startMonth())
            : kept(
                fields.choice(
                    "review-class-" + scheme,
                    kit.t("review.field.reviewClass"),
                    table("reviewClass")),
                scheme,
                "reviewClass",
                v.reviewClass());
    Field why = reason(fields, scheme, v);
    Runnable differs =
        () -> Nodes.shown(why, yes.isSelected() && model.decides() && differs(scheme, amount));
    amount.valueProperty().subscribe(differs);
    counted.add(s -> counted(s, scheme, amount, differs));
    var plus = new Bar(12, amount, third);
    HBox.setHgrow(amount, Priority.ALWAYS);
    HBox.setHgrow(third, Priority.ALWAYS);
    group
        .selectedToggleProperty()
        .subscribe(_ -> {
          Nodes.shown(code, no.isSelected());
          Nodes.shown(exit, fade.isSelected());
          Nodes.shown(plus, yes.isSelected());
          differs.run();
        });
    return Page.card(CodeTables.label("scheme", scheme), sides, code, plus, why, exit, text);
  }

  /// What is paid while the aid fades out; empty where it cannot.
  private Label exit(String scheme) {
    @Nullable CaseSheet sheet = model.sheet.get();
    Label plan = Sections.words("", "hint");
    plan.setId("review-exit-" + scheme);
    if (sheet != null)
      ReviewWork.fading(model.desk(), sheet.file(), scheme)
          .ifPresent(e -> plan.setText(kit.text().of(ExitWords.plan(scheme, e))));
    return plan;
  }

  /// Whether the decision has to say why this is the amount.
  private boolean differs(String scheme, Field amount) {
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet == null || !MonthlyAmounts.pays(scheme) || amount.value().isEmpty()) return false;
    return !amount.value().equals(CountedAmounts.of(sheet, scheme));
  }

  /// The amount as the case stands now, until a person writes another, and what is computed.
  private void counted(CaseSheet sheet, String scheme, Field amount, Runnable differs) {
    String now = CountedAmounts.of(sheet, scheme);
    if (MonthlyAmounts.pays(scheme))
      amount.hint(
          now.isEmpty()
              ? kit.t("review.amount.uncounted")
              : kit.t("review.amount.counted", Show.money(now)));
    String stands = model.verdict(scheme).monthlyFen();
    @Nullable Node input = amount.lookup("#" + amount.getId() + "-input");
    // to write another amount into it
    boolean emptied = amount.value().isEmpty() && input != null && input.isFocused();
    if (!emptied && !stands.equals(amount.value())) amount.valueProperty().set(stands);
    differs.run();
  }

  private RadioButton side(String scheme, String side, ToggleGroup group, Verdict v) {
    String key = "review.side." + (model.decides() ? "decide." : "") + side;
    var button = new RadioButton(kit.t(key));
    button.setId("review-" + side + "-" + scheme);
    button.setToggleGroup(group);
    button.setSelected(v.side().equals(side));
    button.setOnAction(_ -> model.write(model.verdict(scheme).side(side)));
    return button;
  }

  /// Why the amount is another: kept beside what was computed when it was written.
  private Field reason(Fields fields, String scheme, Verdict v) {
    Field why = fields.area("review-amountReason-" + scheme, kit.t("review.field.amountReason"), 2);
    why.valueProperty().set(v.amountReason());
    why.valueProperty().subscribe((_, now) -> model.typed(reasoned(scheme, now)));
    why.onLeft(now -> model.write(reasoned(scheme, now)));
    return why;
  }

  private Verdict reasoned(String scheme, String reason) {
    @Nullable CaseSheet sheet = model.sheet.get();
    String counted = sheet == null ? "" : CountedAmounts.of(sheet, scheme);
    return model.verdict(scheme).reasoned(reason, counted);
  }

  /// Judged while it is typed, durable when left.
  private Field kept(Field field, String scheme, String name, String value) {
    field.valueProperty().set(value);
    field.valueProperty().subscribe((_, now) -> model.typed(model.verdict(scheme).with(name, now)));
    field.onLeft(now -> model.write(model.verdict(scheme).with(name, now)));
    return field;
  }

  private static List<Choice> table(String name) {
    return CodeTables.table(name).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private void showHindrances() {
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet == null) return;
    var lines = new ArrayList<Node>();
    for (Hindrance h : model.hindrances) {
      var label = Sections.words("\u2715 " + words.hindrance(h, sheet), "text-danger");
      label.setTooltip(new Tooltip(kit.text().of(Words.article(h))));
      lines.add(label);
    }
    hindrances.getChildren().setAll(lines);
    boolean may = model.mayJudge();
    boolean free = may && lines.isEmpty();
    ready.setText(
        free ? kit.t("review.verdict.ready") : may ? "" : kit.t("review.verdict.notHere"));
    ready.getStyleClass().setAll("label", free ? "text-good" : "text-muted");
    Nodes.shown(ready, free || !may);
    int left = model.unopened();
    unopened.setText(kit.t("review.verdict.unopened", left));
    Nodes.shown(unopened, left > 0 && may);
  }

  void sign() {
    if (!model.mayJudge()) return;
    root.requestFocus();
    model.sign();
  }
}
