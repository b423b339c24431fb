package cn.ruhu.journeys.proofs;

import cn.ruhu.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A client that saves and sends until it is killed. It tells of an act only after the store did,
/// and ends when the store takes nothing more.
final class RealClientMain {
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
  private static final int PAGE_EVERY = 5;

  private RealClientMain() {}

  /// @param args data folder, login name, address of the server, how many acts it saves: after them
  ///   it only sends, so that what has to come home stays bounded on a slow machine
  public static void main(String[] args) throws Exception {
    RealClient client = RealClient.open(Path.of(args[0]), args[1], args[2], RealClient.SHORT);
    var random = new Random();
    int most = Integer.parseInt(args[3]);
    Thread.ofPlatform().daemon().start(() -> stayOnline(client));
    for (int i = 1; i <= most; i++) {
      try {
        RealClient.Saved saved = client.save(i % PAGE_EVERY == 0, random);
        say(saved.op() + " " + saved.application() + " " + saved.page());
      } catch (StoreException e) {
        say("!" + e.code());
        Runtime.getRuntime().halt(1);
      }
      TimeUnit.MILLISECONDS.sleep(5 + random.nextInt(20));
    }
    Thread.currentThread().join(); // until it is killed
  }

  private static void stayOnline(RealClient client) {
    try {
      client.online();
      client.loop.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(String line) throws IOException {
    OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    OUT.flush();
  }
}
