package cn.ruhu.desktop;

import cn.ruhu.store.Disk;
import java.io.IOException;
import java.nio.file.Path;

/// A disk under a quota: once [#left] bytes were written to files, nothing more fits.
public final class TightDisk implements Disk {
  private final Disk real = Disk.real();

  /// bytes that still fit
  public long left = Long.MAX_VALUE;

  @Override
  public Output create(Path file) throws IOException {
    Output out = real.create(file);
    return new Output() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int fits = (int) Math.min(left, length);
        out.write(bytes, offset, fits);
        left -= fits;
        if (fits < length) throw new IOException("No space left on device");
      }

      @Override
      public void force() throws IOException {
        out.force();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    real.replace(from, to);
  }
}
