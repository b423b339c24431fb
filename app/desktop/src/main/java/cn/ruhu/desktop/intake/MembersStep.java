package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Members who live together (form block D).
final class MembersStep implements StepView {
  private final Kit kit;
  private final IntakeViewModel model;
  private final Rows rows;
  private final VBox node = new VBox();
  private RecordForm form;

  MembersStep(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    form = new RecordForm(kit, model);
    rows =
        new Rows(
            kit,
            "members",
            List.of(
                new Rows.Column(kit.t("work.field.name"), 8),
                new Rows.Column(kit.t("work.field.relation"), 6),
                new Rows.Column(kit.t("work.field.idNumber"), 12),
                new Rows.Column(kit.t("intake.column.age"), 4),
                new Rows.Column(kit.t("intake.column.counted"), 5),
                new Rows.Column(kit.t("work.field.authorization"), 0)),
            new Members(),
            kit.t("intake.member.add"));
    node.getStyleClass().add("step-column");
    node.getChildren()
        .setAll(
            Page.card(
                kit.t("intake.card.members"),
                Cells.wrapped(kit.t("intake.member.hint"), "hint"),
                rows));
  }

  /// The state of a person, the same for the applicant and every member.
  static void standing(
      RecordForm form, FormGrid grid, String prefix, Supplier<@Nullable UUID> member) {
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "livingTogether"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "hukouRelation"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "hukouKind"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "marital"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "education"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "labour"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "occupation"), 2);
    grid.add(form.text(prefix, member, "workplace"), 4);
    grid.add(form.several(prefix, member, RecordType.MEMBER, "health"), 6);
    grid.add(form.text(prefix, member, "disease"), 6);
    grid.add(form.text(prefix, member, "disabilityCertificate"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "disabilityCategory"), 2);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "disabilityGrade"), 2);
    grid.add(form.several(prefix, member, RecordType.MEMBER, "specialIdentity"), 6);
    grid.add(form.choice(prefix, member, RecordType.MEMBER, "authorization"), 2);
  }

  private Optional<CaseRecord> record(UUID id) {
    WorkingCopy copy = model.open.get();
    return copy == null ? Optional.empty() : copy.get(id);
  }

  private @Nullable UUID personOf(UUID member) {
    return record(member).flatMap(m -> m.ref("person")).orElse(null);
  }

  private final class Members implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      return copy == null ? List.of() : copy.file().members().stream().map(CaseRecord::id).toList();
    }

    @Override
    public boolean waits(UUID id) {
      UUID person = personOf(id);
      boolean self = record(id).flatMap(r -> r.get("copied")).isPresent();
      return self || (person != null && record(person).flatMap(r -> r.get("copied")).isPresent());
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord m = record(id).orElseThrow();
      Optional<CaseRecord> p = m.ref("person").flatMap(MembersStep.this::record);
      String name = p.map(r -> r.text("name")).orElse("");
      String number = p.map(r -> r.text("idNumber")).orElse("");
      var digits = new Label(Show.masked(number));
      digits.getStyleClass().add("digits");
      return List.of(
          name.isEmpty() ? Cells.muted(kit.t("intake.row.noname")) : kit.names().node(name),
          new Label(CodeTables.table("relation").label(m.text("relation"))),
          digits,
          new Label(age(p)),
          counted(id),
          new Label(CodeTables.table("authorization").label(m.text("authorization"))));
    }

    private Node counted(UUID member) {
      LiveFacts live = model.live.get();
      boolean in = live != null && live.counts(member);
      return Badges.of(
          kit.t(in ? "intake.counted.yes" : "intake.counted.no"),
          in ? Badges.Tone.SUCCESS : Badges.Tone.NEUTRAL);
    }

    private String age(Optional<CaseRecord> person) {
      return person
          .flatMap(p -> Texts.date(p.text("birthDate")))
          .map(b -> kit.t("intake.age", Age.years(b, Show.day(kit.now().instant()))))
          .orElse("");
    }

    @Override
    public String mark(UUID id) {
      Optional<CaseRecord> m = record(id);
      LiveFacts live = model.live.get();
      return m.map(CaseRecord::fields)
          + ""
          + m.flatMap(r -> r.ref("person"))
              .flatMap(MembersStep.this::record)
              .map(CaseRecord::fields)
          + (live != null && live.counts(id));
    }

    /// Whoever else is here may sign for a child.
    private List<Choice> guardians(UUID id) {
      return ItemLines.members(model).stream()
          .filter(c -> !c.code().equals(id.toString()))
          .toList();
    }

    @Override
    public Node editor(UUID id) {
      form = new RecordForm(kit, model);
      var grid = new FormGrid(6);
      grid.add(form.number("member-", () -> personOf(id), "idNumber"), 2);
      grid.add(form.text("member-", () -> personOf(id), "name").required(), 2);
      grid.add(form.choice("member-", () -> id, RecordType.MEMBER, "relation").required(), 2);
      grid.add(form.date("member-", () -> personOf(id), "birthDate"), 2);
      grid.add(form.choice("member-", () -> personOf(id), RecordType.PERSON, "sex"), 2);
      grid.add(form.text("member-", () -> personOf(id), "idPending"), 2);
      grid.add(form.text("member-", () -> personOf(id), "registeredAddress"), 4);
      grid.add(form.digits("member-", () -> personOf(id), "phone", 20), 2);
      standing(form, grid, "member-", () -> id);
      grid.add(form.choice("member-", () -> id, "guardian", guardians(id)), 2);
      grid.add(form.yesNo("member-", () -> id, "legalDutyCohabiting"), 2);
      form.refresh();
      return grid;
    }

    @Override
    public void add() {
      model.rows().addMember();
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
    rows.refresh();
    form.refresh();
  }

  @Override
  public @Nullable UUID editing() {
    return rows.editing();
  }

  @Override
  public boolean focus(Spot at) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return false;
    for (CaseRecord m : copy.file().members())
      if (m.id().equals(at.record()) || m.text("person").equals(at.record().toString())) {
        rows.edit(m.id());
        return form.focus(at);
      }
    return false;
  }
}
