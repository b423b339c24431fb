package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A household travels from the window to a street reviewer's opinion: four people on four
/// machines, the real store, the real protocol, the real server. Only the window is left out.
class RoadTest {
  private static final String STREET = Place.STREET;

  @TempDir Path folder;
  private final List<Place> places = new ArrayList<>();
  private Instant now = Instant.parse("2024-11-25T01:00:00Z");
  private EmbeddedServer server;
  private UUID agency;
  private UUID first;
  private UUID second;
  private UUID application;

  @BeforeEach
  void open() throws Exception {
    server =
        EmbeddedServer.start(
            folder.resolve("server"), EmbeddedServer.Config.forTests().withClock(clock()));
    agency = server.addAgency("海淀安民社会调查中心");
    server.addPerson("zhou", Place.PASSWORD, "周敏", Role.WINDOW_CLERK, STREET, null);
    server.addPerson("he", Place.PASSWORD, "何志强", Role.STREET_REVIEWER, STREET, null);
    first = server.addPerson("lin", Place.PASSWORD, "林晓东", Role.INVESTIGATOR, null, agency);
    second = server.addPerson("meng", Place.PASSWORD, "孟玉兰", Role.INVESTIGATOR, null, agency);
  }

  @AfterEach
  void close() throws Exception {
    for (Place p : places) p.close();
    server.close();
  }

