package cn.ruhu.imaging.page;

import cn.ruhu.imaging.ImageProbe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Opens what a scanner or a clerk brings, by its bytes and never by its name: JPEG, PNG, TIFF with
/// many pages, PDF. Nothing is decoded before its size is known. Thread-safe.
public final class PageFile {
  /// Brands of HEIF files, ISO/IEC 23008-12 annex B, and of AVIF.
  private static final List<String> HEIF =
      List.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif");

  /// A BMP has two reserved bytes of 0 behind its length.
  private static final int BMP_HEAD = 6;

  private PageFile() {}

  /// What a file is. Names are stable.
  public enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    TIFF("image/tiff"),
    PDF("application/pdf");

    private final String mime;

    Format(String mime) {
      this.mime = mime;
    }

    /// Media type.
    public String mime() {
      return mime;
    }
  }

  /// Why a file or one of its pages gives no picture; the bytes are kept all the same. Names are
  /// stable; the words stand in the bundles.
  public enum Reason {
    /// not one byte
    EMPTY,
    /// more bytes or pixels than [PageLimits] allows, or it would unpack to more
    TOO_LARGE,
    /// more pages than [PageLimits#PAGES_MAX]
    TOO_MANY_PAGES,
    /// a PDF that opens with a password only
    LOCKED,
    /// begins as a page and nothing of it can be decoded
    SPOILED,
    /// a picture stored in a way not read here: a telephone's HEIC, WebP, BMP, GIF, BigTIFF; JPEG
    /// 2000 or JBIG2 inside a PDF; colours for print in a TIFF
    UNSUPPORTED,
    /// none of the four formats
    NOT_A_PAGE
  }

  /// Outcome of [#open].
  public sealed interface Opened permits Pages, Refused {}

  /// Outcome of [Pages#page].
  public sealed interface Loaded permits PageImage, Refused {}

  /// No picture.
  ///
  /// @param pages how many pages the file has, 0 when not known
  public record Refused(Reason reason, int pages) implements Opened, Loaded {
    static Refused of(Reason reason) {
      return new Refused(reason, 0);
    }
  }

  /// An open file. One thread at a time; close it to free its memory.
  public abstract static sealed class Pages implements Opened, AutoCloseable
      permits PicturePages, TiffPages, PdfPages {
    /// What it is by its bytes.
    public abstract Format format();

    /// Number of pages, at least 1.
    public abstract int count();

    /// Decodes one page, upright as its EXIF or TIFF header says. A page that cannot be decoded
    /// says so, and the others still can.
    ///
    /// @param index from 0
    public abstract Loaded page(int index);

    @Override
    public void close() {}
  }

  /// Opens a file.
  public static Opened open(byte[] file) {
    if (file.length == 0) return Refused.of(Reason.EMPTY);
    if (file.length > PageLimits.BYTES_MAX) return Refused.of(Reason.TOO_LARGE);
    Optional<Format> format = format(file);
    if (format.isEmpty())
      return Refused.of(isOtherPicture(file) ? Reason.UNSUPPORTED : Reason.NOT_A_PAGE);
    return switch (format.get()) {
      case JPEG, PNG -> new PicturePages(file, format.get());
      case TIFF -> TiffPages.open(file);
      case PDF -> PdfPages.open(file);
    };
  }

  /// What the first bytes say a file is; empty for none of ours. Nothing is decoded.
  public static Optional<Format> format(byte[] file) {
    if (starts(file, 0xFF, 0xD8, 0xFF)) return Optional.of(Format.JPEG);
    if (starts(file, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) return Optional.of(Format.PNG);
    if (starts(file, 'I', 'I', 42, 0) || starts(file, 'M', 'M', 0, 42))
      return Optional.of(Format.TIFF);
    return ImageProbe.isPdf(file) ? Optional.of(Format.PDF) : Optional.empty();
  }

  /// Whether a file ends as its format must; false while a scanner program is still writing it, or
  /// when copying stopped half-way. True for formats not known here.
  public static boolean isWhole(byte[] file) {
    if (file.length == 0) return false;
    if (format(file).filter(f -> f == Format.TIFF).isPresent()) return TiffWalk.of(file).whole();
    return switch (ImageProbe.probe(file)) {
      case ImageProbe.Picture _ -> true;
      case ImageProbe.Refused(var reason) ->
          switch (reason) {
            case TRUNCATED, EMPTY -> false;
            case PDF -> PdfPages.ends(file);
            case TOO_LARGE, NOT_A_PICTURE -> true;
          };
    };
  }

  /// Pictures by their first bytes that are none of the four formats: whoever sends one is told to
  /// store it as another, not that it is no picture.
  private static boolean isOtherPicture(byte[] file) {
    boolean bmp = starts(file, 'B', 'M') && file.length > BMP_HEAD && file[BMP_HEAD] == 0;
    boolean webp = has(file, 0, "RIFF") && has(file, 8, "WEBP");
    boolean heif = has(file, 4, "ftyp") && HEIF.stream().anyMatch(brand -> has(file, 8, brand));
    return bmp
        || webp
        || heif
        || starts(file, 'G', 'I', 'F', '8')
        || starts(file, 'I', 'I', 43, 0)
        || starts(file, 'M', 'M', 0, 43)
        || starts(file, 0, 0, 0, 12, 'j', 'P', ' ', ' ');
  }

  private static boolean has(byte[] file, int at, String word) {
    byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
    return file.length >= at + letters.length
        && Arrays.equals(file, at, at + letters.length, letters, 0, letters.length);
  }

  static boolean starts(byte[] file, int... head) {
    if (file.length < head.length) return false;
    for (int i = 0; i < head.length; i++) if (file[i] != (byte) head[i]) return false;
    return true;
  }
}
