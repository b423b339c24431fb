package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Members who live together (form block D).
final class MembersCard extends RowsCard {
  MembersCard(Kit kit, IntakeViewModel model) {
    super(
        kit,
        model,
        "members",
        "intake.member.",
        List.of(
            new Rows.Column(kit.t("work.field.name"), 8),
            new Rows.Column(kit.t("work.field.relation"), 6),
            new Rows.Column(kit.t("work.field.idNumber"), 12),
            new Rows.Column(kit.t("intake.column.age"), 4),
            new Rows.Column(kit.t("intake.column.counted"), 5),
            new Rows.Column(kit.t("work.field.authorization"), 0)));
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

  private Optional<CaseRecord> person(UUID member) {
    return model.record(member).flatMap(m -> m.ref("person")).flatMap(model::record);
  }

  private @Nullable UUID personOf(UUID member) {
    return person(member).map(CaseRecord::id).orElse(null);
  }

  @Override
  List<CaseRecord> records(CaseFile file) {
    return file.members();
  }

  @Override
  boolean holds(CaseRecord row, UUID record) {
    return super.holds(row, record) || row.text("person").equals(record.toString());
  }

  @Override
  public boolean waits(UUID id) {
    return super.waits(id) || person(id).filter(Copied::waits).isPresent();
  }

  @Override
  public List<Node> cells(UUID id) {
    CaseRecord m = row(id);
    Optional<CaseRecord> p = person(id);
    var digits = new Label(Show.masked(p.map(r -> r.text("idNumber")).orElse("")));
    digits.getStyleClass().add("digits");
    return List.of(
        Cells.name(kit, p.map(r -> r.text("name")).orElse("")),
        new Label(CodeTables.table("relation").label(m.text("relation"))),
        digits,
        new Label(age(p)),
        counted(id),
        new Label(CodeTables.table("authorization").label(m.text("authorization"))));
  }

  private boolean counts(UUID member) {
    LiveFacts live = model.live.get();
    return live != null && live.counts(member);
  }

  private Node counted(UUID member) {
    boolean in = counts(member);
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
    return row(id).fields() + person(id).map(CaseRecord::fields).toString() + counts(id);
  }

  /// Whoever else is here may sign for a child.
  private List<Choice> guardians(UUID id) {
    return ItemLines.members(model).stream().filter(c -> !c.code().equals(id.toString())).toList();
  }

  /// Where the applicant is registered.
  private String home() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return "";
    return CaseEdits.applicant(copy).map(p -> copy.text(p, "registeredAddress")).orElse("");
  }

  @Override
  StepView fields(UUID id) {
    var form = new RecordForm(kit, model);
    var grid = new FormGrid(kit);
    grid.add(form.number("member-", () -> personOf(id), "idNumber"), 2);
    grid.add(form.text("member-", () -> personOf(id), "name").required(), 2);
    grid.add(form.choice("member-", () -> id, RecordType.MEMBER, "relation").required(), 2);
    grid.add(form.date("member-", () -> personOf(id), "birthDate"), 2);
    grid.add(form.choice("member-", () -> personOf(id), RecordType.PERSON, "sex"), 2);
    grid.add(form.text("member-", () -> personOf(id), "idPending"), 2);
    grid.add(
        form.text("member-", () -> personOf(id), "registeredAddress")
            .same(kit.t("intake.same.household"), this::home),
        4);
    grid.add(form.digits("member-", () -> personOf(id), "phone", 20), 2);
    grid.add(Vouching.of(form, model, "member-", () -> personOf(id)), 6);
    standing(form, grid, "member-", () -> id);
    grid.add(form.choice("member-", () -> id, "guardian", guardians(id)), 2);
    grid.add(form.yesNo("member-", () -> id, "legalDutyCohabiting"), 2);
    return new FormView(form, grid);
  }

  @Override
  public void add() {
    model.rows().addMember();
  }
}
