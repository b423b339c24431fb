package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.journeys.road.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A family of four as the counter declared it whole, accepted and sent out to the first pair:
/// husband, wife with an illness, a son at school, the husband's mother with a pension; a flat of
/// the public housing, savings, a sister who owes support.
final class FamilyAtHome {
  static final String APPLICANT = "周志远";
  static final String ADDRESS = "大慧寺路8号院3号楼2单元502号";

  private static final String[][] PEOPLE = {
    {APPLICANT, "1", "1979-03-16", "431", "01", "21", "71", "10", "1", "4"},
    {"何秀芳", "2", "1982-05-09", "432", "12", "21", "81", "30", "3", "9"},
    {"周子涵", "1", "2013-09-05", "433", "21", "", "81", "10", "4", "2"},
    {"王桂英", "2", "1948-02-21", "434", "52", "30", "81", "10", "5", "7"}
  };

  private final Place clerk;
  private final UUID id;
  private final List<CaseRecord> made = new ArrayList<>();
  private final List<UUID> members = new ArrayList<>();

  private FamilyAtHome(Place clerk) {
    this.clerk = clerk;
    this.id = clerk.desk.newId();
  }

  /// Declared, accepted and sent out; it is in the district when this returns.
  ///
  /// @param reviewer of the same street
  /// @return the members' ids, the applicant first
  static List<UUID> sentOut(Place clerk, Place reviewer) throws Exception {
    var family = new FamilyAtHome(clerk);
    family.declared();
    family.accepted();
    clerk.sync();
    reviewer.sync();
    family.dispatched(reviewer);
    reviewer.sync();
    if (!clerk.refused().isEmpty() || !reviewer.refused().isEmpty())
      throw new AssertionError(clerk.refused() + " " + reviewer.refused());
    return List.copyOf(family.members);
  }

  private static void done(Outcome outcome) {
    assertInstanceOf(Performed.class, outcome, outcome::toString);
  }

  private CaseRecord add(RecordType type, String... fields) {
    var all = new TreeMap<String, String>();
    for (int i = 0; i < fields.length; i += 2)
      if (!fields[i + 1].isEmpty()) all.put(fields[i], fields[i + 1]);
    CaseRecord record = clerk.of(type, id, all);
    made.add(record);
    return record;
  }

  private void declared() throws Exception {
    CaseRecord household = add(RecordType.HOUSEHOLD, "street", Place.STREET);
    var people = new ArrayList<CaseRecord>();
    for (String[] p : PEOPLE) people.add(person(p));
    income(0, "102", "380000", "建筑零工");
    income(3, "401", "96100", "城乡居民养老金");
    housing("H04", "3", "CODE");
    housing("H05", "126000", "AMOUNT");
    housing("H06", "1", "CODE");
    housing("H07", "524", "AREA");
    housing("H08", "2", "AMOUNT");
    housing("H17", "0", "AMOUNT");
    add(
        RecordType.ITEM,
        "member",
        members.getFirst().toString(),
        "kind",
        "ASSET",
        "code",
        "P02",
        "basis",
        "AMOUNT",
        "declared",
        "860000",
        "institution",
        "工商银行",
        "order",
        "9");
    add(
        RecordType.ITEM,
        "member",
        members.get(1).toString(),
        "kind",
        "EXPENSE",
        "code",
        "E08",
        "basis",
        "YEARLY",
        "declared",
        "360000",
        "order",
        "10");
    add(
        RecordType.SUPPORTER,
        "name",
        "周志红",
        "idNumber",
        TestCards.number("19761103", 435),
        "relation",
        "75",
        "duty",
        "1",
        "phone",
        "13911024466",
        "familySize",
        "3",
        "familyMonthlyFen",
        "920000",
        "paidMonthlyFen",
        "50000",
        "inability",
        "0",
        "dependants",
        "1",
        "authorization",
        "SIGNED");
    application(household, people.getFirst());
  }

  private void application(CaseRecord household, CaseRecord applicant) throws Exception {
    var fields = new TreeMap<String, String>();
    int year = clerk.desk.today().getYear();
    fields.put("number", clerk.desk.store().nextApplicationNumber(Place.STREET, year).text());
    fields.put("street", Place.STREET);
    fields.put("household", household.id().toString());
    fields.put("applicant", applicant.id().toString());
    fields.put("schemes", "DB");
    fields.put("applyDate", clerk.desk.today().toString());
    fields.put("residenceAddress", ADDRESS);
    fields.put("community", "大慧寺社区");
    fields.put("phone", "13810012345");
    fields.put("paperProfile", "BJ-2020");
    fields.put("familySize", "4");
    fields.put("reason", "妻子患病，靠零工和老人养老金维持");
    fields.put("clerk", clerk.desk.actor().staff().toString());
    made.add(CaseRecord.of(RecordType.APPLICATION, id, Place.STREET, id, fields));
  }

