package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window takes a case in for another street, over the real stores and the real server: saved and
/// sent, worked on though the district hands nothing of it back, handed over, theirs.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ReceivedForAnotherStreetRoadTest {
  private static final String THERE = "110108010";

  @TempDir Path folder;
  private final List<Place> places = new ArrayList<>();
  private EmbeddedServer server;
  private Place here;
  private Place there;
  private Place reviewer;

  @BeforeEach
  void open() throws Exception {
    server = EmbeddedServer.start(folder.resolve("server"), EmbeddedServer.Config.forTests());
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, Place.STREET, null);
    server.addPerson("xu", Place.PASSWORD, "徐静", Role.WINDOW_CLERK, THERE, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, THERE, null);
    here = at("zhou");
    there = at("xu");
    reviewer = at("he");
  }

  @AfterEach
  void close() throws Exception {
    for (Place p : places) p.close();
    server.close();
  }

  private Place at(String login) throws Exception {
    Place p = Place.open(folder.resolve("machine-" + login), server, InstantSource.system(), login);
    places.add(p);
    p.sync();
    return p;
  }

  private CaseRecord of(RecordType type, UUID id, UUID app, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, id, THERE, app, fields);
    return type.field("application").isPresent() ? r.with("application", app.toString()) : r;
  }

  private List<CaseRecord> household(UUID app) {
    UUID person = here.desk.newId();
    return List.of(
        of(
            RecordType.APPLICATION,
            app,
            app,
            Map.of(
                "number",
                number(),
                "street",
                THERE,
                "receivedFor",
                THERE,
                "schemes",
                "DB",
                "applicant",
                person.toString(),
                "clerk",
                here.desk.actor().staff().toString(),
                "residenceAddress",
                "学院路20号院")),
        of(
            RecordType.PERSON,
            person,
            app,
            Map.of(
                "name", "张桂兰",
                "idNumber", "110199195203070013",
                "sex", "1",
                "birthDate", "1952-03-07")),
        of(
            RecordType.MEMBER,
            here.desk.newId(),
            app,
            Map.of("person", person.toString(), "relation", "01", "livingTogether", "1")));
  }

  private String number() {
    try {
      return here.desk.store().nextApplicationNumber(THERE, 2026).text();
    } catch (cn.ruhu.store.StoreException e) {
      throw new AssertionError(e);
    }
  }

  private void draft(UUID app, List<CaseRecord> base, List<CaseRecord> work) throws Exception {
    here.desk
        .store()
        .drafts()
        .put(
            IntakeDraft.key(app),
            IntakeDraft.of(app, "PAPERS", "", base, work, Map.of()).toBytes());
  }

  @Test
  void isSentWorkedOnHandedOverAndTheirs() throws Exception {
    UUID app = here.desk.newId();
    List<CaseRecord> work = household(app);
    draft(app, List.of(), work);
    ActInput carried = ActInput.NONE.withCarried(work.stream().map(RecordChange::create).toList());
    assertTrue(here.desk.act(app, Act.OPEN, carried) instanceof Performed);
    draft(app, here.desk.caseFile(app).records().stream().toList(), work);
    for (int i = 0; i < 3; i++) here.sync();
    assertEquals(List.of(), here.refused());
    assertTrue(here.desk.store().record(app).isEmpty(), "the district hands nothing back");
    assertEquals("DRAFT", here.desk.caseFile(app).application().orElseThrow().text("stage"));

    var more = new ArrayList<RecordChange>();
    for (String slot : List.of("D02", "D03", "D04")) {
      byte[] scan =
          ("scan of " + slot).repeat(900).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      String address = here.desk.store().files().put(scan, app, "image/jpeg");
      Map<String, String> page =
          Map.of("slot", slot, "file", address, "length", "" + scan.length, "mime", "image/jpeg");
      more.add(RecordChange.create(of(RecordType.PAGE, here.desk.newId(), app, page)));
    }
    byte[] paper = "%PDF-1.7 receipt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    CaseRecord receipt =
        of(
            RecordType.DOCUMENT,
            here.desk.newId(),
            app,
            Map.of(
                "paper",
                "RECEIPT",
                "way",
                "PRINTED",
                "file",
                here.desk.store().files().put(paper, app, "application/pdf"),
                "length",
                "" + paper.length,
                "mime",
                "application/pdf",
                "day",
                here.desk.today().toString(),
                "copy",
                "1",
                "at",
                here.desk.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString(),
                "by",
                here.desk.actor().staff().toString()));
    more.add(RecordChange.create(receipt));
    here.desk.save("save", "", false, more);
    here.sync();
    CaseFile held = here.desk.caseFile(app);
    assertEquals(3, held.pages().size(), "what was saved since is known from the journal");
    ReceivedCase facts =
        ReceivedCase.of(held, ReceivedCase.receipt(held).orElseThrow(), 1_700_000_000_000L);
    facts.keep(here.desk.store());
    assertTrue(
        here.desk.act(app, Act.SUBMIT, ActInput.NONE, IntakeDraft.key(app)) instanceof Performed);
    for (int i = 0; i < 3; i++) here.sync();
    assertEquals(List.of(), here.refused());
    assertEquals(0, here.desk.store().waiting().files());
    assertTrue(here.desk.caseFile(app).application().isEmpty(), "nothing of it stays");
    assertTrue(here.desk.store().ofCase(app).isEmpty());
    ReceivedCase kept = ReceivedCase.all(here.desk.store()).getFirst();
    assertEquals("张*兰", kept.applicant());
    assertEquals(THERE, kept.street());
    theirs(app);
  }

  private void theirs(UUID app) throws Exception {
    there.sync();
    CaseFile file = there.desk.caseFile(app);
    CaseRecord application = file.application().orElseThrow();
    assertEquals("SUBMITTED", application.text("stage"));
    assertEquals(3, file.pages().size());
    assertEquals(
        "由北下关街道窗口代收",
        ReceivedCase.takenInBy(there.desk, application).map(Text.chinese()::of).orElse(""));
    reviewer.sync();
    assertEquals(
        "由北下关街道窗口代收",
        ReceivedCase.takenInBy(
                reviewer.desk, reviewer.desk.caseFile(app).application().orElseThrow())
            .map(Text.chinese()::of)
            .orElse(""));
  }
}
