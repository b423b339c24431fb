package cn.ruhu.desktop.review;

import cn.ruhu.casefile.evidence.HonestySignal;
import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 入户: every attempt at the door with its result, its pair, its seal, and what was said beside the
/// answers.
final class VisitView {
  private final Kit kit;
  private final CaseViewModel model;
  private final RemarksPanel remarks;
  private final DraftsPanel drafts;
  private final Sections sections = new Sections();
  private final Label told = Sections.words("");

  VisitView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    told.setId("review-evidence-said");
    model.evidence.said.subscribe(m -> {
      told.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(told, m != null);
    });
    this.drafts = new DraftsPanel(kit, model);
    this.remarks = new RemarksPanel(kit, model);
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return sections.node();
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    sections.clear();
    sections.put(told);
    List<CaseRecord> visits = sheet.file().visits();
    if (visits.isEmpty())
      sections.add("", Sections.words(kit.t("review.visit.none"), "text-muted"));
    for (CaseRecord v : visits.reversed()) {
      var nodes = new ArrayList<Node>(List.of(facts(v, sheet)));
      if (EvidenceExport.sealed(v)) nodes.add(leaves(v));
      for (HonestySignal s : sheet.signals().getOrDefault(v.id(), List.of())) nodes.add(signal(s));
      nodes.addAll(remarks.of(v, sheet));
      sections.add(title(v), nodes.toArray(Node[]::new));
    }
    for (CaseRecord d : sheet.file().all(RecordType.VISIT_DRAFT).reversed())
      sections.add(drafts.title(d), drafts.of(d, sheet));
  }

  /// The evidence of a sealed visit, to a stick or a folder.
  private Node leaves(CaseRecord visit) {
    Button act =
        Buttons.with(
            Icon.SAVE,
            Buttons.plain(
                "review-evidence-" + visit.id(), kit.t("review.evidence"), () -> leave(visit)));
    act.disableProperty().bind(model.evidence.busy);
    var words = Sections.words(kit.t("review.evidence.words"), "hint");
    return new VBox(6, act, words);
  }

  /// Asks where to.
  void leave(CaseRecord visit) {
    var scene = node().getScene();
    kit.pictures()
        .folder(kit.t("review.evidence.title"), scene == null ? null : scene.getWindow())
        .ifPresent(folder -> model.evidence.to(folder, visit));
  }

  private Node signal(HonestySignal signal) {
    var words = Sections.words(kit.t("review.signal." + signal.code(), signal.args().toArray()));
    words.setGraphic(Badges.of(kit.t("review.flags.Q"), Badges.Tone.NEUTRAL));
    words.getStyleClass().add("review-signal");
    return words;
  }

  private String title(CaseRecord visit) {
    return kit.t(
        "review.visit.title",
        CaseFile.instant(visit, "startedAt").map(Show::minute).orElse(""),
        CodeTables.label("disposition", visit.text("disposition")));
  }

  private Node facts(CaseRecord v, CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    add(rows, "review.visit.pair", pair(v));
    add(rows, "review.visit.mode", label("visitMode", v.get("visitMode").orElse("HOME")));
    add(rows, "review.visit.purpose", label("visitPurpose", v.text("purpose")));
    add(rows, "review.visit.place", v.text("place"));
    add(rows, "review.visit.interviewee", v.ref("interviewee").map(sheet::nameOf).orElse(""));
    add(rows, "review.visit.note", v.text("dispositionNote"));
    add(rows, "review.visit.duration", minutes(v));
    add(rows, "review.visit.sections", sections(v));
    add(rows, "review.visit.statement", statement(v));
    add(rows, "review.visit.copy", v.text("householdCopy"));
    add(rows, "review.visit.correction", v.text("correction"));
    add(rows, "review.visit.signed", signed(v, sheet.file()));
    add(rows, "review.visit.seal", Show.sealNumber(v.text("sealHash")));
    add(
        rows,
        "review.visit.answers",
        Integer.toString(sheet.file().answers(v.id()).byPath().size()));
    return Sections.grid(1, List.of(), rows);
  }

  private void add(List<List<String>> rows, String key, String value) {
    if (!value.isEmpty()) rows.add(List.of(kit.t(key), value));
  }

  private static String label(String table, String code) {
    return code.isEmpty() ? "" : CodeTables.label(table, code);
  }

  private String pair(CaseRecord v) {
    return Stream.of("investigatorA", "investigatorB")
        .flatMap(f -> v.ref(f).stream())
        .map(model.desk()::staffName)
        .filter(n -> !n.isEmpty())
        .collect(Collectors.joining(kit.t("review.comma")));
  }

  private String minutes(CaseRecord v) {
    String seconds = v.text("durationSeconds");
    return seconds.matches("\\d{1,7}")
        ? kit.t("review.visit.minutes", Integer.parseInt(seconds) / 60)
        : "";
  }

  /// Minutes in each section, those under one left out.
  private String sections(CaseRecord v) {
    return Paradata.sections(v.text("sections")).entrySet().stream()
        .filter(e -> e.getValue() >= 60)
        .map(e -> kit.t("review.visit.section", e.getKey(), Math.round(e.getValue() / 60.0)))
        .collect(Collectors.joining(kit.t("review.comma")));
  }

  private String statement(CaseRecord v) {
    String origin = v.text("statement");
    return origin.isEmpty() ? "" : kit.t("review.visit.statement." + origin);
  }

  private String signed(CaseRecord v, CaseFile file) {
    var later = SecondSignings.of(file, v, model.desk().now());
    if (later.isPresent()) return kit.t(second(later.get()), Show.shortMinute(at(later.get())));
    boolean both = !v.text("signatureA").isEmpty() && !v.text("signatureB").isEmpty();
    if (both && !v.text("badge").isEmpty())
      return kit.t("review.visit.signed.badge", v.text("badge"));
    return kit.t(both ? "review.visit.signed.both" : "review.visit.signed.not");
  }

  private static String second(SecondSignings.State state) {
    return switch (state.standing()) {
      case SIGNED -> "review.visit.signed.later";
      case OPEN -> "review.visit.signed.waits";
      case OVER ->
          state.signature().isPresent() ? "review.visit.signed.late" : "review.visit.signed.over";
    };
  }

  private static Instant at(SecondSignings.State state) {
    return state.standing() == SecondSignings.Standing.SIGNED
        ? state.signature().map(s -> s.proof().at()).orElse(state.until())
        : state.until();
  }
}
