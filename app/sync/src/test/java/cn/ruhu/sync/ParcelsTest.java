package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Small files that go together, told by the core alone.
class ParcelsTest {
  private static final UUID CASE = new UUID(1, 1);

  private final MemoryStore memory = new MemoryStore(1);
  private final Set<String> damaged = new HashSet<>();
  private final SyncStore store =
      new ForwardingStore(memory) {
        @Override
        public byte[] part(PendingFile file, long offset, int max) throws StoreException {
          if (damaged.contains(file.address()))
            throw new StoreException(StoreException.Code.CORRUPT, "a page");
          return super.part(file, offset, max);
        }
      };
  private final SyncCore core = new SyncCore(store, new Random(1));
  private final ModelServer server = new ModelServer();
  private final List<Integer> sizes = new ArrayList<>(); // files of each request with bytes
  private long now = 1_000;
  private int files;

  private String file(int length) {
    byte[] content = new byte[length];
    new Random(++files).nextBytes(content);
    String address = memory.put(content, CASE);
    var page =
        CaseRecord.of(RecordType.PAGE, new UUID(9, files), "A", CASE, Map.of("file", address));
    memory.save(List.of(RecordChange.create(page)), false, List.of(address));
    return address;
  }

  private void files(int count, int length) {
    for (int i = 0; i < count; i++) file(length);
  }

  /// @param took of each request, milliseconds
  private List<Step.Send> round(long took, Function<Step.Send, Answer> answers)
      throws StoreException {
    var sent = new ArrayList<Step.Send>();
    sizes.clear();
    core.begin();
    for (int i = 0; i < 2_000; i++) {
      switch (core.next(now)) {
        case Step.Send send -> {
          sent.add(send);
          if (send instanceof Step.FilePatch) sizes.add(1);
          if (send instanceof Step.FileParcel p) sizes.add(p.files().size());
          Answer answer = answers.apply(send);
          now += took;
          core.on(send, answer, now);
        }
        case Step.Wait wait -> now = wait.until();
        case Step.Done _ -> {
          return sent;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  @Test
  void twiceAsManyGoTogetherWhileTheLineIsQuick() throws Exception {
    files(80, 1_000);
    round(10, server::answer);
    assertEquals(List.of(1, 2, 4, 8, 16, 32, 17), sizes);
    assertEquals(0, memory.waiting().files());
    assertTrue(core.trouble().isEmpty());
    files(40, 1_000);
    round(10, server::answer);
    assertEquals(List.of(32, 8), sizes, "it is remembered");
  }

  @Test
  void onASlowLineEachGoesByItself() throws Exception {
    files(10, 1_000);
    round(1_500, server::answer);
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), sizes);
    files(31, 1_000);
    round(10, server::answer);
    files(12, 1_000);
    round(5_000, server::answer);
    assertEquals(List.of(12), sizes);
    files(30, 1_000);
    round(5_000, server::answer);
    assertEquals(List.of(16, 8, 4, 2), sizes, "and fewer when it becomes slow");
  }

  /// 100 KB in a second: many small files are through at once, and the large ones behind them still
  /// go in requests of a few seconds.
  @Test
  void onASlowLineLargerFilesGoInRequestsOfAFewSeconds() throws Exception {
    files(64, 3_000);
    files(40, 90_000);
    long[] most = {0};
    round(
        0,
        s -> {
          long bytes = sent(s);
          now += bytes / 100;
          if (s instanceof Step.FileParcel) most[0] = Math.max(most[0], bytes);
          return server.answer(s);
        });
    assertEquals(32, sizes.stream().mapToInt(n -> n).max().orElseThrow());
    assertTrue(most[0] <= 400_000, () -> most[0] + " bytes");
    assertEquals(0, memory.waiting().files());
  }

  private static long sent(Step.Send send) {
    return switch (send) {
      case Step.FileParcel p -> p.files().stream().mapToLong(SyncStore.PendingFile::length).sum();
      case Step.FilePatch p -> p.part().length;
      default -> 0;
    };
  }

  @Test
  void noMoreGoTogetherThanAParcelHolds() throws Exception {
    files(15, 800_000);
    file(Protocol.FILE_PART_MAX + 1);
    file(0);
    round(10, server::answer);
    assertEquals(0, memory.waiting().files());
    assertEquals(5, sizes.stream().mapToInt(n -> n).max().orElseThrow());
  }

  @Test
  void afterABreakTheServerIsAskedForEachAndTheyGoOneByOne() throws Exception {
    files(20, 1_000);
    boolean[] broke = {false};
    List<Step.Send> sent =
        round(
            10,
            s -> {
              if (!broke[0] && s instanceof Step.FileParcel p && p.files().size() == 8) {
                broke[0] = true;
                server.cut(p, new Random(3));
                return new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "cut"), 0);
              }
              return server.answer(s);
            });
    assertTrue(broke[0]);
    assertEquals(8, sent.stream().filter(s -> s instanceof Step.FileHead).count());
    assertEquals(0, memory.waiting().files());
  }

