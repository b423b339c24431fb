package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.imaging.page.Flaws;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;

/// What is said of a page: which it is, and where its picture is.
public final class PageWords {
  private final Kit kit;

  public PageWords(Kit kit) {
    this.kit = kit;
  }

  /// Which page it is: its kind, whose it is, what was written beside it.
  ///
  /// @param name of a member
  public static String title(CaseRecord page, Function<UUID, String> name) {
    Optional<String> whose = page.ref("member").or(() -> page.ref("supporter")).map(name);
    return Stream.of(
            CodeTables.label("docType", page.text("slot")),
            whose.orElse(""),
            side(page),
            page.text("label"))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(" \u00b7 "));
  }

  /// Which side of a card it shows; `""` for no card, and where nobody can say.
  public static String side(CaseRecord page) {
    return page.get("side").map(s -> CodeTables.label("cardSide", s)).orElse("");
  }

  /// Where its picture is, e.g. on its way with so much of it here.
  public String where(PageStanding standing) {
    if (standing.where() != PageStanding.Where.COMING || standing.length() <= 0)
      return kit.t("pages.where." + standing.where().name());
    return kit.t(
        "pages.where.part",
        standing.bytes() * 100 / standing.length(),
        Show.bytes(standing.bytes()),
        Show.bytes(standing.length()));
  }

  /// The same as a small mark for lists.
  public Label mark(PageStanding standing) {
    return Badges.of(where(standing), tone(standing.where()));
  }

  private static Badges.Tone tone(PageStanding.Where where) {
    return switch (where) {
      case HERE -> Badges.Tone.SUCCESS;
      case DISTRICT, COMING -> Badges.Tone.ACCENT;
      case OFFLINE, UNTRUSTED, SIGN_IN, BUSY, NOT_YET, WITHHELD -> Badges.Tone.WARNING;
      case NO_ROOM, DISK, DAMAGED, TOO_LARGE -> Badges.Tone.DANGER;
    };
  }

  /// The stamp of a page somebody compared with its paper; `""` for another.
  ///
  /// @param name of a colleague
  String stamp(CaseRecord page, Function<UUID, String> name) {
    return page.ref("checkedBy")
        .map(by ->
            kit.t(
                "pages.stamp",
                name.apply(by),
                CaseFile.instant(page, "checkedAt")
                    .map(Show::day)
                    .map(Object::toString)
                    .orElse("")))
        .orElse("");
  }

  /// What was hard to read when the page was taken; `""` for nothing, and where nobody looked.
  String flawed(CaseRecord page) {
    Flaws flaws = Flaws.read(page.text("flaws"));
    return flaws.isEmpty()
        ? ""
        : kit.t("pages.flawed", new FlawWords(kit).all(flaws, PageShape.turns(page)));
  }

  /// What there is to see of the open page, or why there is nothing.
  String instead(PageReel.Now now) {
    return switch (now.shown()) {
      case PageReel.Shown.Nothing _ -> where(now.standing());
      case PageReel.Shown.Developing _ -> kit.t("pages.developing");
      case PageReel.Shown.Unreadable(var reason) -> kit.t("pages.reason." + reason.name());
      case PageReel.Shown.Broken(var code) -> kit.t("work.trouble." + code);
      case PageReel.Shown.Picture(var drawn) -> drawn.damaged() ? kit.t("pages.damaged") : "";
    };
  }

  /// What can be done about it, empty for nothing.
  String hint(PageReel.Now now) {
    if (!(now.shown() instanceof PageReel.Shown.Nothing)) return "";
    String key = "pages.hint." + now.standing().where().name();
    return kit.text().has(key) ? kit.t(key) : "";
  }

  /// `2 of 5`, with the sheet where a file has several.
  String counted(PageReel.Now now) {
    String page = kit.t("pages.count", now.at() + 1, now.of());
    return now.sheets() > 1
        ? page + "  " + kit.t("pages.sheet", now.sheet() + 1, now.sheets())
        : page;
  }
}
