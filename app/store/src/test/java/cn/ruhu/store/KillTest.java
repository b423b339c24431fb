package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/// kill -9 of a process that saves, again and again over the same folder: what it was told is saved
/// is there, a household is there wholly or not at all, and nothing is doubled.
final class KillTest {
  @TempDir Path folder;

  private final Set<String> ops = new HashSet<>();
  private final Set<String> files = new HashSet<>();
  private final Map<String, Integer> entries = new HashMap<>();
  private final Set<String> ending = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, String> cases = new HashMap<>();

  @Test
  void losesNothingItAcknowledgedOverSevenKills() throws Exception {
    run(7, new Random(20171117));
  }

  @Tag("soak")
  @Test
  void losesNothingItAcknowledgedOverThreeHundredKills() throws Exception {
    run(300, new Random(7));
  }

  private void run(int kills, Random random) throws Exception {
    Home home = new Home(folder.resolve("home"));
    try (Machine machine = home.machine()) {
      home.first(machine);
    }
    for (int i = 0; i < kills; i++) {
      int lines = 10 + random.nextInt(120);
      try (Child child = Child.start("save", home.path)) {
        String line;
        for (int n = 0; n < lines && (line = child.line()) != null; n++) note(line);
        child.kill();
        while ((line = child.line()) != null) note(line);
      }
      check(home);
    }
    assertTrue(ops.size() > kills);
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "OP" -> {
        ops.add(words[1]);
        cases.put(words[1], words[2]);
      }
      case "FILE" -> files.add(words[1]);
      case "ENTRY" -> entries.put(words[1], Integer.parseInt(words[2]));
      case "ENDING" -> ending.add(words[1]);
      case "ENDED" -> ended.add(words[1]);
      default -> {}
    }
  }

  private void check(Home home) throws Exception {
    assertTrue(StoreCheck.run(home.path).ok(), "sound without a password");
    try (Machine machine = home.machine()) {
      LocalStore store = Home.again(machine);
      assertEquals(List.of(), store.journal().verify());
      List<JournalEntry> kept = store.journal().entries();
      var ids = new HashSet<String>();
      kept.forEach(e -> ids.add(e.opId().toString()));
      assertEquals(kept.size(), ids.size());
      assertTrue(ids.containsAll(ops), "every acknowledged act is there");
      var jseqs = new ArrayList<Long>();
      kept.forEach(e -> jseqs.add(e.op().jseq()));
      for (int i = 0; i < jseqs.size(); i++) assertEquals(i + 1L, jseqs.get(i));
      for (JournalEntry e : kept) {
        UUID caseId = e.op().changes().getFirst().id();
        assertEquals(2, store.ofCase(caseId).size(), "household wholly there");
        String photo =
            new String(store.files().bytes(e.op().files().getFirst()), StandardCharsets.UTF_8);
        assertTrue(photo.startsWith(caseId.toString()));
      }
      for (String address : files) assertTrue(store.files().file(address).isPresent());
      var keys = new HashSet<>(store.drafts().keys());
      for (var e : entries.entrySet()) {
        if (ended.contains(e.getKey())) assertTrue(!keys.contains(e.getKey()));
        else if (!ending.contains(e.getKey()))
          assertTrue(store.drafts().entries(e.getKey()).size() >= e.getValue());
      }
    }
  }
}
