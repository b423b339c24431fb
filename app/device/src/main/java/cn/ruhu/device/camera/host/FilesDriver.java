package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.imaging.ImageProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A camera that is none: shows the JPEG files of a folder one after the other, thirty a second,
/// and gives `still.jpg` as its picture. Files beside them break things: `crash` ends the process
/// at the next frame as a driver would, `crash-shot` at the next picture unless it is asked gently,
/// `hang` makes it stop, `unplugged` makes the camera go away, `slow` makes it give no frame unless
/// small ones are asked for.
final class FilesDriver implements Driver {
  private static final long EVERY_NANOS = 33_000_000;
  private static final int SIGNAL_6 = 134;

  private final Path folder;
  private final How how;
  private List<byte[]> frames = List.of();
  private byte[] still = {};
  private int at;

  FilesDriver(Path folder, How how) {
    this.folder = folder;
    this.how = how;
  }

  @Override
  public CameraFacts open() throws Gone {
    if (there("unplugged")) throw new Gone(CameraState.AWAY, "unplugged");
    var paths = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(folder, "*.jpg")) {
      all.forEach(paths::add);
      paths.sort(null);
      var read = new ArrayList<byte[]>();
      for (Path p : paths) {
        byte[] jpeg = Files.readAllBytes(p);
        if (p.endsWith("still.jpg")) still = jpeg;
        else read.add(jpeg);
      }
      frames = read;
    } catch (IOException e) {
      throw new Gone(CameraState.AWAY, "no folder");
    }
    if (frames.isEmpty()) throw new Gone(CameraState.NO_PICTURES, "no pictures");
    if (still.length == 0 || how.gentle()) still = frames.getFirst();
    return new CameraFacts("folder", size(frames.getFirst()), size(still), true);
  }

  private static FrameSize size(byte[] jpeg) throws Gone {
    if (ImageProbe.probe(jpeg) instanceof ImageProbe.Picture(var _, int width, int height))
      return new FrameSize(width, height);
    throw new Gone(CameraState.NO_PICTURES, "no picture");
  }

  private boolean there(String name) {
    return Files.exists(folder.resolve(name));
  }

  @Override
  public Optional<byte[]> preview() throws Gone {
    if (there("unplugged")) throw new Gone(CameraState.AWAY, "unplugged");
    if (there("crash")) Runtime.getRuntime().halt(SIGNAL_6);
    while (there("hang")) LockSupport.parkNanos(EVERY_NANOS);
    LockSupport.parkNanos(EVERY_NANOS);
    if (there("slow") && !how.small()) return Optional.empty();
    return Optional.of(frames.get(at++ % frames.size()));
  }

  @Override
  public Optional<byte[]> still() {
    if (there("crash-shot") && !how.gentle()) Runtime.getRuntime().halt(SIGNAL_6);
    return Optional.of(still);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