  private CaseRecord person(String[] p) {
    CaseRecord person =
        add(
            RecordType.PERSON,
            "name",
            p[0],
            "sex",
            p[1],
            "birthDate",
            p[2],
            "idKind",
            "1",
            "idNumber",
            TestCards.number(p[2].replace("-", ""), Integer.parseInt(p[3])),
            "ethnicity",
            "01",
            "registeredAddress",
            "北京市海淀区北下关街道大慧寺路8号院3号楼2单元502");
    CaseRecord member =
        add(
            RecordType.MEMBER,
            "person",
            person.id().toString(),
            "relation",
            p[4],
            "marital",
            p[5],
            "education",
            p[6],
            "health",
            p[7],
            "labour",
            p[8],
            "occupation",
            p[9],
            "livingTogether",
            "1",
            "hukouKind",
            "1",
            "hukouRelation",
            "1",
            "specialIdentity",
            "0",
            "benefits",
            "00",
            "authorization",
            p[4].equals("21") ? "GUARDIAN" : "SIGNED",
            "order",
            Integer.toString(members.size() + 1));
    members.add(member.id());
    return person;
  }

  private void income(int member, String code, String fen, String label) {
    add(
        RecordType.ITEM,
        "member",
        members.get(member).toString(),
        "kind",
        "INCOME",
        "code",
        code,
        "basis",
        "MONTHLY",
        "months",
        "12",
        "declared",
        fen,
        "label",
        label,
        "order",
        Integer.toString(member + 1));
  }

  private void housing(String code, String value, String basis) {
    add(
        RecordType.ITEM,
        "kind",
        "HOUSING",
        "code",
        code,
        "basis",
        basis,
        "declared",
        value,
        "order",
        Integer.toString(made.size()));
  }

  private CaseRecord page(String slot) throws Exception {
    byte[] words = (slot + id).getBytes(StandardCharsets.UTF_8);
    String address = clerk.desk.store().files().put(words, id, "image/png");
    return clerk.of(
        RecordType.PAGE,
        id,
        Map.of(
            "slot",
            slot,
            "file",
            address,
            "length",
            Integer.toString(words.length),
            "mime",
            "image/png",
            "takenAt",
            clerk.desk.now().toString(),
            "source",
            "SCANNER",
            "by",
            clerk.desk.actor().staff().toString()));
  }

  private void accepted() throws Exception {
    done(clerk.desk.act(id, Act.OPEN, ActInput.NONE.carrying(made)));
    List<CaseRecord> papers = List.of(page("D02"), page("D03"), page("D04"));
    done(clerk.desk.act(id, Act.SUBMIT, ActInput.NONE.carrying(papers)));
    done(
        clerk.desk.act(
            id,
            Act.ACCEPT,
            ActInput.NONE.carrying(
                List.of(
                    clerk.fact(id, GateKind.DECLARATION_SIGNED, Map.of()),
                    clerk.fact(id, GateKind.N01_ISSUED, Map.of("value", "北下关受字〔2026〕301号"))))));
  }

  private void dispatched(Place reviewer) throws Exception {
    reviewer.desk.save(
        "save",
        "",
        true,
        List.of(RecordChange.create(reviewer.fact(id, GateKind.VERIFICATION_REQUESTED, Map.of()))));
    CaseRecord first = investigator(reviewer, "吴海波");
    CaseRecord assignment =
        reviewer.of(
            RecordType.ASSIGNMENT,
            id,
            Map.of(
                "agency", first.text("agency"),
                "investigatorA", first.id().toString(),
                "investigatorB", investigator(reviewer, "郑雅文").id().toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME",
                "note", "家中有犬，按铃前先打电话",
                "assignedBy", reviewer.desk.actor().staff().toString(),
                "assignedAt", reviewer.desk.now().toString(),
                "due", reviewer.desk.today().plusDays(7).toString()));
    done(reviewer.desk.systemAct(id, Act.START, ActInput.NONE.carrying(List.of(assignment))));
  }

  private static CaseRecord investigator(Place place, String name) {
    return place.desk.staff(Role.INVESTIGATOR).stream()
        .filter(s -> s.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
