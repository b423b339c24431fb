package cn.ruhu.desktop.work;

import cn.ruhu.imaging.ImageProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A picture a person chose from this machine's disk. Stateless; not for the window's thread.
public final class PhotoFile {
  private PhotoFile() {}

  /// Its bytes, read once, so that what was looked at is what is kept; no more than shows that it
  /// is too large.
  public static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ImageProbe.BYTES_MAX + 1);
    }
  }

  /// When a picture was taken: what its camera says, else when its file was written; never later
  /// than now, whatever their clocks say.
  public static Instant taken(Desk desk, Path file, byte[] bytes) throws IOException {
    Optional<Instant> said = taken(desk, bytes);
    return said.isPresent()
        ? said.get()
        : notAhead(desk, Files.getLastModifiedTime(file).toInstant());
  }

  /// When its camera says that it was taken, never later than now; empty when it says nothing.
  public static Optional<Instant> taken(Desk desk, byte[] bytes) {
    return ImageProbe.taken(bytes)
        .map(said -> notAhead(desk, said.atZone(desk.zone()).toInstant()));
  }

  private static Instant notAhead(Desk desk, Instant at) {
    return at.isBefore(desk.now()) ? at.truncatedTo(ChronoUnit.MILLIS) : desk.now();
  }
}
