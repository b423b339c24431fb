package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.PlaceChoices;
import cn.ruhu.desktop.work.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Asks where sheets belong: case, slot, whose. Every choice is reached by pinyin initials; what
/// was said last time stands there already.
final class PlaceCard {
  private final Kit kit;
  private final Desk desk;
  private final Optional<Routing.Slot> start;
  private final String about;
  private final BiConsumer<Routing.Slot, String> then;
  private final boolean one;
  private final Field whose;
  private final Field slot;
  private final VBox ownerBox = new VBox();
  private final VBox insteadBox = new VBox();
  private Field owner;
  private Field instead;

  /// @param sheets asked about, at least one
  PlaceCard(Kit kit, ScanningViewModel model, List<TrayRow> sheets) {
    this(
        kit,
        model.desk(),
        sheets.getFirst().place().or(model::last),
        kit.t("scanning.card.count", sheets.size()),
        sheets.size() == 1,
        (place, instead) -> model.put(sheets, place, instead));
  }

  /// @param start what stands there already
  /// @param about what is asked about, in words
  /// @param then gets the place
  PlaceCard(
      Kit kit, Desk desk, Optional<Routing.Slot> start, String about, Consumer<Routing.Slot> then) {
    this(kit, desk, start, about, false, (place, _) -> then.accept(place));
  }

  private PlaceCard(
      Kit kit,
      Desk desk,
      Optional<Routing.Slot> start,
      String about,
      boolean one,
      BiConsumer<Routing.Slot, String> then) {
    this.one = one;
    this.kit = kit;
    this.desk = desk;
    this.start = start;
    this.about = about;
    this.then = then;
    var fields = new Fields(kit);
    whose =
        fields.choice("scanning-case", kit.t("scanning.card.case"), cases(kit, desk)).required();
    slot =
        fields
            .choice("scanning-slot", kit.t("scanning.card.slot"), PlaceChoices.papers())
            .required();
    owner = owners("");
    ownerBox.getChildren().setAll(owner);
    whose
        .valueProperty()
        .subscribe(id -> {
          owner = owners(id);
          ownerBox.getChildren().setAll(owner);
          there();
        });
    instead = pages();
    slot.valueProperty().subscribe(_ -> there());
  }

  /// One sheet may take the place of a page that is filed; more than one are more pages.
  private void there() {
    instead = pages();
    insteadBox.getChildren().clear();
    if (one && !filed().isEmpty()) insteadBox.getChildren().setAll(instead);
  }

  private List<CaseRecord> filed() {
    if (whose.value().isEmpty() || slot.value().isEmpty()) return List.of();
    return desk.caseFile(UUID.fromString(whose.value())).pages().stream()
        .filter(p -> p.text("slot").equals(slot.value()))
        .toList();
  }

  private Field pages() {
    var choices = new ArrayList<Choice>();
    List<CaseRecord> filed = filed();
    CaseFile file =
        filed.isEmpty() ? CaseFile.of(List.of()) : desk.caseFile(UUID.fromString(whose.value()));
    for (int i = 0; i < filed.size(); i++) {
      CaseRecord p = filed.get(i);
      String name = Routing.owner(p).map(o -> Sorting.name(file, o)).orElse("");
      String at = CaseFile.instant(p, "takenAt").map(Show::shortMinute).orElse("");
      choices.add(
          new Choice(
              p.id().toString(),
              kit.t("scanning.card.page", i + 1, name, at),
              Integer.toString(i + 1)));
    }
    Field made =
        new Fields(kit).choice("scanning-instead", kit.t("scanning.card.instead"), choices);
    made.hint(kit.t("scanning.card.instead.hint"));
    return made;
  }

  void open() {
    start.ifPresent(s -> {
      whose.valueProperty().set(s.application().toString());
      slot.valueProperty().set(s.docType());
      owner.valueProperty().set(s.owner().map(UUID::toString).orElse(PlaceChoices.HOUSEHOLD));
    });
    var count = new Label(about);
    count.getStyleClass().add("hint");
    kit.dialogs()
        .show(
            kit.t("scanning.card.title"),
            new VBox(12, count, whose, slot, ownerBox, insteadBox),
            List.of(Dialogs.Act.tried(kit.t("scanning.card.put"), this::put)));
  }

  private boolean put() {
    if (!Fields.allFine(List.of(whose, slot))) return false;
    then.accept(
        new Routing.Slot(
            UUID.fromString(whose.value()),
            slot.value(),
            PlaceChoices.owner(owner.value()),
            0,
            0,
            0),
        insteadBox.getChildren().isEmpty() ? "" : instead.value());
    return true;
  }

  /// Cases by name and number, the newest first; another street's says whose it is.
  static List<Choice> cases(Kit kit, Desk desk) {
    return PlaceCases.of(desk).stream()
        .map(c ->
            new Choice(
                c.application().toString(),
                c.street().isEmpty()
                    ? c.name() + "  " + Show.caseNumber(c.number())
                    : kit.t(
                        "scanning.card.held", c.name(), Show.caseNumber(c.number()), c.street()),
                Pinyin.of(c.name()).initials()))
        .toList();
  }

  private Field owners(String application) {
    Optional<CaseFile> file =
        Optional.of(application)
            .filter(a -> !a.isEmpty())
            .map(a -> desk.caseFile(UUID.fromString(a)));
    List<Choice> people = PlaceChoices.people(kit.t("scanning.card.household"), file);
    Field made = new Fields(kit).choice("scanning-owner", kit.t("scanning.card.owner"), people);
    made.valueProperty().set(PlaceChoices.HOUSEHOLD);
    return made;
  }
}
