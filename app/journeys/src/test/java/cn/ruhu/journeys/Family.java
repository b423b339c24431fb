package cn.ruhu.journeys;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.journeys.road.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A household of a scenario as the window declares it and as the pair finds it: who lives there,
/// what comes in, what is told. People are of the unassigned region 110199. Unless something else
/// is said, the pair finds what was declared, and no property.
final class Family {
  private final Households houses;
  private final Place clerk;
  private final UUID id;
  private final List<CaseRecord> people = new ArrayList<>();
  private final List<CaseRecord> members = new ArrayList<>();
  private final List<CaseRecord> others = new ArrayList<>();
  private final Map<UUID, Long> amounts = new LinkedHashMap<>();
  private final Map<String, String> told = new TreeMap<>(Place.OWNS_NOTHING);
  private final String schemes;
  private boolean relative;

  private Family(Households houses, String schemes) {
    this.houses = houses;
    this.clerk = houses.clerk;
    this.id = clerk.desk.newId();
    this.schemes = schemes;
  }

  /// @param born `1951-02-03`
  /// @param sex code of table `sex`
  static Family of(Households houses, String schemes, String name, String born, String sex) {
    return new Family(houses, schemes).with("01", name, born, sex);
  }

  UUID id() {
    return id;
  }

  String applicant() {
    return people.getFirst().text("name");
  }

  /// One more member; nobody here works unless [#says] tells so.
  ///
  /// @param relation code of table `relation`
  Family with(String relation, String name, String born, String sex) {
    int order = 2 * members.size() + (sex.equals("2") ? 2 : 1);
    CaseRecord person =
        clerk.of(
            RecordType.PERSON,
            id,
            Map.of(
                "name",
                name,
                "idNumber",
                TestCards.number(born.replace("-", ""), order),
                "sex",
                sex,
                "birthDate",
                born,
                "idKind",
                "1",
                "phone",
                "13910010001"));
    people.add(person);
    members.add(
        clerk.of(
            RecordType.MEMBER,
            id,
            Map.of(
                "person",
                person.id().toString(),
                "relation",
                relation,
                "livingTogether",
                "1",
                "order",
                Integer.toString(members.size()),
                "authorization",
                "SIGNED")));
    return this;
  }

  /// A field the window declares of the last member.
  Family declares(String field, String value) {
    members.add(members.removeLast().with(field, value));
    return this;
  }

  /// What the pair hears or sees of the last member, by question.
  Family says(String question, String answer) {
    told.put(question + "@" + members.getLast().id(), answer);
    return this;
  }

  /// What the pair hears or sees of the household.
  Family tells(String question, String answer) {
    told.put(question, answer);
    return this;
  }

  /// Income of the last member.
  ///
  /// @param basis `MONTHLY` or `YEARLY`
  Family income(String code, String basis, long fen) {
    CaseRecord item =
        clerk.of(
            RecordType.ITEM,
            id,
            Map.of(
                "member",
                members.getLast().id().toString(),
                "kind",
                "INCOME",
                "code",
                code,
                "basis",
                basis,
                "declared",
                Long.toString(fen)));
    others.add(item);
    amounts.put(item.id(), fen);
    return this;
  }

  /// What the pair finds of the last income instead.
  Family found(long fen) {
    amounts.put(others.getLast().id(), fen);
    return this;
  }

  /// Somebody outside who owes support.
  Family supporter(Map<String, String> fields) {
    others.add(clerk.of(RecordType.SUPPORTER, id, fields).with("authorization", "SIGNED"));
    return this;
  }

  /// A near relative of whoever handles aid, filed at the window.
  Family ofAnOfficial(String name, String unit) {
    relative = true;
    others.add(
        clerk.of(
            RecordType.RELATIVE,
            id,
            Map.of(
                "member",
                members.getFirst().id().toString(),
                "name",
                name,
                "relation",
                "70",
                "unit",
                unit,
                "post",
                "社区专职工作者")));
    return this;
  }

  /// Accepted today and sent out to the pair.
  Family accepted() throws Exception {
    var all = new ArrayList<CaseRecord>();
    CaseRecord household = clerk.of(RecordType.HOUSEHOLD, id, Map.of("street", Place.STREET));
    all.add(household);
    all.addAll(people);
    all.addAll(members);
    all.addAll(others);
    CaseRecord application =
        houses
            .application(id, people.getFirst(), household, schemes)
            .with("familySize", Integer.toString(members.size()));
    all.add(relative ? application.with("relativeOfOfficial", "true") : application);
    houses.accepted(id, all);
    return this;
  }

  /// The pair goes there, finds what was said, seals and sends.
  Family visited(String purpose) throws Exception {
    houses.found(id, purpose, amounts, told);
    return this;
  }

  /// Visited, the city's answer in, no doubt left open.
  Family investigated() throws Exception {
    visited("FIRST");
    houses.investigated(id);
    return this;
  }

  /// Somebody else of a household that is declared already.
  static void joined(Households houses, UUID id, String name, String born, String relation)
      throws Exception {
    Place clerk = houses.clerk;
    CaseRecord person =
        clerk.of(
            RecordType.PERSON,
            id,
            Map.of(
                "name",
                name,
                "idNumber",
                TestCards.number(born.replace("-", ""), 1),
                "sex",
                "1",
                "birthDate",
                born,
                "idKind",
                "1"));
    CaseRecord member =
        clerk.of(
            RecordType.MEMBER,
            id,
            Map.of(
                "person",
                person.id().toString(),
                "relation",
                relation,
                "livingTogether",
                "1",
                "authorization",
                "SIGNED"));
    Households.record(clerk, person, member);
    clerk.sync(); // the case was sent out meanwhile
    CaseRecord app = clerk.desk.caseFile(id).application().orElseThrow();
    clerk.desk.edit(app, app.with("familySize", "2"));
    clerk.sync();
  }
}
