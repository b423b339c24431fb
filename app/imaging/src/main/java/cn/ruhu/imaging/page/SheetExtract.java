package cn.ruhu.imaging.page;

import java.io.IOException;
import java.util.Optional;

/// One sheet of a file with many, as a file of its own: a stack of two families in one PDF must not
/// show either of them the other. The sheet of a PDF keeps its content as it is where that can be
/// had alone and looks the same; every other one becomes a PNG. Pure.
public final class SheetExtract {
  private SheetExtract() {}

  /// @param bytes a file [PageFile] opens
  /// @param mime media type of the bytes
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  public record Sheet(byte[] bytes, String mime) {}

  /// @param pages the whole file, open
  /// @param index 0-based sheet
  /// @return empty when the file has no such sheet or the sheet gives no picture
  public static Optional<Sheet> of(PageFile.Pages pages, int index) {
    if (index < 0 || index >= pages.count()) return Optional.empty();
    if (pages instanceof PdfPages pdf) {
      Optional<byte[]> alone = PdfSheet.alone(pdf.document(), index);
      if (alone.isPresent()) return alone.map(bytes -> new Sheet(bytes, "application/pdf"));
    }
    try {
      return pages.page(index) instanceof PageImage image
          ? Optional.of(new Sheet(Straightened.encode(image.colour(), "png"), "image/png"))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
