package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.PageReading;
import java.util.List;

/// What reading a sheet told. Kept, so that a tray opened again need not read it twice; a page key
/// that comes later is tried on the texts kept here.
///
/// @param read false while it waits to be read
/// @param refused name of [cn.ruhu.imaging.page.PageFile.Reason], or [#SHARED]; `""` for a picture
/// @param pages pages of a file that was refused for having too many, else 0
/// @param dpi dots per inch, 0 when nobody knows
/// @param skew hundredths of a degree the print leans clockwise
/// @param turns quarter turns clockwise the page lies turned, 0 to 3
/// @param sharpness see [PageReading#SHARPNESS_MIN]
/// @param blank nothing but specks
/// @param damaged the file ends too early, the rest of the picture is grey
/// @param codes texts of QR codes, untouched
record ScanLook(
    boolean read,
    String refused,
    int pages,
    int dpi,
    int skew,
    int turns,
    int sharpness,
    boolean blank,
    boolean damaged,
    List<String> codes) {
  /// A sheet that cannot be taken out of a file of two families.
  static final String SHARED = "SHARED";

  static final ScanLook NONE = new ScanLook(false, "", 0, 0, 0, 0, 0, false, false, List.of());

  ScanLook {
    codes = List.copyOf(codes);
  }

  static ScanLook refused(String reason, int pages) {
    return new ScanLook(true, reason, pages, 0, 0, 0, 0, false, false, List.of());
  }

  static ScanLook of(PageReading r, boolean damaged) {
    return new ScanLook(
        true,
        "",
        0,
        r.dpi(),
        (int) Math.round(r.skewDegrees() * 100),
        r.quarterTurns(),
        (int) Math.min(Integer.MAX_VALUE, Math.round(r.sharpness())),
        r.blank(),
        damaged,
        r.codes().stream().map(c -> c.text()).distinct().toList());
  }

  ScanLook turned(int by) {
    return lying(turns + by, skew);
  }

  /// @param leans see [#skew]
  ScanLook lying(int quarters, int leans) {
    return new ScanLook(
        read,
        refused,
        pages,
        dpi,
        leans,
        Math.floorMod(quarters, 4),
        sharpness,
        blank,
        damaged,
        codes);
  }

  boolean legible() {
    return refused.isEmpty();
  }

  /// Too soft for small print; said while the paper is still in the room.
  boolean soft() {
    return read && legible() && !blank && sharpness < PageReading.SHARPNESS_MIN;
  }

  /// Too few dots for small print.
  boolean coarse() {
    return read && legible() && dpi > 0 && dpi < 140;
  }
}
