package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card of one deed: what it asks for, then the deed itself. It stays open with the reasons
/// while the rules say no; nothing typed is lost by that. It belongs to the case it was opened for,
/// whatever the list behind it chooses meanwhile.
final class DeedCard {
  private final Kit kit;
  private final HandlingViewModel model;
  private final UUID application;
  private final Deed deed;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Path> photos = new TreeMap<>();
  private final Map<String, ToggleGroup> groups = new TreeMap<>();
  private final List<Ask> wanted = new ArrayList<>();
  private final Label photoProblem = new Label();
  private final Reasons why;

  DeedCard(Kit kit, HandlingViewModel model, UUID application, Deed deed) {
    this.kit = kit;
    this.model = model;
    this.application = application;
    this.deed = deed;
    this.why = new Reasons(kit);
  }

  void open() {
    var content = new VBox(12);
    content.getStyleClass().add("form");
    if (kit.text().has("handling.hint." + deed.name())) {
      content.getChildren().add(CasePanel.muted(kit.t("handling.hint." + deed.name())));
    }
    model
        .attempts(application, deed)
        .ifPresent(words -> {
          Label alone = CasePanel.muted(kit.text().of(words));
          alone.setId("handling-attempts");
          content.getChildren().add(alone);
        });
    for (Ask ask : model.asks(application, deed)) content.getChildren().add(node(ask));
    wanted.forEach(this::onlyWhen);
    fading().ifPresent(content.getChildren()::add);
    photoProblem.getStyleClass().add("field-problem");
    photoProblem.setId("handling-photo-problem");
    content.getChildren().addAll(photoProblem, why.node());
    why.closing(
        kit.dialogs()
            .show(
                kit.t("handling.deed." + deed.name()),
                content,
                List.of(Dialogs.Act.tried(kit.t("handling.act." + deed.name()), this::tried))));
  }

  /// What is paid while aid fades out stands there as soon as that is chosen.
  private Optional<Label> fading() {
    if (!deed.stops()) return Optional.empty();
    Label exit = CasePanel.muted("");
    exit.setId("handling-exit");
    Runnable told =
        () -> {
          var lines = model.exit(application, values()).stream().map(kit.text()::of).toList();
          exit.setText(String.join("\n", lines));
          Nodes.shown(exit, !lines.isEmpty());
        };
    for (String key : List.of("how", "month", "code")) {
      @Nullable Field field = fields.get(key);
      if (field != null) field.valueProperty().subscribe(told);
    }
    return Optional.of(exit);
  }

  /// What the answer before makes needless is not asked.
  private void onlyWhen(Ask ask) {
    String[] when = ask.only().split("=", 2);
    @Nullable Field field = fields.get(ask.key());
    @Nullable Field other = fields.get(when[0]);
    if (field == null || other == null) return;
    other.valueProperty().subscribe(code -> Nodes.shown(field, code.equals(when[1])));
  }

  /// The fields that are asked now.
  private Map<String, Field> asked() {
    var asked = new LinkedHashMap<>(fields);
    asked.values().removeIf(f -> !f.isVisible());
    return asked;
  }

  private Map<String, String> values() {
    var values = new TreeMap<String, String>();
    asked().forEach((key, field) -> values.put(key, field.value().strip()));
    return values;
  }

  private String label(Ask ask) {
    if (!ask.label().isEmpty()) return ask.label();
    String own = "handling.ask." + deed.name() + "." + ask.key();
    return kit.t(kit.text().has(own) ? own : "handling.ask." + ask.key());
  }

  private Node node(Ask ask) {
    wanted.add(ask);
    String id = "handling-" + ask.key().replace(':', '-');
    var make = new Fields(kit);
    return switch (ask.kind()) {
      case LINE -> typed(ask, make.text(id, label(ask)));
      case WORDS -> typed(ask, make.area(id, label(ask), 3));
      case DAY -> typed(ask, make.date(id, label(ask)).check(v -> day(ask, v)));
      case MONEY -> typed(ask, make.money(id, label(ask)));
      case CHOICE -> typed(ask, make.choice(id, label(ask), choices(ask)));
      case PHOTO -> photo(ask);
    };
  }

