package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Pixels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The paper over the window: its pages, where it stands in the register, and the two ways out. Esc
/// closes it and changes nothing.
final class PrintingCard {
  private static final double WIDTH = 940;
  private static final double MARGIN = 70;
  private static final Map<KeyCombination, Integer> TURNS =
      Map.of(
          new KeyCodeCombination(KeyCode.PAGE_DOWN), 1,
          new KeyCodeCombination(KeyCode.PAGE_UP), -1,
          new KeyCodeCombination(KeyCode.HOME), -999,
          new KeyCodeCombination(KeyCode.END), 999);

  private final Kit kit;
  private final PrintingViewModel model;
  private final Outlets.Place place;
  private final String applicationNumber;
  private final VBox card = new VBox();
  private final ImageView paper = new ImageView();
  private final ScrollPane scroll = new ScrollPane();
  private final Label at = new Label();
  private final Label zoom = new Label();
  private final Label state = new Label();
  private final Label problem = new Label();
  private final ComboBox<String> printers = new ComboBox<>();
  private final Button print;
  private final Button save;
  private final Button anew;
  private Runnable close = () -> {};

  PrintingCard(Kit kit, PrintingViewModel model, Outlets.Place place, String applicationNumber) {
    this.kit = kit;
    this.model = model;
    this.place = place;
    this.applicationNumber = applicationNumber;
    print =
        Buttons.keyed(
            Buttons.main("printing-print", kit.t("printing.act.print"), model::print), "Ctrl+P");
    save =
        Buttons.keyed(
            Buttons.plain("printing-save", kit.t("printing.act.save"), this::saveAs), "Ctrl+S");
    anew = Buttons.plain("printing-anew", kit.t("printing.act.anew"), this::makeAnew);
    build();
    follow();
  }

  /// Puts the card over the window.
  void open() {
    close = kit.layers().raise(card, this::shut);
    card.setPrefWidth(WIDTH);
    card.prefHeightProperty().bind(kit.layers().heightProperty().subtract(MARGIN));
    scroll.requestFocus();
    model.begin();
  }

  private void shut() {
    card.prefHeightProperty().unbind();
    close.run();
  }

