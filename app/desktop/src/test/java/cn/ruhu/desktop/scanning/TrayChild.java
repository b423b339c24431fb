package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.wire.FileAddress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/// A program at the tray that is killed while it works: it says what the tray said was kept.
///
/// `TOOK sha256`, `PLACED page`, `SPLIT page other`, `FILED pages`.
final class TrayChild {
  private static final ScanLook LOOK =
      new ScanLook(
          true,
          "",
          0,
          150,
          0,
          0,
          100,
          false,
          false,
          List.of(),
          ScanLook.Edges.NONE,
          "",
          "",
          false,
          List.of());

  private TrayChild() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    var random = new Random(Long.parseLong(args[1]));
    TestDesk desk = TestDesk.again(home, TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    var tray = new ScanTray(desk.desk());
    say("READY");
    for (int i = 0; i < 5_000; i++) {
      take(desk, tray, random);
      if (i % 3 == 2) place(tray, random);
      if (i % 7 == 6)
        for (ScanBatch b : tray.batches()) if (b.open()) say("FILED " + tray.file(b.id()).pages());
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void take(TestDesk desk, ScanTray tray, Random random) throws Exception {
    byte[] bytes = page(random);
    String sha = FileAddress.of(bytes).hex();
    Instant now = desk.clock().instant();
    tray.took(new ScannedFile(Path.of("a.png"), bytes, sha, now, now, true), "SCANNER");
    say("TOOK " + sha);
  }

  private static byte[] page(Random random) throws IOException {
    var image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 400; i++)
      image.setRGB(random.nextInt(60), random.nextInt(80), random.nextInt(1 << 24));
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static void place(ScanTray tray, Random random) throws Exception {
    for (ScanBatch b : tray.batches())
      for (ScanPage p : b.pages()) {
        if (p.choice().byHand() || p.choice().filed()) continue;
        tray.looked(Map.of(p.id(), LOOK));
        if (random.nextInt(4) == 0 && !p.make().half()) {
          List<Corners> halves = Corners.WHOLE.halves(true, 0);
          Optional<UUID> other = tray.split(p.id(), halves.getFirst(), halves.getLast());
          say("SPLIT " + p.id() + " " + other.orElseThrow());
        }
        tray.make(p.id(), m -> m.checked(TestDesk.CLERK, 1));
        var said = new HashMap<UUID, UnaryOperator<ScanChoice>>();
        said.put(p.id(), c -> c.into(Stack.CHEN.toString(), "D04", "", ""));
        tray.say(said);
        say("PLACED " + p.id());
      }
  }
}
