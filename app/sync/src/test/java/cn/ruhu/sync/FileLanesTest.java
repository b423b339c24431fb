package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Two files on their way at a time, told by the core alone; each goes by itself here.
class FileLanesTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final int PART = 1_000;

  private final MemoryStore store = new MemoryStore(1);
  private final SyncCore core =
      new SyncCore(store, new Random(1), new Wishes(), Protocol.FILE_PART_MAX, 1);
  private final ModelServer server = new ModelServer();
  private long now = 1_000;

  private String file(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    String address = store.put(content, CASE);
    UUID id = UUID.nameUUIDFromBytes(("p" + length).getBytes(StandardCharsets.UTF_8));
    var page = CaseRecord.of(RecordType.PAGE, id, "A", CASE, Map.of("file", address));
    store.save(List.of(RecordChange.create(page)), false, List.of(address));
    return address;
  }

  /// Everything before the files.
  private Step.FilePatch firstFile() throws StoreException {
    core.begin();
    while (true) {
      Step.Send step = (Step.Send) core.next(now);
      if (step instanceof Step.FilePatch patch) return patch;
      core.on(step, server.answer(step), now);
    }
  }

  private Step.FilePatch beside() throws StoreException {
    return (Step.FilePatch) core.beside(now).orElseThrow();
  }

  private void answered(Step.Send step) throws StoreException {
    assertTrue(core.on(step, server.answer(step), now));
  }

  private void toTheEnd() throws StoreException {
    for (int i = 0; i < 200; i++) {
      switch (core.next(now)) {
        case Step.Send s -> answered(s);
        case Step.Wait w -> now = w.until();
        case Step.Done _ -> {
          return;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  private static Answer refused(String code, Long retryMs) {
    return new Answer.Refused(503, new Refusal(code, "", null, Map.of(), retryMs, null));
  }

  @Test
  void filesGoByNeedAndSizeOverBothAndNoneTwice() throws Exception {
    for (int i = 1; i <= 8; i++) file(i * 1_000);
    Step.FilePatch main = firstFile();
    assertEquals(Optional.empty(), new SyncCore(store, new Random(1)).beside(now), "no round");
    Step.FilePatch side = beside();
    assertEquals(Optional.empty(), core.beside(now), "one at a time beside");
    assertEquals(List.of(1_000, 2_000), List.of(main.length(), side.length()));
    var lengths = new ArrayList<Integer>(List.of(main.length(), side.length()));
    answered(main);
    for (int i = 0; i < 5; i++) { // the file beside is slow
      main = (Step.FilePatch) core.next(now);
      lengths.add(main.length());
      answered(main);
    }
    assertEquals(List.of(1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000), lengths);
    answered(side);
    side = beside();
    assertEquals(8_000, side.length());
    assertTrue(core.restsBeside());
    answered(side);
    assertFalse(core.restsBeside());
    toTheEnd();
    assertEquals(0, store.waiting().files());
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void aFileThatMeetsTroubleBesideHoldsNothingUpAndIsTakenOver() throws Exception {
    for (int i = 1; i <= 4; i++) file(i * 1_000);
    for (Answer bad :
        List.of(
            refused("BUSY", 60_000L),
            refused("DISK", null),
            new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "cut"), 0))) {
      Step.FilePatch main = firstFile();
      Step.FilePatch side = beside();
      assertTrue(core.on(side, bad, now));
      assertEquals(Optional.empty(), core.beside(now), "this lane rests");
      answered(main);
      var next = assertInstanceOf(Step.FileHead.class, core.next(now), "what arrived of it?");
      assertEquals(side.file().address(), next.file().address());
      assertTrue(core.trouble().isEmpty());
      toTheEnd();
      assertEquals(0, store.waiting().files());
      now += 400_000;
      for (int i = 1; i <= 4; i++) file((int) (now / 100_000) * 100 + i);
    }
  }

  @Test
  void aFileTheServerDoesNotWantBesideIsLeft() throws Exception {
    String good = file(1_000);
    String bad = file(2_000);
    Step.FilePatch main = firstFile();
    Step.FilePatch side = beside();
    assertTrue(core.on(side, new Answer.Refused(403, Refusal.of("SCOPE", "")), now));
    answered(main);
    toTheEnd();
    assertTrue(store.received(good));
    assertFalse(store.received(bad));
    assertEquals("SCOPE", core.trouble().orElseThrow().detail());
  }

  @Test
  void aSignInThatEndedIsToldOfEitherLane() throws Exception {
    file(1_000);
    file(2_000);
    Step.FilePatch main = firstFile();
    Step.FilePatch side = beside();
    core.on(side, new Answer.Refused(401, Refusal.of("TOKEN", "")), now);
    assertEquals(Trouble.Kind.SIGN_IN, core.trouble().orElseThrow().kind());
    assertTrue(core.on(main, server.answer(main), now));
    assertInstanceOf(Step.Done.class, core.next(now));
    assertEquals("TOKEN", core.trouble().orElseThrow().detail(), "and not forgotten");
  }

  @Test
  void aMachineThatIsToBeWipedHearsItOfEitherLane() throws Exception {
    file(1_000);
    file(2_000);
    firstFile();
    core.on(beside(), new Answer.Refused(403, Refusal.of("WIPE", "")), now);
    assertEquals(new Trouble(Trouble.Kind.SIGN_IN, Trouble.WIPE_NOW), core.trouble().orElseThrow());
  }

  /// Whatever comes too late changes nothing: neither after the round began anew, nor when the
  /// other lane has the file.
  @Test
  void anAnswerBesideCountsOnceAndOnlyInItsRound() throws Exception {
    String one = file(1_000);
    file(2_000);
    Step.FilePatch main = firstFile();
    Step.FilePatch side = beside();
    core.on(main, new Answer.Refused(401, Refusal.of("TOKEN", "")), now);
    core.begin();
    assertFalse(core.on(side, new Answer.FileAt(2_000, true), now));
    assertFalse(store.received(side.file().address()));
    main = firstFile();
    side = beside();
    answered(main);
    answered(side);
    assertFalse(core.on(side, new Answer.FileAt(0, false), now));
    toTheEnd();
    assertTrue(store.received(one));
    assertEquals(0, store.waiting().files());
  }

  @Test
  void whoAsksForTheNextStepInsteadOfRestingTakesTheFileOver() throws Exception {
    file(1_000);
    file(2_000);
    Step.FilePatch main = firstFile();
    Step.FilePatch side = beside();
    answered(main);
    assertTrue(core.restsBeside());
    var head = assertInstanceOf(Step.FileHead.class, core.next(now));
    assertEquals(side.file().address(), head.file().address());
    assertFalse(core.on(side, new Answer.FileAt(2_000, true), now), "it is another's now");
    answered(head);
    toTheEnd();
    assertEquals(0, store.waiting().files());
  }

  @Test
  void onALineThatIsPaidByTheByteNothingGoesBesideEither() throws Exception {
    for (int i = 1; i <= 4; i++) file(i * 1_000);
    Step.FilePatch main = firstFile();
    core.withFiles(false);
    assertEquals(Optional.empty(), core.beside(now));
    answered(main);
    assertFalse(core.restsBeside());
    toTheEnd();
    assertEquals(3, store.waiting().files());
    core.withFiles(true);
    core.begin();
    toTheEnd();
    assertEquals(0, store.waiting().files());
  }

  /// Answers of both lanes in any order, some of them bad, some lost: every file comes once.
  @Test
  void anyOrderOfAnswersBringsEveryFile() throws Exception {
    for (int seed = 0; seed < 600; seed++) {
      var random = new Random(seed);
      var store = new MemoryStore(1);
      var server = new ModelServer();
      var core = new SyncCore(store, random, new Wishes(), PART, 1 + seed % 5);
      Set<String> files = new HashSet<>();
      for (int i = 0; i < 6; i++) {
        byte[] content = new byte[1 + random.nextInt(9 * PART / 4)];
        random.nextBytes(content);
        String address = store.put(content, CASE);
        var page =
            CaseRecord.of(RecordType.PAGE, new UUID(9, i), "A", CASE, Map.of("file", address));
        store.save(List.of(RecordChange.create(page)), false, List.of(address));
        files.add(address);
      }
      core.begin();
      Step.Send main = null;
      Step.Send side = null;
      boolean done = false;
      for (int i = 0; i < 3_000 && !done; i++) {
        now += random.nextInt(50);
        if (main == null && !(side != null && core.restsBeside())) {
          switch (core.next(now)) {
            case Step.Send s -> main = s;
            case Step.Wait w -> now = w.until();
            case Step.Done _ -> done = store.waiting().files() == 0;
          }
          if (!done && main == null) core.begin();
        } else if (side == null && random.nextInt(3) > 0) {
          side = core.beside(now).orElse(null);
        } else if (main != null && random.nextBoolean()) {
          core.on(main, answer(server, main, random), now);
          main = null;
        } else if (side != null) {
          core.on(side, answer(server, side, random), now);
          side = null;
        }
      }
      assertTrue(done, "seed " + seed);
      for (String address : files) assertTrue(store.received(address), "seed " + seed);
    }
  }

  private static Answer answer(ModelServer server, Step.Send step, Random random) {
    boolean file =
        step instanceof Step.FilePatch
            || step instanceof Step.FileHead
            || step instanceof Step.FileParcel;
    int luck = file ? 12 : 100;
    return switch (random.nextInt(luck)) {
      case 0 -> new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "request lost"), 0);
      case 1 -> {
        server.answer(step);
        yield new Answer.Failed(new Trouble(Trouble.Kind.TIMEOUT, "answer lost"), 0);
      }
      case 2 -> refused("BUSY", 1_000L);
      case 3 -> {
        if (step instanceof Step.FileParcel p) server.cut(p, random);
        yield new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "cut"), 0);
      }
      default -> server.answer(step);
    };
  }
}
