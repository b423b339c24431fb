package cn.ruhu.desktop.review;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// 入户: every attempt at the door with its result, its pair, its seal.
final class VisitView {
  private final Kit kit;
  private final CaseViewModel model;
  private final Sections sections = new Sections();

  VisitView(Kit kit, CaseViewModel model) {
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
    List<CaseRecord> visits = sheet.file().visits();
    if (visits.isEmpty())
      sections.add("", Sections.words(kit.t("review.visit.none"), "text-muted"));
    for (CaseRecord v : visits.reversed()) sections.add(title(v), facts(v, sheet));
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
    add(rows, "review.visit.signed", signed(v));
    add(rows, "review.visit.seal", Show.seal(v.text("sealHash")));
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

  private String signed(CaseRecord v) {
    boolean both = !v.text("signatureA").isEmpty() && !v.text("signatureB").isEmpty();
    return kit.t(both ? "review.visit.signed.both" : "review.visit.signed.not");
  }
}
