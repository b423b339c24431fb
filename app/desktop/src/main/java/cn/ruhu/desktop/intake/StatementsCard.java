package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.paper.Signers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Statements and authorization (form blocks K and L): what is read out, whether the notice on
/// personal information was given, with its edition and the minute, and who of those who sign has
/// signed. The notice is a record, never a condition (DOMAIN C16).
final class StatementsCard implements StepView {
  /// edition of the notice whose words stand in the bundles
  static final String EDITION = "2026-1";

  private static final int STATEMENTS = 5;

  private final Kit kit;
  private final IntakeViewModel model;
  private final HBox told = new Bar();
  private final Rows signers;
  private final VBox node = new VBox();
  private RecordForm form;

  StatementsCard(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    form = new RecordForm(kit, model);
    told.setAlignment(Pos.CENTER_LEFT);
    told.getStyleClass().add("paper-line");
    signers =
        new Rows(
            kit,
            "signers",
            List.of(
                new Rows.Column(kit.t("work.field.name"), 9),
                new Rows.Column(kit.t("intake.column.relation"), 9),
                new Rows.Column(kit.t("work.field.authorization"), 10),
                new Rows.Column(kit.t("intake.column.wards"), 0)),
            new Lines(),
            "");
    var read = new VBox();
    read.getStyleClass().add("statements");
    for (int i = 1; i <= STATEMENTS; i++)
      read.getChildren().add(Cells.wrapped(kit.t("intake.statement." + i)));
    node.getStyleClass().add("cards");
    node.getChildren()
        .setAll(
            Page.card(kit.t("intake.card.statements"), read),
            Page.card(
                kit.t("intake.card.notice"),
                Cells.wrapped(kit.t("intake.notice.words"), "statements"),
                told),
            Page.card(
                kit.t("intake.card.authorization"),
                Cells.wrapped(kit.t("intake.authorization.words"), "hint"),
                signers));
  }

  private Optional<CaseRecord> notice() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return Optional.empty();
    return copy.file().gateFacts(GateKind.PRIVACY_NOTICE).stream().reduce((_, later) -> later);
  }

  private void given() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    String who = copy.text(copy.application(), "applicant");
    model.edits.fact(copy, GateKind.PRIVACY_NOTICE, who, EDITION, "");
    model.touched(null);
  }

  private void taken() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    notice().filter(f -> copy.addedSince(f.id())).ifPresent(f -> copy.remove(f.id()));
    model.touched(null);
  }

  private void showNotice() {
    Optional<CaseRecord> fact = notice();
    var state =
        fact.isPresent()
            ? Badges.of(kit.t("intake.notice.given"), Badges.Tone.SUCCESS)
            : Badges.of(kit.t("intake.notice.open"), Badges.Tone.NEUTRAL);
    var words =
        Cells.muted(fact.map(this::recorded).orElse(kit.t("intake.notice.edition", EDITION)));
    words.setId("intake-notice-recorded");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    WorkingCopy copy = model.open.get();
    boolean fresh = fact.isPresent() && copy != null && copy.addedSince(fact.get().id());
    Button act =
        fact.isEmpty()
            ? Buttons.plain("intake-notice", kit.t("intake.notice.act"), this::given)
            : Buttons.quiet("intake-notice", kit.t("intake.notice.undo"), this::taken);
    if (fact.isPresent() && !fresh) Buttons.blocked(act, kit.t("intake.notice.kept"));
    Rows.pressesOnEnter(act);
    Node owner = node.getScene() == null ? null : node.getScene().getFocusOwner();
    boolean here = owner != null && "intake-notice".equals(owner.getId());
    told.getChildren().setAll(state, words, grow, act);
    if (here) act.requestFocus();
  }

  private String recorded(CaseRecord fact) {
    String by = fact.ref("by").map(model.desk()::staffName).orElse("");
    String at = CaseFile.instant(fact, "at").map(Show::minute).orElse("");
    return kit.t("intake.notice.recorded", fact.text("value"), at, by);
  }

  private final class Lines implements Rows.Content {
    @Override
    public List<UUID> ids() {
      WorkingCopy copy = model.open.get();
      if (copy == null) return List.of();
      return Signers.of(copy.file(), model.desk().today()).stream().map(CaseRecord::id).toList();
    }

    private String name(CaseRecord signer) {
      WorkingCopy copy = model.open.get();
      if (copy == null || signer.type() == RecordType.SUPPORTER) return signer.text("name");
      return copy.file().personOf(signer).map(p -> p.text("name")).orElse("");
    }

    /// Minors for whom this member signs as the guardian named.
    private String wards(UUID id) {
      WorkingCopy copy = model.open.get();
      if (copy == null) return "";
      var names = new ArrayList<String>();
      for (CaseRecord m : copy.file().members())
        if (m.text("guardian").equals(id.toString())) names.add(name(m));
      return String.join(" ", names);
    }

    @Override
    public String mark(UUID id) {
      return model.record(id).map(r -> name(r) + r.fields() + wards(id)).orElse("");
    }

    @Override
    public List<Node> cells(UUID id) {
      CaseRecord r = model.record(id).orElseThrow();
      String relation =
          r.type() == RecordType.SUPPORTER && r.get("relation").isEmpty()
              ? CodeTables.table("supportDuty").label(r.text("duty"))
              : CodeTables.table("relation").label(r.text("relation"));
      String state = r.get("authorization").orElse("PENDING");
      Label badge =
          Badges.of(
              CodeTables.table("authorization").label(state),
              state.equals("PENDING") ? Badges.Tone.WARNING : Badges.Tone.NEUTRAL);
      return List.of(Cells.name(kit, name(r)), new Label(relation), badge, new Label(wards(id)));
    }

    @Override
    public Node editor(UUID id) {
      form = new RecordForm(kit, model);
      var grid = new FormGrid(kit);
      grid.add(form.choice("signer-", () -> id, RecordType.MEMBER, "authorization"), 3);
      form.refresh();
      return grid;
    }

    @Override
    public void add() {}

    @Override
    public boolean fixed() {
      return true;
    }

    @Override
    public void remove(UUID id) {}
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {
    showNotice();
    signers.refresh();
    form.refresh();
  }

  @Override
  public boolean begin() {
    if (notice().isPresent()) return false;
    for (Node n : told.getChildren())
      if (n instanceof Button act) {
        act.requestFocus();
        return true;
      }
    return false;
  }

  @Override
  public boolean focus(Spot at) {
    return false;
  }
}
