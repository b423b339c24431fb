package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.device.text.Tesseract;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.papers.PageBook;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pages of a case, or of one kind of it, as one PDF/A in a folder of this machine. That it was
/// done, by whom, how many pages and the hash of the file is on the disk, and on its way to the
/// district, before the file is written. Touches the disk: work for `Background`.
final class Exporting {
  private final Desk desk;
  private final PageBook book;
  private final Optional<Tesseract> reader;

  /// @param reader reads print, where this machine has a program for it
  Exporting(Desk desk, PageBook book, Optional<Tesseract> reader) {
    this.desk = desk;
    this.book = book;
    this.reader = reader;
  }

  /// Whether text can be laid behind the pages on this machine.
  boolean reads() {
    return reader.isPresent();
  }

  /// What is asked for.
  ///
  /// @param slot code of table `docType`; `""` for the whole case
  /// @param limit bytes at most, 0 for none
  /// @param text whether what a machine reads is laid behind the pages for searching
  /// @param folder where the file goes
  record Wish(String slot, long limit, boolean text, Path folder) {}

  /// What came of it.
  sealed interface Outcome permits Written, TooLarge, NotHere, Nothing {}

  /// @param dpi at most so many dots per inch
  /// @param gaps pages that gave no picture: their sheets in the file say so
  record Written(Path file, int pages, long bytes, int dpi, List<Gap> gaps) implements Outcome {}

  /// A page without a picture.
  ///
  /// @param at its place among the sheets of the file, from 1
  record Gap(int at, CaseRecord page) {}

  /// @param least bytes of the smallest legible file
  record TooLarge(long least) implements Outcome {}

  /// Pages whose files are not on this machine; a part is no copy.
  record NotHere(int pages) implements Outcome {}

  record Nothing() implements Outcome {}

  /// Pages that would go into the file.
  static List<CaseRecord> pages(CaseFile file, String slot) {
    return Leaf.of(file, false).stream()
        .filter(l -> slot.isEmpty() || l.slot().equals(slot))
        .map(Leaf::page)
        .toList();
  }

  /// Words on the sheets.
  interface Words {
    /// Below a page.
    ///
    /// @param at its place among all, from 1
    String caption(CaseRecord page, int at);

    /// Lines of the stamp of a page that was compared; none for another.
    List<String> stamp(CaseRecord page);

    /// What stands where there is no picture, the heading first.
    List<String> instead(CaseRecord page, PageFile.Reason why);
  }

  /// A page that does not open is no reason to leave it out, nor to write nothing: its sheet says
  /// what ought to be there.
  Outcome write(CaseFile file, Wish wish, Words words) throws StoreException, IOException {
    List<CaseRecord> pages = pages(file, wish.slot());
    if (pages.isEmpty()) return new Nothing();
    int away = 0;
    for (CaseRecord p : pages) if (desk.store().files().file(p.text("file")).isEmpty()) away++;
    if (away > 0) return new NotHere(away);
    var leaves = new ArrayList<PageBook.Leaf>();
    var whose = new ArrayList<CaseRecord>();
    for (CaseRecord p : pages) {
      int sheets = Math.max(1, PagePicture.sheets(bytes(p), p));
      for (int sheet = 0; sheet < sheets; sheet++) {
        whose.add(p);
        leaves.add(
            new PageBook.Leaf(
                picture(p, sheet, words),
                words.caption(p, leaves.size() + 1),
                words.stamp(p),
                wish.text() ? text(p, sheet) : ""));
      }
    }
    String number = file.head().map(h -> h.text("number")).orElse("");
    return switch (book.bind(leaves, number, desk.today(), wish.limit())) {
      case PageBook.TooLarge(long least) -> new TooLarge(least);
      case PageBook.Book made -> {
        note(file, wish.slot(), made);
        Path to = put(wish, number, made.bytes());
        List<Gap> gaps = made.without().stream().map(i -> new Gap(i + 1, whose.get(i))).toList();
        yield new Written(to, made.pages(), made.bytes().length, made.dpi(), gaps);
      }
    };
  }

  private String text(CaseRecord page, int sheet) throws IOException {
    if (reader.isEmpty()) return "";
    Optional<BufferedImage> image = PagePicture.drawn(bytes(page), page, sheet);
    if (image.isEmpty()) return "";
    return reader.get().read(Straightened.encode(image.get(), "png")).orElse("");
  }

  private byte[] bytes(CaseRecord page) throws IOException {
    try {
      return desk.store().files().bytes(page.text("file"));
    } catch (StoreException e) {
      throw new IOException(e);
    }
  }

  private PageBook.Picture picture(CaseRecord page, int sheet, Words words) {
    return new PageBook.Picture() {
      @Override
      public BufferedImage draw() throws IOException {
        byte[] all = bytes(page);
        Optional<BufferedImage> image = PagePicture.drawn(all, page, sheet);
        if (image.isPresent()) return image.get();
        PageFile.Reason why = PagePicture.refused(all, page, sheet);
        throw new PageBook.NoPicture(words.instead(page, why));
      }

      @Override
      public Optional<byte[]> asIs() throws IOException {
        byte[] all = bytes(page);
        return PagePicture.liesWell(all, page) ? Optional.of(all) : Optional.empty();
      }
    };
  }

  private void note(CaseFile file, String slot, PageBook.Book made) throws StoreException {
    CaseRecord head = file.head().orElseThrow();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            head.scope(),
            head.id(),
            Map.of(
                "application", head.id().toString(),
                "kind", GateKind.PAGES_EXPORTED.name(),
                "subject", slot,
                "value", Integer.toString(made.pages()),
                "reason", FileAddress.of(made.bytes()).hex(),
                "by", desk.actor().staff().toString(),
                "at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    desk.save("read.exported", "", true, List.of(RecordChange.create(fact)));
  }

  /// Named by the case's number and the kind, nobody's name; never over another file.
  private static Path put(Wish wish, String number, byte[] bytes) throws IOException {
    String stem =
        "ruhu-"
            + (number.isEmpty() ? "case" : number)
            + (wish.slot().isEmpty() ? "" : "-" + wish.slot());
    Path to = wish.folder().resolve(stem + ".pdf");
    for (int n = 2; Files.exists(to); n++) to = wish.folder().resolve(stem + "-" + n + ".pdf");
    Path half = wish.folder().resolve(to.getFileName() + ".part");
    Files.write(half, bytes);
    Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
    return to;
  }
}
