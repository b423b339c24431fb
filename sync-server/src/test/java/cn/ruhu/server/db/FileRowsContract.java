package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Ids;
import cn.ruhu.server.merge.Held;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the core relies on in the rows of files, whatever holds them.
public abstract class FileRowsContract {
  static final Ids IDS = Ids.seeded(InstantSource.system(), new Random());
  static final String SCOPE = "110108007";

  /// Rows of a district whose history has begun, without records.
  protected abstract Ledger ledger();

  static Held held(String type, UUID id, @Nullable UUID caseId, String... fields) {
    var map = new TreeMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) map.put(fields[i], fields[i + 1]);
    return new Held(type, id, SCOPE, caseId, 0, IDS.next(), "j", false, map);
  }

  Held kept(Held record, long seq) throws StorageException {
    return ledger()
        .write(rows -> {
          rows.records().put(record, seq);
          return rows.records().find(record.id()).orElseThrow();
        });
  }

  @Test
  void aFileIsKnownByWhoNamesItOnceItIsWhole() throws Exception {
    String address = "sha256-" + "a".repeat(64);
    UUID app = IDS.next();
    Held page = kept(held("PAGE", IDS.next(), app, "file", address, "slot", "D03"), 1);
    assertEquals(List.of(page.id()), ledger().read(r -> r.files().namedBy(address)));
    assertEquals(List.of(), ledger().read(r -> r.files().uses(address)));
    for (int twice = 0; twice < 2; twice++)
      ledger()
          .write(rows -> {
            rows.files().finished(address, app, 12, 1);
            return true;
          });
    ledger()
        .read(rows -> {
          assertEquals(
              List.of(new FileRows.Whole(address, 12)),
              rows.files().whole("sha256-", "sha256-g", 9));
          assertTrue(rows.files().belongs(address, app));
          assertFalse(rows.files().belongs(address, page.id()), "sent for another case");
          assertEquals(12, rows.files().length(address));
          return true;
        });
    assertEquals(
        List.of(new FileRows.Use(page.id(), "file")), ledger().read(r -> r.files().uses(address)));
    assertEquals(
        Map.of(page.id(), List.of(new FileRows.Named(address, "file"))),
        ledger().read(r -> r.files().receipts(List.of(page.id(), IDS.next()))));
    assertEquals(Set.of(address), ledger().read(r -> r.files().ofCase(app)));
    UUID other = IDS.next();
    Held there = held("PAGE", IDS.next(), other, "file", address, "slot", "D03");
    kept(there, 2);
    assertEquals(Set.of(), ledger().read(r -> r.files().ofCase(other)), "sent for another case");
    assertEquals(Map.of(), ledger().read(r -> r.files().receipts(List.of(there.id()))));
  }

  @Test
  void aFileLentBelongsToBothAndToNobodyElse() throws Exception {
    String address = "sha256-" + "9".repeat(64);
    UUID from = IDS.next();
    UUID to = IDS.next();
    UUID other = IDS.next();
    for (int twice = 0; twice < 2; twice++)
      ledger()
          .write(rows -> {
            rows.files().lend(address, from, to);
            return true;
          });
    assertFalse(belongs(address, to), "it has not come yet");
    ledger()
        .write(rows -> {
          rows.files().finished(address, other, 12, 1);
          return true;
        });
    assertFalse(belongs(address, to), "who lends it has not got it");
    ledger()
        .write(rows -> {
          rows.files().finished(address, from, 12, 1);
          return true;
        });
    assertTrue(belongs(address, to));
    assertTrue(belongs(address, from));
    assertFalse(belongs(address, IDS.next()));
    kept(held("PAGE", IDS.next(), to, "file", address, "slot", "D20"), 1);
    assertEquals(Set.of(address), ledger().read(r -> r.files().ofCase(to)));
  }

  @Test
  void theDistrictsOwnFileStaysItsOwnWhoeverSendsItToo() throws Exception {
    String address = "sha256-" + "d".repeat(64);
    UUID app = IDS.next();
    UUID other = IDS.next();
    ledger()
        .write(rows -> {
          rows.files().finished(address, null, 12, 1);
          rows.files().finished(address, app, 12, 2);
          return true;
        });
    assertTrue(belongs(address, other), "sent by somebody too");
    ledger()
        .write(rows -> {
          rows.files().lose(address);
          rows.files().finished(address, app, 12, 3);
          return true;
        });
    assertTrue(belongs(address, other), "come again from one case");
    String first = "sha256-" + "e".repeat(64);
    ledger()
        .write(rows -> {
          rows.files().finished(first, app, 12, 1);
          rows.files().finished(first, null, 12, 2);
          return true;
        });
    assertTrue(belongs(first, other), "laid by the server later");
  }

  @Test
  void aFileThatIsNotHereIsAskedForUntilItCameInItsLength() throws Exception {
    String lost = "sha256-" + "b".repeat(64);
    String never = "sha256-" + "c".repeat(64);
    UUID app = IDS.next();
    Held first = kept(held("PAGE", IDS.next(), app, "file", lost, "slot", "D03"), 1);
    Held second = kept(held("PAGE", IDS.next(), app, "file", never, "slot", "D03"), 2);
    ledger()
        .write(rows -> {
          rows.files().finished(lost, app, 12, 1);
          rows.files().lose(lost);
          return true;
        });
    assertEquals(
        List.of(new FileRows.Lost(lost, first.id(), "file")),
        ledger().read(r -> r.files().lost(Set.of(SCOPE), Set.of(), "", 10)));
    assertEquals(Long.valueOf(0), ledger().read(r -> r.files().length(lost)));
    for (int twice = 0; twice < 2; twice++)
      ledger()
          .write(rows -> {
            rows.files().askForTheRest();
            return true;
          });
    assertEquals(
        List.of(
            new FileRows.Lost(lost, first.id(), "file"),
            new FileRows.Lost(never, second.id(), "file")),
        ledger().read(r -> r.files().lost(Set.of(SCOPE), Set.of(), "", 10)));
    assertEquals(2, asked(Set.of(), Set.of(app, IDS.next()), "", 10));
    assertEquals(2, asked(Set.of(SCOPE), Set.of(app), "", 10), "each place once");
    assertEquals(1, asked(Set.of(SCOPE), Set.of(), "", 1));
    assertEquals(1, asked(Set.of(SCOPE), Set.of(), never, 10));
    assertEquals(0, asked(Set.of("pub"), Set.of(IDS.next()), "", 10), "who does not reach it");
    ledger()
        .write(rows -> {
          rows.files().finished(lost, app, 12, 2);
          rows.files().finished(never, app, 34, 2);
          return true;
        });
    assertEquals(List.of(), ledger().read(r -> r.files().lost(Set.of(SCOPE), Set.of(), "", 10)));
    assertEquals(Long.valueOf(34), ledger().read(r -> r.files().length(never)));
    assertEquals(Set.of(lost, never), ledger().read(r -> r.files().ofCase(app)));
  }

  @Test
  void filesThatAreHereWholeAreToldByAddressBetweenTwoBeginnings() throws Exception {
    String low = "sha256-" + "0".repeat(64);
    String first = "sha256-" + "7".repeat(64);
    String second = "sha256-" + "a".repeat(64);
    String last = "sha256-" + "f".repeat(64);
    ledger()
        .write(rows -> {
          for (String address : List.of(last, second, low, first))
            rows.files().finished(address, null, address.charAt(7), 1);
          rows.files().lose(second);
          return true;
        });
    assertEquals(
        List.of(low, first, last), whole("sha256-", "sha256-g", 9), "one that is asked for is not");
    assertTrue(belongs(low, IDS.next()), "the district's own file");
    assertEquals(List.of(low, first), whole("sha256-", "sha256-g", 2));
    assertEquals(List.of(last), whole(first, "sha256-g", 9), "behind it");
    assertEquals(List.of(low), whole("sha256-000000", "sha256-777777", 9), "before it");
    assertEquals(
        List.of(new FileRows.Whole(first, '7')),
        ledger().read(r -> r.files().whole("sha256-777777", "sha256-777778", 9)));
  }

  private boolean belongs(String address, UUID caseId) throws Exception {
    return ledger().read(r -> r.files().belongs(address, caseId));
  }

  private List<String> whole(String after, String below, int max) throws Exception {
    return ledger().read(r -> r.files().whole(after, below, max)).stream()
        .map(FileRows.Whole::address)
        .toList();
  }

  private int asked(Set<String> scopes, Set<UUID> cases, String from, int max) throws Exception {
    return ledger().read(r -> r.files().lost(scopes, cases, from, max)).size();
  }
}
