package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What the district published comes at the end of a round.
class FetchesTest {
  private static final UUID CASE = new UUID(3, 3);

  private final MemoryStore store = new MemoryStore(1);
  private final Wishes wishes = new Wishes();
  private final SyncCore core = new SyncCore(store, new Random(1), wishes);
  private final ModelServer server = new ModelServer();
  private long now = 1_000;

  private void create(String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var made = CaseRecord.of(RecordType.PERSON, id, "A", CASE, Map.of("name", name));
    store.save(List.of(RecordChange.create(made)), false, List.of());
  }

  /// Runs a round; `net` may answer in the server's place (null: ask the server).
  private List<Step.Send> round(Function<Step.Send, Answer> net) throws StoreException {
    var sent = new ArrayList<Step.Send>();
    core.begin();
    for (int i = 0; i < 500; i++) {
      switch (core.next(now)) {
        case Step.Send s -> {
          sent.add(s);
          core.on(s, net.apply(s), now);
        }
        case Step.Wait w -> now = w.until();
        case Step.Done _ -> {
          return sent;
        }
      }
    }
    throw new AssertionError("the round does not end");
  }

  private List<Step.Send> round() throws StoreException {
    return round(server::answer);
  }

  /// A form package the district published; its bytes, as the server would hand them out.
  private byte[] published(String name) {
    byte[] content = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String address = FileAddress.of(content).text();
    UUID id = UUID.nameUUIDFromBytes(content);
    Map<String, String> fields = Map.of("state", "PUBLISHED", "file", address);
    long seq = server.head() + 1;
    server.records.put(id, new ModelServer.Rec("FORM", id, "pub", null, seq, false, fields));
    server.commit(name);
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(content);
    server.files.put(address, held);
    return content;
  }

  @Test
  void aPublishedFormIsFetchedOnceAtTheEndOfTheRound() throws StoreException {
    create("a");
    byte[] form = published("a form");
    List<Step.Send> sent = round();
    assertInstanceOf(Step.FileGet.class, sent.getLast());
    assertArrayEquals(form, store.fetched.get(FileAddress.of(form).text()));
    assertTrue(core.trouble().isEmpty());
    assertTrue(round().stream().noneMatch(s -> s instanceof Step.FileGet), "it is here");
  }

