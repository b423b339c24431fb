package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.Flattened;
import cn.ruhu.imaging.sheet.FrameLook;
import cn.ruhu.imaging.sheet.IdCards;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.Plate;
import cn.ruhu.imaging.sheet.SheetFinder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// What is known of the empty desk under the camera of this machine: learned when somebody says so,
/// once for the size of its pictures and once for that of the frames to aim by, and told when it is
/// not the same any more. Window thread only.
final class EmptyDesk {
  /// An arm over the desk is another desk for a moment, nanoseconds.
  static final long OTHER_NANOS = 3_000_000_000L;

  /// Paper is lighter than this also in poor light, a cutting mat is darker; luma.
  private static final int PAPER_MIN = 100;

  /// Share of the longer side.
  private static final double RIM = 0.02;

  private final CameraSource source;
  private final Background background;
  private final LongSupplier nanos;
  private boolean doubted;
  private long doubtedAt;

  /// the desk is not the one that was learned: what is known of it is not used
  final BooleanProperty other = new SimpleBooleanProperty();

  EmptyDesk(CameraSource source, Background background, LongSupplier nanos) {
    this.source = source;
    this.background = background;
    this.nanos = nanos;
  }

  /// A frame showed this of it.
  void seen(FrameLook.Desk now) {
    if (now != FrameLook.Desk.OTHER) {
      doubted = false;
      other.set(false);
      return;
    }
    if (!doubted) doubtedAt = nanos.getAsLong();
    doubted = true;
    if (nanos.getAsLong() - doubtedAt >= OTHER_NANOS) other.set(true);
  }

  /// Learns it, in place of what was known.
  ///
  /// @param camera takes a picture of the empty desk, which is no page and is not kept as one
  /// @param aim what is seen now
  /// @param size of the frame that was aimed by, as the camera gave it
  /// @param told what came of it, in words
  void learn(Camera camera, Pixels aim, FrameSize size, Consumer<Message> told) {
    camera.shoot(shot ->
        background.window(() -> {
          switch (shot) {
            case Shot.Missed(var why) -> told.accept(Message.of("scanning.camera.missed." + why));
            case Shot.Taken(var still) -> learn(still, aim, size, told);
          }
        }));
  }

  private void learn(CameraFrame still, Pixels aim, FrameSize size, Consumer<Message> told) {
    background.run(
        () -> learned(still, aim, size),
        m -> {
          doubted = false;
          other.set(false);
          told.accept(m);
        },
        _ -> told.accept(Message.of("scanning.plate.lost")));
  }

  private Message learned(CameraFrame still, Pixels aim, FrameSize size) throws IOException {
    if (!(PageFile.open(still.jpeg()) instanceof PageFile.Pages pages))
      return Message.of("scanning.plate.lost");
    try (pages) {
      if (!(pages.page(0) instanceof PageImage image)) return Message.of("scanning.plate.lost");
      var seen = AutoShot.raster(aim);
      if (hasPrint(seen) || hasPrint(ColourRaster.shrunk(image.colour(), Look.MIDDLE)))
        return Message.of("scanning.plate.sheet");
      Plate large = Plate.of(image.colour());
      Plate small = Plate.of(size.width(), size.height(), seen);
      source.keep(
          small.isFor(large.width(), large.height()) ? List.of(large) : List.of(small, large));
      // a board of its own under the camera looks like a sheet: told, never refused
      boolean sheet = SheetFinder.find(image.colour()).sure();
      return Message.of(sheet ? "scanning.plate.kept.sheet" : "scanning.plate.kept");
    }
  }

  /// Paper with something on it, or a card: somebody's data, which no plate keeps. A dark board is
  /// no paper, whatever marks it has.
  private static boolean hasPrint(ColourRaster seen) {
    var whole = IdCards.whole(seen, Quad.frame(1, 1), 1);
    if (Stream.concat(Stream.of(whole), IdCards.on(seen, 0).stream())
        .anyMatch(c -> c.side() != IdCards.Side.UNKNOWN)) return true;
    var small = seen.smaller(SheetFinder.SIDE);
    var found = SheetFinder.find(small);
    if (!found.sure()) return false;
    // within its rim: what lies beside it is no print
    Quad inside = found.quad().grown(-RIM * small.longSide());
    var cut = PageRecipe.AS_IS.withCorners(inside.times(1.0 / small.width(), 1.0 / small.height()));
    GrayRaster flat = Flattened.of(seen, cut).gray();
    return Look.sharpness(flat) > 0 && middle(flat.shrunk(SheetFinder.SIDE)) >= PAPER_MIN;
  }

  private static int middle(GrayRaster flat) {
    int[] luma = new int[flat.width() * flat.height()];
    for (int i = 0; i < luma.length; i++) luma[i] = flat.at(i % flat.width(), i / flat.width());
    Arrays.sort(luma);
    return luma[luma.length / 2];
  }
}
