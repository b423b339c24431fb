package cn.ruhu.desktop.verification;

import cn.ruhu.casefile.verification.Report;
import cn.ruhu.casefile.verification.RowProblem;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What came of the last report: which cases took something in, who is not answered yet, and which
/// rows could not be used and why.
final class ReportCard {
  private static final int BAD_SHOWN_MAX = 50;

  private final Kit kit;
  private final VBox lines = new VBox(6);
  private final VBox card;

  ReportCard(Kit kit) {
    this.kit = kit;
    lines.setId("verification-report");
    card = Page.card(kit.t("verification.report.title"), lines);
    Nodes.shown(card, false);
  }

  Node node() {
    return card;
  }

  void show(VerificationDesk.@Nullable Taken taken) {
    lines.getChildren().clear();
    Nodes.shown(card, taken != null);
    if (taken == null) return;
    Report report = taken.report();
    if (!report.usable()) refused(report);
    else if (taken.again()) add(kit.t("verification.report.again"), "text-muted");
    else add(kit.t("verification.report.rows", report.rows().size(), taken.cases().size()), "");
    for (VerificationDesk.CaseTaken c : taken.cases()) {
      add(kit.t("verification.report.case", c.applicant(), c.number(), c.found()), "");
      if (c.missing() > 0) add(kit.t("verification.report.missing", c.missing()), "text-warning");
    }
    if (taken.unknown() > 0)
      add(kit.t("verification.report.unknown", taken.unknown()), "text-warning");
    report.bad().stream().limit(BAD_SHOWN_MAX).forEach(this::bad);
    if (report.bad().size() > BAD_SHOWN_MAX)
      add(kit.t("verification.report.more", report.bad().size() - BAD_SHOWN_MAX), "text-danger");
  }

  private void refused(Report report) {
    if (!report.missing().isEmpty())
      add(kit.t("verification.refused.missing", String.join(" ", report.missing())), "text-danger");
    else if (report.tooMany())
      add(kit.t("verification.refused.many", report.bad().size()), "text-danger");
    else add(kit.t("verification.refused.empty"), "text-danger");
  }

  private void bad(RowProblem problem) {
    String why = kit.t("verification.bad." + problem.why());
    add(kit.t("verification.bad", Long.toString(problem.row()), why), "text-danger");
  }

  private void add(String words, String style) {
    Label label = VerificationView.line(words);
    if (!style.isEmpty()) label.getStyleClass().add(style);
    lines.getChildren().add(label);
  }
}
