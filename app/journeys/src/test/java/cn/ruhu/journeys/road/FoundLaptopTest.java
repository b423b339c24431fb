package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A laptop with work on it was taken out of service and is found: its work and its picture reach
/// the district, a supervisor takes a value over, and its person is told.
class FoundLaptopTest {
  private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final InstantSource clock = InstantSource.system();
  private EmbeddedServer server;
  private Place laptop;
  private Place reviewer;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, Place.STREET, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, Place.STREET, null);
    laptop = Place.open(folder.resolve("laptop"), server, clock, "zhou");
    reviewer = Place.open(folder.resolve("office"), server, clock, "he");
  }

  @AfterEach
  void close() throws Exception {
    laptop.close();
    reviewer.close();
    server.close();
  }

  @Test
  void workOfAFoundLaptopIsHandedInSettledAndToldToItsAuthor() throws Exception {
    UUID app = laptop.desk.newId();
    CaseRecord filed =
        CaseRecord.of(
            RecordType.APPLICATION,
            app,
            Place.STREET,
            app,
            Map.of("street", Place.STREET, "schemes", "DB", "phone", "13800000001"));
    laptop.desk.save("save", "", false, List.of(RecordChange.create(filed)));
    laptop.sync();
    assertTrue(laptop.desk.store().record(app).isPresent());
    laptop.desk.edit(filed, filed.with("phone", "13900000009").with("note", "夜间在家"));
    String picture = laptop.desk.store().files().put(PICTURE, app, "image/jpeg");
    CaseRecord page =
        laptop.of(
            RecordType.PAGE,
            app,
            Map.of("slot", "D06", "file", picture, "mime", "image/jpeg", "length", "9"));
    laptop.desk.save("save", "", false, List.of(RecordChange.create(page)));

    server.revokeMachine(laptop.device());
    assertEquals("DEVICE", laptop.refusal());
    laptop.handIn();
    for (int i = 0; i < 3; i++) laptop.sync();
    assertEquals(0, laptop.desk.store().waiting().ops());
    assertEquals(0, laptop.desk.store().waiting().files(), "its picture is there too");
    assertEquals(Set.of(), laptop.desk.store().sync().scopes(), "and nothing is shown to it");
    JournalEntry edit = laptop.desk.store().journal().entries().get(1);
    assertEquals(Verdict.Kind.LATE, edit.verdict().verdict());
    assertEquals("MACHINE_REVOKED", edit.verdict().reason());

    reviewer.sync();
    assertEquals("13800000001", reviewer.desk.store().record(app).orElseThrow().text("phone"));
    CaseRecord late =
        reviewer.desk.store().all(RecordType.CONFLICT).stream()
            .filter(c -> c.text("recordType").equals("APPLICATION"))
            .findFirst()
            .orElseThrow();
    UUID by = reviewer.desk.actor().staff();
    CaseRecord settled =
        ConflictHistory.with(
                late, "PART", by, reviewer.desk.now(), "与本人核实", Map.of("phone", "13900000009"))
            .with("state", "RESOLVED")
            .with("choice", "PART")
            .with("resolvedBy", by.toString())
            .with("resolvedAt", reviewer.desk.now().toString())
            .with("resolveReason", "与本人核实");
    reviewer.desk.save(
        "resolve", "与本人核实", true, List.of(RecordChange.between(late, settled).orElseThrow()));
    reviewer.sync();
    assertEquals(List.of(), reviewer.refused());
    assertEquals("13900000009", reviewer.desk.store().record(app).orElseThrow().text("phone"));
    assertEquals("", reviewer.desk.store().record(app).orElseThrow().text("note"));

    laptop.sync();
    LateNews news = laptop.desk.store().journal().entries().get(1).late();
    assertEquals(1, news.partly());
    assertEquals("何志强", news.settled().name());
    assertEquals("与本人核实", news.settled().reason());
  }
}
