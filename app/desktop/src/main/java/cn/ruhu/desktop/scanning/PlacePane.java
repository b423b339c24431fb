package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/// Where the sheet in hand goes, why it waits, what a person may say of it, and the slots of its
/// case with their holes.
final class PlacePane {
  private final Kit kit;
  private final ScanningViewModel model;
  private final ScanWords words;
  private final Runnable assign;
  private final Runnable aside;
  private final Runnable leads;
  private final Runnable binder;
  private final Node above;
  private final VBox column = new VBox();
  private final VBox root;

  /// names where S puts the sheet; null while it is not offered
  private @Nullable Button same;

  /// acts on the sheet in hand that wait for its picture; true where it must be seen
  private final Map<Button, Boolean> blind = new HashMap<>();

  /// @param assign opens the card that asks for a place
  /// @param aside opens the card that asks why a sheet is not filed
  /// @param leads opens the case a notice leads to
  /// @param binder opens the papers of the case
  /// @param above stands over the place
  PlacePane(
      Kit kit,
      ScanningViewModel model,
      Runnable assign,
      Runnable aside,
      Runnable leads,
      Runnable binder,
      Node above) {
    this.above = above;
    this.binder = binder;
    this.kit = kit;
    this.model = model;
    this.words = new ScanWords(kit);
    this.assign = assign;
    this.aside = aside;
    this.leads = leads;
    root = Nodes.side(column);
    root.getStyleClass().add("scan-place");
    model.selected.subscribe(_ -> show());
    model.doubles.found.subscribe(_ -> show());
    model.before.subscribe(_ -> follow());
    model.sight.told.subscribe(_ -> seen());
    model.sight.none.subscribe(_ -> seen());
    model.slots.addListener((javafx.collections.ListChangeListener<CaseSlots.Line>) _ -> show());
  }

  Node node() {
    return root;
  }

  private void show() {
    @Nullable TrayRow row = model.selected.get();
    column.getChildren().setAll(above);
    if (row == null) return;
    column.getChildren().addAll(head(row));
    @Nullable Message twin = model.doubles.found.get();
    String why = twin != null && row.state() == TrayRow.State.TWIN ? "" : words.why(row);
    if (!why.isEmpty()) column.getChildren().add(trouble(row, why));
    blind.clear();
    if (twin != null) column.getChildren().add(twin(row, twin));
    List<Button> acts = acts(row);
    // said above, with what makes it so
    if (twin != null && !row.asks()) acts.removeIf(b -> b.getId().equals("scanning-do-aside"));
    seen();
    if (!acts.isEmpty()) {
      var flow = new FlowPane(8, 8);
      flow.getChildren().setAll(acts);
      column.getChildren().add(flow);
    }
    same = null;
    if (row.follows()) follow();
    if (!model.slots.isEmpty()) column.getChildren().add(slots());
  }

  /// The place S stands for is on its button, in words: it is never taken on trust.
  private void follow() {
    Routing.@Nullable Slot place = model.before.get();
    @Nullable TrayRow row = model.selected.get();
    boolean offered = row != null && row.follows() && place != null;
    if (!offered || place == null) {
      column.getChildren().remove(same);
      same = null;
      return;
    }
    String said = kit.t("scanning.act.same", words.place(place, model.desk()));
    if (same != null) {
      same.setText(said);
      return;
    }
    Button made = told("same", Buttons.plain("scanning-do-same", said, model::same), "S");
    made.setWrapText(true);
    made.setMinWidth(0);
    made.setMaxWidth(Double.MAX_VALUE);
    made.setMinHeight(Region.USE_PREF_SIZE);
    same = made;
    column.getChildren().add(made);
    seen();
  }

  /// What is said of a sheet is said of its own picture.
  private void seen() {
    boolean told = model.sight.told.get();
    boolean none = model.sight.none.get();
    blind.forEach((act, picture) ->
        Buttons.blocked(
            act,
            !told
                ? kit.t("scanning.picture.coming")
                : picture && none ? kit.t("scanning.picture.none") : ""));
  }

