package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a program of this machine read of the pages that stand in its cases, to find a page by its
/// words. Lies among the person's drafts, sealed under the work key, and never leaves the machine.
/// Each search reads it anew: nothing of a page stays in memory. Texts of pages that left the
/// machine, or were replaced, are dropped by [#forget].
///
/// Every call touches the disk: work for `Background`. Thread-safe.
public final class PageTexts {
  private static final Logger LOG = LoggerFactory.getLogger(PageTexts.class);
  private static final String KEY = "page-texts";

  /// Pages whose text is kept; no more are read.
  static final int PAGES_MAX = 20_000;

  /// Characters kept of one page.
  static final int TEXT_MAX = 8_000;

  /// Characters a search must have: one is in nearly every text.
  static final int WORDS_MIN = 2;

  /// Characters shown before and behind what was found.
  private static final int AROUND = 12;

  private final Desk desk;
  private final Set<UUID> read = new HashSet<>();
  private boolean opened;

  /// As it lies on the disk.
  ///
  /// @param text `""` where nothing could be read: it is not tried again
  private record Entry(UUID page, String text) {}

  /// A page with the words.
  ///
  /// @param around the words as they stand on it, with what is before and behind
  public record Found(CaseRecord page, String around) {
    /// Never what is on a page.
    @Override
    public String toString() {
      return "Found[" + page.id() + "]";
    }
  }

  public PageTexts(Desk desk) {
    this.desk = desk;
  }

  private List<Entry> entries() throws StoreException {
    var all = new ArrayList<Entry>();
    for (byte[] bytes : desk.store().drafts().entries(KEY)) {
      try {
        all.add(Messages.read(bytes, Entry.class));
      } catch (WireException e) {
        LOG.warn("a text is not to be read: {}", e.code());
      }
    }
    return all;
  }

  private void open() throws StoreException {
    if (opened) return;
    for (Entry e : entries()) read.add(e.page());
    opened = true;
  }

  /// Keeps what was read of a page; durable when this returns. The first word on a page stands.
  public synchronized void keep(UUID page, String text) throws StoreException {
    open();
    if (read.contains(page) || read.size() >= PAGES_MAX) return;
    String kept = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    desk.store().drafts().append(KEY, Messages.write(new Entry(page, kept)));
    read.add(page);
  }

  /// The first of these pages whose file lies here and that was not read yet; empty where all were,
  /// or no more are kept.
  public synchronized Optional<CaseRecord> next(Collection<CaseRecord> pages)
      throws StoreException {
    open();
    if (read.size() >= PAGES_MAX) return Optional.empty();
    for (CaseRecord p : pages)
      if (!read.contains(p.id()) && desk.store().files().file(p.text("file")).isPresent())
        return Optional.of(p);
    return Optional.empty();
  }

  /// Drops every text whose page does not stand in a case of this machine any more.
  public synchronized void forget() throws StoreException {
    var kept = new LinkedHashMap<UUID, Entry>();
    List<Entry> all = entries();
    for (Entry e : all)
      if (Twins.standing(desk, e.page()).isPresent()) kept.putIfAbsent(e.page(), e);
    opened = false;
    read.clear();
    if (kept.size() == all.size()) return;
    desk.store().drafts().remove(KEY);
    for (Entry e : kept.values()) desk.store().drafts().append(KEY, Messages.write(e));
  }

  /// Drops every text: somebody does not want pages read any more.
  public synchronized void forgetAll() throws StoreException {
    desk.store().drafts().remove(KEY);
    read.clear();
    opened = false;
  }

  /// Pages that show these words, whatever space lies between their characters; the newest first.
  ///
  /// @param words at least [#WORDS_MIN] characters, else nothing is found
  public synchronized List<Found> find(String words, int most) throws StoreException {
    String wanted = plain(words);
    if (wanted.codePointCount(0, wanted.length()) < WORDS_MIN) return List.of();
    Map<UUID, String> found = new HashMap<>();
    for (Entry e : entries()) {
      String text = plain(e.text());
      int at = text.indexOf(wanted);
      if (at >= 0) found.put(e.page(), around(text, at, wanted.length()));
    }
    return found.keySet().stream()
        .sorted((a, b) -> b.compareTo(a))
        .flatMap(id -> Twins.standing(desk, id).stream())
        .limit(most)
        .map(page -> new Found(page, found.getOrDefault(page.id(), "")))
        .toList();
  }

  private static String around(String text, int at, int length) {
    int from = text.offsetByCodePoints(0, Math.max(0, text.codePointCount(0, at) - AROUND));
    int behind = Math.min(AROUND, text.codePointCount(at + length, text.length()));
    int to = text.offsetByCodePoints(at + length, behind);
    return (from > 0 ? "\u2026" : "")
        + text.substring(from, to)
        + (to < text.length() ? "\u2026" : "");
  }

  /// Chinese print is read with spaces nobody sees, and wide digits are digits.
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", "");
  }

  /// Never what is on a page.
  @Override
  public synchronized String toString() {
    return "PageTexts[" + read.size() + "]";
  }
}
