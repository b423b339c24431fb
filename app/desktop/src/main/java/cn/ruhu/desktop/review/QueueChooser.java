package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Kit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Above the queue: chips that hold together, how long cases stand, whose they were, words, and
/// choices that got a name. Window thread only.
final class QueueChooser {
  private static final double GAP = 7;

  private final Kit kit;
  private final QueueViewModel model;
  private final Runnable save;
  private final Runnable leave;
  private final ToggleButton all;
  private final Map<QueueFilter.Chip, ToggleButton> chips = new EnumMap<>(QueueFilter.Chip.class);
  private final Map<QueueFilter.Age, ToggleButton> ages = new EnumMap<>(QueueFilter.Age.class);
  private final MenuButton reviewers = new MenuButton();
  private final MenuButton views = new MenuButton();
  private final TextField words = new TextField();
  private final VBox root;

  /// @param leave gives the keyboard back to the table
  QueueChooser(Kit kit, QueueViewModel model, Runnable save, Runnable leave) {
    this.kit = kit;
    this.model = model;
    this.save = save;
    this.leave = leave;
    all = chip("ALL", () -> model.filter.set(model.filter.get().cleared()));
    root = new VBox(chips(), finer());
    root.getStyleClass().add("review-chooser");
    model.filter.subscribe(_ -> show());
    model.totals.subscribe(_ -> show());
    model.locked.subscribe(_ -> show());
    model.views.subscribe(this::listViews);
    listViews();
  }

  Node node() {
    return root;
  }

  void search() {
    words.requestFocus();
    words.selectAll();
  }

  private ToggleButton chip(String name, Runnable act) {
    var chip = new ToggleButton();
    chip.setId("review-chip-" + name);
    chip.getStyleClass().add("review-chip");
    chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
    chip.setOnAction(_ -> {
      act.run();
      show(); // pressed again, it stays what it stands for
    });
    return chip;
  }

  private Node chips() {
    var row = new FlowPane(GAP, GAP, all); // in a small window the chips take a second line
    row.getStyleClass().add("review-chips");
    for (QueueFilter.Chip c : QueueFilter.Chip.values()) {
      var chip = chip(c.name(), () -> model.filter.set(model.filter.get().toggled(c)));
      chips.put(c, chip);
      row.getChildren().add(chip);
    }
    return row;
  }

  private Node finer() {
    words.setId("review-queue-words");
    words.setPromptText(kit.t("review.words"));
    words.setAccessibleText(kit.t("review.words"));
    words.setPrefColumnCount(16);
    words.textProperty().subscribe((_, now) -> model.filter.set(model.filter.get().withWords(now)));
    words.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.DOWN) {
            e.consume();
            leave.run();
          }
        });
    reviewers.setId("review-reviewers");
    reviewers.setAccessibleText(kit.t("review.reviewer"));
    views.setId("review-views");
    views.setText(kit.t("review.views"));
    views.setAccessibleText(kit.t("review.views"));
    var stands = new Label(kit.t("review.age"));
    stands.getStyleClass().add("hint");
    stands.setMinWidth(Label.USE_PREF_SIZE);
    var row = new Bar(words, views, reviewers, stands);
    row.getStyleClass().add("review-chips");
    row.setAlignment(Pos.CENTER_LEFT);
    for (QueueFilter.Age a : QueueFilter.Age.values()) {
      var chip = chip("AGE-" + a.name(), () -> age(a));
      ages.put(a, chip);
      row.getChildren().add(chip);
    }
    return row;
  }

  private void age(QueueFilter.Age a) {
    QueueFilter now = model.filter.get();
    boolean is = now.age().filter(a::equals).isPresent();
    model.filter.set(now.withAge(is ? Optional.empty() : Optional.of(a)));
  }

  private void show() {
    QueueFilter now = model.filter.get();
    QueueTotals totals = model.totals.get();
    all.setSelected(now.isAll());
    all.setText(kit.t("review.chip.ALL") + "  " + said(totals.all()));
    chips.forEach((c, chip) -> {
      chip.setSelected(now.chips().contains(c));
      chip.setText(kit.t("review.chip." + c.name()) + "  " + said(totals.count(c)));
    });
    ages.forEach((a, chip) -> {
      chip.setSelected(now.age().filter(a::equals).isPresent());
      chip.setText(kit.t("review.age." + a.name()) + "  " + said(totals.count(a)));
    });
    if (!words.getText().equals(now.words())) words.setText(now.words());
    reviewers.setText(
        kit.t(
            "review.reviewer.is",
            now.reviewer().map(this::name).orElse(kit.t("review.reviewer.any"))));
    listReviewers(totals);
  }

  /// Of locked cases nobody knows how many there are.
  private String said(int count) {
    return model.locked.get() ? "\u2013" : Integer.toString(count);
  }

  private String name(UUID reviewer) {
    String name = model.nameOf(reviewer);
    return name.isEmpty() ? kit.t("review.reviewer.unknown") : name;
  }

  private void listReviewers(QueueTotals totals) {
    var any = new MenuItem(kit.t("review.reviewer.any"));
    any.setOnAction(_ -> model.filter.set(model.filter.get().withReviewer(Optional.empty())));
    reviewers.getItems().setAll(any);
    for (QueueTotals.Load load : totals.loads()) {
      String who = load.reviewer().map(this::name).orElse(kit.t("review.reviewer.nobody"));
      var item =
          new MenuItem(kit.t("review.load", who, load.cases(), load.waiting(), load.overdue()));
      item.setDisable(load.reviewer().isEmpty());
      item.setOnAction(_ -> model.filter.set(model.filter.get().withReviewer(load.reviewer())));
      reviewers.getItems().add(item);
    }
  }

  private void listViews() {
    views.getItems().clear();
    int n = 1;
    for (QueueFilter.View v : model.views) {
      String key = n <= QueueViewModel.VIEWS_MAX ? "   Ctrl+" + n : "";
      var item = new MenuItem(v.name() + key);
      item.setOnAction(_ -> model.filter.set(v.filter()));
      views.getItems().add(item);
      n++;
    }
    if (!model.views.isEmpty()) views.getItems().add(new SeparatorMenuItem());
    var keep = new MenuItem(kit.t("review.view.save") + "   Ctrl+S");
    keep.setOnAction(_ -> save.run());
    views.getItems().add(keep);
    for (QueueFilter.View v : model.views) {
      var drop = new MenuItem(kit.t("review.view.drop", v.name()));
      drop.setOnAction(_ -> model.dropView(v));
      views.getItems().add(drop);
    }
  }
}
