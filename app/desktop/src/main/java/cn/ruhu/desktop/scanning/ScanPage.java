package cn.ruhu.desktop.scanning;

import java.util.UUID;

/// A sheet in the tray. Its id is the id its page record will have, so that a power cut between
/// filing and noting it files nothing twice.
///
/// @param file address of the original bytes
/// @param mime media type by the bytes
/// @param sheet 0-based place in a file with many
/// @param takenAt device clock, milliseconds since 1970
/// @param source code of table `pageSource`
record ScanPage(
    UUID id,
    String file,
    String mime,
    int length,
    int sheet,
    long takenAt,
    String source,
    ScanLook look,
    ScanChoice choice) {
  ScanPage with(ScanLook seen) {
    return new ScanPage(id, file, mime, length, sheet, takenAt, source, seen, choice);
  }

  ScanPage with(ScanChoice said) {
    return new ScanPage(id, file, mime, length, sheet, takenAt, source, look, said);
  }

  /// Another sheet of the same file, not read yet.
  ScanPage sibling(UUID other, int at) {
    return new ScanPage(
        other, file, mime, length, at, takenAt, source, ScanLook.NONE, ScanChoice.NONE);
  }

  /// Never the codes.
  @Override
  public String toString() {
    return "ScanPage[" + id + ", sheet " + sheet + ", " + choice.mark() + "]";
  }
}
