package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A household of eight that waits for its visit, as the district sends it to the pair: an
/// applicant who works by the day, a wife, a mother, five children. Nobody's.
final class SurveyHousehold {
  static final UUID ASSIGNMENT = new UUID(1, 101);
  private static final UUID CASE = new UUID(1, 100);
  private static final UUID AGENCY = new UUID(7, 1);
  private static final UUID SECOND = new UUID(0, 9);

  /// name, number, birth, relation, health, labour, occupation
  private static final String[][] PEOPLE = {
    {"王建国", "110108197603020015", "1976-03-02", "01", "10", "1", "4"},
    {"李秀兰", "110108197811230028", "1978-11-23", "12", "30", "2", "9"},
    {"王小雨", "110108201211240023", "2012-11-24", "30", "10", "4", "2"},
    {"王张氏", "110108194901010042", "1949-01-01", "52", "30", "5", "7"},
    {"王小雷", "110108201506010011", "2015-06-01", "20", "10", "4", "2"},
    {"王小雪", "110108201806010025", "2018-06-01", "30", "10", "4", "2"},
    {"王小霜", "110108202006010021", "2020-06-01", "30", "10", "4", "1"},
    {"王小霞", "110108202206010029", "2022-06-01", "30", "10", "4", "1"}
  };

  private SurveyHousehold() {}

  /// Puts it into a store, as one page of the district's.
  static void into(LocalStore store) throws StoreException {
    var scopes = List.of(Homes.STREET, CaseRecord.PUBLIC);
    var cursor = new Cursor(1, "%064x".formatted(1));
    var cursors = new TreeMap<String, Cursor>();
    scopes.forEach(s -> cursors.put(s, cursor));
    var page =
        new PullReply(
            records().stream()
                .map(r ->
                    new WireRecord(
                        r.type().name(), r.id(), r.scope(), r.caseId(), 1, false, r.fields()))
                .toList(),
            List.of(),
            cursors,
            scopes,
            List.of(),
            List.of(),
            new Witness("e1", 1, "%064x".formatted(1)),
            0,
            System.currentTimeMillis(),
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    store.sync().pulled(store.sync().ticket(), page);
  }

  private static List<CaseRecord> records() {
    var all = new ArrayList<CaseRecord>();
    all.add(shared(RecordType.AGENCY, AGENCY, Map.of("name", "调查中心", "active", "true")));
    all.add(investigator(Homes.INVESTIGATOR.id(), Homes.INVESTIGATOR.displayName()));
    all.add(investigator(SECOND, "孟玉兰"));
    all.add(
        of(
            RecordType.APPLICATION,
            CASE,
            Map.of(
                "number",
                "110108007202600100012",
                "street",
                Homes.STREET,
                "applicant",
                new UUID(4, 1).toString(),
                "stage",
                "VISITING",
                "acceptDate",
                "2026-11-19",
                "schemes",
                "DB",
                "residenceAddress",
                SyntheticPerson.ADDRESS,
                "phone",
                "13800001111",
                "ruleSet",
                "CN-2021")));
    for (int n = 1; n <= PEOPLE.length; n++) person(all, n);
    means(all);
    all.add(
        of(
            RecordType.ASSIGNMENT,
            ASSIGNMENT,
            Map.of(
                "agency",
                AGENCY.toString(),
                "investigatorA",
                Homes.INVESTIGATOR.id().toString(),
                "investigatorB",
                SECOND.toString(),
                "due",
                "2099-11-26",
                "state",
                "ASSIGNED",
                "visitMode",
                "HOME")));
    return all;
  }

  private static void person(List<CaseRecord> all, int n) {
    String[] p = PEOPLE[n - 1];
    UUID person = new UUID(4, n);
    all.add(
        CaseRecord.of(
            RecordType.PERSON,
            person,
            Homes.STREET,
            CASE,
            Map.of("name", p[0], "idNumber", p[1], "birthDate", p[2])));
    all.add(
        of(
            RecordType.MEMBER,
            member(n),
            Map.of(
                "person",
                person.toString(),
                "relation",
                p[3],
                "hukouRelation",
                "1",
                "livingTogether",
                "1",
                "health",
                p[4],
                "labour",
                p[5],
                "occupation",
                p[6],
                "benefits",
                "00",
                "order",
                Integer.toString(n))));
  }

  private static void means(List<CaseRecord> all) {
    all.add(
        of(
            RecordType.ITEM,
            new UUID(1, 102),
            Map.of(
                "member",
                member(1).toString(),
                "kind",
                "INCOME",
                "code",
                "102",
                "label",
                "工地零工",
                "basis",
                "MONTHLY",
                "months",
                "12",
                "declared",
                "300000",
                "order",
                "1")));
    all.add(
        of(
            RecordType.ITEM,
            new UUID(1, 103),
            Map.of(
                "kind",
                "ASSET",
                "code",
                "P02",
                "basis",
                "AMOUNT",
                "declared",
                "120000",
                "order",
                "2")));
  }

  private static UUID member(int n) {
    return new UUID(3, n);
  }

  private static CaseRecord investigator(UUID id, String name) {
    return shared(
        RecordType.STAFF,
        id,
        Map.of(
            "name", name, "role", "INVESTIGATOR", "agency", AGENCY.toString(), "active", "true"));
  }

  private static CaseRecord shared(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, CaseRecord.PUBLIC, null, fields);
  }

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    if (type != RecordType.APPLICATION) all.put("application", CASE.toString());
    return CaseRecord.of(type, id, Homes.STREET, CASE, all);
  }
}
