package cn.ruhu.desktop.consult;

import cn.ruhu.casefile.means.Consultation;
import cn.ruhu.casefile.means.Consultation.Hint;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.papers.Slip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Six questions on the left, what the rules say to them on the right, while somebody types.
final class ConsultView implements Screen {
  private static final double ASKING = 380;

  private final Kit kit;
  private final ConsultViewModel model;
  private final Printing printing;
  private final ConsultWords words;
  private final Page page;
  private final List<Field> fields = new ArrayList<>();
  private final VBox result = new VBox(12);
  private final Empty empty;
  private final Button print;

  ConsultView(Kit kit, ConsultViewModel model, Printing printing) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    words = new ConsultWords(kit.text());
    page = new Page(kit.t("consult.title"));
    page.subtitle(kit.t("consult.subtitle"));
    print =
        Buttons.keyed(Buttons.main("consult-print", kit.t("consult.act.print"), this::print), "F9");
    page.actions(
        Buttons.keyed(
            Buttons.plain("consult-clear", kit.t("consult.act.clear"), this::clear), "Ctrl+N"),
        print);
    empty = new Empty(Icon.HELP, kit.t("consult.empty.title"), kit.t("consult.empty.words"));
    result.setId("consult-result");
    var scroll = new ScrollColumn(result);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    var side = Nodes.side(new VBox(12, asking()));
    Nodes.wide(kit.theme(), side, ASKING, ASKING, Double.MAX_VALUE);
    var body = new Bar(side, scroll);
    body.getStyleClass().add("split");
    page.body(body);
    model.result.subscribe(this::show);
  }

  private Node asking() {
    var of = new Fields(kit);
    for (String name : ConsultViewModel.FIELDS) {
      String id = "consult-" + name;
      String label = kit.t("consult.field." + name);
      Field field =
          switch (name) {
            case ConsultViewModel.PEOPLE -> of.digits(id, label, 2).check(this::people).required();
            case ConsultViewModel.INCOME -> of.money(id, label).required();
            case ConsultViewModel.MONEY -> of.money(id, label);
            case ConsultViewModel.DWELLINGS -> of.digits(id, label, 2);
            case ConsultViewModel.VEHICLE -> of.choice(id, label, choices("consultVehicle"));
            default -> of.choice(id, label, choices("consultSpecial"));
          };
      String hint = "consult.hint." + name;
      if (kit.text().has(hint)) field.hint(kit.t(hint));
      field.valueProperty().bindBidirectional(model.field(name));
      fields.add(field);
    }
    fields.getLast().onEnter(print::requestFocus);
    var kept = new Label(kit.t("consult.kept"));
    kept.getStyleClass().add("hint");
    kept.setWrapText(true);
    var all = new ArrayList<Node>(fields);
    all.add(kept);
    return Page.card("", all.toArray(Node[]::new));
  }

  private Optional<String> people(String value) {
    boolean good =
        value.matches("[0-9]{1,2}")
            && Integer.parseInt(value) >= 1
            && Integer.parseInt(value) <= Consultation.PEOPLE_MAX;
    return good
        ? Optional.empty()
        : Optional.of(kit.t("consult.problem.people", Consultation.PEOPLE_MAX));
  }

  private static List<Choice> choices(String table) {
    return CodeTables.table(table).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private void show(ConsultViewModel.@Nullable Trial trial) {
    Buttons.blocked(print, trial == null ? kit.t("consult.print.first") : "");
    if (trial == null) {
      result.getChildren().setAll(empty);
      return;
    }
    Consultation c = trial.consultation();
    var headline = new Label(words.headline(c));
    headline.setId("consult-headline");
    headline.getStyleClass().add("page-title");
    headline.setWrapText(true);
    var notDecision = new Label(kit.t("consult.notDecision"));
    notDecision.setId("consult-not-decision");
    notDecision.getStyleClass().add("text-warning");
    notDecision.setWrapText(true);
    var all = new ArrayList<Node>();
    all.add(Page.card("", headline, notDecision, open(trial)));
    for (Hint h : c.hints()) all.add(scheme(h));
    all.add(Page.card(kit.t("consult.steps"), lines(words.steps(c))));
    all.add(Page.card(kit.t("consult.figures"), lines(words.figures(c))));
    all.add(
        Page.card(
            kit.t("consult.papers"),
            lines(List.of(words.papers(), kit.t("consult.papers.words")))));
    all.add(Page.card(kit.t("consult.left"), lines(List.of(kit.t("consult.left.words")))));
    result.getChildren().setAll(all);
  }

  /// What nobody answered is taken for none; the result says so.
  private Node open(ConsultViewModel.Trial trial) {
    List<String> open = trial.open().stream().map(f -> kit.t("consult.field." + f)).toList();
    var label =
        new Label(
            open.isEmpty()
                ? ""
                : kit.t("consult.open", String.join(kit.t("work.value.comma"), open)));
    label.setWrapText(true);
    label.getStyleClass().add("text-muted");
    Nodes.shown(label, !open.isEmpty());
    return label;
  }

  private Node scheme(Hint h) {
    var name = new Label(words.scheme(h));
    name.getStyleClass().add("section-title");
    Badges.Tone tone =
        switch (h.outlook()) {
          case POSSIBLE -> Badges.Tone.SUCCESS;
          case OPEN -> Badges.Tone.WARNING;
          case UNLIKELY -> Badges.Tone.NEUTRAL;
        };
    var head = new FlowPane(10, 4, name, Badges.of(words.outlook(h), tone));
    head.setRowValignment(javafx.geometry.VPos.CENTER);
    head.setAlignment(Pos.CENTER_LEFT);
    var card =
        Page.card("", head, lines(h.reasons().stream().map(r -> words.words(h, r)).toList()));
    card.setId("consult-" + h.scheme());
    return card;
  }

  private static Node lines(List<String> all) {
    var box = new VBox(4);
    for (String w : all) {
      var label = new Label(w);
      label.setWrapText(true);
      box.getChildren().add(label);
    }
    return box;
  }

  /// A large sheet for whoever asked: it names nobody and stands in no register.
  private void print() {
    ConsultViewModel.@Nullable Trial trial = model.result.get();
    if (trial == null) {
      fields.getFirst().focus();
      return;
    }
    Consultation c = trial.consultation();
    var lines = new ArrayList<String>();
    lines.add(kit.t("consult.notDecision"));
    lines.add(words.asked(c));
    lines.addAll(words.steps(c));
    for (Hint h : c.hints()) {
      lines.add(kit.t("consult.print.scheme", words.scheme(h), words.outlook(h)));
      h.reasons().forEach(r -> lines.add(words.words(h, r)));
    }
    lines.addAll(words.figures(c));
    lines.add(kit.t("consult.print.papers", words.papers()));
    lines.add(kit.t("consult.left.words"));
    printing.slip(
        new Slip(kit.t("consult.title"), words.headline(c), lines, "", model.today()),
        printer ->
            kit.notices()
                .done(
                    printer
                        .map(p -> kit.t("consult.printed", p))
                        .orElseGet(() -> kit.t("consult.printed.not"))));
  }

  private void clear() {
    model.clear();
    fields.getFirst().focus();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("F9", "consult.act.print", this::print),
        new Shortcut("Ctrl+N", "consult.act.clear", this::clear));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    fields.getFirst().focus();
  }
}