  @Test
  void aFormThatComesDamagedIsNotKeptAndDelaysNothing() throws StoreException {
    byte[] one = published("first form");
    byte[] two = published("second form");
    String damaged = FileAddress.of(one).text();
    round(s ->
        s instanceof Step.FileGet(var f, _) && f.address().equals(damaged)
            ? new Answer.FileContent(two, two.length, true)
            : server.answer(s));
    assertEquals(Set.of(FileAddress.of(two).text()), store.fetched.keySet());
    assertEquals(new Trouble(Trouble.Kind.FILE, "FILE_HASH"), core.trouble().orElseThrow());
    assertEquals(now, core.lastSuccess(), "the round itself went through");
    create("a");
    List<Step.Send> next = round();
    assertInstanceOf(Step.Push.class, next.getFirst());
    assertArrayEquals(one, store.fetched.get(damaged), "asked for again");
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void aFormThatDoesNotComeIsAskedForInTheNextRound() throws StoreException {
    byte[] form = published("a form");
    round(s ->
        s instanceof Step.FileGet
            ? new Answer.Failed(new Trouble(Trouble.Kind.TIMEOUT, ""), 0)
            : server.answer(s));
    assertTrue(store.fetched.isEmpty());
    assertEquals(new Trouble(Trouble.Kind.FILE, "TIMEOUT"), core.trouble().orElseThrow());
    round(s ->
        s instanceof Step.FileGet
            ? new Answer.Refused(404, Refusal.of("FILE", ""))
            : server.answer(s));
    assertEquals(new Trouble(Trouble.Kind.FILE, "FILE"), core.trouble().orElseThrow());
    round();
    assertEquals(Set.of(FileAddress.of(form).text()), store.fetched.keySet());
  }

  // pages of other machines

  /// A page another machine sent to the district.
  private SyncStore.WantedFile page(int n, int length) {
    byte[] content = new byte[length];
    new Random(n).nextBytes(content);
    String address = FileAddress.of(content).text();
    var held = new java.io.ByteArrayOutputStream();
    held.writeBytes(content);
    server.files.put(address, held);
    return new SyncStore.WantedFile(address, CASE, "A", "image/jpeg");
  }

  private Fetch.State state(SyncStore.WantedFile file) {
    return java.util.Objects.requireNonNull(wishes.state(file.address())).state();
  }

  private static List<String> gets(List<Step.Send> sent) {
    return sent.stream()
        .filter(Step.FileGet.class::isInstance)
        .map(Step.FileGet.class::cast)
        .map(g -> g.file().address() + "@" + g.offset())
        .toList();
  }

  private static final Answer LOST = new Answer.Failed(new Trouble(Trouble.Kind.TIMEOUT, ""), 0);

  @Test
  void aPageSomebodyWaitsForGoesBeforeEverythingAndTheNewestFirst() throws StoreException {
    round();
    create("a");
    var older = page(1, 10);
    var newer = page(2, 10);
    wishes.urgent(older);
    wishes.urgent(newer);
    List<Step.Send> sent = round();
    assertEquals(List.of(newer.address() + "@0", older.address() + "@0"), gets(sent.subList(0, 2)));
    assertInstanceOf(Step.Push.class, sent.get(2));
    assertEquals(Fetch.State.HERE, state(older));
    assertEquals(Fetch.State.HERE, state(newer));
    assertEquals(List.of(), gets(round()), "asked for once");
  }

  @Test
  void aPageComesInPiecesTellsHowMuchAndGoesOnWhereItWasCut() throws StoreException {
    round();
    server.piece = 100;
    var page = page(1, 250);
    var told = new ArrayList<String>();
    wishes.listen(f -> told.add(f.state() + " " + f.bytes() + "/" + f.length()));
    wishes.urgent(page);
    var cuts = new int[] {2};
    List<Step.Send> first =
        round(s ->
            s instanceof Step.FileGet(_, long at) && at == 100 && cuts[0]-- > 0
                ? LOST
                : server.answer(s));
    assertEquals(3, gets(first).size(), "the head, the cut, one more try at the end of the round");
    assertEquals(Fetch.State.LATER, state(page));
    List<Step.Send> second = round();
    assertEquals(List.of(page.address() + "@100", page.address() + "@200"), gets(second));
    assertEquals(
        List.of(
            "WAITING 0/0",
            "COMING 100/250",
            "LATER 0/0",
            "LATER 0/0",
            "COMING 200/250",
            "HERE 0/0"),
        told);
    assertTrue(store.fetched.containsKey(page.address()));
  }

  @Test
  void aPageThatNeverComesDelaysNoWork() throws StoreException {
    round();
    wishes.urgent(page(1, 10));
    wishes.urgent(page(2, 10));
    create("a");
    List<Step.Send> sent = round(s -> s instanceof Step.FileGet ? LOST : server.answer(s));
    assertEquals(1, gets(sent.subList(0, 2)).size(), "one try, not one for each");
    assertInstanceOf(Step.Push.class, sent.get(1));
    assertEquals(1, server.applied.size());
    assertTrue(core.trouble().isEmpty());
  }

  @Test
  void aPageThatFitsOnNoDiskDelaysNoWork() throws StoreException {
    round();
    var page = page(1, 10);
    wishes.urgent(page);
    create("a");
    store.full = true;
    round();
    assertEquals(Fetch.State.LATER, state(page));
    assertEquals(1, server.applied.size());
    store.full = false;
    assertEquals(
        List.of(page.address() + "@10"), gets(round()), "what came once does not come again");
    assertEquals(Fetch.State.HERE, state(page));
  }

  @Test
  void aDeadLineCostsOneTryNotOneForEachPageThatWouldBeGoodToHave() throws StoreException {
    round();
    wishes.quiet(List.of(page(1, 10), page(2, 10)), 100);
    assertEquals(1, gets(round(s -> s instanceof Step.FileGet ? LOST : server.answer(s))).size());
    assertEquals(2, gets(round()).size());
  }

  @Test
  void aFormThatGetsNoAnswerKeepsNoPageFromComing() throws StoreException {
    round();
    String silent = FileAddress.of(published("a form")).text();
    var waitedFor = page(1, 10);
    var quiet = page(2, 10);
    wishes.quiet(List.of(quiet), 100);
    round(s -> {
      if (!(s instanceof Step.FileGet(var f, _)) || !f.address().equals(silent))
        return server.answer(s);
      wishes.urgent(waitedFor);
      return LOST;
    });
    assertEquals(Fetch.State.HERE, state(waitedFor));
    assertEquals(Fetch.State.HERE, state(quiet));
    assertEquals(new Trouble(Trouble.Kind.FILE, "TIMEOUT"), core.trouble().orElseThrow());
  }

  @Test
  void onADeadLineAFormCostsThePagesNoMoreThanTheirOwnTry() throws StoreException {
    round();
    String form = FileAddress.of(published("a form")).text() + "@0";
    var first = page(1, 10);
    wishes.quiet(List.of(first, page(2, 10)), 100);
    List<Step.Send> sent = round(s -> s instanceof Step.FileGet ? LOST : server.answer(s));
    assertEquals(List.of(form, first.address() + "@0"), gets(sent));
  }

  @Test
  void aPageThatNeverGetsAnAnswerHoldsTheOthersUpForOneRoundOnly() throws StoreException {
    round();
    var silent = page(1, 10);
    var other = page(2, 10);
    wishes.quiet(List.of(silent, other), 100);
    for (int i = 0; i < 2; i++)
      round(s -> s instanceof Step.FileGet(var f, _) && f.equals(silent) ? LOST : server.answer(s));
    assertEquals(Fetch.State.LATER, state(silent));
    assertEquals(Fetch.State.HERE, state(other));
  }

  @Test
  void aPageTheDistrictRefusesForNowLeavesTheOthersTheirTurn() throws StoreException {
    round();
    var odd = page(1, 10);
    var other = page(2, 10);
    wishes.quiet(List.of(odd, other), 100);
    round(s ->
        s instanceof Step.FileGet(var f, _) && f.equals(odd)
            ? new Answer.Refused(500, Refusal.of("ODD", ""))
            : server.answer(s));
    assertEquals(Fetch.State.LATER, state(odd));
    assertEquals(Fetch.State.HERE, state(other));
  }

  @Test
  void aPageNobodyWaitsForAnyMoreGoesBehindSavedWork() throws StoreException {
    round();
    server.piece = 100;
    var large = page(1, 250);
    wishes.quiet(List.of(), 10);
    wishes.urgent(large);
    create("a");
    List<Step.Send> sent =
        round(s -> {
          if (s instanceof Step.FileGet(_, long at) && at == 0) wishes.calm(large.address());
          return server.answer(s);
        });
    assertInstanceOf(Step.FileGet.class, sent.getFirst());
    assertInstanceOf(Step.Push.class, sent.get(1));
    assertEquals(
        List.of(large.address() + "@0", large.address() + "@100", large.address() + "@200"),
        gets(sent),
        "it still comes, whatever its length, and no piece comes twice");
    assertEquals(Fetch.State.HERE, state(large));
  }

  @Test
  void aPageNobodyWishesAnyMoreIsNotSaidToBeComing() throws StoreException {
    round();
    server.piece = 100;
    var page = page(1, 250);
    wishes.quiet(List.of(page), 1_000);
    round(s -> {
      if (s instanceof Step.FileGet(_, long at) && at == 100)
        wishes.quiet(List.of(page(2, 10)), 1_000);
      return server.answer(s);
    });
    assertNull(wishes.state(page.address()));
    wishes.later(page.address(), new Trouble(Trouble.Kind.OFFLINE, ""));
    assertNull(wishes.state(page.address()));
  }

  @Test
  void anEndIsNotTakenBackByWordThatItComesLater() throws StoreException {
    round();
    var page = page(1, 10);
    server.files.clear();
    wishes.urgent(page);
    round();
    wishes.later(page.address(), new Trouble(Trouble.Kind.OFFLINE, "told too late"));
    assertEquals(Fetch.State.ABSENT, state(page));
  }

  @Test
  void aPageThatIsDamagedAtTheDistrictIsRefusedAndSaidSo() throws StoreException {
    round();
    var page = page(1, 10);
    byte[] rotten = server.files.get(page.address()).toByteArray();
    rotten[3] ^= 1;
    server.files.get(page.address()).reset();
    server.files.get(page.address()).writeBytes(rotten);
    wishes.urgent(page);
    round();
    assertEquals(Fetch.State.DAMAGED, state(page));
    assertTrue(store.fetched.isEmpty());
    assertEquals(List.of(), gets(round()), "nobody asks for it by itself");
  }

  @Test
  void aPageTheDistrictHasNotIsSaidSo() throws StoreException {
    round();
    var page = page(1, 10);
    server.files.clear();
    wishes.urgent(page);
    round();
    assertEquals(Fetch.State.ABSENT, state(page));
  }

  @Test
  void whatWouldBeGoodToHaveComesLastInOrderAndWithinItsBound() throws StoreException {
    round();
    var one = page(1, 40);
    var large = page(2, 80);
    var two = page(3, 50);
    var three = page(4, 20);
    wishes.quiet(List.of(one, large, two, three), 100);
    create("a");
    List<Step.Send> sent = round();
    assertInstanceOf(Step.Push.class, sent.getFirst());
    assertEquals(
        List.of(one, large, two, three).stream().map(f -> f.address() + "@0").toList(), gets(sent));
    assertEquals(Set.of(one.address(), two.address()), store.fetched.keySet());
    wishes.urgent(large);
    round();
    assertEquals(Fetch.State.HERE, state(large), "who waits for it gets it, whatever its length");
  }

  @Test
  void workSavedWhilePagesComeGoesBetweenTwoPieces() throws StoreException {
    round();
    server.piece = 100;
    var page = page(1, 1_000);
    wishes.quiet(List.of(page), 10_000);
    List<Step.Send> sent =
        round(s -> {
          if (s instanceof Step.FileGet(_, long at) && at == 300) create("a");
          return server.answer(s);
        });
    int push = sent.stream().map(s -> s instanceof Step.Push).toList().indexOf(true);
    assertInstanceOf(Step.FileGet.class, sent.get(push - 1));
    assertEquals(300, ((Step.FileGet) sent.get(push - 1)).offset());
    assertEquals(10, gets(sent).size(), "no piece came twice");
    assertEquals(Fetch.State.HERE, state(page));
  }

  @Test
  void aPageIsNotAskedForWhereThePersonHasToSignInAgain() throws StoreException {
    round();
    var page = page(1, 10);
    wishes.urgent(page);
    round(_ -> new Answer.Refused(401, Refusal.of("TOKEN", "")));
    Fetch now = java.util.Objects.requireNonNull(wishes.state(page.address()));
    assertEquals(Trouble.Kind.SIGN_IN, now.trouble().orElseThrow().kind());
    round();
    assertEquals(Fetch.State.HERE, state(page));
  }
}
