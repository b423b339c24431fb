package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Attempts;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The door itself, above the form's questions: what must be told today, how it went in one press,
/// a ready-made sentence, where we are. Made for a visit, left with its station.
final class DoorPane extends VBox {
  private static final String NOTE = "V10";
  private static final List<String> NO_ANSWER = List.of("30", "31", "32");

  /// the outcomes of nine doors in ten; the form has all of them
  private static final List<String> OUTCOMES = List.of("1", "30", "20", "21", "31", "32");

  private final Kit kit;
  private final DoorModel model;
  private final Visit visit;
  private final Runnable plate;
  private final Map<String, ToggleButton> outcomes = new LinkedHashMap<>();
  private final FlowPane phrases = new FlowPane();
  private final VBox hints = new VBox();
  private final VBox place = new VBox();
  private final VBox alarm = new VBox();
  private final VBox slip = new VBox(4);
  private final Label slipWords = new Label();
  private final Label slipHint = hint("");
  private final Label card = new Label();
  private final Label lost = words("door-lost");
  private final Label clock = words("door-clock");
  private final List<Runnable> leaving = new ArrayList<>();
  private Subscription subscriptions = Subscription.EMPTY;

  /// @param plate chooses a picture of the door-plate
  DoorPane(Kit kit, DoorModel model, Visit visit, SharedCards cards, Runnable plate) {
    this.kit = kit;
    this.model = model;
    this.visit = visit;
    this.plate = plate;
    getStyleClass().add("door");
    alarm.getStyleClass().addAll("card-box", "door-alarm");
    alarm.setId("door-alarm");
    hints.getStyleClass().add("door-hints");
    hints.setId("door-advice");
    phrases.getStyleClass().add("options");
    phrases.setId("visit-phrases");
    place.getStyleClass().add("door-place");
    card.setId("door-card");
    card.setWrapText(true);
    card.setGraphic(Icon.CARD.node());
    getChildren()
        .setAll(
            lost,
            clock,
            alarm,
            Page.card(kit.t("visit.door.how"), outcomes(), hints, phrases),
            Page.card(kit.t("visit.door.place.title"), place),
            Page.card(kit.t("visit.door.opened"), openers(), card));
    slipped();
    follow();
    leaving.add(kit.wedge().claim(this::takesCode));
    visit.survey.takes(model::takesTyped);
    leaving.add(() -> visit.survey.takes((_, _) -> false));
    leaving.add(cards.claim(hears()));
  }

  /// Ends what listens.
  void leave() {
    subscriptions.unsubscribe();
    leaving.forEach(Runnable::run);
    leaving.clear();
  }

  private void follow() {
    subscriptions =
        Subscription.combine(
            model.lost.subscribe(
                l -> strip(lost, l == null ? null : Message.of("visit.door.lost." + l.name()))),
            model.clockWords.subscribe(m -> strip(clock, m)),
            model.stand.subscribe(_ -> place()),
            model.placeWords.subscribe(_ -> place()),
            model.slipWords.subscribe(this::slipSaid),
            model.cardWords.subscribe(this::card));
    leaving.add(listen(model.advice, this::advice));
    leaving.add(listen(model.alarm, this::alarm));
    leaving.add(visit.survey.onChanged(_ -> outcome()));
    outcome();
    advice();
    alarm();
  }

  private static <T> Runnable listen(javafx.collections.ObservableList<T> list, Runnable act) {
    ListChangeListener<T> listener = _ -> act.run();
    list.addListener(listener);
    return () -> list.removeListener(listener);
  }

  private static Label words(String id) {
    var label = new Label("", Icon.WARNING.node());
    label.setId(id);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("door-strip");
    return label;
  }

  private void strip(Label label, @Nullable Message message) {
    label.setText(message == null ? "" : kit.text().of(message));
    Nodes.shown(label, message != null);
  }

  // ---- how it went

  private Node outcomes() {
    var box = new FlowPane();
    box.getStyleClass().add("outcomes");
    for (String code : OUTCOMES) {
      var button = new ToggleButton(kit.t("visit.door.outcome." + code), icon(code).node());
      button.setId("door-outcome-" + code);
      button.getStyleClass().add("outcome");
      button.setOnAction(_ -> {
        model.outcome(code);
        outcome();
      });
      outcomes.put(code, button);
      box.getChildren().add(button);
    }
    return box;
  }

