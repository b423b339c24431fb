package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Ctrl+K: a household, a place or an act, by whatever one remembers of it.
final class QuickOpen {
  /// @param keys the key that does the same, empty for none
  private record Entry(Icon icon, String title, String detail, String keys, Runnable act) {}

  private final Kit kit;
  private final Session session;
  private final ShellViewModel model;
  private final TextField input = new TextField();
  private final ListView<Entry> list = new ListView<>();
  private Runnable close = () -> {};
  private Background.Job searching = () -> {};

  /// out of a gun, not yet looked for
  private String scanned = "";

  QuickOpen(Kit kit, Session session, ShellViewModel model) {
    this.kit = kit;
    this.session = session;
    this.model = model;
  }

  /// @param first what a gun read, `""` when a person asks; one place it leads to is gone to at
  ///   once
  /// @return run it to close
  Runnable open(String first) {
    input.setId("quick-input");
    input.setPromptText(kit.t("shell.quick.prompt"));
    input.setAccessibleText(kit.t("shell.quick.prompt"));
    list.setId("quick-list");
    list.setAccessibleText(kit.t("shell.quick.title"));
    list.setFocusTraversable(false);
    list.setFixedCellSize(38);
    list.getStyleClass().addAll("dense", "quick-list");
    list.setCellFactory(_ -> new Cell());
    var none = new Label(kit.t("shell.quick.none"));
    none.getStyleClass().add("empty-words");
    list.setPlaceholder(none);
    var hint = new Label(kit.t("shell.quick.keys"));
    hint.getStyleClass().add("hint");
    input.textProperty().subscribe(this::typed);
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    close =
        kit.dialogs().show(kit.t("shell.quick.title"), new VBox(10, input, list, hint), List.of());
    scanned = first;
    input.setText(first);
    input.selectAll();
    return close;
  }

  private final class Cell extends ListCell<Entry> {
    private final HBox title = kit.names().node("");
    private final Label detail = new Label();
    private final Label keys = new Label();
    private final HBox row = new HBox();

    Cell() {
      row.getStyleClass().add("quick-row");
      row.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(title, Priority.ALWAYS);
      title.setMaxWidth(Double.MAX_VALUE);
      detail.getStyleClass().add("hint");
      detail.setMinWidth(0);
      keys.getStyleClass().add("key");
      keys.setMinWidth(Label.USE_PREF_SIZE);
      setOnMouseClicked(_ -> take(getItem()));
    }

    @Override
    protected void updateItem(Entry item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      kit.names().fill(title, item.title());
      detail.setText(item.detail());
      keys.setText(item.keys());
      row.getChildren().setAll(item.icon().node(), title, detail);
      if (!item.keys().isEmpty()) row.getChildren().add(keys);
      setGraphic(row);
    }
  }

  private void typed(String typed) {
    searching.cancel();
    var places = places(typed);
    show(places);
    if (typed.isBlank()) return;
    searching =
        kit.background()
            .run(
                () -> session.search(typed),
                hits -> {
                  var all = new ArrayList<Entry>();
                  for (var h : hits)
                    all.add(
                        new Entry(
                            h.icon(),
                            h.title(),
                            h.detail(),
                            "",
                            () -> model.go(h.feature(), h.argument())));
                  if (hits.stream().noneMatch(h -> h.icon() == Icon.HOUSEHOLD))
                    all.addAll(district(typed));
                  boolean sure = hits.size() == 1 && !scanned.isEmpty() && scanned.equals(typed);
                  all.addAll(places);
                  show(all);
                  if (sure) take(all.getFirst());
                },
                _ -> show(places));
  }

  /// Nobody here has this number: the district is asked, with a reason.
  private List<Entry> district(String typed) {
    if (!session.mayAskDistrict()) return List.of();
    return AskDistrictViewModel.number(typed, Show.day(kit.now().instant())).stream()
        .map(n ->
            new Entry(
                Icon.SEARCH,
                kit.t("shell.ask.offer"),
                Show.masked(n),
                "",
                () ->
                    new AskDistrictCard(kit, new AskDistrictViewModel(session, kit.background(), n))
                        .open()))
        .toList();
  }

  private void show(List<Entry> entries) {
    list.getItems().setAll(entries);
    list.getSelectionModel().selectFirst();
  }

  private List<Entry> places(String typed) {
    String low = typed.strip().toLowerCase(Locale.ROOT);
    var found = new ArrayList<Entry>();
    for (Feature f : model.features()) {
      String title = kit.t(f.titleKey());
      if (low.isEmpty() || title.toLowerCase(Locale.ROOT).contains(low))
        found.add(new Entry(f.icon(), title, "", placeKey(f), () -> model.go(f.id(), "")));
    }
    for (var group : kit.shortcuts().all().values())
      for (Shortcut s : group) {
        String title = kit.t(s.label());
        if (s.keys().startsWith("Alt+")) continue;
        if (low.isEmpty() || title.toLowerCase(Locale.ROOT).contains(low))
          found.add(new Entry(Icon.KEYBOARD, title, "", s.keys(), s.act()));
      }
    return found;
  }

  private String placeKey(Feature feature) {
    for (var group : kit.shortcuts().all().values())
      for (Shortcut s : group)
        if (s.keys().startsWith("Alt+") && s.label().equals(feature.titleKey())) return s.keys();
    return "";
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) list.getSelectionModel().selectNext();
    else if (event.getCode() == KeyCode.UP) list.getSelectionModel().selectPrevious();
    else if (event.getCode() == KeyCode.ENTER) take(list.getSelectionModel().getSelectedItem());
    else return;
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
    event.consume();
  }

  private void take(@org.jspecify.annotations.Nullable Entry entry) {
    if (entry == null) return;
    close.run();
    entry.act().run();
  }
}
