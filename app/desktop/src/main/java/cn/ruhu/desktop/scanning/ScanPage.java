package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.SheetFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A sheet in the tray. Its id is the id its page record will have, so that a power cut between
/// filing and noting it files nothing twice.
///
/// @param file address of the original bytes
/// @param mime media type by the bytes
/// @param sheet 0-based place in a file with many
/// @param takenAt device clock, milliseconds since 1970
/// @param source code of table `pageSource`
/// @param make what a person made of it; a batch of an earlier version has none
record ScanPage(
    UUID id,
    String file,
    String mime,
    int length,
    int sheet,
    long takenAt,
    String source,
    ScanLook look,
    ScanChoice choice,
    ScanMake make) {
  ScanPage {
    if (make == null) make = ScanMake.NONE;
  }

  /// Of these bytes.
  ScanPage of(String address, String type, int bytes) {
    return new ScanPage(id, address, type, bytes, sheet, takenAt, source, look, choice, make);
  }

  ScanPage with(ScanLook seen) {
    return new ScanPage(id, file, mime, length, sheet, takenAt, source, seen, choice, make);
  }

  ScanPage with(ScanChoice said) {
    return new ScanPage(id, file, mime, length, sheet, takenAt, source, look, said, make);
  }

  ScanPage with(ScanMake made) {
    return new ScanPage(id, file, mime, length, sheet, takenAt, source, look, choice, made);
  }

  /// The second page of a spread: the same sheet of the same file, nothing said of it yet.
  ScanPage other(UUID second, ScanMake made) {
    return new ScanPage(
        second, file, mime, length, sheet, takenAt, source, look, ScanChoice.NONE, made);
  }

  /// Another sheet of the same file, not read yet.
  ScanPage sibling(UUID other, int at) {
    return new ScanPage(
        other,
        file,
        mime,
        length,
        at,
        takenAt,
        source,
        ScanLook.NONE,
        ScanChoice.NONE,
        ScanMake.NONE);
  }

  /// How its picture is made of the original: as a person said, else as reading proposes.
  PageRecipe recipe() {
    return make.said()
        .or(() -> make.cutOut().map(c -> look.whole().withCorners(c.shares())))
        .orElseGet(this::proposed);
  }

  /// As reading proposes.
  private PageRecipe proposed() {
    return look.edges() == ScanLook.Edges.FOUND ? look.cut().orElseGet(look::whole) : look.whole();
  }

  /// Which side of an identity card it is, code of table `cardSide`: as it was cut out, else as the
  /// only card on it says; `""` where there is none, or nobody can say, and where a person cut out
  /// something else than reading proposed.
  String side() {
    if (make.half()) return make.side();
    return only().map(CardSide::side).orElse("");
  }

  /// As [#side], where the page is that card and nothing beside it: of a copy of both sides on
  /// which one was found only, no side is written down for good.
  String sideAlone() {
    if (make.half()) return make.side();
    return only()
        .filter(c -> c.recipe().corners().equals(recipe().corners()))
        .map(CardSide::side)
        .orElse("");
  }

  private Optional<CardSide> only() {
    List<CardSide> sides = CardSide.of(look.cards());
    if (sides.size() != 1) return Optional.empty();
    CardSide card = sides.getFirst();
    Optional<Quad> now = recipe().corners();
    boolean asRead =
        now.equals(proposed().corners())
            || now.equals(look.cut().flatMap(PageRecipe::corners))
            || now.equals(card.recipe().corners());
    return asRead ? Optional.of(card) : Optional.empty();
  }

  /// What is cut out of the picture, roughly.
  Corners corners() {
    return recipe().corners().map(Corners::of).orElse(Corners.WHOLE);
  }

  /// The recipe of one page of a spread: as it lies and leans, of the size that comes.
  PageRecipe half(Corners of) {
    PageRecipe now = recipe();
    return new PageRecipe(
        now.version(),
        Optional.of(of.shares()),
        now.turns(),
        now.skew(),
        SheetFormat.FREE,
        0,
        now.tone());
  }

  /// Never the codes.
  @Override
  public String toString() {
    return "ScanPage[" + id + ", sheet " + sheet + ", " + choice.mark() + "]";
  }
}