  private static Icon icon(String outcome) {
    return switch (outcome) {
      case "1" -> Icon.DOOR;
      case "30" -> Icon.HOME;
      case "20" -> Icon.CLOSE;
      case "21" -> Icon.GROUP;
      case "31" -> Icon.LOCK;
      default -> Icon.CALENDAR;
    };
  }

  private void outcome() {
    String now = visit.value(Visit.DISPOSITION);
    outcomes.forEach((code, b) -> b.setSelected(code.equals(now)));
    phrases(now);
  }

  /// Ready-made sentences for an attempt that found nobody or was refused: one press instead of
  /// typing at the door.
  private void phrases(String outcome) {
    String group =
        outcome.isEmpty() || outcome.equals("1")
            ? ""
            : NO_ANSWER.contains(outcome)
                ? "nobody"
                : outcome.startsWith("2") ? "refused" : "other";
    if (group.equals(phrases.getUserData())) return;
    phrases.setUserData(group);
    phrases.getChildren().clear();
    Nodes.shown(phrases, !group.isEmpty());
    if (group.isEmpty()) return;
    Label hint = hint(kit.t("visit.phrase.hint"));
    hint.prefWidthProperty().bind(phrases.widthProperty());
    phrases.getChildren().add(hint);
    for (int i = 1; kit.text().has("visit.phrase." + group + "." + i); i++) {
      String words = kit.t("visit.phrase." + group + "." + i);
      Button phrase =
          Buttons.plain(
              "phrase-" + i,
              words,
              () -> visit.session().pathOf(NOTE).ifPresent(p -> visit.survey.answer(p, words)));
      phrase.setWrapText(true);
      phrase.setMinWidth(0);
      phrase.getStyleClass().add("phrase");
      phrases.getChildren().add(phrase);
    }
  }

  private void advice() {
    hints
        .getChildren()
        .setAll(
            model.advice.stream()
                .map(a -> hint(kit.t("visit.door.advice." + a.name(), Attempts.DAYS_MIN)))
                .toList());
    Nodes.shown(hints, !model.advice.isEmpty());
  }

  // ---- the slip that is left

  /// What helps with the slip's number, and what is told of it: it stands over the form's own
  /// question, which is the evidence.
  Node slip() {
    return slip;
  }

  private void slipped() {
    slipHint.setText(kit.t("visit.slip.hint"));
    slipWords.setId("door-slip-words");
    slipWords.setWrapText(true);
    slipWords.setMinHeight(Region.USE_PREF_SIZE);
    slip.setId("door-slip");
    slip.getChildren().setAll(slipHint, slipWords);
  }

  /// A gun that is used at another place of the program types there.
  private boolean takesCode(String text) {
    return Nodes.isShown(this) && model.isOf(visit) && model.takesCode(text);
  }

  private void slipSaid(@Nullable Message said) {
    slipWords.setText(said == null ? "" : kit.text().of(said));
    Nodes.shown(slipWords, said != null);
    Nodes.shown(slipHint, said == null);
    boolean fine = said != null && said.key().equals("visit.slip.FINE");
    slipWords.getStyleClass().removeAll("text-warning", "text-success");
    slipWords.getStyleClass().add(fine ? "text-success" : "text-warning");
  }

  // ---- who opened

