package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which pages are on this machine and how the others stand. Window thread only.
public final class PageShelf {
  /// Longest page that is fetched before anybody opens it; a longer one waits until it is opened.
  static final long QUIET_PAGE_MAX = 4L << 20;

  /// Bytes of pages fetched before anybody opens them, for one case.
  static final long QUIET_CASE_MAX = 24L << 20;

  private final Desk desk;
  private final PageFiles files;
  private final Set<String> withheld = new HashSet<>();

  public PageShelf(Desk desk, PageFiles files) {
    this.desk = desk;
    this.files = files;
  }

  String staffName(UUID id) {
    return desk.staffName(id);
  }

  static String address(CaseRecord page) {
    return page.text("file");
  }

  boolean isHere(CaseRecord page) {
    return desk.store().files().file(address(page)).isPresent();
  }

  /// Where the picture of a page is now.
  public PageStanding standing(CaseRecord page) {
    if (isHere(page)) return PageStanding.of(PageStanding.Where.HERE);
    boolean district = desk.inDistrict(address(page));
    Optional<PageFiles.Coming> coming = files.of(address(page));
    if (coming.isEmpty()) return unasked(district);
    PageFiles.Coming c = coming.get();
    return switch (c.how()) {
      case COMING -> new PageStanding(PageStanding.Where.COMING, c.bytes(), c.length());
      case OFFLINE -> PageStanding.of(PageStanding.Where.OFFLINE);
      case UNTRUSTED -> PageStanding.of(PageStanding.Where.UNTRUSTED);
      case SIGN_IN -> PageStanding.of(PageStanding.Where.SIGN_IN);
      case BUSY -> PageStanding.of(PageStanding.Where.BUSY);
      case NO_ROOM -> PageStanding.of(PageStanding.Where.NO_ROOM);
      case DISK -> PageStanding.of(PageStanding.Where.DISK);
      case DAMAGED -> PageStanding.of(PageStanding.Where.DAMAGED);
      case TOO_LARGE -> PageStanding.of(PageStanding.Where.TOO_LARGE);
      case ABSENT -> absent(address(page), district);
      // it was here, and went with its scope
      case HERE -> unasked(district);
    };
  }

  private PageStanding unasked(boolean district) {
    if (!district) return PageStanding.of(PageStanding.Where.NOT_YET);
    return PageStanding.of(
        switch (files.line()) {
          case ANSWERS -> PageStanding.Where.DISTRICT;
          case SILENT -> PageStanding.Where.OFFLINE;
          case UNTRUSTED -> PageStanding.Where.UNTRUSTED;
        });
  }

  /// What the district refused while it was known to have it is withheld; what arrived there since
  /// may be asked for.
  private PageStanding absent(String address, boolean district) {
    if (!district) return PageStanding.of(PageStanding.Where.NOT_YET);
    return withheld.contains(address)
        ? PageStanding.of(PageStanding.Where.WITHHELD)
        : unasked(true);
  }

  /// Asks the district for a page somebody waits for.
  void ask(CaseRecord page) {
    withheld.remove(address(page));
    if (desk.inDistrict(address(page))) withheld.add(address(page));
    files.open(page);
  }

  /// Nobody waits for the page any more.
  void leave(CaseRecord page) {
    files.leave(page);
  }

  /// Brings the pages of a case that is open, in this order, within the bounds; nothing while there
  /// is no connection.
  public void quietly(List<CaseRecord> pages) {
    var wanted = new ArrayList<CaseRecord>();
    long room = QUIET_CASE_MAX;
    for (CaseRecord p : pages) {
      long length = length(p);
      if (isHere(p) || !desk.inDistrict(address(p)) || length > QUIET_PAGE_MAX || length > room)
        continue;
      room -= length;
      wanted.add(p);
    }
    files.quietly(wanted, QUIET_CASE_MAX);
  }

  /// As the record says; 0 when it does not, then the district's first piece tells.
  private static long length(CaseRecord page) {
    return Texts.whole(page.text("length")).filter(n -> n >= 0).orElse(0L);
  }

  /// Bytes of a page that is here.
  byte[] bytes(CaseRecord page) throws cn.ruhu.store.StoreException {
    return desk.store().files().bytes(address(page));
  }
}
