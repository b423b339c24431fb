package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.ReceivedCase;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Sheets in words. Window thread only.
final class ScanWords {
  private final Kit kit;

  ScanWords(Kit kit) {
    this.kit = kit;
  }

  /// Where a sheet goes: slot, page and whose it is.
  String place(TrayRow row) {
    return row.place()
        .map(s -> {
          String slot = CodeTables.label("docType", s.docType());
          String page = s.page() > 0 ? " " + kit.t("scanning.page", s.page(), s.of()) : "";
          String owner = row.names().owner().isEmpty() ? "" : " \u00b7 " + row.names().owner();
          return slot + page + owner + part(row.page());
        })
        .orElse("");
  }

  /// Which part of an original it is: one side of a card, one page of a spread.
  private String part(ScanPage page) {
    if (!page.side().isEmpty()) return " \u00b7 " + kit.t("scanning.card.side." + page.side());
    return page.make().half() ? " \u00b7 " + kit.t("scanning.guide.half.of") : "";
  }

  /// A place in words: household, paper and whose it is. Reads the case.
  String place(Routing.Slot place, Desk desk) {
    CaseFile file = desk.caseFile(place.application());
    String owner = place.owner().map(o -> Sorting.name(file, o)).orElse("");
    return Sorting.applicant(file)
        + " \u00b7 "
        + CodeTables.label("docType", place.docType())
        + (owner.isEmpty() ? "" : " \u00b7 " + owner);
  }

  /// The same for the strip, whose it is first.
  String brief(TrayRow row) {
    return row.place()
        .map(s -> {
          String owner = row.names().owner().isEmpty() ? "" : row.names().owner() + " \u00b7 ";
          String page = s.page() > 0 && s.of() > 1 ? " " + s.page() + "/" + s.of() : "";
          return owner + CodeTables.label("docType", s.docType()) + page;
        })
        .orElse("");
  }

  /// Why a sheet waits, what speaks against its place, or why it was put aside; `""` for nothing.
  String why(TrayRow row) {
    ScanLook look = row.page().look();
    if (row.state() == TrayRow.State.ASIDE) return row.page().choice().reason();
    if (!look.legible())
      return kit.t("scanning.refused." + look.refused(), Integer.toString(look.pages()));
    if (row.handed().isPresent()) return handed(row.handed().get());
    if (row.why().isPresent()) return kit.t("scanning.why." + row.why().get());
    if (row.doubt().isPresent()) return kit.t("scanning.doubt." + row.doubt().get());
    if (row.state() == TrayRow.State.TWIN) return kit.t("scanning.twin.kept");
    return row.state() == TrayRow.State.SIGN ? kit.t("scanning.sign.words") : "";
  }

  private String handed(ReceivedCase c) {
    String at = Show.shortMinute(Instant.ofEpochMilli(c.at()));
    return kit.t("scanning.handed", c.applicant(), Show.caseNumber(c.number()), at, c.streetName());
  }

  /// As [#why], in the few words the strip has room for; the place beside the page says the rest.
  String briefWhy(TrayRow row) {
    if (row.handed().isPresent())
      return kit.t("scanning.brief.handed", row.handed().get().streetName());
    boolean unplaced = row.state() == TrayRow.State.WAIT && row.page().look().legible();
    return unplaced && row.why().isPresent()
        ? kit.t("scanning.brief." + row.why().get())
        : why(row);
  }

  /// What is wrong with a stack, in words; at most `most` of it.
  String faults(List<Faults.Fault> all, int most) {
    String said =
        all.stream()
            .limit(most)
            .map(this::fault)
            .collect(Collectors.joining(kit.t("scanning.semicolon")));
    return all.size() <= most ? said : said + kit.t("scanning.fault.more", all.size() - most);
  }

  private String fault(Faults.Fault f) {
    String what =
        f.applicant()
            + " "
            + CodeTables.label("docType", f.slot())
            + (f.owner().isEmpty() ? "" : " \u00b7 " + f.owner());
    String page = f.page() == 0 ? "" : kit.t("scanning.hole.page", f.page());
    return kit.t("scanning.fault." + f.kind(), what, page);
  }

  /// The state as a badge.
  String state(TrayRow row) {
    return kit.t("scanning.state." + row.state());
  }

  Badges.Tone tone(TrayRow.State state) {
    return switch (state) {
      case READING, BLANK, COVER, LEADS, ASIDE -> Badges.Tone.NEUTRAL;
      case READY -> Badges.Tone.ACCENT;
      case SIGN, TWIN, ASK -> Badges.Tone.WARNING;
      case WAIT -> Badges.Tone.DANGER;
      case FILED -> Badges.Tone.SUCCESS;
    };
  }

  /// Whether a card may agree to the place in spite of this doubt by taking the other's place.
  static boolean replaces(Routing.Doubt doubt) {
    return doubt == Routing.Doubt.FILED_BEFORE;
  }

  /// The ledger as a sum.
  String ledger(Ledger l) {
    var out = new StringBuilder(kit.t("scanning.ledger.fed", l.fed()));
    String sign = " = ";
    int[] counts = {
      l.filed(), l.ready(), l.waiting(), l.blank(), l.covers(), l.aside(), l.missing()
    };
    String[] names = {"filed", "ready", "waiting", "blank", "covers", "aside", "missing"};
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) continue;
      out.append(sign).append(kit.t("scanning.ledger." + names[i], counts[i]));
      sign = " + ";
    }
    return out.toString();
  }
}
