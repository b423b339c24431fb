package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.wire.FileAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill −9 of a real program at the tray, again and again over the same folder: every sheet it was
/// told is kept is there once, every batch adds up, and what was filed is in the case once.
class TrayKilledTest {
  @TempDir private Path folder;

  private final Set<String> took = new HashSet<>();
  private final Set<String> placed = new HashSet<>();
  private final Map<String, String> splits = new HashMap<>();
  private int filed;

  @Test
  void everySheetIsThereOnceAfterFiveKills() throws Exception {
    run(5, 20171117);
  }

  @Test
  @Tag("soak")
  void everySheetIsThereOnceAfterAHundredKills() throws Exception {
    run(100, 7);
    say(
        "tray: kills of a program that takes, splits, places and files sheets | 100 | kills | >="
            + " 100");
    say("tray: sheets it had said are kept, all there | " + took.size() + " | sheets | -");
    say(
        "tray: pages it had said are placed, a split makes two, all there | "
            + placed.size()
            + " | sheets | -");
    say("tray: pages filed in the case, each once | " + filed + " | pages | -");
    // one that is not there, or is there twice, fails the check above
    say("tray: sheets lost or doubled | 0 | sheets | <= 0");
  }

  /// A line that `installer/bench soak tray` reads.
  private static void say(String figure) {
    System.out.println("ruhu-soak | " + figure);
  }

  private void run(int kills, long seed) throws Exception {
    Path home = folder.resolve("machine");
    try (TestDesk desk = TestDesk.clerk(home)) {
      var all = new ArrayList<>(PrintedCase.family());
      all.add(PrintedCase.pageKey());
      desk.receive(all.toArray(CaseRecord[]::new));
    }
    var random = new Random(seed);
    int before = 0;
    for (int i = 0; i < kills; i++) {
      live(home, seed + i, 5 + random.nextInt(60));
      check(home);
      assertTrue(took.size() > before, "it worked, seed " + seed);
      before = took.size();
    }
    assertFalse(placed.isEmpty());
    assertFalse(splits.isEmpty());
  }

  /// Runs the program until it said so much, then kills it.
  private void live(Path home, long seed, int lines) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrayChild.class.getName(),
                home.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      int said = 0;
      while (said < lines && (line = out.readLine()) != null) {
        note(line);
        if (!line.equals("READY")) said++;
      }
      // not through the process: that would close its words before they are read
      child.toHandle().destroyForcibly();
      child.onExit().join();
      while ((line = out.readLine()) != null) note(line);
    } catch (IOException e) {
      throw new AssertionError("what it said was lost", e);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "TOOK" -> {
        if (words.length == 2 && words[1].length() == 64) took.add(words[1]);
      }
      case "PLACED" -> {
        if (words[1].length() == 36) placed.add(words[1]);
      }
      case "SPLIT" -> {
        if (words.length == 3 && words[2].length() == 36) splits.put(words[1], words[2]);
      }
      default -> {}
    }
  }

  private void check(Path home) throws Exception {
    try (TestDesk desk = TestDesk.again(home, TestDesk.CLERK, "周敏", Role.WINDOW_CLERK)) {
      assertEquals(List.of(), desk.store().journal().verify());
      var tray = new ScanTray(desk.desk());
      var ids = new HashSet<UUID>();
      var hashes = new HashSet<String>();
      var halves = new HashMap<String, Integer>();
      filed = 0;
      for (ScanBatch b : tray.batches()) {
        List<TrayRow> rows = tray.rows(b);
        Ledger l = Ledger.of(rows, b);
        assertEquals(
            b.pages().size(),
            l.filed() + l.ready() + l.waiting() + l.blank() + l.covers() + l.aside(),
            "fed is what became of it");
        if (b.open() && !l.settled()) assertFalse(tray.close(b.id()), "it does not add up yet");
        for (ScanPage p : b.pages()) {
          assertTrue(ids.add(p.id()), "each sheet once");
          hashes.add(FileAddress.parse(p.file()).orElseThrow().hex());
          halves.merge(p.file(), 1, Integer::sum);
          if (placed.contains(p.id().toString()))
            assertTrue(p.choice().byHand() || p.choice().filed(), "what was said stays said");
          if (p.choice().filed()) filed++;
        }
      }
      assertTrue(hashes.containsAll(took), "every sheet it was told is kept");
      for (String sha : took) assertTrue(tray.knows(sha));
      halves.values().forEach(n -> assertTrue(n <= 2, "taken once, split at most once"));
      splits.forEach((one, other) -> {
        assertTrue(ids.contains(UUID.fromString(one)));
        assertTrue(ids.contains(UUID.fromString(other)));
      });
      List<CaseRecord> pages = desk.desk().caseFile(Stack.CHEN).all(RecordType.PAGE);
      assertEquals(filed, pages.size(), "what is filed is in the case once");
      for (CaseRecord p : pages)
        assertEquals(
            p.text("file"),
            FileAddress.of(desk.store().files().bytes(p.text("file"))).text(),
            "with its bytes");
    }
  }
}
