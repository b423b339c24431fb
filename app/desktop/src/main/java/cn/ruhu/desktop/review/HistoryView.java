package cn.ruhu.desktop.review;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// 经过: acts, opinions, questions, visits and facts of the case, newest first.
final class HistoryView {
  private final Kit kit;
  private final CaseViewModel model;
  private final Sections sections = new Sections();

  /// One step of a case.
  record Moment(Instant at, String who, String what) {}

  HistoryView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return sections.node();
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    sections.clear();
    List<List<String>> rows =
        moments(sheet).stream().map(m -> List.of(Show.minute(m.at()), m.who(), m.what())).toList();
    sections.add("", Sections.grid(2, List.of(), rows));
  }

  /// Every step, newest first.
  List<Moment> moments(CaseSheet sheet) {
    var all = new ArrayList<Moment>();
    CaseFile file = sheet.file();
    for (CaseRecord e : file.events()) add(all, e, "at", "by", act(e));
    for (CaseRecord o : file.all(RecordType.OPINION)) add(all, o, "at", "by", opinion(o));
    for (CaseRecord d : file.all(RecordType.DECISION)) add(all, d, "at", "by", decision(d));
    for (CaseRecord v : file.visits()) add(all, v, "finishedAt", "investigatorA", visit(v));
    for (CaseRecord q : file.questions()) {
      add(all, q, "askedAt", "askedBy", kit.t("review.history.asked", q.text("words")));
      if (!q.text("answer").isEmpty())
        add(all, q, "answeredAt", "answeredBy", kit.t("review.history.answered", q.text("answer")));
    }
    for (CaseRecord f : file.all(RecordType.GATE_FACT)) add(all, f, "at", "by", fact(f, sheet));
    all.sort(Comparator.comparing(Moment::at).reversed());
    return all;
  }

  private void add(List<Moment> all, CaseRecord r, String at, String by, String what) {
    CaseFile.instant(r, at).ifPresent(t -> all.add(new Moment(t, who(r, by), what)));
  }

  /// Who did it; what followed by itself was done by the program.
  private String who(CaseRecord r, String by) {
    String name = r.ref(by).map(model.desk()::staffName).orElse("");
    return name.isEmpty() ? kit.t("kit.role.SYSTEM") : name;
  }

  private String act(CaseRecord e) {
    String reason = e.text("reason").isEmpty() ? "" : kit.t("review.colon") + e.text("reason");
    return CodeTables.label("act", e.text("act"))
        + " \u2192 "
        + CodeTables.label("stage", e.text("to"))
        + reason;
  }

  private String opinion(CaseRecord o) {
    return kit.t(
        o.is("positive") ? "review.history.positive" : "review.history.negative",
        CodeTables.label("scheme", o.text("scheme")),
        o.text("reasonText"),
        CaseFile.codes(o, "unopenedEvidence").size());
  }

  private String decision(CaseRecord d) {
    return kit.t(
        "review.history.decision",
        CodeTables.label("scheme", d.text("scheme")),
        CodeTables.label("outcome", d.text("outcome")),
        d.text("reasonText"),
        CaseFile.codes(d, "unopenedEvidence").size());
  }

  private String visit(CaseRecord v) {
    return kit.t("review.history.visit", CodeTables.label("disposition", v.text("disposition")));
  }

  /// A letter names its scheme where other facts have words.
  private static String scheme(String reason) {
    if (Texts.uuid(reason).isPresent()) return ""; // an id between records tells nobody anything
    return CodeTables.table("scheme").has(reason) ? CodeTables.label("scheme", reason) : reason;
  }

  private String fact(CaseRecord f, CaseSheet sheet) {
    String subject = f.text("subject");
    String about =
        sheet.flags().stream()
            .filter(x -> x.key().equals(subject))
            .map(x -> CodeTables.label("flag", x.rule().name()))
            .findFirst()
            .orElseGet(() -> FactWords.subject(f));
    return java.util.stream.Stream.of(
            CodeTables.label("gateKind", f.text("kind")),
            about,
            FactWords.value(kit.text(), f),
            scheme(f.text("reason")))
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining(kit.t("review.colon")));
  }
}
