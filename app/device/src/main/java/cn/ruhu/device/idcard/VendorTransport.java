package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A vendor's library in a process of its own, which speaks the frames of a module over its
/// standard input and output. So a crash ends the line and not the window, a hang is a module that
/// says nothing and is killed, and a lie is a frame like any other, with the same checks behind it.
/// A program of 32 bits may speak the same one day.
///
/// The process gets the folder of this module as class path and nothing else; its error output and
/// crash reports are thrown away, because they may hold what lay in its memory.
final class VendorTransport implements ByteTransport {
  private static final String HOST = "cn.ruhu.device.vendor.VendorHostMain";
  private static final long LOOK_NANOS = 2_000_000;
  private static final long START_NANOS = 5_000_000_000L;

  private final Process process;
  private final OutputStream to;
  private final InputStream from;

  private VendorTransport(Process process) {
    this.process = process;
    this.to = process.getOutputStream();
    this.from = process.getInputStream();
  }

  static VendorTransport open(ReaderAddress.Vendor address) throws DeviceException {
    if (!Files.isRegularFile(Path.of(address.library())))
      throw new DeviceException(Fault.LIBRARY, "no such file");
    return start(command("sdt", address.library(), Integer.toString(address.port())));
  }

  /// What starts the helper. @param arguments of its main class
  static List<String> command(String... arguments) throws DeviceException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path windows = java.resolveSibling("java.exe");
    Path program = Files.exists(java) ? java : windows;
    if (!Files.exists(program)) throw new DeviceException(Fault.LIBRARY, "no java to start");
    var all =
        new ArrayList<>(
            List.of(
                program.toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ownClasses(),
                HOST));
    all.addAll(List.of(arguments));
    return all;
  }

  private static String ownClasses() throws DeviceException {
    try {
      var source = VendorTransport.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new DeviceException(Fault.LIBRARY, "own classes", e);
    }
  }

  /// Starts a helper and waits until it has opened its library.
  ///
  /// @throws DeviceException LIBRARY when it cannot, CRASHED when it died of it, SILENT when it
  ///   hangs
  static VendorTransport start(List<String> command) throws DeviceException {
    try {
      var made =
          new VendorTransport(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
      made.awaitReady();
      return made;
    } catch (IOException e) {
      throw new DeviceException(Fault.LIBRARY, "the helper does not start", e);
    }
  }

  private void awaitReady() throws DeviceException {
    byte[] first = new byte[1];
    for (long waited = 0; waited < START_NANOS; waited += LOOK_NANOS) {
      int n;
      try {
        n = take(first);
      } catch (DeviceException e) {
        close();
        throw e;
      }
      if (n == 1 && first[0] == VendorGreeting.READY) return;
      if (n == 1) {
        close();
        throw new DeviceException(Fault.LIBRARY, "the library cannot be used");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    close();
    throw new DeviceException(Fault.SILENT, "the helper does not begin");
  }

  @Override
  public void write(byte[] bytes) throws DeviceException {
    try {
      to.write(bytes);
      to.flush();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  @Override
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    long limit = timeoutMs * 1_000_000L;
    for (long waited = 0; waited < limit; waited += LOOK_NANOS) {
      int n = take(into);
      if (n > 0) return n;
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return 0;
  }

  /// What is there now; a pipe is looked at, because waiting in it could not be ended.
  private int take(byte[] into) throws DeviceException {
    try {
      if (from.available() > 0) return Math.max(0, from.read(into));
      if (!process.isAlive() && from.available() == 0)
        throw new DeviceException(Fault.CRASHED, "the helper ended");
      return 0;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private DeviceException gone(IOException e) {
    return new DeviceException(Fault.CRASHED, "the pipe of the helper", e);
  }

  @Override
  public void drain() throws DeviceException {
    byte[] dropped = new byte[512];
    while (take(dropped) > 0) {
      // unasked
    }
  }

  @Override
  public int baud() {
    return ReaderAddress.DEFAULT_BAUD;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      to.close();
      from.close();
    } catch (IOException _) {
      // The process is dead; nothing is lost in its pipe.
    }
  }
}
