package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.server.bundles.BundleFolder;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that comes to the district in sealed bundles, by an operator's folder or another machine.
@OnEachStore
class BundlesTest {
  private static final BundleDesk.Carrier OPERATOR = new BundleDesk.Carrier(null, null, false);

  @TempDir Path data;
  private final Store store;
  private District district;
  private TestMachine clerk;
  private TestBundle bundle;
  private CaseFile file;
  private UUID app;

  BundlesTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void open() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    bundle = new TestBundle(clerk, recoveryKey()).known();
    file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow().id();
  }

  @AfterEach
  void close() {
    clerk.close();
    district.close();
  }

  private String recoveryKey() throws Exception {
    return clerk
        .send("GET", Protocol.HELLO, new byte[0], Map.of())
        .as(Accounts.Hello.class)
        .recoveryKey();
  }

  private BundleDesk.Outcome take(byte[] bytes) throws Exception {
    return district.server.wiring().bundles.take(new ByteArrayInputStream(bytes), OPERATOR);
  }

  private static Bundles.BundleCounts ops(int ops, int known, int left) {
    return new Bundles.BundleCounts(ops, known, left, 0, 0, 0);
  }

  /// Two edits of the open case, saved without a network; lines 2 and 3 of the journal.
  private void work() throws Exception {
    CaseRecord a = file.application().orElseThrow();
    String address = a.text("residenceAddress");
    clerk.add(edit(a, "residenceAddress", address, "学院南路1号"));
    clerk.add(edit(a, "phone", a.text("phone"), "13900000002"));
  }

  private cn.ruhu.wire.Op edit(CaseRecord r, String field, String old, String now) {
    return clerk.op("save", false, TestMachine.wire(District.edit(r, field, old, now)));
  }

  private static byte[] scan(int seed, int length) {
    byte[] out = new byte[length];
    new Random(seed).nextBytes(out);
    return out;
  }

  /// A page of the case that names a file, saved without a network.
  private void page(byte[] content) throws Exception {
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application",
                app.toString(),
                "slot",
                "D02",
                "file",
                address(content),
                "page",
                "1"));
    clerk.add(clerk.op("save", false, TestMachine.wire(RecordChange.create(page))));
  }

  private static String address(byte[] content) {
    return FileAddress.of(content).text();
  }

  private boolean stored(byte[] content) throws Exception {
    return district.server.wiring().database.read(tx -> tx.files().belongs(address(content), app));
  }

  @Test
  void aFileOfAStickThatCannotBeReadHoldsUpNoOther(@TempDir Path stick) throws Exception {
    work();
    Files.createSymbolicLink(stick.resolve("a.ruhu"), Path.of("/proc/self/mem")); // no byte of it
    // not even to be opened, whoever asks; passed over where the system has it not
    Files.createSymbolicLink(stick.resolve("b.ruhu"), Path.of("/proc/sys/vm/drop_caches"));
    Files.write(stick.resolve("c.ruhu"), bundle.of(2, 3));
    var folder = new BundleFolder(district.server.wiring().bundles, OPERATOR);
    List<BundleFolder.Line> lines = folder.take(stick, stick);
    assertEquals("NO_BUNDLE", lines.getFirst().outcome().refused().orElseThrow());
    for (BundleFolder.Line line : lines.subList(1, lines.size() - 1))
      assertEquals("NO_BUNDLE", line.outcome().refused().orElseThrow());
    assertTrue(lines.getLast().outcome().isWhole());
  }

  @Test
  void whatABundleBringsCountsOnceAndIsAnsweredAsAPushIs() throws Exception {
    work();
    byte[] small = scan(1, 200_000);
    byte[] large = scan(2, 3_000_000);
    page(small);
    page(large);
    byte[] bytes = bundle.with(app, small).with(app, large).with(app, new byte[0]).of(2, 5);
    BundleDesk.Outcome first = take(bytes);
    assertTrue(first.isWhole(), first::toString);
    assertEquals(new Bundles.BundleCounts(4, 0, 0, 3, 0, 0), first.counts());
    assertTrue(stored(small) && stored(large));
    Bundles.Receipt receipt = bundle.open(first.receipts().getFirst());
    assertTrue(receipt.sameHistory());
    assertEquals(3, receipt.files().size());
    // the push that follows gets the very same verdicts
    List<Verdict> pushed = clerk.push(2, 5).verdicts();
    assertEquals(receipt.verdicts(), pushed);
    BundleDesk.Outcome again = take(bytes);
    assertTrue(again.isWhole());
    assertEquals(new Bundles.BundleCounts(0, 4, 0, 0, 3, 0), again.counts());
    assertEquals(receipt.verdicts(), bundle.open(again.receipts().getFirst()).verdicts());
    assertTrue(district.server.chainsHold());
  }

  @Test
  void bundlesComeInAnyOrderWithAPushBetween() throws Exception {
    work();
    byte[] early = bundle.of(2, 2);
    byte[] late = bundle.of(3, 3);
    BundleDesk.Outcome gap = take(late);
    assertFalse(gap.isWhole());
    assertEquals(ops(0, 0, 1), gap.counts());
    assertEquals(Map.of("GAP", 1), gap.reasons());
    assertEquals(ops(1, 0, 0), take(early).counts());
    CaseRecord a = file.application().orElseThrow();
    clerk.add(edit(a, "familySize", "1", "2"));
    clerk.push(2, 4);
    assertEquals(ops(0, 1, 0), take(late).counts());
    assertEquals(ops(0, 1, 0), take(early).counts());
    TestMachine reviewer = district.machine("reviewer");
    reviewer.pull();
    assertEquals("学院南路1号", reviewer.seen(app, "residenceAddress"));
    assertEquals("13900000002", reviewer.seen(app, "phone"));
    assertEquals("2", reviewer.seen(app, "familySize"));
    reviewer.close();
  }

  @Test
  void theWorkOfAClosedAccountIsKeptAsLate() throws Exception {
    work();
    byte[] bytes = bundle.of(2, 3);
    district.server.setActive(clerk.staff(), false);
    BundleDesk.Outcome out = take(bytes);
    assertTrue(out.isWhole());
    assertTrue(
        bundle.open(out.receipts().getFirst()).verdicts().stream()
            .allMatch(v -> v.verdict() == Verdict.Kind.LATE));
  }

  private TestMachine.Answer closing(TestMachine admin, String how) throws Exception {
    var act = new Admin.MachineAct(clerk.device, "laptop is missing");
    return admin.ask(Protocol.ADMIN_MACHINES + how, act);
  }

  private Verdict lateLine(int line) throws Exception {
    BundleDesk.Outcome out = take(bundle.of(line, line));
    assertTrue(out.isWhole(), out::toString);
    Verdict verdict = bundle.open(out.receipts().getFirst()).verdicts().getFirst();
    assertEquals(Verdict.Kind.LATE, verdict.verdict());
    return verdict;
  }

  @Test
  void theWorkOfAClosedMachineIsKeptAsLateWithItsCause() throws Exception {
    work();
    byte[] scan = scan(10, 90_000);
    page(scan);
    bundle.with(app, scan);
    try (TestMachine admin = district.machine("admin")) {
      assertEquals(200, closing(admin, "/revoke").status());
      assertEquals("MACHINE_REVOKED", lateLine(2).reason());
      assertTrue(stored(scan), "its pages come along");
      assertEquals(200, closing(admin, "/lost").status());
      assertEquals("MACHINE_LOST", lateLine(3).reason());
      assertEquals("WIPE", clerk.loginAnswer("clerk", District.PASSWORD).refusal().code());
      var wiped = new Accounts.Wiped(clerk.device, 1);
      assertEquals(200, clerk.ask(Protocol.WIPED, wiped).status());
      assertEquals("MACHINE_LOST", lateLine(4).reason());
      var known = new Bundles.BundleCounts(0, 3, 0, 0, 1, 0);
      assertEquals(known, take(bundle.of(2, 4)).counts());
    }
    try (TestMachine reviewer = district.machine("reviewer")) {
      reviewer.pull();
      assertEquals("13800000001", reviewer.seen(app, "phone"), "nothing was written");
      assertEquals(3, reviewer.seen("CONFLICT").size());
    }
    assertTrue(district.server.chainsHold());
  }

  @Test
  void aMachineToBeWipedHandsInAsItsOwnLineWould() throws Exception {
    work();
    try (TestMachine admin = district.machine("admin")) {
      assertEquals(200, closing(admin, "/wipe").status());
    }
    BundleDesk.Outcome out = take(bundle.of(2, 3));
    assertTrue(
        bundle.open(out.receipts().getFirst()).verdicts().stream()
            .allMatch(v -> v.verdict() == Verdict.Kind.APPLIED),
        "it is the district's until it says that it is wiped");
  }

  @Test
  void whoeverHasAClosedMachineInHandsMakesNoWorkOfItsPerson() throws Exception {
    work();
    var before = district.caller(clerk);
    district.server.revokeMachine(clerk.device);
    var forged = new TestBundle(clerk, recoveryKey());
    var trusting = new BundleDesk.Carrier(null, null, true);
    BundleDesk desk = district.server.wiring().bundles;
    for (var carrier : List.of(OPERATOR, trusting)) {
      var bytes = new ByteArrayInputStream(forged.of(2, 3));
      assertEquals("WORK_KEY", desk.take(bytes, carrier).refused().orElseThrow());
    }
    // a request under way when the machine was closed leaves no key behind
    var key = new Accounts.WorkKey(forged.sealedKey());
    Answer<Accounts.WorkKey> left = district.server.wiring().signIns.keep(before, key);
    assertInstanceOf(Answer.Refused.class, left);
    assertEquals("WORK_KEY", take(forged.of(2, 3)).refused().orElseThrow());
  }

  @Test
  void aBundleCutAnywhereIsToldAndWhatIsWholeCounts() throws Exception {
    work();
    byte[] scan = scan(3, 300_000);
    page(scan);
    byte[] bytes = bundle.with(app, scan).of(2, 4);
    int ops = 0;
    for (int part : List.of(0, 1, 20, 35, 60, 99)) {
      int end = (int) ((long) bytes.length * part / 100);
      BundleDesk.Outcome out = take(Arrays.copyOf(bytes, end));
      assertFalse(out.isWhole(), part + " %");
      ops += out.counts().ops();
      boolean told =
          out.refused().isPresent()
              || out.opsMissing() + out.filesMissing() + out.counts().filesLeft() > 0;
      assertTrue(told && !stored(scan), () -> part + " %: " + out);
    }
    assertEquals(3, ops, "each line counted once, when it was first whole");
    BundleDesk.Outcome out = take(bytes);
    assertTrue(out.isWhole(), out::toString);
    assertEquals(new Bundles.BundleCounts(0, 3, 0, 1, 0, 0), out.counts());
    assertTrue(stored(scan));
  }

  @Test
  void noAlteredByteIsTaken() throws Exception {
    work();
    byte[] scan = scan(4, 100_000);
    page(scan);
    byte[] bytes = bundle.with(app, scan).of(2, 4);
    var random = new Random(5);
    for (int i = 0; i < 60; i++) {
      byte[] altered = bytes.clone();
      altered[i < 40 ? random.nextInt(6_000) : random.nextInt(bytes.length)] ^= 1;
      BundleDesk.Outcome out = take(altered);
      assertFalse(out.isWhole(), out::toString);
    }
    assertTrue(take(bytes).isWhole());
    clerk.pull();
    assertEquals("学院南路1号", clerk.seen(app, "residenceAddress"));
  }

  @Test
  void nobodyElsesBundleIsTaken() throws Exception {
    work();
    byte[] secret = SealedBox.newSecret(TestMachine.RANDOM);
    var foreign = new TestBundle(clerk, SealedBox.publicHex(secret));
    assertEquals("FOREIGN", take(foreign.of(2, 3)).refused().orElseThrow());
    // the machine's key alone makes no work of its person
    var forged = new TestBundle(clerk, recoveryKey());
    assertEquals("WORK_KEY", take(forged.of(2, 3)).refused().orElseThrow());
    try (var stranger = new TestMachine(district.server.url(), district.server.certificate())) {
      stranger.person = clerk.person;
      stranger.lines.addAll(clerk.lines);
      var unknown = new TestBundle(stranger, recoveryKey());
      assertEquals("DEVICE", take(unknown.of(2, 3)).refused().orElseThrow());
    }
    assertEquals("NO_BUNDLE", take(scan(6, 5_000)).refused().orElseThrow());
    // looked into by the operator, the machine's word may do
    var trusting = new BundleDesk.Carrier(null, null, true);
    byte[] bytes = forged.of(2, 3);
    assertTrue(
        district.server.wiring().bundles.take(new ByteArrayInputStream(bytes), trusting).isWhole());
  }

  @Test
  void declaredSizesAreNotBelieved() throws Exception {
    work();
    byte[] scan = scan(7, 70_000);
    page(scan);
    for (long claim : List.of(Long.MAX_VALUE, -1L, 600L << 20, 400L << 20, 69_000L)) {
      bundle.claimedLength = claim == -1 ? Long.MIN_VALUE + 1 : claim;
      if (claim == -1) bundle.claimedLength = Long.MAX_VALUE - 1;
      var out = take(bundle.with(app, scan).of(2, 4));
      assertFalse(out.isWhole(), "claims " + claim);
      assertFalse(stored(scan));
    }
    byte[] bytes = new TestBundle(clerk, recoveryKey()).of(2, 4);
    int frames = headOf(bytes);
    bytes[frames] = 0x7f; // a frame of two thousand million bytes
    assertFalse(take(bytes).isWhole());
  }

  private static int headOf(byte[] bytes) {
    int lines = 0;
    for (int i = 0; ; i++) if (bytes[i] == '\n' && ++lines == 2) return i + 1;
  }

  private Bundles.BundleTaken handIn(TestMachine carrier, byte[] piece) throws Exception {
    return carrier
        .send("POST", Protocol.BUNDLES, piece, Map.of("Content-Type", Protocol.BUNDLE_TYPE))
        .as(Bundles.BundleTaken.class);
  }

  /// Frame by frame, as a carrier sees it: beginning, manifest, the file at hand, `some` frames.
  private Bundles.BundleCounts carry(TestMachine carrier, byte[] bytes, int some) throws Exception {
    var frames = new BundleFrames(new ByteArrayInputStream(bytes));
    var all = new HashMap<Integer, BundleFrames.Frame>();
    for (var f = frames.next(); f != null; f = frames.next()) all.put(f.number(), f);
    var counts = Bundles.BundleCounts.NONE;
    int at = 1;
    while (at < all.size()) {
      var out = new ByteArrayOutputStream();
      out.writeBytes(BundleFrames.beginning(frames.header()));
      all.get(0).writeTo(out);
      int owner = at;
      while (all.get(owner).kind() == BundleFrames.Kind.SEGMENT) owner--;
      if (owner < at) all.get(owner).writeTo(out);
      for (int i = at; i < Math.min(all.size(), at + some); i++) all.get(i).writeTo(out);
      Bundles.BundleTaken taken = handIn(carrier, out.toByteArray());
      counts = counts.plus(taken.counts());
      if (taken.receipt() != null) {
        Bundles.Receipt mine = bundle.open(taken.receipt());
        assertEquals(clerk.device, mine.device());
      }
      at = Math.max(taken.next(), at + 1);
    }
    return counts;
  }

  @Test
  void anotherMachineHandsInPieceByPieceWhatItCannotRead() throws Exception {
    work();
    byte[] scan = scan(8, 700_000);
    page(scan);
    byte[] bytes = bundle.with(app, scan).with(app, scan(9, 10)).of(2, 4);
    TestMachine carrier = district.machine("clerkThere");
    assertEquals(new Bundles.BundleCounts(3, 0, 0, 2, 0, 0), carry(carrier, bytes, 3));
    assertTrue(stored(scan));
    assertEquals(new Bundles.BundleCounts(0, 3, 0, 0, 2, 0), carry(carrier, bytes, 50));
    // the carrier cannot open what comes back, and is not let in without a sign-in
    var again = handIn(carrier, bytes);
    var theirs = new TestBundle(carrier, recoveryKey());
    assertThrows(WireException.class, () -> theirs.open(again.receipt()));
    carrier.token = "";
    assertEquals(401, carrier.send("POST", Protocol.BUNDLES, bytes, Map.of()).status(), "no token");
    carrier.close();
  }

  @Test
  void aReceiptIsOneMachinesAndTheServersAlone() throws Exception {
    work();
    Bundles.SealedReceipt sealed = take(bundle.of(2, 3)).receipts().getFirst();
    assertEquals(Bundles.tag(clerk.device, clerk.staff()), sealed.tag());
    String text = new String(Messages.write(sealed), "UTF-8");
    for (byte[] line : clerk.lines)
      assertFalse(text.contains(cn.ruhu.wire.OpCodec.read(line).opId().toString()));
    byte[] bent = Hashes.bytes(sealed.sealed());
    bent[40] ^= 1;
    var altered = new Bundles.SealedReceipt(sealed.bundle(), sealed.tag(), Hashes.hex(bent));
    assertThrows(WireException.class, () -> bundle.open(altered));
    assertThrows(
        WireException.class,
        () -> Bundles.open(sealed, clerk.key.publicHex(), bundle.workKey),
        "not the server's");
    assertArrayEquals(Messages.write(bundle.open(sealed)), Messages.write(bundle.open(sealed)));
  }
}
