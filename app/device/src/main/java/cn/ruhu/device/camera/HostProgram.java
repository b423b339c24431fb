package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.imaging.ImageProbe;
import com.github.sarxos.webcam.Webcam;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bridj.BridJ;
import org.slf4j.Logger;

/// How the process around the drivers of cameras is started: this Java with the classes of this
/// module and what they call, nothing else of the window.
final class HostProgram {
  private static final String HOST = "cn.ruhu.device.camera.host.CameraHostMain";

  private HostProgram() {}

  /// @param what its arguments
  static List<String> command(List<String> what) throws DeviceException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program = Files.exists(java) ? java : java.resolveSibling("java.exe");
    if (!Files.exists(program)) throw new DeviceException(Fault.LIBRARY, "no java to start");
    var all =
        new ArrayList<>(
            List.of(
                program.toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes(),
                HOST));
    all.addAll(what);
    return all;
  }

  private static String classes() throws DeviceException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> c :
        List.of(HostProgram.class, ImageProbe.class, Logger.class, Webcam.class, BridJ.class)) {
      try {
        var source = c.getProtectionDomain().getCodeSource();
        places.add(Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new DeviceException(Fault.LIBRARY, "own classes", e);
      }
    }
    return String.join(System.getProperty("path.separator"), places);
  }
}
