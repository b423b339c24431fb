package cn.ruhu.papers;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/// Scanned pages as one PDF/A-2b, for those who must hand a case or a part of it on: each page on a
/// sheet of A4 with its words below it, the stamp of who compared it with the paper over it, and
/// where somebody read it by machine, its text behind it for searching.
///
/// A limit of bytes is kept by drawing the pictures smaller step by step, never below [#DPI_MIN]:
/// what cannot be read any more is no copy. Fonts are parsed once. Thread-safe: one book at a time.
public final class PageBook {
  /// Dots per inch below which small print cannot be read.
  public static final int DPI_MIN = 100;

  private static final float MM = 72f / 25.4f;
  private static final float MARGIN = 8 * MM;
  private static final float FOOT = 11 * MM;
  private static final float SMALL = 7.5f;
  private static final float BARE_MARGIN = 25 * MM;
  private static final float BARE_HEAD = 15;
  private static final float BARE_TEXT = 10.5f;
  private static final String SQUARE = "\u25a1";
  private static final double A4_SHORT_INCHES = 210 / 25.4;
  private static final double A4_LONG_INCHES = 297 / 25.4;

  private record Step(int dpi, float quality) {}

  /// Steps a book is made smaller by: dots per inch on A4, and JPEG quality.
  private static final List<Step> STEPS =
      List.of(
          new Step(300, 0.85f),
          new Step(200, 0.75f),
          new Step(150, 0.65f),
          new Step(120, 0.55f),
          new Step(DPI_MIN, 0.45f));

  private final Fonts fonts;
  private final Map<Fonts.Face, TrueTypeFont> parsed = new HashMap<>();

  /// @param fonts knows which face draws what
  public PageBook(Fonts fonts) {
    this.fonts = fonts;
  }

