package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The notices and, beside them, the one in hand with what is to be done about it.
final class PostingsView implements Screen {
  private static final double SIDE = 400;

  private final Kit kit;
  private final PostingsViewModel model;
  private final NoticeSheet sheet;
  private final Page page;
  private final TableView<PostingRow> table;
  private final VBox facts = new VBox(8);
  private final VBox left = new VBox(4);
  private final VBox acts;
  private final Button look;
  private final Button print;
  private final Button posted;
  private final Button removed;
  private final Button objection;

  PostingsView(Kit kit, PostingsViewModel model, NoticeSheet sheet) {
    this.kit = kit;
    this.model = model;
    this.sheet = sheet;
    page = new Page(kit.t("postings.title"));
    table = table();
    Button take =
        Buttons.keyed(
            Buttons.with(
                Icon.ADD_A_PHOTO,
                Buttons.plain("postings-take", kit.t("postings.act.take"), this::take)),
            "Ctrl+O");
    page.actions(take);
    look = button("postings-look", Buttons::quiet, "postings.act.look", this::look, "Ctrl+1");
    print = button("postings-print", Buttons::quiet, "postings.act.print", this::print, "F9");
    posted =
        button("postings-posted", Buttons::main, "postings.deed.posted", this::posted, "Ctrl+2");
    removed =
        button("postings-removed", Buttons::main, "postings.deed.removed", this::removed, "Ctrl+3");
    objection =
        button(
            "postings-objection",
            Buttons::plain,
            "postings.deed.objection",
            this::objection,
            "Ctrl+4");
    acts = Page.card("", new FlowPane(8, 8, posted, removed, look, print, objection));
    facts.setId("postings-facts");
    left.setId("postings-left");
    var side = Nodes.side(new VBox(12, Page.card("", facts), acts));
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    page.body(left, body);
    follow();
  }

