package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.papers.Slip;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a pair does before it leaves: who is called and what came of it, and somebody else in a
/// partner's place. Window thread only.
final class Morning {
  private static final double LIST_HEIGHT = 420;

  /// a finger's target, px
  private static final double TARGET = 44;

  private final Kit kit;
  private final MyDayViewModel model;

  private final Outdoors.Sheets sheets;

  Morning(Kit kit, MyDayViewModel model, Outdoors.Sheets sheets) {
    this.sheets = sheets;
    this.kit = kit;
    this.model = model;
  }

  /// The call list, in walking order; what came of a call stands on the household's card.
  void calls() {
    var list = new VBox(10);
    list.setId("visit-call-list");
    for (MyDayViewModel.Household h : model.households) list.getChildren().add(call(h));
    if (model.households.isEmpty()) list.getChildren().add(words(kit.t("visit.empty.title")));
    var scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(LIST_HEIGHT);
    scroll.getStyleClass().add("edge-to-edge");
    kit.dialogs()
        .read(
            kit.t("visit.day.calls"),
            new VBox(10, words(kit.t("visit.day.calls.words")), scroll),
            model.households.isEmpty()
                ? List.of()
                : List.of(Dialogs.Act.plain(kit.t("visit.day.calls.print"), this::print)));
  }

  /// The call list on paper, in walking order.
  private void print() {
    var lines = new ArrayList<String>();
    int no = 0;
    for (MyDayViewModel.Household h : model.households)
      lines.add(
          kit.t(
              "visit.day.calls.line",
              ++no,
              h.applicant(),
              h.phone().isEmpty() ? kit.t("visit.call.nophone") : h.phone(),
              h.address(),
              h.call().map(c -> kit.t("visit.call." + c.name())).orElse("")));
    LocalDate day = LocalDate.ofInstant(model.now(), Show.ZONE);
    var slip =
        new Slip(kit.t("visit.day.calls"), kit.t("visit.day.calls.count", no), lines, "", day);
    sheets.print(
        slip,
        printer ->
            kit.notices()
                .done(
                    printer.isPresent()
                        ? kit.t("visit.day.calls.printed", printer.get())
                        : kit.t("visit.day.calls.noprinter")));
  }

  private Node call(MyDayViewModel.Household h) {
    var who = new Bar(10, kit.names().node(h.applicant()));
    who.setAlignment(Pos.CENTER_LEFT);
    var phone =
        new Label(h.phone().isEmpty() ? kit.t("visit.call.nophone") : h.phone(), Icon.CALL.node());
    phone.getStyleClass().add(h.phone().isEmpty() ? "text-muted" : "headline");
    who.getChildren().add(phone);
    var outcomes = new FlowPane(8, 8);
    var chips = new ArrayList<ToggleButton>();
    for (DayNotes.Call c : DayNotes.Call.values()) {
      var chip = new ToggleButton(kit.t("visit.call." + c.name()));
      chip.setId("call-" + h.assignment() + "-" + c.name());
      chip.setAccessibleText(h.applicant() + " " + chip.getText());
      chip.getStyleClass().add("person-chip");
      chip.setMinSize(Region.USE_PREF_SIZE, TARGET);
      chip.setSelected(h.call().filter(c::equals).isPresent());
      chip.setOnAction(_ -> {
        boolean on = chip.isSelected();
        chips.forEach(x -> x.setSelected(on && x.equals(chip)));
        model.called(h.assignment(), on ? Optional.of(c) : Optional.empty());
      });
      chips.add(chip);
      outcomes.getChildren().add(chip);
    }
    return new VBox(6, who, words(h.address()), outcomes);
  }

  /// Asks who came in a partner's place.
  void swap() {
    Map<UUID, String> partners = new LinkedHashMap<>();
    model.households.forEach(h -> partners.put(h.partnerId(), h.partner()));
    if (partners.isEmpty()) {
      kit.notices().done(kit.t("visit.empty.title"));
      return;
    }
    var fields = new Fields(kit);
    List<Choice> sent =
        partners.entrySet().stream()
            .map(e -> new Choice(e.getKey().toString(), e.getValue(), ""))
            .toList();
    Field who = fields.choice("visit-swap-who", kit.t("visit.swap.who"), sent).required();
    UUID first = partners.keySet().iterator().next();
    who.valueProperty().set(first.toString());
    List<Choice> others =
        partners.keySet().stream()
            .flatMap(p -> model.substitutes(p).stream())
            .distinct()
            .map(s -> new Choice(s.id().toString(), s.name(), ""))
            .toList();
    Field by = fields.choice("visit-swap-by", kit.t("visit.swap.by"), others).required();
    kit.dialogs()
        .show(
            kit.t("visit.day.swap"),
            new VBox(12, words(kit.t("visit.swap.words")), who, by),
            List.of(
                Dialogs.Act.tried(
                    kit.t("visit.swap.act"),
                    () -> {
                      if (!Fields.allFine(List.of(who, by))) return false;
                      model.swap(UUID.fromString(who.value()), UUID.fromString(by.value()));
                      return true;
                    })));
  }

  private static Label words(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("hint");
    return label;
  }
}
