package cn.ruhu.desktop.kit;

import cn.ruhu.papers.Fonts.Face;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bundled faces, handed to the toolkit: one family for everything, loaded at start; the face
/// for rare characters (31 MB) only when the first name needs it. They come with the program, so
/// that no office machine shows boxes, and are the faces that `papers` prints with.
///
/// Window thread only, but [#bundled] may be called before there is a window.
public final class Fonts {
  private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

  private final cn.ruhu.papers.Fonts coverage;
  private final AtomicBoolean rareLoaded = new AtomicBoolean();

  private Fonts(cn.ruhu.papers.Fonts coverage) {
    this.coverage = coverage;
  }

  /// Loads the program's own family, regular and bold.
  public static Fonts bundled() {
    return bundled(read());
  }

  /// As [#bundled()] with what [#read] brought.
  public static Fonts bundled(Read read) {
    load(Face.SANS_REGULAR, read.regular);
    load(Face.SANS_BOLD, read.bold);
    return new Fonts(read.coverage);
  }

  /// Takes the family out of its archive (21 MB); needs no toolkit, any thread may.
  public static Read read() {
    return new Read(bytes(Face.SANS_REGULAR), bytes(Face.SANS_BOLD), cn.ruhu.papers.Fonts.load());
  }

  /// The family as files in memory, until the toolkit has it.
  public static final class Read {
    private final byte[] regular;
    private final byte[] bold;
    private final cn.ruhu.papers.Fonts coverage;

    private Read(byte[] regular, byte[] bold, cn.ruhu.papers.Fonts coverage) {
      this.regular = regular;
      this.bold = bold;
      this.coverage = coverage;
    }
  }

  /// Which character is drawn by which face.
  cn.ruhu.papers.Fonts coverage() {
    return coverage;
  }

  /// Family to draw a run with.
  String family(Face face) {
    if (face == Face.RARE && rareLoaded.compareAndSet(false, true)) load(face, bytes(face));
    return face.family();
  }

  private static void load(Face face, byte[] bytes) {
    if (Font.loadFont(new ByteArrayInputStream(bytes), 14) == null)
      LOG.warn("font refused by the toolkit: {}", face);
  }

  private static byte[] bytes(Face face) {
    try (InputStream in = face.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(face.resource(), e);
    }
  }
}
