package cn.ruhu.desktop.changes;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Finds the household at the counter: by card, number, last four, name, pinyin, case number.
final class Finder {
  private static final double ROW = 34;
  private static final int ROWS_MAX = 6;
  private static final int WIDTH = 46;

  private final CounterViewModel model;
  private final Field query;
  private final ListView<FoundHome> hits = new ListView<>();
  private final Label refusal = new Label();
  private final Button declare;
  private final VBox node;

  /// @param declare opens the declaration of a case that is still being written
  Finder(Kit kit, CounterViewModel model, Consumer<UUID> declare) {
    this.model = model;
    query =
        new Fields(kit)
            .text("changes-find", kit.t("changes.find"))
            .hint(kit.t("changes.find.hint"))
            .onEnter(this::enter)
            .columns(WIDTH);
    query.valueProperty().subscribe(model::find);
    hits.setId("changes-hits");
    hits.setItems(model.hits);
    hits.setFixedCellSize(ROW);
    hits.setMaxWidth(900);
    hits.getStyleClass().addAll("dense", "choices");
    hits.setAccessibleText(kit.t("changes.hits"));
    hits.setCellFactory(_ -> new Cell(kit));
    model.hits.subscribe(this::sized);
    hits.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    query.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DOWN && !model.hits.isEmpty()) {
            e.consume();
            hits.getSelectionModel().selectFirst();
            hits.requestFocus();
          }
        });
    refusal.setId("changes-refusal");
    refusal.setWrapText(true);
    refusal.getStyleClass().add("field-problem");
    this.declare =
        Buttons.plain(
            "changes-declare",
            kit.t("changes.act.declare"),
            () -> {
              @Nullable UUID id = model.declaring.get();
              if (id != null) declare.accept(id);
            });
    model.refusal.subscribe((Message m) -> {
      refusal.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(refusal, m != null);
    });
    model.declaring.subscribe(id -> Nodes.shown(this.declare, id != null));
    node = new VBox(6, query, refusal, this.declare, hits);
    sized();
  }

  Node node() {
    return node;
  }

  void focus() {
    query.focus();
  }

  /// Empty again, for the next person.
  void clear() {
    query.valueProperty().set("");
  }

  private void sized() {
    Nodes.shown(hits, !model.hits.isEmpty());
    hits.setPrefHeight(ROW * Math.min(ROWS_MAX, model.hits.size()) + 4);
    hits.setMinHeight(hits.getPrefHeight());
  }

  private void enter() {
    if (model.hits.size() > 1) {
      hits.getSelectionModel().selectFirst();
      hits.requestFocus();
    } else model.findOne(query.value());
  }

  private void key(KeyEvent e) {
    @Nullable FoundHome chosen = hits.getSelectionModel().getSelectedItem();
    if (e.getCode() == KeyCode.ENTER && chosen != null) {
      e.consume();
      model.open(chosen.application());
    } else if (e.getCode() == KeyCode.ESCAPE) {
      e.consume();
      query.focus();
    }
  }

  private final class Cell extends ListCell<FoundHome> {
    private final Kit kit;

    Cell(Kit kit) {
      this.kit = kit;
      setOnMouseClicked(_ -> {
        if (getItem() != null) model.open(getItem().application());
      });
    }

    @Override
    protected void updateItem(@Nullable FoundHome item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      setText(item.detail());
      setGraphic(kit.names().node(item.applicant()));
      setGraphicTextGap(12);
    }
  }
}
