package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the ink lies on the pages this machine has looked at, to notice a sheet that is scanned
/// twice, in one household or in two: other bytes, the same paper. Lies among the person's drafts,
/// sealed under the work key, and never leaves the machine; it shows no word of a page.
///
/// Every call touches the disk or many pages: work for `Background`. Thread-safe.
public final class Prints {
  private static final Logger LOG = LoggerFactory.getLogger(Prints.class);
  private static final String KEY = "page-prints";

  /// Pages remembered; those looked at first are forgotten first.
  static final int PAGES_MAX = 20_000;

  private final Desk desk;
  private final Map<UUID, Kept> kept = new LinkedHashMap<>();
  private boolean opened;

  /// As it lies on the disk.
  ///
  /// @param page id of the page record, or of the sheet in the tray that becomes it
  /// @param file SHA-256 of the original, hexadecimal
  /// @param print see [Fingerprint#text]
  private record Entry(UUID page, String file, int sheet, String print) {}

  private record Kept(String file, int sheet, long hash, Fingerprint print) {
    String place() {
      return file + "#" + sheet;
    }
  }

  public Prints(Desk desk) {
    this.desk = desk;
  }

  private void open() throws StoreException {
    if (opened) return;
    for (byte[] bytes : desk.store().drafts().entries(KEY)) {
      try {
        Entry e = Messages.read(bytes, Entry.class);
        Fingerprint.read(e.print()).ifPresent(p -> remember(e, p));
      } catch (WireException e) {
        LOG.warn("a fingerprint is not to be read: {}", e.code());
      }
    }
    opened = true;
  }

  private void remember(Entry e, Fingerprint print) {
    kept.remove(e.page());
    kept.put(e.page(), new Kept(e.file(), e.sheet(), print.hash(), print));
    while (kept.size() > PAGES_MAX) kept.remove(kept.keySet().iterator().next());
  }

  /// The fingerprint of a page as a recipe makes it.
  public static Fingerprint print(BufferedImage picture, PageRecipe recipe) {
    return Fingerprint.of(Derivation.fitted(picture, recipe, Look.SMALL).gray());
  }

  /// Keeps the fingerprint of a page, in place of an earlier one; durable when this returns.
  ///
  /// @param page id of the page record, or of the sheet in the tray that becomes it
  /// @param address of the file
  /// @param sheet of a file with many, from 0
  /// @return false when it had this very one
  public synchronized boolean keep(UUID page, String address, int sheet, Fingerprint print)
      throws StoreException {
    open();
    Kept before = kept.get(page);
    if (before != null && before.print().equals(print)) return false;
    Entry e = new Entry(page, hex(address), sheet, print.text());
    desk.store().drafts().append(KEY, Messages.write(e));
    remember(e, print);
    return true;
  }

  /// Keeps the fingerprint of a page that was filed elsewhere, from the bytes of its file.
  ///
  /// @return false when the file gives no picture, or it had this very one
  public boolean keep(CaseRecord page, byte[] file) throws StoreException {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return false;
    try (pages) {
      int sheet = PageShape.sheet(page);
      if (sheet >= pages.count() || !(pages.page(sheet) instanceof PageImage image)) return false;
      var made = print(image.colour(), PageShape.read(page));
      return keep(page.id(), page.text("file"), sheet, made);
    }
  }

  private Set<String> places() {
    var all = new HashSet<String>();
    kept.values().forEach(k -> all.add(k.place()));
    return all;
  }

  /// What shows the same sheet as this page, lying any way.
  ///
  /// @param page whose fingerprint was kept; nothing is like another
  public synchronized Alike like(UUID page) throws StoreException {
    open();
    Kept own = kept.get(page);
    if (own == null) return Alike.NONE;
    long[] hashes = own.print().hashes();
    var ids = new HashSet<UUID>();
    var places = new HashSet<String>();
    kept.forEach((id, k) -> {
      if (id.equals(page) || !near(hashes, k.hash()) || !own.print().isSameSheet(k.print())) return;
      ids.add(id);
      places.add(k.place());
    });
    return new Alike(ids, places, Set.copyOf(kept.keySet()));
  }

  private static boolean near(long[] hashes, long hash) {
    for (long h : hashes) if (Long.bitCount(h ^ hash) <= Fingerprint.HASH_NEAR) return true;
    return false;
  }

  /// Pages and sheets of files that show one sheet.
  ///
  /// @param ids of pages
  /// @param places sheets of files
  /// @param known every page with a fingerprint of its own
  public record Alike(Set<UUID> ids, Set<String> places, Set<UUID> known) {
    static final Alike NONE = new Alike(Set.of(), Set.of(), Set.of());

    public Alike {
      ids = Set.copyOf(ids);
      places = Set.copyOf(places);
      known = Set.copyOf(known);
    }

    /// SHA-256 of the files these sheets are of, hexadecimal.
    Set<String> files() {
      var all = new HashSet<String>();
      for (String place : places) all.add(place.substring(0, place.indexOf('#')));
      all.remove("");
      return all;
    }

    /// Whether a filed page is among them: by itself, or, where it has no fingerprint of its own,
    /// as another version of one that has.
    public boolean has(CaseRecord page) {
      return known.contains(page.id()) ? ids.contains(page.id()) : places.contains(place(page));
    }
  }

  /// Pages that stand in cases of this machine, whose file lies here, and that nobody looked at
  /// yet.
  public synchronized List<CaseRecord> unknown(List<CaseRecord> pages) throws StoreException {
    open();
    Set<String> places = places();
    var all = new ArrayList<CaseRecord>();
    for (CaseRecord p : pages)
      if (!kept.containsKey(p.id())
          && !places.contains(place(p))
          && desk.store().files().file(p.text("file")).isPresent()) all.add(p);
    return List.copyOf(all);
  }

  private static String place(CaseRecord page) {
    return hex(page.text("file")) + "#" + PageShape.sheet(page);
  }

  private static String hex(String address) {
    return FileAddress.parse(address).map(FileAddress::hex).orElse("");
  }

  /// Never what is on a page.
  @Override
  public synchronized String toString() {
    return "Prints[" + kept.size() + "]";
  }
}
