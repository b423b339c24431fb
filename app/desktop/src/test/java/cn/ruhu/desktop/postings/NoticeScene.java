package cn.ruhu.desktop.postings;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.printing.NoticePress;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Papers;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A notice as the other street printed it, the task the server makes of it, and photographs of the
/// board it hangs at.
final class NoticeScene {
  static final UUID POSTING = new UUID(44, 1);
  static final String HANDLING = "110108027";

  private static final Papers PAPERS = new Papers(Fonts.load());

  private final Path folder;
  final byte[] pdf;
  private int photos;

  NoticeScene(Path folder) throws Exception {
    this.folder = folder;
    try (TestDesk other = TestDesk.clerk(folder.resolve("other"))) {
      var records = new ArrayList<>(List.of(PrintedCase.all()));
      records.replaceAll(r ->
          r.type() == RecordType.APPLICATION
              ? r.with("residenceStreet", HANDLING).with("residenceCommunity", "门头馨园社区")
              : r);
      records.add(PrintedCase.pageKey());
      records.add(
          CaseRecord.of(
              RecordType.OPINION,
              new UUID(44, 9),
              TestDesk.STREET,
              PrintedCase.CASE,
              Map.of(
                  "application", PrintedCase.CASE.toString(),
                  "scheme", "DB",
                  "positive", "true",
                  "monthlyFen", "156000",
                  "reasonText", "符合条件",
                  "by", TestDesk.REVIEWER.toString(),
                  "at", "2026-11-20T02:00:00Z")));
      other.receive(records.toArray(CaseRecord[]::new));
      var made =
          new NoticePress(other.desk(), () -> PAPERS, "重新出具公示")
              .register(
                  PrintedCase.CASE, PaperWish.notice("DB", MaskProfile.BOARD_MASKED), Instant.MIN);
      var done = assertInstanceOf(NoticePress.Registered.Done.class, made, made::toString);
      pdf = other.store().files().bytes(done.document().text("file"));
    }
  }

  /// The task, sent this morning.
  CaseRecord posting(UUID id, UUID application, String number) {
    return CaseRecord.of(
        RecordType.POSTING,
        id,
        TestDesk.STREET,
        id,
        Map.ofEntries(
            Map.entry("street", TestDesk.STREET),
            Map.entry("community", "大慧寺社区"),
            Map.entry("handling", HANDLING),
            Map.entry("application", application.toString()),
            Map.entry("notice", new UUID(44, 7).toString()),
            Map.entry("paper", "N04"),
            Map.entry("number", number),
            Map.entry("scheme", "DB"),
            Map.entry("file", cn.ruhu.wire.FileAddress.of(pdf).text()),
            Map.entry("length", Integer.toString(pdf.length)),
            Map.entry("mime", "application/pdf"),
            Map.entry("pages", "1"),
            Map.entry("days", "7"),
            Map.entry("postDue", "2026-11-25"),
            Map.entry("sentAt", "2026-11-23T01:00:00Z"),
            Map.entry("by", new UUID(9, 77).toString())));
  }

  CaseRecord posting() {
    return posting(POSTING, PrintedCase.CASE, "海四示〔2026〕12号");
  }

  /// The sheet on a board, photographed then.
  Path photo(Instant taken) throws Exception {
    try (var document = Loader.loadPDF(pdf)) {
      BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(0, 150);
      return board(sheet, taken);
    }
  }

  /// The sheet on a board, and beside it the code of a page of another file.
  ///
  /// @param slot of that page
  Path beside(UUID other, String slot, Instant taken) throws Exception {
    String text =
        PageCode.page(other, slot, 1, 1, 1)
            .write(PageKey.all(List.of(PrintedCase.pageKey())).getFirst());
    BitMatrix code =
        new QRCodeWriter()
            .encode(
                text,
                BarcodeFormat.QR_CODE,
                360,
                360,
                Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q));
    try (var document = Loader.loadPDF(pdf)) {
      BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(0, 150);
      var both =
          new BufferedImage(sheet.getWidth() + 420, sheet.getHeight(), BufferedImage.TYPE_INT_RGB);
      var g = both.createGraphics();
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, both.getWidth(), both.getHeight());
      g.drawImage(sheet, 0, 0, null);
      g.dispose();
      for (int y = 0; y < code.getHeight(); y++)
        for (int x = 0; x < code.getWidth(); x++)
          if (code.get(x, y)) both.setRGB(sheet.getWidth() + 30 + x, 200 + y, 0);
      return board(both, taken);
    }
  }

  /// A board without any of our sheets.
  Path blank(Instant taken) throws Exception {
    return board(new BufferedImage(800, 1100, BufferedImage.TYPE_INT_RGB), taken);
  }

  private Path board(BufferedImage sheet, Instant taken) throws Exception {
    int w = sheet.getWidth() + 240;
    int h = sheet.getHeight() + 200;
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(0x6B4F36));
    g.fillRect(0, 0, w, h);
    g.drawImage(sheet, 120, 100, null);
    g.setColor(new Color(0x6B4F36 + photos)); // no two photos alike
    g.fillRect(4, 4, 40, 40);
    g.dispose();
    Path file = folder.resolve("board-" + ++photos + ".png");
    ImageIO.write(image, "png", file.toFile());
    Files.setLastModifiedTime(file, FileTime.from(taken));
    return file;
  }
}