  /// A page that gives no picture. Its sheet is bound all the same and says so: a book from which a
  /// page is left out looks like a whole one.
  public static final class NoPicture extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /// @param lines what stands on the sheet, the heading first
    public NoPicture(List<String> lines) {
      super("no picture");
      this.lines = List.copyOf(lines);
    }
  }

  /// A picture of a page.
  @FunctionalInterface
  public interface Picture {
    /// Draws it, upright and cut; asked once for each step.
    ///
    /// @throws NoPicture when there is none; any other failure ends the binding
    BufferedImage draw() throws IOException;

    /// The JPEG itself, grey or RGB, where it already lies as it is drawn: it goes into a book
    /// without a narrow limit byte for byte.
    default Optional<byte[]> asIs() throws IOException {
      return Optional.empty();
    }
  }

  /// One page.
  ///
  /// @param picture of it
  /// @param caption words below it
  /// @param stamp lines over its corner, none where nobody compared it
  /// @param text as a machine read it, `""` for none; invisible, for searching
  public record Leaf(Picture picture, String caption, List<String> stamp, String text) {
    public Leaf {
      stamp = List.copyOf(stamp);
    }
  }

  /// What came of binding pages.
  public sealed interface Bound permits Book, TooLarge {}

  /// @param bytes the PDF
  /// @param dpi at most so many dots per inch on A4
  /// @param without places, from 0, of pages that gave no picture
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  public record Book(byte[] bytes, int pages, int dpi, List<Integer> without) implements Bound {
    public Book {
      without = List.copyOf(without);
    }
  }

  /// The limit cannot be kept with legible pages.
  ///
  /// @param least bytes of the smallest legible book
  public record TooLarge(long least) implements Bound {}

  /// Binds pages.
  ///
  /// @param title of the document; names no person
  /// @param day written into it, so that the same pages give the same bytes
  /// @param limit bytes at most, 0 for no limit
  /// @throws IOException when a picture cannot be drawn
  public synchronized Bound bind(List<Leaf> leaves, String title, LocalDate day, long limit)
      throws IOException {
    long least = 0;
    for (Step step : STEPS) {
      var without = new ArrayList<Integer>();
      byte[] bytes = pdf(leaves, title, day, step, without);
      if (limit <= 0 || bytes.length <= limit)
        return new Book(bytes, leaves.size(), step.dpi(), without);
      least = bytes.length;
    }
    return new TooLarge(least);
  }

  private byte[] pdf(
      List<Leaf> leaves, String title, LocalDate day, Step step, List<Integer> without)
      throws IOException {
    try (var document = new PDDocument()) {
      document.setVersion(1.7f);
      var faces = new Faces(document);
      for (int i = 0; i < leaves.size(); i++)
        try {
          page(document, faces, leaves.get(i), step);
        } catch (NoPicture none) {
          bare(document, faces, leaves.get(i), none.lines);
          without.add(i);
        }
      return finish(document, title, day);
    }
  }

  /// Faces of one document, each embedded when it is first needed.
  private final class Faces {
    private final PDDocument document;
    private final Map<Fonts.Face, PDFont> loaded = new HashMap<>();

    Faces(PDDocument document) {
      this.document = document;
    }

    PDFont of(Fonts.Face face) throws IOException {
      PDFont there = loaded.get(face);
      if (there != null) return there;
      TrueTypeFont file = parsed.get(face);
      if (file == null) {
        try (InputStream in = face.open()) {
          file = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
        }
        parsed.put(face, file);
      }
      PDFont font = PDType0Font.load(document, file, true);
      loaded.put(face, font);
      return font;
    }
  }

  private void page(PDDocument document, Faces faces, Leaf leaf, Step step) throws IOException {
    PDImageXObject image = picture(document, leaf.picture(), step);
    boolean wide = image.getWidth() > image.getHeight();
    float upright = PDRectangle.A4.getHeight();
    float across = PDRectangle.A4.getWidth();
    var size = wide ? new PDRectangle(upright, across) : PDRectangle.A4;
    var sheet = new PDPage(size);
    document.addPage(sheet);
    float roomWide = size.getWidth() - 2 * MARGIN;
    float roomHigh = size.getHeight() - MARGIN - FOOT;
    float scale = Math.min(roomWide / image.getWidth(), roomHigh / image.getHeight());
    float w = image.getWidth() * scale;
    float h = image.getHeight() * scale;
    float left = (size.getWidth() - w) / 2;
    float bottom = FOOT + (roomHigh - h) / 2;
    try (var out = new PDPageContentStream(document, sheet)) {
      if (!leaf.text().isBlank()) behind(out, faces, leaf.text(), left, bottom, h);
      out.drawImage(image, left, bottom, w, h);
      out.setNonStrokingColor(0f, 0f, 0f);
      write(out, faces, leaf.caption(), MARGIN, FOOT / 2 - SMALL / 2, SMALL);
      if (!leaf.stamp().isEmpty()) stamp(out, faces, leaf.stamp(), left + w, bottom);
    }
  }

  /// A sheet with words where the picture ought to be, and no stamp: nobody compares what is not
  /// seen.
  private void bare(PDDocument document, Faces faces, Leaf leaf, List<String> lines)
      throws IOException {
    var sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    float room = PDRectangle.A4.getWidth() - 2 * BARE_MARGIN;
    float y = PDRectangle.A4.getHeight() * 2 / 3;
    try (var out = new PDPageContentStream(document, sheet)) {
      out.setNonStrokingColor(0f, 0f, 0f);
      for (int i = 0; i < lines.size(); i++) {
        float size = i == 0 ? BARE_HEAD : BARE_TEXT;
        float wide = width(faces, lines.get(i), size);
        if (wide > room) size *= room / wide;
        write(out, faces, lines.get(i), BARE_MARGIN, y, size);
        y -= BARE_HEAD * 1.8f;
      }
      write(out, faces, leaf.caption(), MARGIN, FOOT / 2 - SMALL / 2, SMALL);
    }
  }

  private static PDImageXObject picture(PDDocument document, Picture of, Step step)
      throws IOException {
    Optional<byte[]> as = step.equals(STEPS.getFirst()) ? of.asIs() : Optional.empty();
    return as.isPresent()
        ? JPEGFactory.createFromByteArray(document, as.get())
        : JPEGFactory.createFromImage(document, small(of.draw(), step.dpi()), step.quality());
  }

  private static BufferedImage small(BufferedImage image, int dpi) {
    boolean wide = image.getWidth() > image.getHeight();
    double shortSide = (wide ? image.getHeight() : image.getWidth()) / (A4_SHORT_INCHES * dpi);
    double longSide = (wide ? image.getWidth() : image.getHeight()) / (A4_LONG_INCHES * dpi);
    double by = Math.max(shortSide, longSide);
    if (by <= 1 && image.getType() == BufferedImage.TYPE_INT_RGB) return image;
    double scale = Math.min(1, 1 / by);
    int w = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int h = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    g.drawImage(image, 0, 0, w, h, java.awt.Color.WHITE, null);
    g.dispose();
    return out;
  }

  /// A red frame over the lower right corner of the picture.
  private void stamp(
      PDPageContentStream out, Faces faces, List<String> lines, float right, float bottom)
      throws IOException {
    float size = 10;
    float wide = 0;
    for (String l : lines) wide = Math.max(wide, width(faces, l, size));
    float pad = 2.2f * MM;
    float lead = size * 1.45f;
    float w = wide + 2 * pad;
    float h = lines.size() * lead + 2 * pad - (lead - size);
    float x = right - w - 4 * MM;
    float y = bottom + 4 * MM;
    out.setStrokingColor(0.75f, 0.1f, 0.1f);
    out.setNonStrokingColor(0.75f, 0.1f, 0.1f);
    out.setLineWidth(1.4f);
    out.addRect(x, y, w, h);
    out.stroke();
    for (int i = 0; i < lines.size(); i++)
      write(out, faces, lines.get(i), x + pad, y + h - pad - size * 0.88f - i * lead, size);
  }

  /// Words a machine read, where no eye sees them: one line of text after the other down the page.
  private void behind(
      PDPageContentStream out, Faces faces, String text, float left, float bottom, float high)
      throws IOException {
    List<String> lines = text.lines().filter(l -> !l.isBlank()).limit(400).toList();
    float lead = high / Math.max(1, lines.size());
    float size = Math.clamp(lead * 0.8f, 1f, 12f);
    out.setRenderingMode(RenderingMode.NEITHER);
    for (int i = 0; i < lines.size(); i++)
      write(out, faces, lines.get(i).strip(), left, bottom + high - (i + 1) * lead, size);
    out.setRenderingMode(RenderingMode.FILL);
  }

  private void write(
      PDPageContentStream out, Faces faces, String words, float x, float y, float size)
      throws IOException {
    if (words.isBlank()) return;
    out.beginText();
    out.newLineAtOffset(x, y);
    for (Fonts.Run run : fonts.runs(words)) {
      out.setFont(faces.of(run.face().orElse(Fonts.Face.SANS_REGULAR)), size);
      // a character no face has stands as an empty square, never as a failure
      out.showText(
          run.face().isPresent()
              ? run.text()
              : SQUARE.repeat((int) run.text().codePoints().count()));
    }
    out.endText();
  }

  private float width(Faces faces, String words, float size) throws IOException {
    float all = 0;
    for (Fonts.Run run : fonts.runs(words)) {
      Optional<Fonts.Face> face = run.face();
      all +=
          face.isEmpty()
              ? size * run.text().codePointCount(0, run.text().length())
              : faces.of(face.get()).getStringWidth(run.text()) * size / 1000;
    }
    return all;
  }

  private static byte[] finish(PDDocument document, String title, LocalDate day)
      throws IOException {
    var zone = ZoneId.of("Asia/Shanghai");
    var at = new GregorianCalendar(TimeZone.getTimeZone(zone));
    at.clear();
    at.setTimeInMillis(day.atStartOfDay(zone).toInstant().toEpochMilli());
    var about = document.getDocumentInformation();
    about.setTitle(title);
    about.setProducer("Ruhu");
    about.setCreationDate(at);
    about.setModificationDate(at);
    var catalog = document.getDocumentCatalog();
    var metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp(title, day).getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    var intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    catalog.addOutputIntent(intent);
    document.setDocumentId(day.toEpochDay());
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  private static String xmp(String title, LocalDate day) {
    String at = day + "T00:00:00+08:00";
    return """
    <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
    <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
    <pdf:Producer>Ruhu</pdf:Producer>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
    <xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>
    </rdf:Description>
    </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="w"?>\
    """
        .formatted(escaped(title), at, at);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
