package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.SealedEvidence;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill −9 of a real program in the middle of a visit, again and again over the same folder: every
/// answer it had taken is there, at most the one in hand is not, and a visit is sealed whole or not
/// at all.
class VisitKilledTest {
  /// a life goes on where the one before ended, and a visit says some three hundred lines: these
  /// end at every station of several visits, the seal among them
  private static final int LINES = 90;

  @TempDir private Path folder;

  private final Map<Integer, Map<String, String>> said = new HashMap<>();
  private final Map<Integer, String> sealed = new HashMap<>();
  private int answers;

  @Test
  void everyAnswerIsThereAfterTwentyKills() throws Exception {
    run(20, 20171117);
  }

  @Test
  @Tag("soak")
  void everyAnswerIsThereAfterFiveHundredKills() throws Exception {
    run(500, 7);
    System.out.println(
        "ruhu-soak | visit: kills of a program in the middle of a visit | 500 | kills | >= 500");
    System.out.println(
        "ruhu-soak | visit: answers it had taken, all there | " + answers + " | answers | -");
    System.out.println(
        "ruhu-soak | visit: visits sealed, all sound | " + sealed.size() + " | visits | -");
  }

  private void run(int kills, long seed) throws Exception {
    Path home = folder.resolve("machine");
    try (TestDesk at = TestDesk.investigator(home)) {
      at.receive(Household.records(4));
      VisitViewModelTest.partner(at, VisitChild.SECRET);
    }
    var random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      live(home, 1 + random.nextInt(LINES));
      check(home);
    }
    assertTrue(answers > kills, "it worked, seed " + seed);
  }

  /// Runs the program until it said so much, then kills it.
  private void live(Path home, int lines) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote", // the build's own classes, started twenty times
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                VisitChild.class.getName(),
                home.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      int heard = 0;
      while (heard < lines && (line = out.readLine()) != null) {
        note(line);
        heard++;
      }
      assertEquals(lines, heard, () -> "it lived until it was killed: " + errors());
      // not through the process: that would close its words before they are read
      child.toHandle().destroyForcibly();
      child.onExit().join();
      while ((line = out.readLine()) != null) note(line);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("SAID") && words.length == 4 && words[3].length() % 4 == 0) {
      byte[] value = Base64.getDecoder().decode(words[3]);
      said.computeIfAbsent(Integer.parseInt(words[1]), _ -> new HashMap<>())
          .put(words[2], new String(value, StandardCharsets.UTF_8));
      answers++;
    }
    if (words[0].equals("SEALED") && words.length == 3 && words[2].length() == 71)
      sealed.put(Integer.parseInt(words[1]), words[2]);
  }

  private void check(Path home) throws Exception {
    try (TestDesk at = TestDesk.again(home, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR)) {
      assertEquals(List.of(), at.store().journal().verify());
      CaseFile file = at.desk().caseFile(Household.CASE);
      List<CaseRecord> visits = file.visits();
      for (CaseRecord v : visits) {
        int attempt = Integer.parseInt(v.text("attempt"));
        assertEquals(sealed.getOrDefault(attempt, v.text("sealHash")), v.text("sealHash"));
      }
      assertTrue(visits.size() >= sealed.size(), "what was told sealed is");
      if (!visits.isEmpty()) sound(at, file, visits.getLast());
      goesOn(at, visits.size() + 1);
    }
  }

  private void sound(TestDesk at, CaseFile file, CaseRecord visit) throws Exception {
    String key = at.machineInUse().signingKey().publicHex();
    Path bundle = SealedEvidence.write(at.store(), file, visit.id(), key, folder);
    try (InputStream in = Files.newInputStream(bundle)) {
      String seal = visit.text("sealHash");
      assertEquals(
          List.of(), EvidenceCheck.of(EvidencePieces.read(in, seal, null), seal).differences());
    }
  }

  /// Observations are seen by who made them alone.
  private static Question seen(Visit visit, String path) {
    for (UUID who : List.of(visit.pair.a(), visit.pair.b())) {
      visit.survey.viewAs(who);
      Optional<Question> q = visit.session().question(path);
      if (q.isPresent()) return q.get();
    }
    throw new AssertionError(path);
  }

  private void goesOn(TestDesk at, int attempt) throws Exception {
    var model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    model.open(Household.ASSIGNMENT);
    Visit visit = model.visit.get();
    assertNotNull(visit, () -> model.hindrances + model.trouble.get());
    assertEquals(attempt, visit.attempt);
    said.getOrDefault(attempt, Map.of())
        .forEach((path, value) -> {
          Question q = seen(visit, path);
          if (q.kind() == QuestionKind.SIGNATURE) assertTrue(!q.value().isEmpty(), path);
          else if (q.kind() == QuestionKind.PHOTO) assertTrue(q.value().startsWith(value), path);
          else assertEquals(value, q.value(), path);
        });
    model.leave();
  }
}
