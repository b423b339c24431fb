package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.sync.Trouble;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;

/// A district of nine people, and households brought over the real protocol to where a journey at
/// the window begins. What people do at the window is not done here.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class Households implements AutoCloseable {
  static final String STREET = Place.STREET;

  private final Path folder;
  private final EmbeddedServer server;
  private final InstantSource clock;
  private final UUID agency;
  private final UUID first;
  private final UUID second;
  private final List<Place> places = new ArrayList<>();
  private int pictures;
  Place clerk;
  Place reviewer;
  Place pair;

  /// Logins: `zhou` window, `he` reviewer, `qian` chief, `liu` district, `xu` inspector, `lin` and
  /// `meng` the pair.
  Households(Path folder, EmbeddedServer server, InstantSource clock) throws Exception {
    this.folder = folder;
    this.server = server;
    this.clock = clock;
    agency = server.addAgency("海淀安民社会调查中心");
    official("zhou", "周敏", Role.WINDOW_CLERK, STREET);
    official("he", "何志强", Role.STREET_REVIEWER, STREET);
    official("qian", "钱文芳", Role.STREET_CHIEF, STREET);
    official("liu", "刘明远", Role.DISTRICT_REVIEWER, null);
    official("xu", "徐慧敏", Role.DISTRICT_INSPECTOR, null);
    official("ljj", "李建军", Role.DISTRICT_INSPECTOR, null);
    first = server.addPerson("lin", Place.PASSWORD, "林晓东", Role.INVESTIGATOR, null, agency);
    second = server.addPerson("meng", Place.PASSWORD, "孟玉兰", Role.INVESTIGATOR, null, agency);
    newMachines();
  }

  private void official(
      String login, String name, Role role, @org.jspecify.annotations.Nullable String street)
      throws Exception {
    server.addPerson(login, Place.PASSWORD, name, role, street, null);
  }

  /// Machines bought anew: those of years ago hold grants long past.
  void newMachines() throws Exception {
    clerk = at("zhou");
    reviewer = at("he");
    pair = at("lin");
  }

  /// A machine of its own for somebody, with what the district has.
  Place at(String login) throws Exception {
    Place p = Place.open(folder.resolve("place-" + places.size()), server, clock, login);
    places.add(p);
    p.sync();
    return p;
  }

  /// The next morning: everybody signs in again and has what the others wrote.
  void morning() throws Exception {
    for (Place p : List.of(clerk, reviewer, pair)) awake(p);
  }

  /// The case as the window clerk's machine knows it after an exchange.
  CaseFile file(UUID id) throws Exception {
    awake(clerk);
    return clerk.desk.caseFile(id);
  }

  /// An exchange; whoever was signed in yesterday signs in again first.
  static void awake(Place p) throws Exception {
    boolean yesterday =
        p.sync().trouble().filter(t -> t.kind() == Trouble.Kind.SIGN_IN).isPresent();
    if (!yesterday) return;
    p.signIn();
    p.sync();
  }

  String stage(UUID id) throws Exception {
    return file(id).application().map(a -> a.text("stage")).orElse("");
  }

  static void done(Outcome outcome) {
    assertInstanceOf(Performed.class, outcome, outcome::toString);
  }

  static void record(Place p, CaseRecord... made) throws Exception {
    var changes = new ArrayList<RecordChange>();
    for (CaseRecord r : made) changes.add(RecordChange.create(r));
    p.desk.save("save", "", true, changes);
  }

  /// Somebody of 66 living alone, accepted today and sent out to the pair.
  ///
  /// @param born `1951-02-03`
  /// @param pensionFen a month, the only income
  UUID accepted(String name, String born, String schemes, long pensionFen) throws Exception {
    UUID id = clerk.desk.newId();
    return accepted(id, family(id, name, born, schemes, pensionFen));
  }

  /// As [#accepted(String, String, String, long)], of somebody who lives in another street.
  UUID acceptedFrom(String street, String name, String born, long pensionFen) throws Exception {
    UUID id = clerk.desk.newId();
    var declared = new ArrayList<>(family(id, name, born, "DB", pensionFen));
    declared.replaceAll(r ->
        r.type() == RecordType.APPLICATION
            ? r.with("residenceStreet", street).with("residenceCommunity", "门头馨园社区")
            : r);
    return accepted(id, declared);
  }

  /// A household as it was declared, accepted today and sent out to the pair.
  UUID accepted(UUID id, List<CaseRecord> declared) throws Exception {
    done(clerk.desk.act(id, Act.OPEN, ActInput.NONE.carrying(declared)));
    CaseRecord form = page(clerk, id, "D02");
    CaseRecord card = page(clerk, id, "D03");
    CaseRecord booklet = page(clerk, id, "D04");
    done(clerk.desk.act(id, Act.SUBMIT, ActInput.NONE.carrying(List.of(form, card, booklet))));
    done(
        clerk.desk.act(
            id,
            Act.ACCEPT,
            ActInput.NONE.carrying(
                List.of(
                    clerk.fact(id, GateKind.DECLARATION_SIGNED, Map.of()),
                    clerk.fact(id, GateKind.N01_ISSUED, Map.of("value", "受字" + pictures))))));
    clerk.sync();
    reviewer.sync();
    record(reviewer, reviewer.fact(id, GateKind.VERIFICATION_REQUESTED, Map.of()));
    CaseRecord assignment =
        reviewer.of(
            RecordType.ASSIGNMENT,
            id,
            Map.of(
                "agency", agency.toString(),
                "investigatorA", first.toString(),
                "investigatorB", second.toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME",
                "due", reviewer.desk.today().plusDays(7).toString()));
    done(reviewer.desk.systemAct(id, Act.START, ActInput.NONE.carrying(List.of(assignment))));
    reviewer.sync();
    pair.sync();
    return id;
  }

  private List<CaseRecord> family(
      UUID id, String name, String born, String schemes, long pensionFen) throws Exception {
    CaseRecord person =
        clerk.of(
            RecordType.PERSON,
            id,
            Map.of(
                "name",
                name,
                "idNumber",
                TestCards.number(born.replace("-", ""), 2),
                "sex",
                "2",
                "birthDate",
                born,
                "idKind",
                "1",
                "phone",
                "13910010001"));
    CaseRecord member =
        clerk.of(
            RecordType.MEMBER,
            id,
            Map.of(
                "person", person.id().toString(),
                "relation", "01",
                "livingTogether", "1",
                "authorization", "SIGNED"));
    CaseRecord pension =
        clerk.of(
            RecordType.ITEM,
            id,
            Map.of(
                "member", member.id().toString(),
                "kind", "INCOME",
                "code", "401",
                "basis", "MONTHLY",
                "declared", Long.toString(pensionFen)));
    CaseRecord household = clerk.of(RecordType.HOUSEHOLD, id, Map.of("street", STREET));
    return List.of(household, person, member, pension, application(id, person, household, schemes));
  }

  CaseRecord application(UUID id, CaseRecord person, CaseRecord household, String schemes)
      throws Exception {
    var fields = new TreeMap<String, String>();
    int year = clerk.desk.today().getYear();
    fields.put("number", clerk.desk.store().nextApplicationNumber(STREET, year).text());
    fields.put("street", STREET);
    fields.put("household", household.id().toString());
    fields.put("applicant", person.id().toString());
    fields.put("schemes", schemes);
    fields.put("applyDate", clerk.desk.today().toString());
    fields.put("residenceAddress", "北京市海淀区大慧寺路12号院3号楼2单元501室");
    fields.put("community", "大慧寺社区");
    fields.put("paperProfile", "BJ-2020");
    fields.put("familySize", "1");
    fields.put("clerk", clerk.desk.actor().staff().toString());
    return CaseRecord.of(RecordType.APPLICATION, id, STREET, id, fields);
  }

  /// A page as a scanner or a camera files it.
  CaseRecord page(Place p, UUID id, String slot) throws Exception {
    var image = new BufferedImage(240, 320, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(java.awt.Color.WHITE);
    g.fillRect(0, 0, 240, 320);
    g.setColor(java.awt.Color.DARK_GRAY);
    g.drawString(slot + " " + ++pictures, 30, 60);
    g.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    String address = p.desk.store().files().put(bytes.toByteArray(), id, "image/png");
    return p.of(
        RecordType.PAGE,
        id,
        Map.of(
            "slot",
            slot,
            "file",
            address,
            "length",
            Integer.toString(bytes.size()),
            "mime",
            "image/png",
            "takenAt",
            p.desk.now().toString(),
            "source",
            "SCANNER",
            "by",
            p.desk.actor().staff().toString()));
  }

  /// The clerk's scanner files a page; it is in the district when this returns.
  UUID scanned(UUID id, String slot) throws Exception {
    awake(clerk);
    CaseRecord page = page(clerk, id, slot);
    record(clerk, page);
    clerk.sync();
    assertEquals(0, clerk.desk.store().waiting().files());
    return page.id();
  }

  /// The pair finds what was declared, seals and sends.
  void visited(UUID id) throws Exception {
    pair.sync();
    String declared = pair.desk.caseFile(id).items("INCOME").getFirst().text("declared");
    found(id, "FIRST", Long.parseLong(declared));
  }

  /// The pair finds an income, seals and sends.
  ///
  /// @param purpose `FIRST` or `REVIEW`
  /// @param pensionFen a month
  void found(UUID id, String purpose, long pensionFen) throws Exception {
    pair.sync();
    UUID pension = pair.desk.caseFile(id).items("INCOME").getFirst().id();
    found(id, purpose, Map.of(pension, pensionFen), Map.of());
  }

  /// The pair finds amounts and is told things, seals and sends.
  ///
  /// @param amounts verified, by item; in the unit of the item
  /// @param said answers besides what everybody is asked, by question (`M10@` and the member's id)
  void found(UUID id, String purpose, Map<UUID, Long> amounts, Map<String, String> said)
      throws Exception {
    pair.sync();
    CaseFile file = pair.desk.caseFile(id);
    byte[] words =
        ("<answers>" + id + "</answers>").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String answers = pair.desk.store().files().put(words, id, "application/xml");
    CaseRecord assignment = file.assignments().getLast();
    var fields = new TreeMap<String, String>();
    fields.put("assignment", assignment.id().toString());
    fields.put("purpose", purpose);
    fields.put("visitMode", "HOME");
    fields.put("startedAt", pair.desk.now().minus(Duration.ofMinutes(40)).toString());
    fields.put("finishedAt", pair.desk.now().toString());
    fields.put("durationSeconds", "2400");
    fields.put("disposition", "10");
    fields.put("investigatorA", first.toString());
    fields.put("investigatorB", second.toString());
    fields.put("signatureA", pair.signedFirst(first, "sha256:00"));
    fields.put("signatureB", "ed25519:01");
    fields.put("sealHash", "sha256:00");
    fields.put("answers", answers);
    CaseRecord visit = pair.of(RecordType.VISIT, id, fields);
    var told = new TreeMap<>(Place.OWNS_NOTHING);
    told.put("visit", visit.id().toString());
    for (CaseRecord m : file.members()) {
      told.put("M12@" + m.id(), "1");
      told.put("M10@" + m.id(), "1");
      told.put("M16@" + m.id(), "3");
    }
    told.putAll(said);
    CaseRecord answered = pair.of(RecordType.VISIT_ANSWERS, id, told);
    var changes =
        new ArrayList<>(List.of(RecordChange.create(visit), RecordChange.create(answered)));
    for (CaseRecord item : file.items())
      if (amounts.containsKey(item.id()))
        RecordChange.between(
                item,
                item.with("verified", Long.toString(amounts.get(item.id())))
                    .with("verifiedVisit", visit.id().toString()))
            .ifPresent(changes::add);
    RecordChange.between(assignment, assignment.with("state", "DONE")).ifPresent(changes::add);
    pair.desk.save("visit.finish", "", true, changes);
    pair.sync();
    assertEquals(List.of(), pair.refused());
  }

  /// The city's answer is in and no doubt is open.
  void investigated(UUID id) throws Exception {
    reviewer.sync();
    record(reviewer, reviewer.fact(id, GateKind.VERIFICATION_NO_RECORD, Map.of()));
    done(reviewer.desk.systemAct(id, Act.BOTH_DONE, ActInput.NONE));
    undoubted(id);
    assertEquals("INVESTIGATED", stage(id));
  }

  /// Every doubt that would stop an opinion is settled with a reason.
  void undoubted(UUID id) throws Exception {
    reviewer.sync();
    var made = new ArrayList<CaseRecord>();
    for (var flag : Flags.of(reviewer.desk.caseFile(id), reviewer.desk.today()))
      if (flag.blocks())
        made.add(
            reviewer.fact(
                id, GateKind.FLAG_DISPOSED, Map.of("subject", flag.key(), "reason", "已电话核实")));
    if (!made.isEmpty()) record(reviewer, made.toArray(CaseRecord[]::new));
    reviewer.sync();
  }

  /// Appraised under the rules of 2012, judged, and its notice up.
  void posted(UUID id) throws Exception {
    appraised(id);
    noticeUp(id);
  }

  /// Appraised by the residents' delegates, who find what was declared true.
  void appraised(UUID id) throws Exception {
    done(reviewer.desk.act(id, Act.APPRAISE, ActInput.NONE));
    CaseRecord minutes = reviewer.fact(id, GateKind.APPRAISAL_RECORD, Map.of("value", "1"));
    done(reviewer.desk.act(id, Act.APPRAISED, ActInput.NONE.carrying(List.of(minutes))));
    reviewer.sync();
  }

  /// Judged, and its notice up.
  void noticeUp(UUID id) throws Exception {
    judged(id);
    hung(id);
  }

  /// Judged by the street.
  void judged(UUID id) throws Exception {
    CaseRecord opinion =
        reviewer.of(
            RecordType.OPINION,
            id,
            Map.of(
                "scheme", "DB",
                "positive", "true",
                "reasonText", "家庭人均月收入低于低保标准",
                "reviewClass", "A",
                "by", reviewer.desk.actor().staff().toString(),
                "at", reviewer.desk.now().toString()));
    done(reviewer.desk.act(id, Act.OPINION, ActInput.because("已核实").carrying(List.of(opinion))));
    reviewer.sync();
  }

  /// What was judged goes up at the board.
  void hung(UUID id) throws Exception {
    clerk.sync();
    CaseRecord photo = page(clerk, id, "D20");
    done(
        clerk.desk.act(
            id,
            Act.POST,
            ActInput.NONE.carrying(
                List.of(
                    photo,
                    clerk.fact(id, GateKind.NOTICE_POSTED, Map.of("value", "社区公开栏")),
                    proof(id, photo, "START")))));
    clerk.sync();
  }

  /// The notice comes down after its days and the case is reported.
  void reported(UUID id) throws Exception {
    noticeDown(id);
    assertEquals("REPORTED", stage(id));
  }

  /// A household accepted on 16 August 2021 goes its way, a month under the rules of 2021, to the
  /// aid that is paid from September on.
  ///
  /// @param days the clock of this district; stands at 30 August afterwards
  void onToBenefit(UUID id, MovedClock days) throws Exception {
    days.to(LocalDate.of(2021, 8, 18), 9);
    morning();
    visited(id);
    investigated(id);
    noticeUp(id);
    days.to(LocalDate.of(2021, 8, 30), 9);
    morning();
    inBenefit(id);
  }

  /// The street's chief approves under the rules of 2021, the letter is delivered: in benefit.
  void inBenefit(UUID id) throws Exception {
    noticeDown(id);
    Place chief = at("qian");
    CaseRecord decision =
        chief.of(
            RecordType.DECISION,
            id,
            Map.of(
                "scheme", "DB",
                "outcome", "APPROVED",
                "reasonText", "家庭人均月收入低于低保标准",
                "monthlyFen", "159000",
                "computedFen", Deciding.counted(chief, id),
                "amountReason", "按街镇会议确定",
                "startMonth", chief.desk.today().plusMonths(1).toString().substring(0, 7),
                "level", "STREET",
                "by", chief.desk.actor().staff().toString(),
                "at", chief.desk.now().toString()));
    done(chief.desk.act(id, Act.DECIDE, ActInput.because("同意").carrying(List.of(decision))));
    chief.sync();
    assertEquals(List.of(), chief.refused());
    clerk.sync();
    Map<String, String> letter = Map.of("subject", "N05", "value", "海北准2021-1", "reason", "DB");
    record(
        clerk,
        clerk.fact(id, GateKind.LETTER_ISSUED, letter),
        clerk.fact(
            id, GateKind.DELIVERED, Map.of("subject", "N05", "value", "本人", "reason", "DB")));
    done(clerk.desk.systemAct(id, Act.LETTER, ActInput.NONE));
    clerk.sync();
    assertEquals(List.of(), clerk.refused());
    assertEquals("IN_BENEFIT", stage(id));
  }

  void noticeDown(UUID id) throws Exception {
    CaseRecord photo = page(clerk, id, "D20");
    done(
        clerk.desk.systemAct(
            id,
            Act.PUBLICITY_END,
            ActInput.NONE.carrying(List.of(photo, proof(id, photo, "END")))));
    clerk.sync();
  }

  private CaseRecord proof(UUID id, CaseRecord photo, String which) {
    return clerk.fact(
        id, GateKind.NOTICE_PHOTO, Map.of("subject", which, "page", photo.id().toString()));
  }

  @Override
  public void close() throws Exception {
    for (Place p : places) p.close();
  }
}