  private List<Node> head(TrayRow row) {
    var nodes = new ArrayList<Node>();
    String applicant = row.names().applicant();
    if (row.place().isEmpty() && row.leads().isEmpty()) {
      var none = new Label(kit.t("scanning.title." + (row.problem() ? "unknown" : row.state())));
      none.getStyleClass().add("section-title");
      nodes.add(none);
      return nodes;
    }
    HBox name = kit.names().node(applicant);
    name.getStyleClass().add("headline");
    name.setId("scanning-applicant");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var top = new Bar(8, name, grow, Badges.of(words.state(row), words.tone(row.state())));
    top.setAlignment(Pos.CENTER_LEFT);
    nodes.add(top);
    var number = new Label(Show.caseNumber(row.names().caseNumber()) + stage(row));
    number.getStyleClass().add("hint");
    nodes.add(number);
    var slot = new Label(row.leads().isPresent() ? kit.t("scanning.lead") : words.place(row));
    slot.setId("scanning-place");
    slot.getStyleClass().add("section-title");
    slot.setWrapText(true);
    nodes.add(slot);
    return nodes;
  }

  private String stage(TrayRow row) {
    return row.place()
        .map(s -> model.desk().caseFile(s.application()))
        .flatMap(Process::stage)
        .map(s -> "  \u00b7  " + CodeTables.label("stage", s.name()))
        .orElse("");
  }

  private Node trouble(TrayRow row, String why) {
    var label = new Label(why);
    label.setId("scanning-why");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    var icon = row.state() == TrayRow.State.SIGN ? Icon.SIGNATURE : Icon.WARNING;
    var box = new Bar((row.state() == TrayRow.State.ASIDE ? Icon.INFO : icon).node(), label);
    box.getStyleClass().add("inline-trouble");
    box.setMinHeight(Region.USE_PREF_SIZE);
    return box;
  }

  /// The same sheet lies elsewhere: both are kept, or this one is put aside. Where the place is in
  /// doubt as well, the acts below say the same.
  private Node twin(TrayRow row, Message twin) {
    HBox words = said("scanning-twin", kit.text().of(twin), Icon.COPY);
    if (row.settled() || row.asks()) return words;
    var acts = new FlowPane(8, 8, keep());
    acts.getChildren()
        .add(
            told(
                "double",
                Buttons.plain("scanning-do-double", kit.t("scanning.act.double"), aside),
                "D"));
    return new VBox(6, words, acts);
  }

  private Button keep() {
    Button both =
        Buttons.plain("scanning-do-both", kit.t("scanning.act.apart"), () -> model.agree(false));
    return told("both", both, "E");
  }

  private static HBox said(String id, String words, Icon icon) {
    var label = new Label(words);
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    var box = new HBox(icon.node(), label);
    box.getStyleClass().add("inline-trouble");
    box.setMinHeight(Region.USE_PREF_SIZE);
    return box;
  }

  private List<Button> acts(TrayRow row) {
    var acts = new ArrayList<Button>();
    switch (row.state()) {
      case READING, FILED -> {}
      case SIGN -> {
        acts.add(main("signed", "Y", () -> model.signed(true)));
        acts.add(plain("unsigned", "N", () -> model.signed(false)));
        others(acts);
      }
      case READY, TWIN -> {
        signedAlready(row, acts);
        others(acts);
      }
      case ASK -> {
        Routing.Doubt doubt = row.doubt().orElse(Routing.Doubt.TWICE);
        boolean replaces = ScanWords.replaces(doubt);
        if (replaces) acts.add(main("replace", "1", () -> model.agree(true)));
        String agree = replaces || doubt == Routing.Doubt.TWICE ? "both" : "agree";
        acts.add(plain(agree, "E", () -> model.agree(false)));
        others(acts);
      }
      case WAIT -> {
        boolean handed = row.handed().isPresent();
        if (model.boards.leads(row)) acts.add(board(row));
        if (handed) acts.add(main("aside", "D", aside));
        acts.add(handed ? plain("assign", "A", assign) : main("assign", "A", assign));
        acts.add(plain("blank", "B", model::blank));
        if (!handed) acts.add(plain("aside", "D", aside));
      }
      case BLANK -> {
        acts.add(plain("unblank", "B", model::blank));
        acts.add(plain("assign", "A", assign));
      }
      case COVER -> acts.add(plain("assign", "A", assign));
      case LEADS -> {
        if (model.desk().actor().role() == Role.WINDOW_CLERK) acts.add(main("lead", "G", leads));
        acts.add(plain("assign", "A", assign));
        acts.add(plain("aside", "D", aside));
      }
      case ASIDE -> acts.add(plain("restore", "U", model::restore));
    }
    return acts;
  }

