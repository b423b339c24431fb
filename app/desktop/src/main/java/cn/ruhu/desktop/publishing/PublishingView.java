package cn.ruhu.desktop.publishing;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.publishing.FormRow.Standing;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 问卷: every version the district published, the chosen one beside it, and what is to be published
/// next.
final class PublishingView implements Screen {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{6,}");
  private static final int HASH_SHOWN = 12;

  private final Kit kit;
  private final PublishingViewModel model;
  private final StackPane root = new StackPane();
  private final Page page;
  private final TableView<FormRow> table;
  private final VBox column = new VBox();
  private final VBox side;
  private final TrialPane trial;
  private final HBox problem = new Bar();
  private final Label problemWords = new Label();

  PublishingView(Kit kit, PublishingViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("publishing.title")).subtitle(kit.t("publishing.subtitle"));
    page.getStylesheets()
        .add(
            Objects.requireNonNull(PublishingView.class.getResource("publishing.css"))
                .toExternalForm());
    table = table();
    side = Nodes.side(column);
    side.setId("publishing-chosen");
    trial = new TrialPane(kit, model);
    problemWords.setId("publishing-problem");
    problemWords.setWrapText(true);
    problem.getChildren().setAll(Icon.ERROR.node(), problemWords);
    problem.setAlignment(Pos.CENTER_LEFT);
    problem.getStyleClass().add("publishing-trouble");
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    Nodes.wide(kit.theme(), side, 340, 380, 460);
    page.body(problem, new FileCard(kit, model, this::askToPublish).node(), body);
    Button open =
        Buttons.keyed(
            Buttons.with(
                Icon.FOLDER,
                Buttons.main("publishing-open", kit.t("publishing.act.open"), this::open)),
            "Ctrl+O");
    page.actions(open);
    model.busy.subscribe(open::setDisable);
    model.chosen.subscribe(_ -> chosen());
    model.problem.subscribe(this::problem);
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.tried.subscribe(this::tried);
  }

  private TableView<FormRow> table() {
    var t = new Tables(kit);
    TableView<FormRow> made =
        t.table(
            "publishing-forms",
            new Empty(Icon.DESCRIPTION, kit.t("publishing.none"), kit.t("publishing.none.words")),
            _ -> model.tryChosen());
    made.getColumns().add(t.text(kit.t("publishing.column.title"), 230, FormRow::title));
    made.getColumns().add(t.digits(kit.t("publishing.column.version"), 64, FormRow::version));
    made.getColumns()
        .add(
            t.node(
                kit.t("publishing.column.standing"),
                150,
                HBox::new,
                (box, f) -> {
                  box.setAlignment(Pos.CENTER_LEFT);
                  box.getChildren().setAll(badge(f));
                }));
    made.getColumns()
        .add(t.keep(t.text(kit.t("publishing.column.since"), 132, f -> minute(f.at()))));
    made.getColumns().add(t.text(kit.t("publishing.column.by"), 96, this::by));
    t.shows(made, model.forms, FormRow::id);
    t.reading(made, model.read);
    made.getSelectionModel()
        .selectedItemProperty()
        .subscribe(f -> {
          if (f != null) model.chosen.set(f);
        });
    return made;
  }

  private Label badge(FormRow f) {
    Badges.Tone tone =
        switch (f.standing()) {
          case CURRENT -> Badges.Tone.SUCCESS;
          case ALIVE -> Badges.Tone.ACCENT;
          case RETIRED -> Badges.Tone.NEUTRAL;
        };
    return Badges.of(kit.t("publishing.standing." + f.standing()), tone);
  }

  private static String minute(Optional<Instant> at) {
    return at.map(Show::minute).orElse("");
  }

  private String by(FormRow f) {
    return f.by().isEmpty() ? kit.t("publishing.by.console") : f.by();
  }

  private void chosen() {
    FormRow f = model.chosen.get();
    column.getChildren().clear();
    if (f == null) {
      column
          .getChildren()
          .add(
              new Empty(
                  Icon.DESCRIPTION, kit.t("publishing.choose"), kit.t("publishing.choose.words")));
      return;
    }
    var title = new Label(f.title());
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    var top =
        new Bar(
            12, badge(f), Badges.of(kit.t("publishing.version", f.version()), Badges.Tone.NEUTRAL));
    top.getStyleClass().add("row");
    column.getChildren().addAll(title, top);
    line("publishing.line.id", f.formId());
    line("publishing.line.since", minute(f.at()));
    line("publishing.line.by", by(f));
    if (!f.reason().isEmpty()) line("publishing.line.reason", f.reason());
    if (!f.hash().isEmpty())
      line("publishing.line.hash", f.hash().substring(0, Math.min(HASH_SHOWN, f.hash().length())));
    f.retired()
        .ifPresent(r -> {
          line("publishing.line.retired", minute(r.at()));
          line(
              "publishing.line.retired.by",
              r.by().isEmpty() ? kit.t("publishing.by.console") : r.by());
          if (!r.why().isEmpty()) line("publishing.line.retired.why", r.why());
        });
    column.getChildren().add(acts(f));
  }

  private void line(String key, String value) {
    var words = new Label(kit.t(key));
    words.getStyleClass().add("text-muted");
    var said = new Label(value.isEmpty() ? kit.t("publishing.unknown") : value);
    said.setWrapText(true);
    column.getChildren().add(new VBox(words, said));
  }

  private Node acts(FormRow f) {
    Button look =
        Buttons.keyed(
            Buttons.with(
                Icon.VISIBILITY,
                Buttons.plain("publishing-try", kit.t("publishing.act.try"), model::tryChosen)),
            "Enter");
    Buttons.blocked(look, f.here() ? "" : kit.t("publishing.why.away"));
    Button turn =
        f.standing() == Standing.RETIRED
            ? Buttons.plain("publishing-again", kit.t("publishing.act.again"), this::askAgain)
            : Buttons.danger(
                "publishing-retire", kit.t("publishing.act.retire"), this::askToRetire);
    if (f.standing() == Standing.RETIRED)
      Buttons.blocked(turn, f.here() ? "" : kit.t("publishing.why.away"));
    var acts = new Bar(12, look, turn);
    acts.getStyleClass().add("row");
    return acts;
  }

  private void problem(@Nullable Message message) {
    Nodes.shown(problem, message != null);
    if (message != null) problemWords.setText(kit.text().of(message));
  }

  private void open() {
    List<java.nio.file.Path> files =
        kit.pictures()
            .forms(
                kit.t("publishing.open.title"),
                kit.t("publishing.open.kind"),
                root.getScene().getWindow());
    if (!files.isEmpty()) model.open(files.getFirst());
  }

  private void askToPublish() {
    FormFile file = model.file.get();
    if (file == null || file.form().isEmpty()) return;
    reason(
        kit.t("publishing.ask.publish", file.form().get().title(), file.form().get().version()),
        kit.t("publishing.ask.publish.words"),
        kit.t("publishing.act.publish"),
        Dialogs.Kind.MAIN,
        model::publish);
  }

  private void askAgain() {
    FormRow f = model.chosen.get();
    if (f == null) return;
    reason(
        kit.t("publishing.ask.publish", f.title(), f.version()),
        kit.t("publishing.ask.publish.words"),
        kit.t("publishing.act.again"),
        Dialogs.Kind.MAIN,
        model::again);
  }

  private void askToRetire() {
    FormRow f = model.chosen.get();
    if (f == null) return;
    reason(
        kit.t("publishing.ask.retire", f.title(), f.version()),
        kit.t(
            f.standing() == Standing.CURRENT
                ? "publishing.ask.retire.current"
                : "publishing.ask.retire.words"),
        kit.t("publishing.act.retire"),
        Dialogs.Kind.DANGER,
        model::retire);
  }

  /// The reason stays in the log for years: no names, no numbers.
  private void reason(
      String title, String words, String act, Dialogs.Kind kind, Consumer<String> then) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("dialog-words");
    Field reason =
        new Fields(kit)
            .suggest("publishing-reason", kit.t("publishing.reason"), usual())
            .required()
            .check(this::wrong);
    reason.hint(kit.t("publishing.reason.hint"));
    kit.dialogs()
        .show(
            title,
            new VBox(14, label, reason),
            List.of(
                new Dialogs.Act(
                    act,
                    kind,
                    () -> {
                      if (!Fields.allFine(List.of(reason))) return false;
                      then.accept(reason.value().strip());
                      return true;
                    })));
  }

  private List<Choice> usual() {
    return Arrays.stream(kit.t("publishing.reason.usual").split("\\|", -1))
        .map(w -> new Choice(w, w, Pinyin.of(w).initials()))
        .toList();
  }

  private Optional<String> wrong(String value) {
    String words = value.strip();
    if (words.codePointCount(0, words.length()) < Admin.REASON_MIN)
      return Optional.of(kit.t("publishing.reason.short"));
    return NUMBER.matcher(words).find()
        ? Optional.of(kit.t("publishing.reason.number"))
        : Optional.empty();
  }

  private void tried(PublishingViewModel.@Nullable Tried tried) {
    if (tried == null) {
      trial.leave();
      root.getChildren().setAll(page);
      return;
    }
    trial.show(tried.form());
    root.getChildren().setAll(trial.node());
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+O", "publishing.act.open", this::open),
        new Shortcut("Ctrl+Right", "forms.next", () -> trial.form().ifPresent(f -> f.next())),
        new Shortcut(
            "Ctrl+Left", "forms.previous", () -> trial.form().ifPresent(f -> f.previous())),
        new Shortcut(
            "F8", "publishing.key.problem", () -> trial.form().ifPresent(f -> f.nextProblem())),
        new Shortcut(
            "Ctrl+E", "publishing.key.confirm", () -> trial.form().ifPresent(f -> f.confirmAll())),
        new Shortcut("Ctrl+G", "forms.jumps.title", () -> trial.form().ifPresent(f -> f.jumps())),
        new Shortcut("F7", "publishing.trial.back", model::leaveTrial));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    if (!argument.isEmpty())
      model.forms.stream()
          .filter(f -> f.id().toString().equals(argument))
          .findFirst()
          .ifPresent(model.chosen::set);
  }
}