  private InstantSource clock() {
    return () -> now;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Place at(String login) throws Exception {
    Place p = Place.open(folder.resolve("machine" + places.size()), server, clock(), login);
    places.add(p);
    p.sync();
    return p;
  }

  private static void done(Outcome outcome) {
    assertInstanceOf(Performed.class, outcome, outcome::toString);
  }

  private String stage(Place p) {
    return p.desk.caseFile(application).application().map(a -> a.text("stage")).orElse("-");
  }

  /// The clerk opens, submits and accepts the application of an old woman living alone.
  private void accept(Place clerk) throws Exception {
    application = clerk.desk.newId();
    done(clerk.desk.act(application, Act.OPEN, ActInput.NONE.carrying(family(clerk))));
    submitAndAccept(clerk);
  }

  private List<CaseRecord> family(Place clerk) throws Exception {
    CaseRecord person =
        clerk.of(
            RecordType.PERSON,
            application,
            Map.of(
                "name",
                "张桂兰",
                "idNumber",
                "110199195509120028",
                "sex",
                "2",
                "birthDate",
                "1955-09-12",
                "idKind",
                "1",
                "phone",
                "13910010001"));
    CaseRecord member =
        clerk.of(
            RecordType.MEMBER,
            application,
            Map.of(
                "person",
                person.id().toString(),
                "relation",
                "01",
                "livingTogether",
                "1",
                "authorization",
                "SIGNED"));
    CaseRecord wage =
        clerk.of(
            RecordType.ITEM,
            application,
            Map.of(
                "member",
                member.id().toString(),
                "kind",
                "INCOME",
                "code",
                "401",
                "basis",
                "MONTHLY",
                "declared",
                "80000"));
    CaseRecord reading =
        clerk.of(
            RecordType.CARD_READING,
            application,
            Map.of(
                "person",
                person.id().toString(),
                "cardType",
                "R",
                "text256",
                "00".repeat(256),
                "readAt",
                now.toString()));
    CaseRecord household =
        CaseRecord.of(
            RecordType.HOUSEHOLD,
            clerk.desk.newId(),
            STREET,
            application,
            Map.of("street", STREET));
    return List.of(
        household, person, member, wage, reading, application(clerk, person.id(), household.id()));
  }

  private CaseRecord application(Place clerk, UUID person, UUID household) throws Exception {
    return CaseRecord.of(
        RecordType.APPLICATION,
        application,
        STREET,
        application,
        Map.of(
            "number",
            clerk.desk.store().nextApplicationNumber(STREET, 2024).text(),
            "street",
            STREET,
            "household",
            household.toString(),
            "applicant",
            person.toString(),
            "schemes",
            "DB",
            "applyDate",
            "2024-11-25",
            "residenceAddress",
            "大慧寺路12号院3号楼2单元501室",
            "paperProfile",
            "BJ-2020",
            "familySize",
            "1",
            "clerk",
            clerk.desk.actor().staff().toString()));
  }

  private void submitAndAccept(Place clerk) throws Exception {
    CaseRecord booklet = page(clerk, "D04");
    CaseRecord form = page(clerk, "D02");
    done(clerk.desk.act(application, Act.SUBMIT, ActInput.NONE.carrying(List.of(booklet, form))));
    done(
        clerk.desk.act(
            application,
            Act.ACCEPT,
            ActInput.NONE.carrying(
                List.of(
                    clerk.fact(application, GateKind.DECLARATION_SIGNED, Map.of()),
                    clerk.fact(
                        application, GateKind.N01_ISSUED, Map.of("value", "海北受〔2024〕112号"))))));
    clerk.sync();
    assertEquals("ACCEPTED", stage(clerk));
  }

  private CaseRecord page(Place p, String slot) throws Exception {
    String address =
        p.desk
            .store()
            .files()
            .put(
                ("page of " + slot).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                application,
                "image/jpeg");
    return p.of(
        RecordType.PAGE,
        application,
        Map.of("slot", slot, "file", address, "mime", "image/jpeg", "takenAt", now.toString()));
  }

  private void dispatch(Place reviewer) throws Exception {
    reviewer.desk.save(
        "save",
        "",
        false,
        List.of(
            RecordChange.create(
                reviewer.fact(application, GateKind.VERIFICATION_REQUESTED, Map.of()))));
    CaseRecord assignment =
        reviewer.of(
            RecordType.ASSIGNMENT,
            application,
            Map.of(
                "agency",
                agency.toString(),
                "investigatorA",
                first.toString(),
                "investigatorB",
                second.toString(),
                "state",
                "ASSIGNED",
                "visitMode",
                "HOME",
                "due",
                "2024-12-02"));
    done(
        reviewer.desk.systemAct(
            application, Act.START, ActInput.NONE.carrying(List.of(assignment))));
    reviewer.sync();
    assertEquals("VISITING", stage(reviewer));
  }

  /// The pair finishes a visit with the network gone; what they saw is saved on their machine.
  private void visit(Place pair, String m16) throws Exception {
    CaseFile file = pair.desk.caseFile(application);
    UUID member = file.members().getFirst().id();
    String answers =
        pair.desk
            .store()
            .files()
            .put(
                "<answers/>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                application,
                "application/xml");
    CaseRecord visit =
        pair.of(
            RecordType.VISIT,
            application,
            Map.ofEntries(
                Map.entry("assignment", file.assignments().getFirst().id().toString()),
                Map.entry("purpose", "FIRST"),
                Map.entry("visitMode", "HOME"),
                Map.entry("startedAt", now.minus(Duration.ofMinutes(35)).toString()),
                Map.entry("finishedAt", now.toString()),
                Map.entry("disposition", "10"),
                Map.entry("investigatorA", first.toString()),
                Map.entry("investigatorB", second.toString()),
                Map.entry("signatureA", pair.signedFirst(first, "sha256:00")),
                Map.entry("signatureB", "ed25519:01"),
                Map.entry("sealHash", "sha256:00"),
                Map.entry("answers", answers)));
    var told = new java.util.TreeMap<>(Place.OWNS_NOTHING);
    told.put("visit", visit.id().toString());
    told.put("M12@" + member, "1");
    told.put("M10@" + member, "1");
    told.put("M16@" + member, m16);
    CaseRecord said = pair.of(RecordType.VISIT_ANSWERS, application, told);
    CaseRecord wage = file.items("INCOME").getFirst();
    var changes = new ArrayList<>(List.of(RecordChange.create(visit), RecordChange.create(said)));
    RecordChange.between(
            wage, wage.with("verified", "80000").with("verifiedVisit", visit.id().toString()))
        .ifPresent(changes::add);
    CaseRecord assignment = file.assignments().getFirst();
    RecordChange.between(assignment, assignment.with("state", "DONE")).ifPresent(changes::add);
    pair.desk.save("visit.finish", "", true, changes);
    assertEquals(Standing.LOCAL, pair.desk.store().standing(visit.id()));
  }

  @Test
  void aHouseholdReachesAnOpinionThroughReturnAndSecondVisit() throws Exception {
    Place clerk = at("zhou");
    accept(clerk);
    assertEquals(Standing.IN_DISTRICT, clerk.desk.store().standing(application));

    Place reviewer = at("he");
    assertEquals("ACCEPTED", stage(reviewer));
    dispatch(reviewer);

    Place pair = at("lin");
    CaseFile seen = pair.desk.caseFile(application);
    assertEquals("110199********0028", seen.applicant().orElseThrow().text("idNumber"));

    int port = server.port();
    server.close();
    pass(Duration.ofHours(3));
    visit(pair, "3");
    assertFalse(pair.sync().online());
    server =
        EmbeddedServer.start(
            folder.resolve("server"),
            EmbeddedServer.Config.forTests().withClock(clock()).withPort(port));
    assertTrue(pair.sync().online());
    assertEquals(0, pair.desk.store().waiting().ops());
    assertEquals(0, pair.desk.store().waiting().files());
    assertEquals(List.of(), pair.refused());

    assertEquals("", reviewer.sync().trouble().map(Object::toString).orElse(""));
    assertEquals(1, reviewer.desk.caseFile(application).visits().size(), "the visit came");
    assertInstanceOf(
        Ruling.Refused.class,
        reviewer.desk.act(
            application,
            Act.OPINION,
            ActInput.because("家庭收入低于标准").carrying(List.of(opinion(reviewer)))),
        "no opinion before the visit and the verification are both in");
    reviewer.desk.save(
        "save",
        "",
        false,
        List.of(
            RecordChange.create(
                reviewer.fact(application, GateKind.VERIFICATION_NO_RECORD, Map.of()))));
    done(reviewer.desk.systemAct(application, Act.BOTH_DONE, ActInput.NONE));

    pass(Duration.ofHours(1));
    CaseRecord question =
        reviewer.of(
            RecordType.QUESTION,
            application,
            Map.of(
                "path",
                "M16",
                "words",
                "请补充劳动能力鉴定材料",
                "askedBy",
                reviewer.desk.actor().staff().toString(),
                "askedAt",
                now.toString(),
                "state",
                "OPEN",
                "round",
                "1"));
    CaseRecord sent = reviewer.desk.caseFile(application).assignments().getFirst();
    var carried = new ArrayList<>(List.of(RecordChange.create(question)));
    RecordChange.between(sent, sent.with("state", "RETURNED")).ifPresent(carried::add);
    done(
        reviewer.desk.act(
            application, Act.RETURN, ActInput.because("劳动能力需核实").withCarried(carried)));
    reviewer.sync();

    secondVisitAndOpinion(clerk, reviewer, pair);
  }

  private void secondVisitAndOpinion(Place clerk, Place reviewer, Place pair) throws Exception {
    pass(Duration.ofHours(20));
    assertEquals(
        "SIGN_IN",
        pair.sync().trouble().map(t -> t.kind().name()).orElse(""),
        "a token lasts a day");
    pair.signIn();
    reviewer.signIn();
    clerk.signIn();
    pair.sync();
    assertEquals("VISITING", stage(pair));
    CaseRecord asked = pair.desk.caseFile(application).questions().getFirst();
    pair.desk.edit(
        asked,
        asked
            .with("answer", "已看鉴定书原件")
            .with("answeredBy", first.toString())
            .with("answeredAt", now.toString())
            .with("state", "ANSWERED"));
    visit(pair, "3");
    pair.sync();

    reviewer.sync();
    assertEquals("INVESTIGATED", stage(reviewer), "the district saw both halves");
    disposeFlags(reviewer);
    done(
        reviewer.desk.act(
            application,
            Act.OPINION,
            ActInput.because("家庭收入低于标准").carrying(List.of(opinion(reviewer)))));
    reviewer.sync();
    assertEquals(Standing.IN_DISTRICT, reviewer.desk.store().standing(application));
    clerk.sync();
    assertEquals("PRELIM", stage(clerk));
    assertTrue(server.chainsHold());
  }

  private CaseRecord opinion(Place reviewer) {
    return reviewer.of(
        RecordType.OPINION,
        application,
        Map.of(
            "scheme",
            "DB",
            "positive",
            "true",
            "reasonText",
            "家庭人均月收入低于低保标准",
            "by",
            reviewer.desk.actor().staff().toString(),
            "at",
            now.toString()));
  }

  private void disposeFlags(Place reviewer) throws Exception {
    var changes = new ArrayList<RecordChange>();
    for (var flag :
        cn.ruhu.casefile.flags.Flags.of(reviewer.desk.caseFile(application), reviewer.desk.today()))
      if (flag.blocks())
        changes.add(
            RecordChange.create(
                reviewer.fact(
                    application,
                    GateKind.FLAG_DISPOSED,
                    Map.of("subject", flag.key(), "reason", "已核实"))));
    reviewer.desk.save("save", "", false, changes);
  }

  @Test
  void twoClerksEditOnePhoneAndBothValuesLiveOn() throws Exception {
    Place window = at("zhou");
    accept(window);
    Place other = at("zhou");
    CaseRecord here = window.desk.caseFile(application).applicant().orElseThrow();
    CaseRecord there = other.desk.caseFile(application).applicant().orElseThrow();
    window.desk.edit(here, here.with("phone", "13911112222"));
    other.desk.edit(there, there.with("phone", "13933334444"));
    window.sync();
    other.sync();
    other.sync();
    CaseRecord conflict = other.desk.store().all(RecordType.CONFLICT).getFirst();
    assertEquals("13911112222", conflict.text("kept.phone"));
    assertEquals("13933334444", conflict.text("offered.phone"));
    assertEquals(
        "13911112222", other.desk.caseFile(application).applicant().orElseThrow().text("phone"));
    window.sync();
    assertEquals(1, window.desk.store().all(RecordType.CONFLICT).size());
  }
}
