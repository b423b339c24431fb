package cn.ruhu.device.scan;

import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageLimits;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// A page as the device sent it.
///
/// @param number in its job, from 1
/// @param bytes all of it, unaltered; not copied
/// @param mime media type as its bytes say, else as the device says
/// @param sha256 of the bytes, 64 lower-case hex digits
/// @param taken when it had come
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by its hash
public record ScannedPage(int number, byte[] bytes, String mime, String sha256, Instant taken) {
  /// @param said media type by the device, `""` for none
  public static ScannedPage of(int number, byte[] bytes, String said, Instant taken) {
    String mime = PageFile.format(bytes).map(PageFile.Format::mime).orElse(said);
    return new ScannedPage(number, bytes, mime, sha256(bytes), taken);
  }

  /// What is wrong with bytes that ought to be a page; empty when they are one. Such bytes never
  /// count: a jam inside a page leaves none, a lost line leaves half of them (DEVICES 2.2).
  public static Optional<ScanEnd.Why> fault(byte[] bytes) {
    if (bytes.length == 0) return Optional.of(ScanEnd.Why.PAGE_EMPTY);
    if (bytes.length > PageLimits.BYTES_MAX) return Optional.of(ScanEnd.Why.PAGE_TOO_LARGE);
    if (PageFile.format(bytes).isEmpty()) return Optional.of(ScanEnd.Why.REPLY);
    return PageFile.isWhole(bytes) ? Optional.empty() : Optional.of(ScanEnd.Why.PAGE_CUT);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ScannedPage[" + number + ", " + sha256 + ", " + bytes.length + " bytes]";
  }
}
