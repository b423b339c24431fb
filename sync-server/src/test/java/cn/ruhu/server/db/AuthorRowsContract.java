package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What the core relies on in the rows that say who wrote what, whatever holds them.
public abstract class AuthorRowsContract extends FileRowsContract {
  @Test
  void theNewestAuthorOfAGroupCounts() throws Exception {
    UUID record = IDS.next();
    UUID first = IDS.next();
    UUID second = IDS.next();
    ledger()
        .write(rows -> {
          rows.journals()
              .authors(
                  List.of(
                      new JournalRows.Authorship(record, "phone", first, "j1", 1),
                      new JournalRows.Authorship(record, "name", first, "j1", 1),
                      new JournalRows.Authorship(record, "phone", second, "j2", 2)),
                  5);
          return true;
        });
    assertEquals(
        second, ledger().read(r -> r.journals().authorOf(record, "phone")).orElseThrow().staff());
    assertEquals(Set.of("phone"), others(record, "j1", 4));
    assertEquals(Set.of(), others(record, "j1", 5));
    assertEquals(Set.of("name"), others(record, "j2", 4));
  }

  private Set<String> others(UUID record, String journal, long after) throws StorageException {
    Set<String> present = Set.of("phone", "name", "note");
    return ledger().read(r -> r.journals().groupsOfOthers(record, journal, after, present));
  }

  @Test
  void whoMadeARecordIsTheAuthorOfWhatNobodyWroteSince() throws Exception {
    UUID record = IDS.next();
    UUID first = IDS.next();
    UUID second = IDS.next();
    ledger()
        .write(rows -> {
          rows.journals()
              .author(new JournalRows.Authorship(record, JournalRows.MADE, first, "j1", 1), 5);
          rows.journals().author(new JournalRows.Authorship(record, "phone", second, "j2", 2), 7);
          return true;
        });
    assertEquals(second, author(record, "phone"));
    assertEquals(first, author(record, "note"));
    assertEquals(Optional.empty(), ledger().read(r -> r.journals().authorOf(record, "")));
    assertEquals(Set.of("phone", "name", "note"), others(record, "j3", 4));
    assertEquals(Set.of("phone"), others(record, "j1", 4));
    assertEquals(Set.of("name", "note"), others(record, "j2", 4));
    assertEquals(Set.of("phone"), others(record, "j3", 5));
    assertEquals(Set.of(), others(record, "j3", 7));
  }

  private UUID author(UUID record, String group) throws StorageException {
    return ledger().read(r -> r.journals().authorOf(record, group)).orElseThrow().staff();
  }
}
