package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A household of the day as a card: who, where, what is special, until when, and the way in.
final class HouseholdCard {
  private static final double GAP = 14;
  private static final double TWO_COLUMNS = 1080;

  /// what stands beside the cards at standard text, with a scroll bar
  private static final double ASIDE = 72;

  private final Kit kit;
  private final MyDayViewModel model;
  private final Page page;
  private final Consumer<UUID> open;

  /// @param page whose width the cards are laid out by
  HouseholdCard(Kit kit, MyDayViewModel model, Page page, Consumer<UUID> open) {
    this.kit = kit;
    this.model = model;
    this.page = page;
    this.open = open;
  }

  Node of(MyDayViewModel.Household h) {
    var name = kit.names().node(h.applicant());
    name.getStyleClass().add("headline");
    var top = new Bar(name);
    top.getStyleClass().add("row");
    top.setAlignment(Pos.CENTER_LEFT);
    top.getChildren().add(Badges.of(schemes(h.schemes()), Badges.Tone.ACCENT));
    badges(h, top);
    var words = new VBox(top, line(Icon.LOCATION, h.address()));
    words.getStyleClass().add("visit-card-words");
    if (!h.note().isEmpty()) {
      var note = line(Icon.WARNING, h.note());
      note.getStyleClass().add("visit-note");
      words.getChildren().add(note);
    }
    words.getChildren().addAll(line(Icon.GROUP, kit.t("visit.card.partner", h.partner())), due(h));
    h.elsewhere().ifPresent(i -> words.getChildren().add(elsewhere(i)));
    lease(h, words);
    HBox.setHgrow(words, Priority.ALWAYS);
    var go =
        Buttons.large(
            Buttons.main(
                "visit-open-" + h.assignment(),
                kit.t(h.begun() ? "visit.act.continue" : "visit.act.start"),
                () -> open.accept(h.assignment())));
    var box = new Bar(words, go);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("card-box", "visit-card");
    // side by side where the window is wide
    box.prefWidthProperty()
        .bind(Bindings.createDoubleBinding(this::width, page.widthProperty(), kit.theme().zoom()));
    return box;
  }

  /// What the street the household lives in was asked, or answered.
  private Node elsewhere(Inquiry inquiry) {
    String street = CodeTables.label("street", inquiry.street());
    String words =
        inquiry
            .reply()
            .map(
                r -> kit.t("visit.card.elsewhere.reply", street, r.text("value"), r.text("reason")))
            .orElseGet(() -> kit.t("visit.card.elsewhere.asked", street, inquiry.due().toString()));
    return line(Icon.QUESTION, words);
  }

  private void badges(MyDayViewModel.Household h, Bar top) {
    if (!h.mode().equals("HOME"))
      top.getChildren()
          .add(Badges.of(CodeTables.label("visitMode", h.mode()), Badges.Tone.WARNING));
    if (h.returned() > 0)
      top.getChildren()
          .add(Badges.of(kit.t("visit.card.returned", h.returned()), Badges.Tone.WARNING));
    else if (h.attempts() > 0)
      top.getChildren()
          .add(Badges.of(kit.t("visit.card.attempt", h.attempts() + 1), Badges.Tone.NEUTRAL));
    if (h.begun()) top.getChildren().add(Badges.of(kit.t("visit.card.begun"), Badges.Tone.NEUTRAL));
    h.call()
        .ifPresent(c ->
            top.getChildren()
                .add(
                    Badges.of(
                        kit.t("visit.call." + c.name()),
                        c == DayNotes.Call.AGREED ? Badges.Tone.SUCCESS : Badges.Tone.NEUTRAL)));
  }

  /// Until when the household is this machine's, and that it is over when it is.
  private void lease(MyDayViewModel.Household h, VBox words) {
    if (h.lease().isEmpty()) return;
    boolean over = !model.now().isBefore(h.lease().get());
    Label line =
        line(
            Icon.CLOUD_DOWNLOAD,
            kit.t(
                over ? "visit.lease.over" : "visit.lease.until",
                Show.shortMinute(h.lease().get())));
    line.getStyleClass().add(over ? "text-warning" : "text-muted");
    words.getChildren().add(line);
  }

  /// Of the page, which is known before its columns are laid out.
  private double width() {
    double factor = kit.theme().zoom().get().factor();
    double room = page.getWidth() - ASIDE * factor;
    return room < TWO_COLUMNS * factor ? room : Math.floor((room - GAP) / 2);
  }

  private String schemes(String codes) {
    return Arrays.stream(codes.split(",", -1))
        .filter(c -> !c.isEmpty())
        .map(c -> CodeTables.table("scheme").label(c))
        .collect(Collectors.joining(kit.t("visit.comma")));
  }

  static Label line(Icon icon, String words) {
    var label = new Label(words, icon.node());
    label.setWrapText(true);
    label.getStyleClass().add("visit-line");
    return label;
  }

  private Node due(MyDayViewModel.Household h) {
    if (h.due().isEmpty()) return line(Icon.CALENDAR, kit.t("visit.due.none"));
    var day = h.due().get();
    List<Object> args = List.of(Math.abs(h.daysLeft()), day.getMonthValue(), day.getDayOfMonth());
    String key =
        h.daysLeft() < 0
            ? "visit.due.over"
            : h.daysLeft() == 0 ? "visit.due.today" : "visit.due.left";
    Label label = line(Icon.CALENDAR, kit.t(key, args.toArray()));
    if (h.daysLeft() < 0) label.getStyleClass().add("text-danger");
    else if (h.daysLeft() <= 1) label.getStyleClass().add("text-warning");
    return label;
  }
}
