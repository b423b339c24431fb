package cn.ruhu.desktop.kit;

import cn.ruhu.papers.Fonts.Face;
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
    load(Face.SANS_REGULAR);
    load(Face.SANS_BOLD);
    return new Fonts(cn.ruhu.papers.Fonts.load());
  }

  /// Which character is drawn by which face.
  cn.ruhu.papers.Fonts coverage() {
    return coverage;
  }

  /// Family to draw a run with.
  String family(Face face) {
    if (face == Face.RARE && rareLoaded.compareAndSet(false, true)) load(face);
    return face.family();
  }

  private static void load(Face face) {
    try (InputStream in = face.open()) {
      if (Font.loadFont(in, 14) == null) LOG.warn("font refused by the toolkit: {}", face);
    } catch (IOException e) {
      throw new UncheckedIOException(face.resource(), e);
    }
  }
}
