package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Opens any camera, and says what cameras this machine seems to have.
public final class Cameras {
  private static final Path DEVICES = Path.of("/dev");
  private static final Path NAMES = Path.of("/sys/class/video4linux");
  private static final int OFFERED_MAX = 8;
  private static final Duration LISTED = Duration.ofSeconds(15);

  private Cameras() {}

  /// Opens a camera; nothing is asked of it before [Camera#start].
  ///
  /// @param thread runs one task for it
  /// @return empty when the address is none
  public static Optional<Camera> open(String address, DeviceTime time, Executor thread) {
    return CameraAddress.parse(address)
        .map(a ->
            switch (a) {
              case CameraAddress.Stream s ->
                  new MjpegCamera(s, time, MjpegCamera.Patience.USUAL, thread);
              case CameraAddress.Video _, CameraAddress.Webcam _, CameraAddress.Files _ ->
                  new HelperCamera(a, time, HelperCamera.Patience.USUAL, thread);
            });
  }

  /// Cameras to choose from: what Linux lists below `/dev`; elsewhere those a process of its own
  /// finds, since drivers of cameras crash. Looks at the disk or waits, so in the background.
  public static List<CameraOffer> here() {
    if (Files.isDirectory(DEVICES)) return listed(DEVICES, NAMES);
    List<CameraOffer> found = named(HostProgram::command, LISTED);
    // a program that did not answer is not a machine without a camera
    return found.isEmpty() ? List.of(new CameraOffer("camera:0", "")) : found;
  }

  /// @param names folder in which each device has a folder with its `name`
  static List<CameraOffer> listed(Path devices, Path names) {
    var found = new ArrayList<CameraOffer>();
    try (var all = Files.newDirectoryStream(devices, "video*")) {
      for (Path p : all)
        if (found.size() < OFFERED_MAX)
          found.add(
              new CameraOffer("v4l2:" + p, name(names.resolve(String.valueOf(p.getFileName())))));
    } catch (IOException | DirectoryIteratorException _) {
      return List.of();
    }
    found.sort(Comparator.comparing(CameraOffer::address));
    return List.copyOf(found);
  }

  private static String name(Path device) {
    try {
      return Files.readString(device.resolve("name"), StandardCharsets.UTF_8).strip();
    } catch (IOException _) {
      return "";
    }
  }

  /// Starts the process with these arguments.
  @FunctionalInterface
  interface Program {
    List<String> command(List<String> what) throws DeviceException;
  }

  /// What the process calls the cameras it finds, the nth as `camera:n`.
  ///
  /// @return none when it dies or says nothing in time
  static List<CameraOffer> named(Program program, Duration limit) {
    Process made;
    try {
      made =
          new ProcessBuilder(program.command(List.of("list", "all")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException | DeviceException _) {
      return List.of();
    }
    try {
      // a list is shorter than what a pipe holds
      if (!made.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) return List.of();
      return offers(made.getInputStream().readAllBytes());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (IOException | IllegalArgumentException _) {
      return List.of();
    } finally {
      made.destroyForcibly();
    }
  }

  private static List<CameraOffer> offers(byte[] said) {
    var decoder = new HostWire.Decoder();
    decoder.feed(said, said.length);
    var found = new ArrayList<CameraOffer>();
    for (var m = decoder.next(); m.isPresent(); m = decoder.next())
      if (m.get().kind() == HostWire.Kind.NAMES)
        for (String name : m.get().text().lines().toList())
          if (found.size() < OFFERED_MAX)
            found.add(new CameraOffer("camera:" + found.size(), name.strip()));
    return List.copyOf(found);
  }
}
