package cn.ruhu.desktop.pages;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.imaging.page.Flaws;
import java.util.stream.Collectors;

/// What is hard to read of a page, in words: at the window while the paper is there, and beside the
/// page for whoever looks at it later. Window thread only.
public final class FlawWords {
  private final Kit kit;

  public FlawWords(Kit kit) {
    this.kit = kit;
  }

  /// One flaw and where it is as the page is seen.
  ///
  /// @param turns quarter turns clockwise the page lies turned, 0 to 3
  public String one(Flaws.Flawed flawed, int turns) {
    String what = kit.t("pages.flaw." + flawed.flaw());
    return flawed
        .seen(turns)
        .map(part -> kit.t("pages.flaw.at", what, kit.t("pages.part." + part)))
        .orElse(what);
  }

  /// All of them in one line; `""` for none.
  ///
  /// @param turns quarter turns clockwise the page lies turned, 0 to 3
  public String all(Flaws flaws, int turns) {
    return flaws.all().stream()
        .map(f -> one(f, turns))
        .collect(Collectors.joining(kit.t("pages.flaw.and")));
  }
}