  private Node openers() {
    var box = new FlowPane();
    box.getStyleClass().add("outcomes");
    var all = new ArrayList<ToggleButton>();
    for (CodeEntry e : CodeTables.table("doorOpener").entries()) {
      var chip = new ToggleButton(e.label());
      chip.setId("door-opened-" + e.code());
      chip.getStyleClass().add("person-chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
      chip.setSelected(e.code().equals(model.opened()));
      chip.setOnAction(_ -> {
        model.opened(chip.isSelected() ? e.code() : "");
        all.forEach(c -> c.setSelected(c.equals(chip) && chip.isSelected()));
      });
      all.add(chip);
      box.getChildren().add(chip);
    }
    return box;
  }

  private void card(@Nullable Message said) {
    card.setText(kit.t("visit.door.card.lay"));
    card.getStyleClass().removeAll("text-danger", "text-success", "hint");
    if (said == null) card.getStyleClass().add("hint");
    else {
      card.setText(kit.text().of(said));
      card.getStyleClass().add(Door.card(visit).equals("MATCH") ? "text-success" : "text-danger");
    }
  }

  private ReaderListener hears() {
    return new ReaderListener() {
      @Override
      public void changed(ReaderSnapshot now) {}

      @Override
      public void read(Reading reading) {
        if (reading instanceof Reading.Card(var read))
          kit.background().window(() -> model.card(read.text()));
      }
    };
  }

  // ---- where we are

  private void place() {
    place.getChildren().clear();
    Message said = model.placeWords.get();
    if (said != null) {
      var words = new Label(kit.text().of(said), Icon.LOCATION.node());
      words.setId("door-place-words");
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      if (model.stand.get() == DoorModel.Stand.NONE) words.getStyleClass().add("text-warning");
      place.getChildren().add(words);
    }
    var acts = new FlowPane();
    acts.getStyleClass().add("outcomes");
    switch (model.stand.get()) {
      case OPEN, NONE -> {
        if (model.hasReceiver()) acts.getChildren().add(find("visit.door.place.find"));
        acts.getChildren().add(without("2", "visit.door.place.nodevice", true));
        acts.getChildren().add(without("1", "visit.door.place.nosignal", false));
      }
      case ASKING -> acts.getChildren().add(without("1", "visit.door.place.stop", false));
      case FOUND -> {
        if (model.hasReceiver()) acts.getChildren().add(find("visit.door.place.again"));
      }
      case OFF ->
          acts.getChildren()
              .add(
                  Buttons.large(
                      Buttons.quiet("door-place-on", kit.t("visit.door.place.on"), model::again)));
    }
    acts.getChildren()
        .add(
            Buttons.large(
                Buttons.with(
                    Icon.ADD_A_PHOTO,
                    Buttons.plain(
                        "door-plate",
                        kit.t(Door.hasPlate(visit) ? "visit.door.plate.has" : "visit.door.plate"),
                        () -> {
                          plate.run();
                          place();
                        }))));
    place.getChildren().add(acts);
  }

  private Button find(String key) {
    return Buttons.large(
        Buttons.with(Icon.LOCATION, Buttons.plain("door-place-find", kit.t(key), model::find)));
  }

  private Button without(String reason, String key, boolean today) {
    return Buttons.large(
        Buttons.plain(
            "door-place-without-" + reason, kit.t(key), () -> model.without(reason, today)));
  }

  // ---- what must be told today

  private void alarm() {
    alarm.getChildren().clear();
    Nodes.shown(alarm, !model.alarm.isEmpty());
    if (model.alarm.isEmpty()) return;
    var head =
        new Label(
            kit.t(
                "visit.door.alarm",
                model.alarm.stream()
                    .map(VisitAlerts.Sign::name)
                    .map(s -> kit.t("work.alert." + s))
                    .collect(Collectors.joining(kit.t("visit.comma")))),
            Icon.WARNING.node());
    head.getStyleClass().add("section-title");
    head.setWrapText(true);
    head.setMinHeight(Region.USE_PREF_SIZE);
    var people = new VBox();
    for (Alarm.Phone p : model.phones) {
      var line =
          new Label(
              kit.t(
                  p.phone().isEmpty() ? "visit.door.phone.none" : "visit.door.phone",
                  p.name(),
                  kit.t("kit.role." + p.role().name()),
                  p.phone()),
              Icon.CALL.node());
      line.setWrapText(true);
      people.getChildren().add(line);
    }
    if (model.phones.isEmpty()) people.getChildren().add(hint(kit.t("visit.door.phone.nobody")));
    Field whom =
        new Fields(kit)
            .text("door-told", kit.t("visit.door.told"))
            .hint(kit.t("visit.door.told.hint"));
    HBox.setHgrow(whom, Priority.ALWAYS);
    Button told =
        Buttons.large(
            Buttons.danger(
                "door-told-act", kit.t("visit.door.told.act"), () -> model.told(whom.value())));
    alarm.getChildren().setAll(head, people, new Bar(12, whom, told));
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("hint");
    return label;
  }
}
