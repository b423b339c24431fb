package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// A card of records that come and go as rows, one of them open with its fields. Window thread
/// only.
abstract class RowsCard implements StepView, Rows.Content {
  final Kit kit;
  final IntakeViewModel model;
  private final Rows rows;
  private final Pane node;
  private @Nullable StepView fields;

  /// @param name in the key of the title and in the ids
  /// @param keys what the keys of its other words begin with
  /// @param above what stands above the rows
  RowsCard(
      Kit kit,
      IntakeViewModel model,
      String name,
      String keys,
      List<Rows.Column> columns,
      Node... above) {
    this.kit = kit;
    this.model = model;
    rows = new Rows(kit, name, columns, this, kit.t(keys + "add"));
    node = Page.card(kit.t("intake.card." + name), Cells.wrapped(kit.t(keys + "hint"), "hint"));
    node.getChildren().addAll(above);
    node.getChildren().add(rows);
  }

  /// The records of the rows, in order.
  abstract List<CaseRecord> records(CaseFile file);

  /// The fields of one row.
  abstract StepView fields(UUID id);

  /// Whether fields of this record stand in the row.
  boolean holds(CaseRecord row, UUID record) {
    return row.id().equals(record);
  }

  CaseRecord row(UUID id) {
    return model.record(id).orElseThrow();
  }

  /// Name of the person a row is about, `""` for nobody.
  String owner(UUID id) {
    WorkingCopy copy = model.open.get();
    return copy == null ? "" : copy.owner(row(id)).map(p -> p.text("name")).orElse("");
  }

  private List<CaseRecord> records() {
    WorkingCopy copy = model.open.get();
    return copy == null ? List.of() : records(copy.file());
  }

  @Override
  public final List<UUID> ids() {
    return records().stream().map(CaseRecord::id).toList();
  }

  @Override
  public boolean waits(UUID id) {
    return Copied.waits(row(id));
  }

  @Override
  public final Node editor(UUID id) {
    StepView open = fields(id);
    fields = open;
    open.refresh();
    open.ends(rows::closeRow);
    return open.node();
  }

  @Override
  public final void remove(UUID id) {
    model.rows().remove(id);
  }

  @Override
  public final Node node() {
    return node;
  }

  @Override
  public void refresh() {
    rows.refresh();
    if (fields != null) fields.refresh();
  }

  @Override
  public boolean begin() {
    return rows.begin();
  }

  @Override
  public final @Nullable UUID editing() {
    return rows.editing();
  }

  @Override
  public boolean focus(Spot at) {
    for (CaseRecord r : records())
      if (holds(r, at.record())) {
        rows.edit(r.id());
        return fields != null && fields.focus(at);
      }
    return false;
  }
}
