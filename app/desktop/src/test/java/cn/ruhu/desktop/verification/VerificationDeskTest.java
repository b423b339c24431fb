package cn.ruhu.desktop.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.verification.RowProblem;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationDeskTest {
  private static final List<String> HEADINGS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final String TABLE = "姓名,证件号码,核对项目,核对值,数据来源,数据日期\n";

  @TempDir Path home;
  @TempDir Path folder;
  private final RecordedCity city = new RecordedCity();

  private VerificationDesk open(TestDesk at) throws Exception {
    VerificationScene.into(at);
    return new VerificationDesk(at.desk(), city);
  }

  private static VerificationDesk.Sent send(VerificationDesk desk, Path folder) throws Exception {
    return desk.send(desk.cases().stream().map(AskedCase::application).toList(), HEADINGS, folder)
        .orElseThrow();
  }

  private Path report(String name, String text, Charset charset) throws Exception {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static List<CaseRecord> facts(TestDesk at, GateKind kind) {
    return at.desk().caseFile(VerificationScene.FIRST).gateFacts(kind);
  }

  @Test
  void aCaseWhoseFormIsNotScannedSaysSoAndStaysBehind() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      List<AskedCase> cases = desk.cases();
      assertEquals(
          List.of(AskedCase.State.READY, AskedCase.State.BLOCKED),
          cases.stream().map(AskedCase::state).toList());
      assertEquals(List.of("unscanned"), cases.getLast().hindrances());
      VerificationDesk.Sent sent = send(desk, folder);
      assertEquals(1, sent.cases());
      assertEquals(2, sent.people());
      assertEquals(AskedCase.State.ASKED, desk.cases().getLast().state());
    }
  }

  @Test
  void thePackageHoldsWhoIsAskedAboutWithTheirFormsAndHashesOfAll() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk.Sent sent = send(open(at), folder);
      String number = VerificationScene.number(VerificationScene.FIRST);
      String scan = "authorizations/" + number + "-1.jpg";
      assertEquals(Set.of("manifest.json", "members.csv", scan), city.sent.keySet());
      assertEquals(
          List.of(VerificationScene.WANG, VerificationScene.LI),
          city.members().stream().map(m -> m.get(3)).toList());
      assertEquals(scan, city.members().getFirst().get(6));
      assertArrayEquals(VerificationScene.SCAN, city.sent.get(scan));
      var manifest = Messages.read(city.sent.get("manifest.json"), BatchPackage.Manifest.class);
      assertEquals(BatchPackage.FORMAT, manifest.format());
      assertEquals(2, manifest.people());
      for (BatchPackage.Entry e : manifest.files())
        assertEquals(Hashes.sha256Hex(city.sent.get(e.path())), e.sha256());
      String names = String.join(" ", city.sent.keySet()) + " " + sent.file().getFileName();
      for (String secret : List.of("王芳", VerificationScene.WANG, VerificationScene.LI))
        assertFalse(names.contains(secret));
      assertEquals(
          Set.of(manifest.batch()),
          facts(at, GateKind.VERIFICATION_REQUESTED).stream()
              .map(f -> f.text("value"))
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void whatWasRecordedOfThoseAskedAboutComesBackIntoTheRegistryColumn() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      city.record(VerificationScene.WANG, "工资薪金", "2300");
      send(desk, folder);
      VerificationDesk.Taken taken = desk.take(folder.resolve("none-chosen"));
      assertTrue(taken.report().usable());
      assertEquals(1, taken.cases().getFirst().found());
      assertEquals(0, taken.cases().getFirst().missing());
      CaseRecord wage = at.store().record(VerificationScene.WAGE).orElseThrow();
      assertEquals("230000", wage.text("registry"));
      assertEquals("180000", wage.text("declared"));
      assertEquals(1, facts(at, GateKind.VERIFICATION_REPORT).size());
      int waits = at.store().waiting().ops();
      assertTrue(desk.take(folder.resolve("none-chosen")).again());
      assertEquals(waits, at.store().waiting().ops(), "the same again writes nothing");
    }
  }

  @Test
  void aTableInTheNationalEncodingWithItsPdfIsTakenInAndStrangersAreKept() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      Files.write(
          folder.resolve(VerificationScene.number(VerificationScene.FIRST) + ".pdf"),
          "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
      String text =
          TABLE
              + ("王芳," + VerificationScene.WANG + ",工资薪金,2300,社保,2026-10-31\n")
              + ("李雷," + VerificationScene.LI + ",,无记录,,\n")
              + "孙某,110199196608151131,银行存款,88000,银行,2026-10-31\n";
      VerificationDesk.Taken taken =
          desk.take(report("report.csv", text, Charset.forName("GB18030")));
      assertEquals(1, taken.unknown());
      assertEquals(
          List.of("孙某 4"), desk.unknown().stream().map(u -> u.name() + " " + u.row()).toList());
      CaseRecord fact = facts(at, GateKind.VERIFICATION_REPORT).getFirst();
      CaseRecord page = at.store().record(fact.ref("page").orElseThrow()).orElseThrow();
      assertEquals("D18", page.text("slot"));
      desk.take(report("report.csv", text, Charset.forName("GB18030")));
      assertEquals(1, desk.unknown().size(), "kept once");
      desk.forget();
      assertEquals(List.of(), desk.unknown());
    }
  }

  @Test
  void aTableWithAMarkAndABadRowIsTakenInWithoutTheRow() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      String text =
          "\uFEFF"
              + TABLE
              + ("王芳," + VerificationScene.WANG + ",工资薪金,2300,社保,2026-10-31\n")
              + "王芳,12345,工资薪金,2300,社保,2026-10-31\n";
      VerificationDesk.Taken taken = desk.take(report("r.csv", text, StandardCharsets.UTF_8));
      assertEquals(List.of(new RowProblem(3, RowProblem.Why.NUMBER)), taken.report().bad());
      assertEquals(1, taken.cases().getFirst().missing(), "李雷 is not answered");
      assertEquals(List.of(), facts(at, GateKind.VERIFICATION_REPORT));
    }
  }

  @Test
  void aTableOfOtherColumnsOrBytesChangesNothing() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      int waits = at.store().waiting().ops();
      VerificationDesk.Taken other =
          desk.take(report("r.csv", "姓名,证件号码,住址\n王芳,1,2\n", StandardCharsets.UTF_8));
      assertEquals(List.of("核对项目", "核对值"), other.report().missing());
      Path garbage = Files.write(folder.resolve("g.xlsx"), new byte[] {'P', 'K', 3, 4, 9, 9, 9});
      assertFalse(desk.take(garbage).report().usable());
      assertEquals(waits, at.store().waiting().ops());
    }
  }

  @Test
  void whereThePackageCannotBeWrittenNobodyCountsAsAskedAbout() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      assertThrows(IOException.class, () -> send(desk, folder.resolve("pulled out")));
      assertEquals(List.of(), facts(at, GateKind.VERIFICATION_REQUESTED));
      assertEquals(1, send(desk, folder).cases(), "and it can be sent again");
      assertEquals(2, facts(at, GateKind.VERIFICATION_REQUESTED).size());
    }
  }

  @Test
  void whatCannotBeKeptDoesNotLeave() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationScene.into(at);
      at.receive(VerificationScene.secondScanned());
      var room = new AtomicInteger();
      var desk =
          new VerificationDesk(
              at.desk(),
              city,
              facts -> {
                if (room.getAndDecrement() <= 0)
                  throw new StoreException(StoreException.Code.DISK_FULL, "full");
                at.desk().save("save", "", true, facts);
              });
      assertThrows(StoreException.class, () -> send(desk, folder));
      assertEquals(List.of(), left(), "nothing of it lies about");
      room.set(1);
      VerificationDesk.Sent sent = send(desk, folder);
      assertEquals(List.of(1, 1), List.of(sent.cases(), sent.left()));
      assertEquals(List.of(sent.file()), left());
      assertEquals(sent.people(), city.members().size(), "only those that are kept");
      assertEquals(
          List.of(AskedCase.State.READY, AskedCase.State.ASKED),
          desk.cases().stream().map(AskedCase::state).toList());
    }
  }

  /// The stick is pulled out between the last fact and the package's name.
  @Test
  void aPackageWhoseLastRenameFailedIsSentAgainUnderItsOwnBatch() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationScene.into(at);
      var broken = new AtomicInteger(1);
      var desk = new VerificationDesk(at.desk(), new Stuck(city, broken));
      assertThrows(IOException.class, () -> send(desk, folder));
      assertEquals(2, facts(at, GateKind.VERIFICATION_REQUESTED).size(), "they are asked about");
      assertEquals(1, desk.unsent());
      String batch = facts(at, GateKind.VERIFICATION_REQUESTED).getFirst().text("value");
      var restarted = new VerificationDesk(at.desk(), city);
      VerificationDesk.Sent sent =
          restarted.resend(List.of("1", "2", "3", "4", "5", "6", "7"), folder).orElseThrow();
      assertEquals(List.of(1, 2), List.of(sent.cases(), sent.people()));
      String manifest = new String(city.sent.get("manifest.json"), StandardCharsets.UTF_8);
      assertTrue(manifest.contains(batch), "the same batch");
      assertEquals(2, facts(at, GateKind.VERIFICATION_REQUESTED).size(), "nobody twice");
      assertEquals(0, restarted.unsent());
      assertTrue(restarted.resend(List.of(), folder).isEmpty());
    }
  }

  /// Another batch that goes out meanwhile takes nothing away from the one that is stuck.
  @Test
  void aPackageThatIsStuckIsNotForgottenWhenAnotherLeaves() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationScene.into(at);
      var broken = new AtomicInteger(1);
      var desk = new VerificationDesk(at.desk(), new Stuck(city, broken));
      assertThrows(IOException.class, () -> send(desk, folder));
      String stuck = facts(at, GateKind.VERIFICATION_REQUESTED).getFirst().text("value");
      at.receive(VerificationScene.secondScanned());
      assertEquals(1, send(desk, folder).cases(), "the second case leaves");
      assertEquals(1, desk.unsent(), "the first is still owed");
      desk.resend(HEADINGS, folder).orElseThrow();
      String manifest = new String(city.sent.get("manifest.json"), StandardCharsets.UTF_8);
      assertTrue(manifest.contains(stuck), "the batch that was stuck");
      assertEquals(0, desk.unsent());
    }
  }

  @Test
  void whatCannotBeKeptTakesNothingAwayFromAPackageThatIsStuck() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationScene.into(at);
      var desk = new VerificationDesk(at.desk(), new Stuck(city, new AtomicInteger(1)));
      assertThrows(IOException.class, () -> send(desk, folder));
      at.receive(VerificationScene.secondScanned());
      var full =
          new VerificationDesk(
              at.desk(),
              city,
              _ -> {
                throw new StoreException(StoreException.Code.DISK_FULL, "full");
              });
      assertThrows(StoreException.class, () -> send(full, folder));
      assertEquals(1, full.unsent());
    }
  }

  /// A gateway whose packages do not get their name for a while.
  private record Stuck(EconomicVerificationGateway city, AtomicInteger times)
      implements EconomicVerificationGateway {
    @Override
    public Ready prepare(byte[] batch, String name, Path folder) throws IOException {
      Ready ready = city.prepare(batch, name, folder);
      return new Ready() {
        @Override
        public Path leave() throws IOException {
          if (times.getAndDecrement() > 0) throw new IOException("pulled out");
          return ready.leave();
        }

        @Override
        public void drop() throws IOException {
          ready.drop();
        }
      };
    }

    @Override
    public Delivery receive(Path at) throws IOException {
      return city.receive(at);
    }
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void aPersonOfTwoCasesIsAnsweredInBoth() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      at.receive(VerificationScene.alsoInTheSecond());
      String text =
          TABLE
              + ("王芳," + VerificationScene.WANG + ",银行存款,2300,银行,2026-10-31\n")
              + ("李雷," + VerificationScene.LI + ",,无记录,,\n")
              + ("赵云," + VerificationScene.ZHAO + ",,无记录,,\n");
      VerificationDesk.Taken taken = desk.take(report("r.csv", text, StandardCharsets.UTF_8));
      assertEquals(
          List.of(0, 0), taken.cases().stream().map(VerificationDesk.CaseTaken::missing).toList());
      for (UUID of : List.of(VerificationScene.FIRST, VerificationScene.SECOND))
        assertEquals(1, at.desk().caseFile(of).gateFacts(GateKind.VERIFICATION_REPORT).size());
    }
  }

  @Test
  void theCorrectedLinesMayComeAlone() throws Exception {
    try (TestDesk at = TestDesk.clerk(home)) {
      VerificationDesk desk = open(at);
      String li = "李雷," + VerificationScene.LI;
      String text =
          TABLE
              + ("王芳," + VerificationScene.WANG + ",工资薪金,2300,社保,2026-10-31\n")
              + (li + ",工资薪金,1000,社保,2026-10-31\n")
              + (li + ",银行存款,很多,银行,2026-10-31\n");
      VerificationDesk.Taken taken = desk.take(report("r.csv", text, StandardCharsets.UTF_8));
      assertEquals(1, taken.cases().getFirst().missing(), "a line about him was refused");
      assertEquals(List.of(), facts(at, GateKind.VERIFICATION_REPORT));
      String again = TABLE + li + ",银行存款,5000,银行,2026-10-31\n";
      taken = desk.take(report("r2.csv", again, StandardCharsets.UTF_8));
      assertEquals(0, taken.cases().getFirst().missing());
      assertEquals(1, facts(at, GateKind.VERIFICATION_REPORT).size());
    }
  }
}
