package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.Optional;
import java.util.UUID;

/// What a person made of a sheet, beside its original: how its picture is made, and the stamp that
/// it was compared with the paper. The original's bytes stay as they came.
///
/// @param corners what is cut out, roughly, see [Corners#text]; `""` for the whole picture
/// @param half this is one page of a spread that was split
/// @param checkedBy staff id of who compared it with the paper; `""` for nobody
/// @param checkedAt device clock, milliseconds since 1970; 0 for never
/// @param recipe what a person said of the picture, see [PageRecipe#text]; `""` for nothing, and in
///   a batch of an earlier version
/// @param side of an identity card: [CardSide#FRONT], [CardSide#BACK]; `""` for none, and in a
///   batch of an earlier version
record ScanMake(
    String corners, boolean half, String checkedBy, long checkedAt, String recipe, String side) {
  static final ScanMake NONE = new ScanMake("", false, "", 0, "", "");

  ScanMake {
    if (recipe == null) recipe = "";
    if (side == null) side = "";
  }

  /// The picture is made so from now on.
  ScanMake shaped(PageRecipe to) {
    String cut = to.corners().map(Corners::of).map(Corners::text).orElse("");
    return new ScanMake(cut, half, checkedBy, checkedAt, to.text(), side);
  }

  /// One page of a spread.
  ScanMake halved(PageRecipe to) {
    ScanMake now = shaped(to);
    return new ScanMake(now.corners(), true, checkedBy, checkedAt, now.recipe(), side);
  }

  /// One side of an identity card, cut out; the other is a page of its own.
  ScanMake card(CardSide of) {
    ScanMake now = shaped(of.recipe());
    return new ScanMake(now.corners(), true, checkedBy, checkedAt, now.recipe(), of.side());
  }

  ScanMake checked(UUID by, long at) {
    return new ScanMake(corners, half, by.toString(), at, recipe, side);
  }

  ScanMake unchecked() {
    return new ScanMake(corners, half, "", 0, recipe, side);
  }

  boolean stamped() {
    return !checkedBy.isEmpty();
  }

  /// What a person said of the picture; empty for nothing.
  Optional<PageRecipe> said() {
    return PageRecipe.read(recipe);
  }

  /// What a person cut out before recipes were kept.
  Optional<Corners> cutOut() {
    return Corners.parse(corners);
  }
}
