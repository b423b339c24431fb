package cn.ruhu.device.scan;

import java.nio.file.Path;
import java.time.Instant;

/// A file as the scanner wrote it.
///
/// @param path where the original lies and stays; its name may hold personal data
/// @param bytes all of it, unaltered; not copied
/// @param sha256 of the bytes, 64 lower-case hex digits
/// @param modified when the scanner finished it, by the file system
/// @param taken when it was read here
/// @param whole false when it ends before its format's end; kept all the same
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by its hash
public record ScannedFile(
    Path path, byte[] bytes, String sha256, Instant modified, Instant taken, boolean whole) {
  @Override
  public String toString() {
    return "ScannedFile[" + sha256 + ", " + bytes.length + " bytes]";
  }
}
