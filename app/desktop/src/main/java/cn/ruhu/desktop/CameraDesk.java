package cn.ruhu.desktop;

import cn.ruhu.desktop.scanning.CameraSource;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraAddress;
import cn.ruhu.device.camera.CameraOffer;
import cn.ruhu.device.camera.Cameras;
import cn.ruhu.imaging.sheet.Plate;
import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The camera of this machine: its address is a choice of the machine, and it is on only while
/// somebody looks at it. What is known of the empty desk under it lies in a folder of the machine,
/// one small picture for each camera and size; nothing else is ever on it.
final class CameraDesk implements CameraSource {
  private static final Logger LOG = LoggerFactory.getLogger(CameraDesk.class);
  private static final String CHOICE = "camera";
  private static final String AUTO = "camera.auto";
  private static final int NAME = 16;

  /// chosen where no camera is to be used, whatever the machine has
  static final String OFF = "off";

  private final Choices choices;
  private final DeviceTime time;
  private final Executor threads;
  private final Path plates;
  private final Map<Path, Optional<Plate>> known = new ConcurrentHashMap<>();

  /// @param home folder of this machine
  /// @param threads runs a camera's loop; one task each
  CameraDesk(Choices choices, Path home, DeviceTime time, Executor threads) {
    this.choices = choices;
    this.plates = home.resolve("plates");
    this.time = time;
    this.threads = threads;
  }

  @Override
  public String address() {
    return isOff() ? "" : choices.get(CHOICE, "");
  }

  private boolean isOff() {
    return choices.get(CHOICE, "").equals(OFF);
  }

  @Override
  public boolean accepts(String address) {
    return CameraAddress.parse(address).isPresent();
  }

  @Override
  public void use(String address) {
    choices.put(CHOICE, address);
  }

  @Override
  public List<CameraOffer> here() {
    return Cameras.here();
  }

  /// The camera in use, else the first this machine seems to have; not started. Looks at the disk.
  Optional<Camera> any() {
    if (isOff()) return Optional.empty();
    if (!address().isEmpty()) return open();
    return here().stream().findFirst().flatMap(o -> Cameras.open(o.address(), time, threads));
  }

  /// Whether there is one to be used, as far as can be told without opening it. Looks at the disk.
  boolean isHere() {
    return !isOff() && (!address().isEmpty() || !here().isEmpty());
  }

  @Override
  public Optional<Camera> open() {
    return Cameras.open(address(), time, threads);
  }

  @Override
  public boolean isAuto() {
    return choices.get(AUTO, "").equals("on");
  }

  @Override
  public void auto(boolean on) {
    choices.put(AUTO, on ? "on" : "off");
  }

  @Override
  public Optional<Plate> plate(int width, int height) {
    return known.computeIfAbsent(path(width, height), CameraDesk::read);
  }

  private static Optional<Plate> read(Path file) {
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Plate.read(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn("what is known of the desk is not to be read: {}", e.getClass().getName());
      return Optional.empty(); // pages are found without it, as ever
    }
  }

  /// An address may hold a password: files are named by its hash.
  private Path path(int width, int height) {
    byte[] address = address().getBytes(StandardCharsets.UTF_8);
    String name = FileAddress.of(address).hex().substring(0, NAME);
    return plates.resolve(name + "-" + width + "x" + height + ".plate");
  }

  @Override
  public void keep(List<Plate> learned) throws IOException {
    Files.createDirectories(plates);
    for (Plate p : learned) {
      Path file = path(p.width(), p.height());
      Path half = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(half, p.bytes());
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      known.put(file, Optional.of(p));
    }
  }
}
