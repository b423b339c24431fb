package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Objections.Objection;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The objections to the notices of a case, one by one: what waits first, then how the others were
/// settled. Stateless.
final class ObjectionsCard {
  private ObjectionsCard() {}

  /// Empty where nobody objected. Where the case does not wait for the answers any more, one that
  /// has none says so.
  static Optional<Node> of(Kit kit, CaseFile file) {
    var rows = new ArrayList<Node>();
    boolean waits = Process.stage(file).filter(s -> s == Stage.OBJECTION).isPresent();
    List<Objection> all = Objections.all(file);
    for (CaseRecord o : Posting.untaken(file)) {
      var raised = new Objection(0, o, Optional.empty());
      rows.add(
          one(
              day(raised.day()),
              badge(kit.t("handling.objection.untaken"), Badges.Tone.WARNING, o),
              List.of(Hearing.words(o))));
    }
    all.stream().filter(o -> o.settled().isEmpty()).forEach(o -> rows.add(row(kit, o, waits)));
    all.stream().filter(o -> o.settled().isPresent()).forEach(o -> rows.add(row(kit, o, waits)));
    if (rows.isEmpty()) return Optional.empty();
    var box = new VBox(12);
    box.getChildren().setAll(rows);
    return Optional.of(Page.card(kit.t("handling.objections"), box));
  }

  private static Node row(Kit kit, Objection o, boolean waits) {
    var lines = new ArrayList<String>();
    lines.add(Hearing.words(o.raised()));
    o.settled().ifPresent(f -> lines.add(kit.t("handling.objection.answer", f.text("reason"))));
    return one(
        kit.t("handling.objection.number", o.number()) + " \u00b7 " + day(o.day()),
        state(kit, o, waits),
        lines);
  }

  private static Label state(Kit kit, Objection o, boolean waits) {
    if (o.settled().isEmpty())
      return waits
          ? badge(kit.t("handling.objection.open"), Badges.Tone.ACCENT, o.raised())
          : badge(kit.t("handling.objection.left"), Badges.Tone.WARNING, o.raised());
    String result =
        o.result().isEmpty()
            ? kit.t("handling.objection.settled")
            : CodeTables.label("objectionResult", o.result());
    return badge(result, Badges.Tone.NEUTRAL, o.raised());
  }

  private static Label badge(String words, Badges.Tone tone, CaseRecord raised) {
    Label badge = Badges.of(words, tone);
    badge.setId("handling-objection-" + raised.id());
    return badge;
  }

  private static String day(LocalDate day) {
    return day.toString();
  }

  private static Node one(String head, Label badge, List<String> lines) {
    VBox box = CasePanel.headed(head, badge);
    lines.stream().filter(w -> !w.isBlank()).map(CasePanel::muted).forEach(box.getChildren()::add);
    return box;
  }
}
