package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Near relatives among those who handle aid or sit in the committee (近亲属申明, form block J).
final class RelativesCard implements StepView {
  private final Kit kit;
  private final IntakeViewModel model;
  private final RecordForm asked;
  private final Rows rows;
  private final Node node;
  private RecordForm form;

  RelativesCard(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    asked = new RecordForm(kit, model);
    form = new RecordForm(kit, model);
    var grid = new FormGrid(6);
    grid.add(asked.yesNo("", this::app, "relativeOfOfficial").required(), 2);
    grid.add(asked.text("", this::app, "relativeNote"), 4);
    rows =
        new Rows(
            kit,
            "relatives",
            List.of(
                new Rows.Column(kit.t("work.field.member"), 9),
                new Rows.Column(kit.t("work.field.name"), 8),
                new Rows.Column(kit.t("intake.column.relation"), 6),
                new Rows.Column(kit.t("work.field.unit"), 12),
                new Rows.Column(kit.t("work.field.post"), 0)),
            new Lines(),
            kit.t("intake.relative.add"));
    node =
        Page.card(
            kit.t("intake.card.relatives"),
            Cells.wrapped(kit.t("intake.relative.hint"), "hint"),
            grid,
            rows);
  }

  private @Nullable UUID app() {
    WorkingCopy copy = model.open.get();
    return copy == null ? null : copy.application();
  }

  private Optional<CaseRecord> record(UUID id) {
    WorkingCopy copy = model.open.get();
    return copy == null ? Optional.empty() : copy.get(id);
  }

  private final class Lines implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      if (copy == null) return List.of();
      return copy.file().all(RecordType.RELATIVE).stream()
          .sorted(Comparator.comparing(r -> r.text("order")))
          .map(CaseRecord::id)
          .toList();
    }

    private String member(CaseRecord r) {
      WorkingCopy copy = model.open.get();
      if (copy == null) return "";
      return r.ref("member")
          .flatMap(copy::get)
          .flatMap(copy.file()::personOf)
          .map(p -> p.text("name"))
          .orElse("");
    }

    @Override
    public String mark(UUID id) {
      return record(id).map(r -> member(r) + r.fields()).orElse("");
    }

    @Override
    public boolean waits(UUID id) {
      return record(id).flatMap(r -> r.get("copied")).isPresent();
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord r = record(id).orElseThrow();
      return List.of(
          kit.names().node(member(r)),
          r.get("name").isEmpty()
              ? Cells.muted(kit.t("intake.row.noname"))
              : kit.names().node(r.text("name")),
          new Label(CodeTables.table("relation").label(r.text("relation"))),
          new Label(r.text("unit")),
          new Label(r.text("post")));
    }

    @Override
    public Node editor(UUID id) {
      form = new RecordForm(kit, model);
      var grid = new FormGrid(6);
      String p = "relative-";
      grid.add(form.choice(p, () -> id, "member", ItemLines.members(model)).required(), 2);
      grid.add(form.text(p, () -> id, "name").required(), 2);
      grid.add(
          form.choice(
              p, () -> id, "relation", RecordForm.choices("relation"), "intake.relative.relation"),
          2);
      grid.add(form.text(p, () -> id, "unit"), 3);
      grid.add(form.text(p, () -> id, "post"), 3);
      form.refresh();
      return grid;
    }

    @Override
    public void add() {
      model.rows().addRelative();
    }

    @Override
    public void remove(UUID id) {
      model.rows().remove(id);
    }
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {
    asked.refresh();
    rows.refresh();
    form.refresh();
  }

  @Override
  public @Nullable UUID editing() {
    return rows.editing();
  }

  @Override
  public boolean focus(Spot at) {
    if (asked.focus(at)) return true;
    if (record(at.record()).filter(r -> r.type() == RecordType.RELATIVE).isEmpty()) return false;
    rows.edit(at.record());
    return form.focus(at);
  }
}
