package cn.ruhu.desktop.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.store.CaseLines;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a large store a list opens from what was made the last time, and only what changed is opened.
class KeptRowsTest {
  private static final int CASES = KeptRows.STRETCH * 2 + 20;
  private static final int LISTED = 40;
  private static final UUID ONE = new UUID(5, CASES - 1);

  @TempDir Path home;
  private TestDesk at;

  /// Addresses of those investigated.
  private static class Addresses implements KeptList<String> {
    final Map<UUID, Integer> made = new ConcurrentHashMap<>();
    private final CaseLines.Kind kind;
    String shape = "addresses 1";
    boolean daily;
    boolean standards;

    Addresses(CaseLines.Kind kind) {
      this.kind = kind;
    }

    @Override
    public CaseLines.Kind kind() {
      return kind;
    }

    @Override
    public String shape() {
      return shape;
    }

    @Override
    public boolean mayList(CaseRecord application) {
      return !application.text("stage").equals("TERMINATED");
    }

    @Override
    public boolean isFirst(CaseRecord application) {
      return application.text("stage").equals("INVESTIGATED");
    }

    @Override
    public boolean isDaily(CaseRecord application, boolean listed) {
      return daily && listed;
    }

    @Override
    public boolean ofStandards() {
      return standards;
    }

    @Override
    public Optional<String> of(CaseFile file, CaseRecord application) {
      made.merge(application.id(), 1, Integer::sum);
      return isFirst(application)
          ? Optional.of(application.text("residenceAddress"))
          : Optional.empty();
    }

    @Override
    public void write(String row, LineOut out) {
      out.text(row);
    }

    @Override
    public String read(CaseRecord application, LineIn in) {
      return in.text();
    }
  }

