package cn.ruhu.papers;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PagePosition;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// XHTML to PDF/A-2b with the bundled faces. Font files are parsed once and kept; one paper is
/// printed at a time, because a parsed font is not safe for several threads.
final class Press {
  private static final float MM = 72f / 25.4f;
  private static final Pattern PARTS = Pattern.compile("part-.*");
  private static final Pattern XMP_DATE =
      Pattern.compile("(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)[^<]*");

  private final Map<Fonts.Face, TrueTypeFont> parsed = new EnumMap<>(Fonts.Face.class);

  /// Held, else the level is forgotten: the layout engine asks for Helvetica as a measure only, and
  /// PDFBox would warn about it on every paper.
  private final Logger chatter = Logger.getLogger("org.apache.pdfbox.pdmodel.font.PDType1Font");

  Press() {
    chatter.setLevel(Level.SEVERE);
    XRLog.setLoggingEnabled(false);
  }

  /// @param bytes the PDF
  /// @param pages number of pages
  /// @param codes texts drawn, in page order
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  record Print(byte[] bytes, int pages, List<String> codes) {}

  /// @param page from 1
  /// @param of number of pages
  /// @param part element id (`part-…`) the page belongs to
  record Position(int page, int of, String part) {}

  /// @param codes text of the QR of each page; an empty text draws none
  synchronized Print print(
      String html, boolean rare, LocalDate date, Function<Position, String> codes) {
    try (var document = new PDDocument()) {
      var builder = new PdfRendererBuilder();
      builder.usePDDocument(document);
      builder.withHtmlContent(html, null);
      builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_B);
      builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
      builder.withProducer("Ruhu");
      font(builder, document, Fonts.Face.SANS_REGULAR, 400);
      font(builder, document, Fonts.Face.SANS_BOLD, 700);
      if (rare) font(builder, document, Fonts.Face.RARE, 400);
      List<String> texts;
      try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
        renderer.layout();
        renderer.createPDFWithoutClosing();
        texts = stamp(document, starts(renderer), codes);
        return finish(document, date, texts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void font(PdfRendererBuilder builder, PDDocument document, Fonts.Face face, int weight)
      throws IOException {
    TrueTypeFont font = parsed.get(face);
    if (font == null) {
      try (InputStream in = face.open()) {
        font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      }
      parsed.put(face, font);
    }
    builder.useFont(
        new PDFontSupplier(PDType0Font.load(document, font, true)),
        face.family(),
        weight,
        FontStyle.NORMAL,
        true);
  }

  private static List<Map.Entry<Integer, String>> starts(PdfBoxRenderer renderer) {
    var starts = new ArrayList<Map.Entry<Integer, String>>();
    for (PagePosition<?> p : renderer.findPagePositionsByID(PARTS))
      starts.add(Map.entry(p.getPageNo(), p.getId()));
    return starts;
  }

  private static List<String> stamp(
      PDDocument document,
      List<Map.Entry<Integer, String>> starts,
      Function<Position, String> codes)
      throws IOException {
    var texts = new ArrayList<String>();
    int of = document.getNumberOfPages();
    for (int i = 0; i < of; i++) {
      String part = "";
      int best = -1;
      for (var s : starts)
        if (s.getKey() <= i && s.getKey() > best) {
          best = s.getKey();
          part = s.getValue();
        }
      String text = codes.apply(new Position(i + 1, of, part));
      if (text.isEmpty()) continue;
      texts.add(text);
      draw(document, i, text);
    }
    return texts;
  }

  /// The code at 33 mm without its quiet zone, 15 mm from the right edge and 10 mm from the top,
  /// where nothing else is printed within four modules.
  private static void draw(PDDocument document, int page, String text) throws IOException {
    var matrix = matrix(text);
    float module = 33f * MM / matrix.getWidth();
    var sheet = document.getPage(page);
    float left = sheet.getMediaBox().getWidth() - 48f * MM;
    float top = sheet.getMediaBox().getHeight() - 10f * MM;
    try (var out = new PDPageContentStream(document, sheet, AppendMode.APPEND, true, true)) {
      out.setNonStrokingColor(0f, 0f, 0f);
      for (int y = 0; y < matrix.getHeight(); y++)
        for (int x = 0; x < matrix.getWidth(); ) {
          int end = x;
          while (end < matrix.getWidth() && matrix.get(end, y) == 1) end++;
          if (end > x)
            out.addRect(left + x * module, top - (y + 1) * module, (end - x) * module, module);
          x = Math.max(end, x + 1);
        }
      out.fill();
    }
  }

  private static com.google.zxing.qrcode.encoder.ByteMatrix matrix(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.Q).getMatrix();
    } catch (WriterException e) {
      throw new IllegalStateException("a page code always fits", e);
    }
  }

  private static Print finish(PDDocument document, LocalDate date, List<String> texts)
      throws IOException {
    var zone = ZoneId.of("Asia/Shanghai");
    var day = new GregorianCalendar(TimeZone.getTimeZone(zone));
    day.clear();
    day.setTimeInMillis(date.atStartOfDay(zone).toInstant().toEpochMilli());
    document.getDocumentInformation().setCreationDate(day);
    document.getDocumentInformation().setModificationDate(day);
    PDMetadata metadata = document.getDocumentCatalog().getMetadata();
    if (metadata != null) {
      String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
      String fixed = XMP_DATE.matcher(xmp).replaceAll("$1" + date + "T00:00:00+08:00");
      metadata.importXMPMetadata(fixed.getBytes(StandardCharsets.UTF_8));
    }
    document.setDocumentId(date.toEpochDay());
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return new Print(bytes.toByteArray(), document.getNumberOfPages(), List.copyOf(texts));
  }
}