  private Field typed(Ask ask, Field field) {
    field.valueProperty().set(ask.preset());
    if (ask.required()) field.required();
    fields.put(ask.key(), field);
    return field;
  }

  /// Choices the case names carry their own words; the others have theirs in the bundle.
  private List<Choice> choices(Ask ask) {
    return ask.choices().stream()
        .map(
            c -> c.label().isEmpty() ? new Choice(c.code(), words(ask, c.code()), c.initials()) : c)
        .toList();
  }

  private String words(Ask ask, String code) {
    String own = "handling.choice." + deed.name() + "." + code;
    return kit.t(kit.text().has(own) ? own : "handling." + ask.key() + "." + code);
  }

  /// The pages filed already stand first, the newest chosen; a file is the other way.
  private Node photo(Ask ask) {
    List<CaseRecord> filed = model.filed(application, deed);
    var group = new ToggleGroup();
    var column = new VBox(8);
    var head =
        new Label(label(ask) + kit.t(ask.required() ? "handling.required" : "handling.optional"));
    head.getStyleClass().add("field-label");
    column.getChildren().add(head);
    for (CaseRecord page : filed) {
      var button = new RadioButton(filedWords(page));
      button.setId("handling-filed-" + page.id());
      button.setToggleGroup(group);
      button.setUserData(page.id().toString());
      column.getChildren().add(button);
    }
    if (!filed.isEmpty()) {
      var other = new RadioButton(kit.t("handling.photo.other"));
      other.setId("handling-other-" + ask.key());
      other.setToggleGroup(group);
      other.setUserData("");
      column.getChildren().add(other);
      group.selectToggle(group.getToggles().getFirst());
    }
    HBox file = file(ask);
    file.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> chosen(group).isEmpty(), group.selectedToggleProperty()));
    file.managedProperty().bind(file.visibleProperty());
    column.getChildren().add(file);
    groups.put(ask.key(), group);
    return column;
  }

  private String filedWords(CaseRecord page) {
    return kit.t(
        "handling.photo.filed",
        CodeTables.label("docType", page.text("slot")),
        CaseFile.instant(page, "takenAt").map(Show::shortMinute).orElse(""));
  }

  /// Id of the filed page that is chosen, empty for a file.
  private static String chosen(ToggleGroup group) {
    Toggle toggle = group.getSelectedToggle();
    return toggle == null ? "" : String.valueOf(toggle.getUserData());
  }

  private HBox file(Ask ask) {
    var name = new Label(kit.t("handling.photo.none"));
    name.getStyleClass().add("text-muted");
    Button choose =
        Buttons.with(
            Icon.ATTACH_FILE,
            Buttons.plain("handling-" + ask.key(), kit.t("handling.photo.choose"), () -> {}));
    choose.setOnAction(_ -> {
      Optional<Path> file =
          kit
              .pictures()
              .choose(kit.t("handling.photo.title"), kit.t("handling.photo.kind"), null)
              .stream()
              .findFirst();
      file.ifPresent(f -> {
        photos.put(ask.key(), f);
        photoProblem.setText("");
        name.setText(String.valueOf(f.getFileName()));
      });
    });
    var row = new Bar(10, choose, name);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// A day cannot be named that has not come, nor one before what it follows.
  private Optional<String> day(Ask ask, String value) {
    LocalDate day = LocalDate.parse(value);
    if (day.isAfter(model.desk().today())) return Optional.of(kit.t("handling.day.future"));
    return ask.earliest()
        .filter(day::isBefore)
        .map(first -> kit.t("handling.day.early", first.toString()));
  }

  private boolean tried() {
    if (!Fields.allFine(List.copyOf(asked().values()))) return false;
    Map<String, String> values = values();
    var files = new TreeMap<String, Path>();
    for (Ask a : wanted) {
      if (a.kind() != Ask.Kind.PHOTO) continue;
      String page = groups.containsKey(a.key()) ? chosen(groups.get(a.key())) : "";
      if (!page.isEmpty()) values.put(a.key(), page);
      else if (photos.containsKey(a.key())) files.put(a.key(), photos.get(a.key()));
      else if (a.required()) {
        photoProblem.setText(kit.t("handling.photo.missing", label(a)));
        return false;
      }
    }
    model.perform(application, deed, values, files, why);
    return false;
  }
}
