package cn.ruhu.imaging.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// One sheet of a file with many, as a file of its own: a stack of two families in one PDF must not
/// show either of them the other. The sheet of a PDF keeps its content as it is; that of a TIFF
/// becomes a PNG, without loss. Pure.
public final class SheetExtract {
  private SheetExtract() {}

  /// @param bytes a file [PageFile] opens
  /// @param mime media type of the bytes
  @SuppressWarnings("ArrayRecordComponent") // a file, never compared
  public record Sheet(byte[] bytes, String mime) {}

  /// @param file the whole file
  /// @param index 0-based sheet
  /// @return empty when the file has no such sheet or the sheet gives no picture
  public static Optional<Sheet> of(byte[] file, int index) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      if (index < 0 || index >= pages.count()) return Optional.empty();
      if (pages.format() == PageFile.Format.PDF) return Optional.of(pdf(file, index));
      return pages.page(index) instanceof PageImage image
          ? Optional.of(new Sheet(Straightened.encode(image.colour(), "png"), "image/png"))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Sheet pdf(byte[] file, int index) throws IOException {
    try (PDDocument whole = Loader.loadPDF(file);
        var one = new PDDocument()) {
      one.importPage(whole.getPage(index));
      var out = new ByteArrayOutputStream();
      one.save(out);
      return new Sheet(out.toByteArray(), "application/pdf");
    }
  }
}