  private final Addresses addresses = new Addresses(CaseLines.Kind.DISPATCH);
  private KeptRows<String> rows;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    var all = new ArrayList<CaseRecord>();
    for (int i = 0; i < CASES; i++)
      all.add(application(new UUID(5, i), i >= CASES - LISTED ? "INVESTIGATED" : "IN_BENEFIT", i));
    at.receive(all.toArray(CaseRecord[]::new));
    at.restartLarge();
    rows = new KeptRows<>(at.desk(), addresses);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private static CaseRecord application(UUID id, String stage, int house) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        id,
        TestDesk.STREET,
        id,
        Map.of("street", TestDesk.STREET, "stage", stage, "residenceAddress", "H" + house));
  }

  private List<String> read() throws Exception {
    return rows.all(_ -> {});
  }

  private void signInAgain() throws Exception {
    at.restart();
    addresses.made.clear();
    rows = new KeptRows<>(at.desk(), addresses);
  }

  @Test
  void whatMattersStandsThereBeforeTheRestIsOpened() throws Exception {
    var told = new ArrayList<List<String>>();
    List<String> found = rows.all(told::add);
    assertEquals(LISTED, found.size());
    assertEquals(CASES, addresses.made.size());
    assertEquals(1, told.size(), "told after the first stretch, and no more when none came");
    assertEquals(new HashSet<>(found), new HashSet<>(told.getLast()));
  }

  @Test
  void theNextSignInOpensNothing() throws Exception {
    List<String> found = read();
    signInAgain();
    assertEquals(new HashSet<>(found), new HashSet<>(read()));
    assertEquals(Map.of(), addresses.made);
    assertSame(read(), read(), "and what did not change is not made again");
  }

  @Test
  void whatChangedIsOpenedAlone() throws Exception {
    read();
    at.receive(application(ONE, "INVESTIGATED", 7_000));
    addresses.made.clear();
    assertTrue(read().contains("H7000"));
    at.receive(application(ONE, "IN_BENEFIT", 7_000));
    assertEquals(LISTED - 1, read().size());
    assertEquals(Map.of(ONE, 2), addresses.made);
    signInAgain();
    at.receive(application(ONE, "TERMINATED", 7_000));
    assertEquals(LISTED - 1, read().size());
    assertEquals(0, rows.opened(), "its application tells that it is none of the list");
  }

  @Test
  void aCaseIsOpenedOnceForAllLists() throws Exception {
    var others = new Addresses(CaseLines.Kind.HOLDERS);
    var other = new KeptRows<>(at.desk(), others);
    read();
    other.all(_ -> {});
    assertEquals(CASES, other.opened(), "nobody told it before it was there");
    at.receive(application(ONE, "INVESTIGATED", 7_000));
    read();
    assertTrue(other.all(_ -> {}).contains("H7000"));
    assertEquals(CASES, other.opened());
    assertEquals(CASES + 1, rows.opened());
    assertEquals(2, others.made.get(ONE));
  }

  @Test
  void ofLockedCopiesThereIsNothing() throws Exception {
    read();
    long minute = 60_000;
    List<String> scopes = List.of(TestDesk.STREET, CaseRecord.PUBLIC);
    at.store().sync().granted(scopes, at.clock().millis() + minute, at.clock().millis());
    at.pass(Duration.ofMinutes(2));
    signInAgain();
    assertTrue(at.store().sync().locked());
    assertEquals(List.of(), read());
    at.store().sync().granted(scopes, at.clock().millis() + minute, at.clock().millis());
    assertEquals(LISTED, read().size());
    assertEquals(Map.of(), addresses.made);
  }

  @Test
  void anotherDayOpensWhatTheDayChanges() throws Exception {
    addresses.daily = true;
    read();
    signInAgain();
    at.pass(Duration.ofDays(1));
    assertEquals(LISTED, read().size());
    assertEquals(LISTED, rows.opened());
    signInAgain();
    assertEquals(LISTED, read().size());
    assertEquals(0, rows.opened(), "once a day");
  }

  @Test
  void anotherShapeOrAnotherStandardMakesAllAnew() throws Exception {
    addresses.standards = true;
    read();
    at.receive(standard(1, "DIBAO"));
    read();
    assertEquals(2 * CASES, rows.opened());
    signInAgain();
    addresses.shape = "addresses 2";
    assertEquals(LISTED, read().size());
    assertEquals(CASES, rows.opened());
  }

  /// Bytes the program does not understand are no row; the case is opened again.
  @Test
  void aLineThatCannotBeReadIsMadeAnew() throws Exception {
    read();
    at.restart();
    var broken =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public String read(CaseRecord application, LineIn in) {
            if (application.id().equals(ONE)) throw new IllegalArgumentException("not ours");
            return super.read(application, in);
          }
        };
    rows = new KeptRows<>(at.desk(), broken);
    assertEquals(LISTED, read().size());
    assertTrue(broken.made.containsKey(ONE));
  }

  /// Somebody signs out while a first look goes on: that is no trouble of anybody.
  @Test
  void whoSignsOutMeanwhileIsToldNothing() throws Exception {
    var leaving =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public Optional<String> of(CaseFile file, CaseRecord application) {
            try {
              if (made.size() == LISTED) at.store().close();
            } catch (StoreException e) {
              throw new AssertionError(e);
            }
            return super.of(file, application);
          }
        };
    assertEquals(List.of(), new KeptRows<>(at.desk(), leaving).all(_ -> {}));
    at.restart();
    assertEquals(LISTED, new KeptRows<>(at.desk(), addresses).all(_ -> {}).size());
    assertEquals(CASES, addresses.made.size(), "nothing half done was kept");
  }

  /// Two lists are read at once: each case is opened once, and each list has all it should.
  @Test
  void twoReadsAtOnceShareTheWork() throws Exception {
    var others = new Addresses(CaseLines.Kind.HOLDERS);
    var other = new KeptRows<>(at.desk(), others);
    read();
    other.all(_ -> {});
    var all = new ArrayList<CaseRecord>();
    for (int i = 0; i < CASES; i++) all.add(application(new UUID(5, i), "INVESTIGATED", 9_000 + i));
    at.receive(all.toArray(CaseRecord[]::new));
    var go = new CountDownLatch(1);
    var failed = new ArrayList<Exception>();
    var threads = new ArrayList<Thread>();
    for (KeptRows<String> r : List.of(rows, other))
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  go.await();
                  r.all(_ -> {});
                } catch (Exception e) {
                  failed.add(e);
                }
              }));
    go.countDown();
    for (Thread t : threads) t.join();
    assertEquals(List.of(), failed);
    assertEquals(new HashSet<>(read()), new HashSet<>(other.all(_ -> {})));
    assertEquals(CASES, read().size());
    assertTrue(read().stream().allMatch(r -> r.startsWith("H9")));
    assertEquals(0, at.store().lines().behind(CaseLines.Kind.DISPATCH));
    assertEquals(0, at.store().lines().behind(CaseLines.Kind.HOLDERS));
  }

  /// Keeps a read waiting for another one.
  private static void await(CountDownLatch there) {
    try {
      there.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The screens are built anew, in another language, while a long read goes on for the old ones:
  /// who comes second with a line has it as the other one made it.
  @Test
  void twoDesksOverOneStoreEndAlike() throws Exception {
    var both = new CountDownLatch(2);
    var done = new CountDownLatch(1);
    var olds =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public Optional<String> of(CaseFile file, CaseRecord application) {
            if (made.isEmpty()) {
              both.countDown();
              await(both);
            }
            return super.of(file, application);
          }
        };
    var news =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public Optional<String> of(CaseFile file, CaseRecord application) {
            if (made.isEmpty()) {
              both.countDown();
              await(done);
            }
            return super.of(file, application);
          }
        };
    endAlike(olds, news, done);
  }

  /// As before, and the other one is ready between what was kept being read and what is due.
  @Test
  void whatAnotherDeskMakesBeforeItIsAskedForIsNotMissed() throws Exception {
    var begun = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var olds =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public Optional<String> of(CaseFile file, CaseRecord application) {
            await(begun);
            return super.of(file, application);
          }
        };
    var news =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public boolean isDaily(CaseRecord application, boolean listed) {
            begun.countDown();
            await(done);
            return false;
          }
        };
    endAlike(olds, news, done);
  }

  private void endAlike(Addresses olds, Addresses news, CountDownLatch done) throws Exception {
    var old = new KeptRows<>(at.desk(), olds);
    var fresh = new KeptRows<>(at.anotherDesk(), news);
    var failed = new ArrayList<Exception>();
    var first =
        Thread.ofPlatform()
            .start(() -> {
              try {
                old.all(_ -> {});
              } catch (StoreException e) {
                failed.add(e);
              } finally {
                done.countDown();
              }
            });
    List<String> found = fresh.all(_ -> {});
    first.join();
    assertEquals(List.of(), failed);
    assertEquals(LISTED, found.size());
    assertEquals(new HashSet<>(found), new HashSet<>(old.all(_ -> {})));
    assertSame(found, fresh.all(_ -> {}), "and nobody reads for ever");
    assertEquals(0, at.store().lines().behind(CaseLines.Kind.DISPATCH));
  }

  @Test
  void aDeskThatIsLeftOpensNoMore() throws Exception {
    var leaving =
        new Addresses(CaseLines.Kind.DISPATCH) {
          @Override
          public Optional<String> of(CaseFile file, CaseRecord application) {
            if (made.size() == LISTED) at.desk().leave();
            return super.of(file, application);
          }
        };
    new KeptRows<>(at.desk(), leaving).all(_ -> {});
    assertEquals(LISTED + 1, leaving.made.size());
    rows = new KeptRows<>(at.anotherDesk(), addresses);
    assertEquals(LISTED, read().size());
    assertEquals(0, at.store().lines().behind(CaseLines.Kind.DISPATCH));
  }

  /// The other standard came before the list was looked at for the first time in a session.
  @Test
  void aStandardThatCameBeforeTheFirstReadMakesAllAnew() throws Exception {
    addresses.standards = true;
    at.receive(standard(1, "DIBAO"), standard(2, "TEKUN"));
    read();
    signInAgain();
    assertEquals(LISTED, read().size());
    assertEquals(0, rows.opened(), "the same standards");
    signInAgain();
    at.receive(standard(1, "DIBAO 2"));
    assertEquals(LISTED, read().size());
    assertEquals(CASES, rows.opened());
    signInAgain();
    read();
    assertEquals(0, rows.opened(), "once");
  }

  private static CaseRecord standard(int n, String name) {
    return CaseRecord.of(
        RecordType.STANDARD, new UUID(4, n), CaseRecord.PUBLIC, null, Map.of("name", name));
  }

  @Test
  void aSmallStoreKeepsNoLines(@TempDir Path other) throws Exception {
    try (TestDesk small = TestDesk.reviewer(other)) {
      small.receive(application(ONE, "INVESTIGATED", 1));
      var list = new KeptRows<>(small.desk(), addresses);
      assertEquals(List.of("H1"), list.all(_ -> {}));
      assertEquals(List.of("H1"), list.all(_ -> {}));
      assertEquals(Map.of(ONE, 1), addresses.made);
      small.receive(application(ONE, "INVESTIGATED", 2));
      assertEquals(List.of("H2"), list.all(_ -> {}));
    }
  }
}
