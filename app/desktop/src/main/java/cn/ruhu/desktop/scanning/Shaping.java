package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the picture of the sheet in hand is made of its original: between the edges found or as it
/// came, turned, its paper white. Each act changes the sheet's recipe ([PageRecipe]), is on the
/// disk and is taken back by Z; the original's bytes stay as they came. Window thread only.
final class Shaping {
  private final ScanningViewModel model;
  private final ScanTray tray;

  /// How the edges of a sheet stand. Names are keys of words.
  enum Edges {
    /// nothing to say: the picture is the sheet
    NONE,
    /// cut to the edges that were found
    FOUND,
    /// found in a scan, which stays whole until somebody takes them
    OFFERED,
    /// found, and somebody wants the picture as it came
    ORIGINAL,
    /// set by hand
    HAND,
    /// a photo in which they are not sure: left as it came
    UNSURE
  }

  Shaping(ScanningViewModel model, ScanTray tray) {
    this.model = model;
    this.tray = tray;
  }

  /// How the edges of a sheet stand.
  static Edges edges(ScanPage p) {
    ScanLook look = p.look();
    if (!look.read() || !look.legible() || p.make().half()) return Edges.NONE;
    Optional<PageRecipe> cut = look.cut();
    PageRecipe now = p.recipe();
    if (now.corners().isPresent())
      return cut.isPresent() && cut.get().corners().equals(now.corners())
          ? Edges.FOUND
          : Edges.HAND;
    return switch (look.edges()) {
      case NONE -> Edges.NONE;
      case UNSURE -> Edges.UNSURE;
      case FOUND -> Edges.ORIGINAL;
      case OFFERED -> p.make().said().isPresent() ? Edges.ORIGINAL : Edges.OFFERED;
    };
  }

  /// Whether the picture is the original's, turned at most.
  static boolean isPlain(PageRecipe r) {
    return r.corners().isEmpty() && r.skew() == 0;
  }

  /// Whether the paper of a sheet is made white.
  static boolean isWhite(ScanPage p) {
    return p.recipe().tone() == PageRecipe.Tone.WHITENED;
  }

  /// What P makes of a sheet: the picture as it came, or straight between its edges again; empty
  /// where both are the same.
  static Optional<PageRecipe> other(ScanPage p) {
    if (!p.look().read() || !p.look().legible() || p.make().half()) return Optional.empty();
    PageRecipe now = p.recipe();
    PageRecipe found = p.look().cut().orElseGet(p.look()::whole);
    boolean straighten = isPlain(now) || (now.corners().isEmpty() && found.corners().isPresent());
    PageRecipe to = (straighten ? found : PageRecipe.AS_IS).withTone(now.tone());
    PageRecipe lying = to.turnedBy(to.turns() - now.turns());
    return lying.equals(now) ? Optional.empty() : Optional.of(lying);
  }

  /// P: between the edges found, or the original again.
  void edges() {
    @Nullable TrayRow row = model.guide.seen();
    if (row == null) return;
    if (other(row.page()).isPresent()) make(row, p -> other(p).orElseGet(p::recipe));
  }

  /// W: paper becomes white and shadows go, or not after all; seals and ink keep their colour.
  void whiten() {
    @Nullable TrayRow row = model.guide.seen();
    if (row == null) return;
    make(
        row,
        p -> p.recipe().withTone(isWhite(p) ? PageRecipe.Tone.AS_IS : PageRecipe.Tone.WHITENED));
  }

  /// R: clockwise by a quarter.
  void rotate() {
    @Nullable TrayRow row = model.selected.get();
    if (row == null || row.state() == TrayRow.State.FILED || !row.page().look().read()) return;
    make(row, p -> p.recipe().turnedBy(1));
  }

  /// Corners and turning that a person set. The sheet gets its true proportions, see
  /// [cn.ruhu.imaging.sheet.HandCut].
  ///
  /// @param turns quarter turns clockwise the stored picture lies turned
  void corners(TrayRow row, int turns, Corners corners) {
    ScanPage p = row.page();
    model.guide.remember(List.of(row), false, Set.of());
    model.make(
        () -> {
          PageRecipe to = ScanEye.cut(tray.bytes(p), p, corners, turns);
          tray.shape(p.id(), _ -> to);
        },
        p.id());
  }

  /// @param to of the page as the disk has it: a key pressed twice acts twice
  private void make(TrayRow row, Function<ScanPage, PageRecipe> to) {
    model.guide.remember(List.of(row), false, Set.of());
    model.make(() -> tray.shape(row.id(), to), row.id());
  }
}