  private void build() {
    card.setId("printing");
    card.getStyleClass().addAll("dialog-card", "printing");
    card.getStylesheets()
        .add(
            Objects.requireNonNull(PrintingCard.class.getResource("printing.css"))
                .toExternalForm());
    card.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    paper.setPreserveRatio(true);
    var holder = new StackPane(paper);
    holder.getStyleClass().add("printing-paper");
    scroll.setContent(holder);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    scroll.setId("printing-pages");
    scroll.setAccessibleText(kit.t("printing.pages"));
    scroll.getStyleClass().add("printing-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    state.setId("printing-state");
    state.setWrapText(true);
    problem.setId("printing-problem");
    problem.setWrapText(true);
    card.getChildren().setAll(head(), state, bar(), scroll, problem, foot());
  }

  private HBox head() {
    var title = new Label(CodeTables.label("paper", model.wish().paper().name()));
    title.setId("printing-title");
    title.getStyleClass().add("dialog-title");
    var cross = Buttons.icon("printing-close", Icon.CLOSE, kit.t("kit.dialog.close"), this::shut);
    return row(Pos.CENTER_LEFT, title, grow(), cross);
  }

  private HBox bar() {
    at.setId("printing-page");
    zoom.getStyleClass().add("digits");
    zoom.setMinWidth(48);
    zoom.setAlignment(Pos.CENTER);
    return row(
        Pos.CENTER_LEFT,
        Buttons.icon(
            "printing-back", Icon.CHEVRON_LEFT, kit.t("printing.back"), () -> model.turn(-1)),
        at,
        Buttons.icon(
            "printing-next", Icon.CHEVRON_RIGHT, kit.t("printing.next"), () -> model.turn(1)),
        grow(),
        Buttons.icon(
            "printing-smaller", Icon.ZOOM_OUT, kit.t("printing.smaller"), () -> model.closer(-1)),
        zoom,
        Buttons.icon(
            "printing-larger", Icon.ZOOM_IN, kit.t("printing.larger"), () -> model.closer(1)));
  }

  private HBox foot() {
    printers.setId("printing-printers");
    printers.setAccessibleText(kit.t("printing.printer"));
    printers.setPromptText(kit.t("printing.printer.none"));
    kit.theme().zoom().subscribe(z -> printers.setMaxWidth(280 * z.factor()));
    var esc = new Label(kit.t("kit.dialog.escape"));
    esc.getStyleClass().add("hint");
    return row(Pos.CENTER_LEFT, esc, grow(), anew, save, printers, print);
  }

  private static HBox row(Pos where, javafx.scene.Node... nodes) {
    var row = new Bar(nodes);
    row.setAlignment(where);
    row.getStyleClass().add("printing-row");
    return row;
  }

  private static Region grow() {
    var region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  private void follow() {
    model.state.subscribe(m -> state.setText(spoken(m)));
    model.problem.subscribe(this::problem);
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    model.picture.subscribe(this::draw);
    model.drawn.subscribe(
        p -> paper.setAccessibleText(kit.t("printing.page", p.intValue() + 1, model.pages.get())));
    model.zoom.subscribe(z -> zoom.setText(z + "%"));
    model.page.subscribe(_ -> counted());
    model.pages.subscribe(_ -> counted());
    model.sheet.subscribe(_ -> acts());
    model.busy.subscribe(_ -> acts());
    model.printersKnown.subscribe(_ -> acts());
    printers.setItems(model.names);
    printers.valueProperty().bindBidirectional(model.printer);
  }

  private void counted() {
    at.setText(
        model.pages.get() == 0
            ? ""
            : kit.t("printing.page", model.page.get() + 1, model.pages.get()));
    scroll.setVvalue(0);
  }

  private void problem(@Nullable Message m) {
    boolean calm = m != null && m.key().startsWith("printing.printer.");
    problem.getStyleClass().setAll("label", calm ? "hint" : "field-problem");
    problem.setText(m == null ? "" : kit.text().of(m));
    Nodes.shown(problem, m != null);
  }

  /// Words of a refusal name its field or figure, not the code of it.
  private String spoken(Message m) {
    if (m.args().isEmpty() || !m.key().startsWith("printing.refused.")) return kit.text().of(m);
    String detail = m.args().getFirst().toString();
    return switch (m.key().substring(m.key().lastIndexOf('.') + 1)) {
      case "FIELD_MISSING" -> kit.t(m.key(), field(detail));
      case "STANDARD_UNKNOWN" -> {
        String[] parts = detail.split(" ", 2);
        yield kit.t(m.key(), kit.t("printing.standard." + parts[0]), parts[parts.length - 1]);
      }
      case "DECISION_MISSING" -> kit.t(m.key(), CodeTables.label("scheme", detail));
      case "NUMBER_MISSING" -> kit.t(m.key(), CodeTables.label("paper", detail));
      default -> kit.text().of(m);
    };
  }

  private String field(String name) {
    String own = "printing.field." + name;
    return kit.t(kit.text().has(own) ? own : "work.field." + name);
  }

  private void draw(@Nullable Pixels p) {
    if (p != null) paper.setImage(p.image());
  }

  private void acts() {
    boolean ready = model.ready();
    String why = model.busy.get() ? kit.t("printing.busy") : kit.t("printing.nothing");
    if (!model.mayIssue()) why = kit.t("printing.role");
    Buttons.blocked(save, ready ? "" : why);
    boolean none = model.printersKnown.get() && model.names.isEmpty();
    Buttons.blocked(print, !ready ? why : none ? kit.t("printing.printer.none.why") : "");
    printers.setDisable(model.names.isEmpty());
    Nodes.shown(anew, model.replaceable());
    if (none && ready && model.problem.get() == null)
      model.problem.set(Message.of("printing.printer.none.why"));
  }

  private void key(KeyEvent event) {
    TURNS.forEach((keys, by) -> {
      if (keys.match(event)) {
        model.turn(by);
        event.consume();
      }
    });
    if (event.isConsumed() || !event.isControlDown()) return;
    switch (event.getCode()) {
      case P -> model.print();
      case S -> saveAs();
      case PLUS, EQUALS, ADD -> model.closer(1);
      case MINUS, SUBTRACT -> model.closer(-1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void saveAs() {
    if (!model.ready()) return;
    place
        .choose(
            kit.t("printing.act.save"),
            kit.t("printing.kind"),
            model.fileName(applicationNumber),
            card.getScene() == null ? null : card.getScene().getWindow())
        .ifPresent(model::saveAs);
  }

  /// A numbered paper is taken back with a reason in words; the number goes with it.
  private void makeAnew() {
    if (!DocumentNumber.numbered(model.wish().paper().name())) {
      model.makeAnew(kit.t("printing.anew.changed"));
      return;
    }
    Field why = new Fields(kit).text("printing-reason", kit.t("printing.anew.reason")).required();
    var words = new Label(kit.t("printing.anew.words"));
    words.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t("printing.act.anew"),
            new VBox(words, why),
            List.of(
                Dialogs.Act.tried(
                    kit.t("printing.act.void"),
                    () -> {
                      if (!Fields.allFine(List.of(why))) return false;
                      model.makeAnew(why.value());
                      return true;
                    })));
  }
}
