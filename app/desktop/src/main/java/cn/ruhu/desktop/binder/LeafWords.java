package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.FlawWords;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.pages.PageWords;
import cn.ruhu.imaging.page.Flaws;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.wire.FileAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages of a binder in words.
final class LeafWords implements Exporting.Words {
  private static final int HASH = 16;
  private static final int GAPS_NAMED = 5;

  private final Kit kit;
  private final BinderViewModel model;

  LeafWords(Kit kit, BinderViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Whose it is and what was written beside it; of one that stands no more, how that came.
  String what(Leaf leaf) {
    CaseRecord p = leaf.page();
    String whose =
        Routing.owner(p)
            .map(model::nameOf)
            .filter(n -> !n.isEmpty())
            .orElse(kit.t("binder.household"));
    String printed =
        p.text("codePage").isEmpty()
            ? ""
            : kit.t("binder.printed", p.text("codePage"), p.text("codeOf"));
    String now =
        Stream.of(whose, PageWords.side(p), printed, p.text("label"))
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    return leaf.stands() || leaf.out() ? now : kit.t("binder.old", leaf.version(), way(leaf));
  }

  /// How it came that a page stands no more.
  String way(Leaf leaf) {
    return leaf.way().isEmpty()
        ? kit.t("binder.way.none")
        : CodeTables.label("pageChange", leaf.way());
  }

  /// Facts of a page, one a line.
  List<String> facts(Leaf leaf) {
    CaseRecord p = leaf.page();
    var all = new ArrayList<String>();
    String by = p.ref("by").map(model.desk()::staffName).orElse("");
    all.add(
        kit.t(
            "binder.fact.taken",
            minute(p, "takenAt"),
            by,
            CodeTables.label("pageSource", p.text("source"))));
    if (!p.text("checkedBy").isEmpty()) all.add(String.join(" ", stamp(p)));
    if (!p.text("corners").isEmpty()) all.add(kit.t("binder.fact.cut"));
    Flaws flaws = Flaws.read(p.text("flaws"));
    if (!flaws.isEmpty())
      all.add(kit.t("pages.flawed", new FlawWords(kit).all(flaws, PageShape.turns(p))));
    if (!p.text("origin").isEmpty()) all.add(kit.t("binder.fact.origin"));
    FileAddress.parse(p.text("file"))
        .ifPresent(a -> all.add(kit.t("binder.fact.hash", a.hex().substring(0, HASH))));
    if (!leaf.stands()) {
      String who = p.ref("replacedWho").map(model.desk()::staffName).orElse("");
      all.add(kit.t("binder.fact.ended", way(leaf), who, minute(p, "replacedAt")));
      if (!p.text("replacedReason").isEmpty())
        all.add(kit.t("binder.fact.reason", p.text("replacedReason")));
    }
    return all;
  }

  private static String minute(CaseRecord p, String field) {
    Optional<Instant> at = CaseFile.instant(p, field);
    return at.map(Show::minute).orElse("");
  }

  /// The lines of the stamp of a page that was compared with its paper; none for another.
  @Override
  public List<String> stamp(CaseRecord p) {
    if (p.text("checkedBy").isEmpty()) return List.of();
    String who = p.ref("checkedBy").map(model.desk()::staffName).orElse("");
    String day = CaseFile.instant(p, "checkedAt").map(Show::day).map(Object::toString).orElse("");
    return List.of(kit.t("binder.stamp"), who + " " + day);
  }

  @Override
  public String caption(CaseRecord p, int at) {
    String whose = Routing.owner(p).map(model::nameOf).orElse("");
    return Stream.of(
            Integer.toString(at),
            p.text("slot") + " " + CodeTables.label("docType", p.text("slot")),
            whose,
            PageWords.side(p),
            p.text("label"),
            FileAddress.parse(p.text("file"))
                .map(a -> "SHA-256 " + a.hex().substring(0, HASH))
                .orElse(""))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(" \u00b7 "));
  }

  /// What stands on the sheet of an exported page that does not open here: what it is, why, and the
  /// hash by which its original is known.
  @Override
  public List<String> instead(CaseRecord p, PageFile.Reason why) {
    String whose = Routing.owner(p).map(model::nameOf).orElse("");
    String label = CodeTables.label("docType", p.text("slot"));
    return List.of(
        kit.t("binder.export.instead"),
        whose.isEmpty() ? label : label + " \u00b7 " + whose,
        kit.t("pages.reason." + why.name()),
        FileAddress.parse(p.text("file")).map(a -> "SHA-256 " + a.hex()).orElse(""),
        kit.t("binder.export.instead.next"));
  }

  /// Pages of an exported file that gave no picture.
  String gaps(List<Exporting.Gap> gaps) {
    String named =
        gaps.stream()
            .limit(GAPS_NAMED)
            .map(g ->
                kit.t(
                    "binder.export.gap",
                    g.at(),
                    CodeTables.label("docType", g.page().text("slot"))))
            .collect(Collectors.joining(kit.t("work.value.comma")));
    return kit.t("binder.export.gaps", gaps.size(), named);
  }
}