  @Test
  void aFileThatIsNotWantedHoldsUpNoneOfItsParcel() throws Exception {
    files(3, 1_000);
    String bad = file(2_000);
    files(3, 3_000);
    round(
        10,
        s -> {
          if (!(s instanceof Step.FileParcel p)) return server.answer(s);
          var good = new ArrayList<>(p.files());
          good.removeIf(f -> f.address().equals(bad));
          var taken = (Answer.FilesAt) server.answer(new Step.FileParcel(good, p::content));
          var stands = new ArrayList<>(taken.files());
          for (int i = 0; i < p.files().size(); i++)
            if (p.files().get(i).address().equals(bad))
              stands.add(i, new Parcel.Stands(0, false, "FILE"));
          return new Answer.FilesAt(stands);
        });
    assertEquals(1, memory.waiting().files());
    assertFalse(memory.received(bad));
    assertEquals(new Trouble(Trouble.Kind.FILE, "FILE"), core.trouble().orElseThrow());
  }

  @Test
  void aFileThatWasNotTakenNowGoesOnByItself() throws Exception {
    files(7, 1_000);
    for (String code : List.of("BUSY", "OFFSET", "FILE_HASH")) {
      files(7, 1_000);
      round(
          10,
          s ->
              s instanceof Step.FileParcel p
                  ? new Answer.FilesAt(
                      p.files().stream().map(_ -> new Parcel.Stands(0, false, code)).toList())
                  : server.answer(s));
      assertEquals(0, memory.waiting().files(), code);
      assertTrue(core.trouble().isEmpty());
    }
  }

  @Test
  void aDamagedPageInAParcelIsToldAndTheOthersGoWithoutAPause() throws Exception {
    files(5, 1_000);
    String bad = file(2_000);
    files(3, 3_000);
    damaged.add(bad);
    long begun = now;
    List<Step.Send> sent = round(10, server::answer);
    assertEquals(begun + 10L * sent.size(), now, "nothing is waited for");
    assertEquals(1, memory.waiting().files());
    assertEquals(new Trouble(Trouble.Kind.FILE, "CORRUPT"), core.trouble().orElseThrow());
  }

  @Test
  void aServerThatKnowsNoParcelsGetsThemOneByOne() throws Exception {
    files(20, 1_000);
    List<Step.Send> sent =
        round(
            10,
            s ->
                s instanceof Step.FileParcel
                    ? new Answer.Refused(404, Refusal.of("PATH", ""))
                    : server.answer(s));
    assertEquals(1, sent.stream().filter(s -> s instanceof Step.FileParcel).count());
    assertEquals(0, memory.waiting().files());
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void aServerThatOnlyHangsUpOnParcelsIsAskedAFewTimes() throws Exception {
    files(30, 1_000);
    List<Step.Send> sent =
        round(
            10,
            s ->
                s instanceof Step.FileParcel
                    ? new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "cut"), 0)
                    : server.answer(s));
    assertEquals(3, sent.stream().filter(s -> s instanceof Step.FileParcel).count());
    assertEquals(0, memory.waiting().files());
  }

  @Test
  void anAnswerForAnotherNumberOfFilesIsNotBelieved() throws Exception {
    files(4, 1_000);
    int[] wrong = {0};
    round(
        10,
        s ->
            s instanceof Step.FileParcel && wrong[0]++ == 0
                ? new Answer.FilesAt(List.of(new Parcel.Stands(1_000, true, null)))
                : server.answer(s));
    assertTrue(wrong[0] > 0);
    assertEquals(0, memory.waiting().files());
  }

  @Test
  void anAnswerThatComesTooLateChangesNothing() throws Exception {
    files(3, 1_000);
    core.begin();
    Step.Send step = null;
    for (int i = 0; i < 20 && !(step instanceof Step.FileParcel); i++) {
      step = assertInstanceOf(Step.Send.class, core.next(now));
      if (!(step instanceof Step.FileParcel)) core.on(step, server.answer(step), now);
    }
    var parcel = assertInstanceOf(Step.FileParcel.class, step);
    Step.Send other = assertInstanceOf(Step.FileHead.class, core.next(now), "given up");
    assertFalse(core.on(parcel, server.answer(parcel), now));
    assertEquals(2, memory.waiting().files());
    core.on(other, server.answer(other), now);
    round(10, server::answer);
    assertEquals(0, memory.waiting().files());
  }
}
