package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The promise for scanning: at least 99 of 100 pages find their place by themselves, none a wrong
/// one.
final class CorpusTest {
  @Test
  void fortyPagesFindTheirPlace() {
    check(Corpus.run(12, 1));
  }

  @Test
  @Tag("soak")
  void twoHundredPagesFindTheirPlace() {
    var figures = check(Corpus.run(200, 1));
    assertTrue(figures.medianMs() <= 600, figures.toString());
  }

  /// FEATURES T1: one page in eight cannot be read.
  @Test
  void pagesWhoseCodeCameToGriefGoToTheTray() {
    torn(Corpus.run(24, 1, 4), 6);
  }

  @Test
  @Tag("soak")
  void aThousandPagesOfWhichOneInEightCannotBeRead() {
    torn(Corpus.run(1000, 1, 8), 125);
  }

  private static void torn(Corpus.Figures figures, int spoiled) {
    check(figures);
    assertEquals(spoiled, figures.pages() - figures.readable(), figures.toString());
    assertEquals(spoiled, figures.tray(), figures.toString());
  }

  private static Corpus.Figures check(Corpus.Figures figures) {
    assertEquals(0, figures.wrong(), figures.toString());
    assertTrue(figures.read() * 100 >= figures.readable() * 99, figures.toString());
    assertEquals(0, figures.notUpright(), figures.toString());
    assertTrue(figures.skewOff() * 100 <= figures.pages(), figures.toString());
    return figures;
  }
}
