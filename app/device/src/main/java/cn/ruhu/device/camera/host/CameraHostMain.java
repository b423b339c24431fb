package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.HostWire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/// The process. Arguments: `v4l2 DEVICE`, `webcam NUMBER` or `files FOLDER`, then `gentle` after it
/// died of a large picture and `small` after it gave no frame; or `list all`, which names the
/// cameras webcam-capture finds and ends.
public final class CameraHostMain {
  private CameraHostMain() {}

  public static void main(String[] args) throws IOException {
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    // what a library prints is no frame
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    var how = new Driver.How(List.of(args).contains("gentle"), List.of(args).contains("small"));
    try {
      if (args[0].equals("list"))
        out.write(HostWire.encode(HostWire.Kind.NAMES, String.join("\n", WebcamDriver.names())));
      else new CameraHost(driver(args[0], args[1], how), System.in, out).run();
    } catch (LinkageError | UnsupportedOperationException e) {
      out.write(HostWire.encode(HostWire.Kind.TROUBLE, "NO_DRIVER"));
    }
    out.flush();
    // libraries of cameras leave threads behind
    Runtime.getRuntime().halt(0);
  }

  private static Driver driver(String kind, String which, Driver.How how) {
    return switch (kind) {
      case "v4l2" -> video(which, how);
      case "webcam" -> new WebcamDriver(Integer.parseInt(which), how, System::nanoTime);
      case "files" -> new FilesDriver(Path.of(which), how);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /// Where nothing can be called in C, through the library.
  private static Driver video(String device, Driver.How how) {
    try {
      return new V4l2Driver(new LinuxCalls(), device, how);
    } catch (UnsupportedOperationException | NoSuchElementException _) {
      String digits = device.replaceAll("\\D", "");
      int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
      return new WebcamDriver(number, how, System::nanoTime);
    }
  }
}
