package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.dossier.Story;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.paper.Register;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.papers.Office;
import cn.ruhu.papers.Offices;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Rendered;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.DossierArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The dossier of a case as one archive in a folder of this machine ([DossierArchive]). It is
/// written beside its name first; that it was made, by whom, with how many files and under which
/// hash is on the disk, and on its way to the district, before it takes its name. Touches the disk:
/// work for `Background`.
final class Archiving {
  private final Desk desk;
  private final Supplier<Papers> papers;

  /// @param papers made once, when first asked for
  Archiving(Desk desk, Supplier<Papers> papers) {
    this.desk = desk;
    this.papers = papers;
  }

  /// What came of it.
  sealed interface Outcome permits Written, NotHere, Refused {}

  /// @param absent papers of the register whose bytes are on another machine: listed, not inside
  record Written(Path file, int files, long bytes, int absent) implements Outcome {}

  /// Pages whose files are not on this machine; a part is no dossier.
  record NotHere(int pages) implements Outcome {}

  /// @param code of `printing.refused`
  record Refused(String code) implements Outcome {}

  private record Line(String path, String what, String at, String hash) {}

  Outcome write(CaseFile file, Path folder) throws StoreException, IOException {
    List<CaseRecord> pages = Story.of(file).papers();
    int away = 0;
    for (CaseRecord p : pages) if (!here(p)) away++;
    if (away > 0) return new NotHere(away);
    return switch (sheet(file)) {
      case Rendered.Refused(String code, String _) -> new Refused(code);
      case Rendered.Pdf pdf -> write(file, pages, pdf.bytes(), folder);
    };
  }

  private boolean here(CaseRecord r) throws StoreException {
    return desk.store().files().file(r.text("file")).isPresent();
  }

  private Rendered sheet(CaseFile file) {
    List<PageKey> keys = desk.pageKeys();
    if (keys.isEmpty()) return new Rendered.Refused("PAGE_KEY_MISSING", "");
    Optional<Office> office = Offices.of(Paper.F06, file, "", desk.today(), "");
    if (office.isEmpty()) return new Rendered.Refused("OFFICE_UNKNOWN", desk.today().toString());
    var facts =
        new PaperFacts(
            desk.today(),
            office.get(),
            "",
            desk.staffName(desk.actor().staff()),
            keys.getFirst(),
            Standards.builtIn().with(file.all(RecordType.STANDARD)),
            PaperFacts.Subject.none(desk.today()));
    return papers.get().dossier(file, facts, desk::staffName);
  }

  private Outcome write(CaseFile file, List<CaseRecord> pages, byte[] sheet, Path folder)
      throws StoreException, IOException {
    var pieces = new ArrayList<DossierArchive.Piece>();
    var lines = new ArrayList<Line>();
    pieces.add(new DossierArchive.Piece("dossier.pdf", () -> sheet));
    originals(pages, pieces, lines);
    int absent = papersOf(file, pieces, lines);
    byte[] index = index(lines);
    pieces.add(new DossierArchive.Piece("index.csv", () -> index));
    Path to = free(folder, file.head().map(h -> h.text("number")).orElse(""));
    Path half = folder.resolve(to.getFileName() + ".part");
    try {
      String hash;
      try (OutputStream out = Files.newOutputStream(half)) {
        hash = DossierArchive.write(out, pieces, desk.today());
      }
      note(file, pages.size(), hash);
      Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
    return new Written(to, pieces.size(), Files.size(to), absent);
  }

  /// One file for all its sheets.
  private void originals(
      List<CaseRecord> pages, List<DossierArchive.Piece> pieces, List<Line> lines) {
    var first = new LinkedHashMap<String, String>();
    int n = 0;
    for (CaseRecord p : pages) {
      String address = p.text("file");
      String path = first.get(address);
      if (path == null) {
        path =
            String.format(
                Locale.ROOT, "originals/%s-%04d.%s", p.text("slot"), ++n, ending(p.text("mime")));
        first.put(address, path);
        pieces.add(new DossierArchive.Piece(path, () -> bytes(address)));
      }
      lines.add(line(path, CodeTables.label("docType", p.text("slot")), p.text("takenAt"), p));
    }
  }

  /// @return how many lie on another machine only
  private int papersOf(CaseFile file, List<DossierArchive.Piece> pieces, List<Line> lines)
      throws StoreException {
    int n = 0;
    int absent = 0;
    for (CaseRecord d : Register.firsts(file)) {
      String what = CodeTables.label("paper", d.text("paper")) + " " + d.text("documentNumber");
      boolean here = here(d);
      String path =
          here ? String.format(Locale.ROOT, "papers/%s-%04d.pdf", d.text("paper"), ++n) : "";
      if (here) {
        String address = d.text("file");
        pieces.add(new DossierArchive.Piece(path, () -> bytes(address)));
      } else absent++;
      lines.add(line(path, what.strip(), d.text("at"), d));
    }
    return absent;
  }

  private static Line line(String path, String what, String at, CaseRecord r) {
    return new Line(path, what, at, r.text("file").replaceFirst("^sha256[-:]", ""));
  }

  private byte[] bytes(String address) throws IOException {
    try {
      return desk.store().files().bytes(address);
    } catch (StoreException e) {
      throw new IOException(e);
    }
  }

  private static String ending(String mime) {
    return switch (mime) {
      case "image/jpeg" -> "jpg";
      case "image/png" -> "png";
      case "image/tiff" -> "tif";
      case "application/pdf" -> "pdf";
      default -> "bin";
    };
  }

  /// For spreadsheets: UTF-8 with its mark, every cell in quotes, none of which is read as a
  /// formula.
  private static byte[] index(List<Line> lines) {
    var text = new StringBuilder("\uFEFF\"path\",\"what\",\"at\",\"sha256\"\r\n");
    for (Line l : lines) {
      text.append(cell(l.path())).append(',').append(cell(l.what())).append(',');
      text.append(cell(l.at())).append(',').append(cell(l.hash())).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(String words) {
    String safe = words.matches("[=+@\\-].*") ? "'" + words : words;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  /// Named by the case's number, nobody's name; never over another file.
  private static Path free(Path folder, String number) {
    String stem = "ruhu-dossier-" + (number.isEmpty() ? "case" : number);
    Path to = folder.resolve(stem + ".zip");
    for (int n = 2; Files.exists(to); n++) to = folder.resolve(stem + "-" + n + ".zip");
    return to;
  }

  /// @param pages how many pages of the case left
  private void note(CaseFile file, int pages, String hash) throws StoreException {
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
                "value", Integer.toString(pages),
                "reason", hash,
                "by", desk.actor().staff().toString(),
                "at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    desk.save("read.exported", "", true, List.of(RecordChange.create(fact)));
  }
}
