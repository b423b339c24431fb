package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// How the notices of a case stand at another street's board: sent, hanging, taken down, called
/// back, late. Stateless.
final class PostingCard {
  private PostingCard() {}

  static Node of(Kit kit, HandlingRow row, CaseFile file, Desk desk) {
    var box = new VBox(12);
    int days = RuleSets.forCase(file).publicityDays();
    for (Posting p : row.postings().reversed())
      box.getChildren().add(one(kit, p, standing(row, file, p), days, desk));
    return Page.card(kit.t("handling.posting"), box);
  }

  /// Whether a notice is still the one that counts.
  private enum Standing {
    COUNTS,
    /// a later one takes its place
    REPLACED,
    /// the household lives elsewhere by now: it comes down there
    MOVED
  }

  private static Standing standing(HandlingRow row, CaseFile file, Posting p) {
    if (Posting.superseded(row.postings(), p)) return Standing.REPLACED;
    boolean there = Posting.away(file).filter(p.street()::equals).isPresent();
    return there ? Standing.COUNTS : Standing.MOVED;
  }

  private static Node one(Kit kit, Posting p, Standing standing, int days, Desk desk) {
    LocalDate today = desk.today();
    Posting.State state = p.state(days);
    boolean replaced = standing != Standing.COUNTS && !state.isOver();
    boolean late = !replaced && p.overdue(days, today);
    String key = late ? "handling.posting.late." + state : "handling.posting.state." + state;
    var badge =
        replaced
            ? Badges.of(kit.t("handling.posting.state." + standing), Badges.Tone.NEUTRAL)
            : Badges.of(kit.t(key), tone(state, late));
    badge.setId("handling-posting-" + p.scheme());
    VBox one =
        CasePanel.headed(
            CodeTables.label("street", p.street())
                + " \u00b7 "
                + CodeTables.label("scheme", p.scheme()),
            badge);
    line(one, kit.t("handling.posting.sent", at(p.sent()), p.notice().text("documentNumber")));
    if (state == Posting.State.SENT && !replaced)
      line(one, kit.t("handling.posting.due", p.postDue().toString()));
    p.reminded().ifPresent(f -> line(one, kit.t("handling.posting.reminded", at(f))));
    p.posted().ifPresent(f -> line(one, kit.t("handling.posting.posted", at(f), f.text("value"))));
    p.postedOn()
        .filter(_ -> state == Posting.State.POSTED && !replaced)
        .ifPresent(d -> line(one, kit.t("handling.posting.until", d.plusDays(days).toString())));
    removed(p).ifPresent(f -> line(one, kit.t("handling.posting.removed", at(f))));
    for (CaseRecord o : p.objections())
      line(one, kit.t("handling.posting.objection", at(o), o.text("reason")));
    p.recalled()
        .ifPresent(f -> line(one, kit.t("handling.posting.recalled", at(f), f.text("reason"))));
    return one;
  }

  private static Optional<CaseRecord> removed(Posting p) {
    return p.photos().stream()
        .filter(f -> f.text("subject").equals("END"))
        .reduce((_, later) -> later);
  }

  private static void line(VBox box, String words) {
    box.getChildren().add(CasePanel.muted(words));
  }

  private static Badges.Tone tone(Posting.State state, boolean late) {
    if (late) return Badges.Tone.DANGER;
    return switch (state) {
      case SENT -> Badges.Tone.WARNING;
      case POSTED -> Badges.Tone.ACCENT;
      case REMOVED -> Badges.Tone.SUCCESS;
      case RECALLED -> Badges.Tone.NEUTRAL;
    };
  }

  private static String at(CaseRecord fact) {
    return CaseFile.instant(fact, "at").map(Show::shortMinute).orElse("");
  }
}
