package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
  private final SyncCore core = new SyncCore(store, new Random(1));
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
        s instanceof Step.FileGet(var f) && f.address().equals(damaged)
            ? new Answer.FileContent(two)
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
}
