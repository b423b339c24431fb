package cn.ruhu.papers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The typefaces that travel with the product, and which characters each of them can draw.
///
/// A name such as 䶮 or 𠅤 must never become a box, on the screen or on paper, whatever fonts the
/// machine has. The window and the papers both ask here. Coverage is read from a small table beside
/// each font (a test proves it equal to the font's own character map), so that asking costs no font
/// parsing at start.
///
/// Immutable and thread-safe; one instance is made by the wiring of each program.
public final class Fonts {

  /// One bundled font file.
  public enum Face {
    /// Text of the window and of papers: Noto Sans SC 400.
    SANS_REGULAR("Noto Sans SC", "NotoSansSC-Regular", "NotoSansSC-LICENSE.txt"),
    /// Headings and emphasis: Noto Sans SC 700.
    SANS_BOLD("Noto Sans SC", "NotoSansSC-Bold", "NotoSansSC-LICENSE.txt"),
    /// Characters of CJK extensions B–F in names: Hanazono Mincho B. It holds next to nothing else.
    RARE("HanaMinB", "HanaMinB", "HanaMinB-LICENSE.txt");

    private final String family;
    private final String stem;
    private final String licence;

    Face(String family, String stem, String licence) {
      this.family = family;
      this.stem = stem;
      this.licence = licence;
    }

    /// Family name inside the font file, as a style sheet must write it.
    public String family() {
      return family;
    }

    /// Absolute class-path name of the TrueType file.
    public String resource() {
      return "/cn/ruhu/papers/fonts/" + stem + ".ttf";
    }

    /// Absolute class-path name of the licence text that travels with the file.
    public String licenceResource() {
      return "/cn/ruhu/papers/fonts/" + licence;
    }

    /// The whole TrueType file (10–31 MB); the caller closes it.
    public InputStream open() {
      return stream(resource());
    }

    String coverageResource() {
      return "/cn/ruhu/papers/fonts/" + stem + ".coverage.tsv";
    }
  }

  /// Neighbouring characters that the same face draws.
  ///
  /// @param text one or more whole code points
  /// @param face the face to draw them with; empty when no bundled face has them (private-use
  ///   characters, extension G and later): show the code point beside them
  public record Run(String text, Optional<Face> face) {}

  private static final List<Face> ORDER = List.of(Face.SANS_REGULAR, Face.RARE);

  private final Map<Face, BitSet> coverage;

  private Fonts(Map<Face, BitSet> coverage) {
    this.coverage = coverage;
  }

  /// Reads the coverage tables (about 30 kB of text, a few milliseconds).
  public static Fonts load() {
    var coverage = new EnumMap<Face, BitSet>(Face.class);
    for (var face : Face.values()) coverage.put(face, readCoverage(face));
    return new Fonts(coverage);
  }

  /// True when the face has a glyph for the code point.
  public boolean covers(Face face, int codePoint) {
    var set = coverage.get(face);
    return set != null && codePoint >= 0 && set.get(codePoint);
  }

  /// True when at least one face for running text can draw the code point.
  public boolean covers(int codePoint) {
    return faceFor(codePoint).isPresent();
  }

  /// The face that draws this code point in running text: the sans face where it can, else the face
  /// for rare characters.
  public Optional<Face> faceFor(int codePoint) {
    return ORDER.stream().filter(face -> covers(face, codePoint)).findFirst();
  }

  /// Splits a text into runs by face, in order, for drawing tools that take one family per run.
  /// Joining the runs gives the text back.
  public List<Run> runs(String text) {
    var runs = new ArrayList<Run>();
    int start = 0;
    Optional<Face> current = Optional.empty();
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      var face = faceFor(codePoint);
      if (at > start && !face.equals(current)) {
        runs.add(new Run(text.substring(start, at), current));
        start = at;
      }
      current = face;
      at += Character.charCount(codePoint);
    }
    if (start < text.length()) runs.add(new Run(text.substring(start), current));
    return List.copyOf(runs);
  }

  private static BitSet readCoverage(Face face) {
    var set = new BitSet();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(stream(face.coverageResource()), StandardCharsets.US_ASCII))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        set.set(
            Integer.parseInt(line, 0, tab, 16),
            Integer.parseInt(line, tab + 1, line.length(), 16) + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return set;
  }

  private static InputStream stream(String resource) {
    var in = Fonts.class.getResourceAsStream(resource);
    if (in == null) throw new IllegalStateException("missing resource " + resource);
    return in;
  }
}