  private void follow() {
    new Tables(kit).shows(table, model.rows, PostingRow::id);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.choose(r);
        });
    model.selected.subscribe(this::show);
    model.left.subscribe(this::left);
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  @FunctionalInterface
  private interface Making {
    Button of(String id, String words, Runnable act);
  }

  private Button button(String id, Making making, String words, Runnable act, String keys) {
    return Buttons.keyed(making.of(id, kit.t(words), act), keys);
  }

  private TableView<PostingRow> table() {
    var tables = new Tables(kit);
    TableView<PostingRow> t =
        tables.table(
            "postings-table",
            new Empty(Icon.DONE_ALL, kit.t("postings.empty.title"), kit.t("postings.empty.words")),
            _ -> act());
    t.getColumns().add(tables.node(kit.t("postings.column.task"), 96, HBox::new, this::task));
    t.getColumns()
        .add(
            tables.keep(
                tables.text(
                    kit.t("postings.column.number"), 214, r -> r.posting().text("number"))));
    t.getColumns()
        .add(
            tables.text(
                kit.t("postings.column.handling"),
                104,
                r -> CodeTables.label("street", r.posting().text("handling"))));
    t.getColumns()
        .add(
            tables.text(
                kit.t("postings.column.community"), 120, r -> PostingWork.board(r.posting())));
    t.getColumns().add(tables.node(kit.t("postings.column.due"), 130, HBox::new, this::due));
    return t;
  }

  private void task(HBox box, PostingRow r) {
    box.setAlignment(Pos.CENTER_LEFT);
    var badge = Badges.of(kit.t("postings.task." + r.task()), tone(r));
    box.getChildren().setAll(badge);
  }

  private static Badges.Tone tone(PostingRow r) {
    if (r.late()) return Badges.Tone.DANGER;
    return switch (r.task()) {
      case PUT_UP, TAKE_DOWN -> Badges.Tone.WARNING;
      case TAKE_BACK -> Badges.Tone.DANGER;
      case HANGS -> Badges.Tone.ACCENT;
      case DONE -> Badges.Tone.NEUTRAL;
    };
  }

  private void due(HBox box, PostingRow r) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    box.getChildren().setAll(new Label(r.due().map(Object::toString).orElse("")));
    if (r.late()) box.getChildren().add(Badges.of(kit.t("postings.late"), Badges.Tone.DANGER));
  }

  private void show(@Nullable PostingRow r) {
    facts.getChildren().clear();
    Nodes.shown(acts, r != null);
    if (r == null) {
      facts.getChildren().add(line("hint", kit.t("postings.none")));
      return;
    }
    CaseRecord p = r.posting();
    String street = CodeTables.label("street", p.text("handling"));
    facts
        .getChildren()
        .addAll(
            line("headline", CodeTables.label("paper", p.text("paper"))),
            line(
                "label",
                p.text("number") + " \u00b7 " + CodeTables.label("scheme", p.text("scheme"))),
            line("label", kit.t("postings.from", street, at(p, "sentAt"))),
            line("label", next(r)));
    if (p.get("remindedAt").isPresent())
      add("text-warning", "postings.reminded", at(p, "remindedAt"), p.text("remindNote"));
    if (p.get("recalledAt").isPresent())
      add(
          "text-warning",
          "postings.recalled",
          at(p, "recalledAt"),
          CodeTables.label("postingEnd", p.text("recallWhy")),
          p.text("recallNote"));
    for (CaseRecord f : r.facts()) fact(f);
    for (CaseRecord photo : r.photos())
      facts
          .getChildren()
          .add(
              Buttons.with(
                  Icon.IMAGE,
                  Buttons.quiet(
                      "postings-page-" + photo.id(),
                      CodeTables.label("docType", photo.text("slot")) + "  " + at(photo, "takenAt"),
                      () -> sheet.photo(r.photos(), photo))));
    Nodes.shown(posted, r.task() == Task.PUT_UP);
    Nodes.shown(removed, r.task() != Task.PUT_UP && r.task() != Task.DONE);
    Buttons.blocked(removed, r.task() == Task.HANGS ? next(r) : "");
    Nodes.shown(objection, model.hears(r));
    if (!r.equals(table.getSelectionModel().getSelectedItem())) table.getSelectionModel().select(r);
  }

  /// What is to be done, and until when.
  private String next(PostingRow r) {
    return kit.t("postings.next." + r.task(), r.due().map(Object::toString).orElse(""));
  }

  private void fact(CaseRecord f) {
    String kind = f.text("kind");
    String words =
        kind.equals(GateKind.NOTICE_PHOTO.name())
            ? kit.t("postings.photo." + f.text("subject"))
            : CodeTables.label("gateKind", kind);
    String more = kind.equals(GateKind.NOTICE_POSTED.name()) ? f.text("value") : f.text("reason");
    String who = f.ref("by").map(model.desk()::staffName).orElse("");
    facts
        .getChildren()
        .add(line("text-muted", kit.t("postings.fact", at(f, "at"), words, more, who).strip()));
  }

  private void add(String style, String key, Object... args) {
    facts.getChildren().add(line(style, kit.t(key, args).strip()));
  }

  private static String at(CaseRecord record, String field) {
    return CaseFile.instant(record, field).map(Show::shortMinute).orElse("");
  }

  private static Label line(String style, String words) {
    var label = new Label(words);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private void left(List<Message> why) {
    left.getChildren().clear();
    for (Message m : why) left.getChildren().add(line("field-problem", kit.text().of(m)));
    Nodes.shown(left, !why.isEmpty());
  }

  // ---- what can be done

  private void on(Consumer<PostingRow> act) {
    @Nullable PostingRow row = model.selected.get();
    if (row != null) act.accept(row);
  }

  private void act() {
    on(r -> {
      switch (r.task()) {
        case PUT_UP -> posted();
        case TAKE_DOWN, TAKE_BACK -> removed();
        case HANGS, DONE -> look();
      }
    });
  }

  private void look() {
    on(r -> sheet.look(r.posting()));
  }

  private void print() {
    on(r -> sheet.print(r.posting()));
  }

  private void posted() {
    on(r -> {
      if (r.task() == Task.PUT_UP) new PhotoCard(kit, model, r).posted();
    });
  }

  private void removed() {
    on(r -> {
      if (r.task() == Task.TAKE_DOWN || r.task() == Task.TAKE_BACK)
        new PhotoCard(kit, model, r).removed();
    });
  }

  private void objection() {
    on(r -> {
      if (model.hears(r)) new PhotoCard(kit, model, r).objection();
    });
  }

  private void take() {
    model.take(
        kit.pictures().choose(kit.t("postings.photo.title"), kit.t("postings.photo.kind"), null));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+O", "postings.act.take", this::take),
        new Shortcut("Ctrl+1", "postings.act.look", this::look),
        new Shortcut("F9", "postings.act.print", this::print),
        new Shortcut("Ctrl+2", "postings.deed.posted", this::posted),
        new Shortcut("Ctrl+3", "postings.deed.removed", this::removed),
        new Shortcut("Ctrl+4", "postings.deed.objection", this::objection));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
