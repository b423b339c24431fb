package cn.ruhu.device.idcard;

import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// A helper process that behaves as its argument says: `ok`, `noise`, `crash` (dies in the middle
/// of a card's text), `hang`, `lies` (a card whose lengths are wrong), `unusable`, `mute`, `dead`.
public final class StubVendorHost {
  private StubVendorHost() {}

  public static void main(String[] args) throws Exception {
    OutputStream out = System.out;
    String manner = args[0];
    if (manner.equals("dead")) System.exit(3);
    if (manner.equals("mute")) Thread.sleep(60_000);
    out.write(manner.equals("unusable") ? VendorGreeting.UNUSABLE : VendorGreeting.READY);
    out.flush();
    var emulator = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
    emulator.lay(EmulatedCard.raw(Vectors.text('R'), new byte[1024]));
    var line = emulator.connect(_ -> {});
    byte[] request = new byte[512];
    byte[] reply = new byte[8_192];
    for (int n = System.in.read(request); n >= 0; n = System.in.read(request)) {
      line.write(Arrays.copyOf(request, n));
      int length = line.read(reply, 10);
      boolean card = length > 1_000;
      if (card && manner.equals("hang")) Thread.sleep(60_000);
      if (card && manner.equals("crash")) {
        out.write(reply, 0, 700);
        out.flush();
        Runtime.getRuntime().halt(139);
      }
      if (manner.equals("noise")) out.write("library: card found\n".getBytes("UTF-8"));
      if (card && manner.equals("lies")) lie(out);
      else out.write(reply, 0, length);
      out.flush();
    }
  }

  /// 300 bytes of text, says it, where a card has 256.
  private static void lie(OutputStream out) throws IOException {
    byte[] body = new byte[3 + 4 + 300];
    body[2] = (byte) 0x90;
    body[3] = 0x01;
    body[4] = 0x2C;
    Arrays.fill(body, 7, body.length, (byte) 0x41);
    out.write(SamFrame.encode(body));
  }
}