  private Button board(TrayRow row) {
    Button take =
        Buttons.main(
            "scanning-do-board",
            kit.t("scanning.act.board"),
            () -> model.boards.take(row, kit.t("scanning.board.reason")));
    blind.put(take, false);
    return take;
  }

  private void signedAlready(TrayRow row, List<Button> acts) {
    switch (row.page().choice().signed()) {
      case YES -> acts.add(plain("unsigned", "N", () -> model.signed(false)));
      case NO -> acts.add(plain("signed", "Y", () -> model.signed(true)));
      case UNSEEN -> {}
    }
  }

  private void others(List<Button> acts) {
    acts.add(plain("assign", "A", assign));
    acts.add(plain("aside", "D", aside));
  }

  private Button main(String act, String key, Runnable run) {
    return told(act, Buttons.main("scanning-do-" + act, kit.t("scanning.act." + act), run), key);
  }

  private Button plain(String act, String key, Runnable run) {
    return told(act, Buttons.plain("scanning-do-" + act, kit.t("scanning.act." + act), run), key);
  }

  private Button told(String act, Button button, String key) {
    button.setFocusTraversable(false);
    if (!act.equals("restore")) blind.put(button, act.equals("signed") || act.equals("unsigned"));
    return Buttons.keyed(button, key);
  }

  private Node slots() {
    var lines = new ArrayList<Node>();
    for (CaseSlots.Line l : model.slots) lines.add(line(l));
    Button open =
        Buttons.keyed(Buttons.quiet("scanning-binder", kit.t("scanning.act.binder"), binder), "V");
    open.setFocusTraversable(false);
    lines.add(open);
    var box = Page.card(kit.t("scanning.slots"), lines.toArray(Node[]::new));
    box.setId("scanning-slots");
    box.getStyleClass().add("scan-slots");
    return box;
  }

  private Node line(CaseSlots.Line l) {
    var name = new Label(CodeTables.label("docType", l.slot()));
    name.setMinWidth(0);
    name.setWrapText(true);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    String count =
        l.coming() == 0
            ? kit.t("scanning.slot.filed", l.filed())
            : kit.t("scanning.slot.coming", l.filed(), l.coming());
    var number = new Label(count);
    number.getStyleClass().addAll("digits", "text-muted");
    number.setMinWidth(Label.USE_PREF_SIZE);
    var top = new Bar(8, name, number);
    top.setAlignment(Pos.CENTER_LEFT);
    if (l.holes().isEmpty()) return top;
    String missing =
        l.holes().stream().map(this::hole).collect(Collectors.joining(kit.t("scanning.comma")));
    var holes = new Label(kit.t("scanning.slot.missing", missing));
    holes.getStyleClass().addAll("text-warning", "scan-holes");
    holes.setWrapText(true);
    holes.setMinHeight(Region.USE_PREF_SIZE);
    return new VBox(2, top, holes);
  }

  private String hole(CaseSlots.Hole h) {
    return h.page() == 0
        ? kit.t("scanning.hole.sheet", h.owner())
        : kit.t("scanning.hole.page", h.page());
  }
}
