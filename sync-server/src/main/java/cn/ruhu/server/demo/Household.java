package cn.ruhu.server.demo;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// One household of the tables as the records its clerk would write.
final class Household {
  private static final int ADULT = 16;
  private static final int LIFELONG = 46;

  private final Map<String, String> row;
  private final Tables tables;
  private final Ids ids;
  private final UUID id;
  private final List<Map<String, String>> memberRows;
  private final Map<String, UUID> persons = new LinkedHashMap<>();
  private final Map<String, UUID> members = new LinkedHashMap<>();
  private final Map<UUID, String> verified = new LinkedHashMap<>();

  /// The whole demonstration data.
  record Tables(
      List<Map<String, String>> households,
      List<Map<String, String>> members,
      List<Map<String, String>> items,
      List<Map<String, String>> supporters,
      Map<String, String> words) {
    static Tables read() {
      return new Tables(
          Table.read("households.tsv"),
          Table.read("members.tsv"),
          Table.read("items.tsv"),
          Table.read("supporters.tsv"),
          Table.words());
    }

    String word(String key) {
      return Optional.ofNullable(words.get(key))
          .orElseThrow(() -> new IllegalStateException("no word " + key));
    }
  }

  Household(Map<String, String> row, Tables tables, Ids ids) {
    this.row = row;
    this.tables = tables;
    this.ids = ids;
    this.id = ids.next();
    this.memberRows = of(tables.members(), row.getOrDefault("key", ""));
    for (Map<String, String> m : memberRows) {
      persons.put(m.getOrDefault("order", ""), ids.next());
      members.put(m.getOrDefault("order", ""), ids.next());
    }
  }

  private static List<Map<String, String>> of(List<Map<String, String>> rows, String key) {
    return rows.stream().filter(r -> key.equals(r.get("household"))).toList();
  }

  UUID id() {
    return id;
  }

  String get(String column) {
    return row.getOrDefault(column, "");
  }

  String stage() {
    return get("stage");
  }

  int days() {
    return Integer.parseInt(get("days"));
  }

  /// Members with their table rows.
  Map<UUID, Map<String, String>> members() {
    var all = new LinkedHashMap<UUID, Map<String, String>>();
    for (Map<String, String> m : memberRows) all.put(member(m.getOrDefault("order", "")), m);
    return all;
  }

  private UUID member(String order) {
    return Optional.ofNullable(members.get(order)).orElseThrow();
  }

  UUID applicant() {
    return persons.values().iterator().next();
  }

  /// What a visit found, by item.
  Map<UUID, String> verified() {
    return verified;
  }

  CaseRecord make(RecordType type, UUID record, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    if (type.field("application").isPresent()) all.put("application", id.toString());
    all.values().removeIf(String::isEmpty);
    return CaseRecord.of(type, record, get("street"), id, all);
  }

  CaseRecord make(RecordType type, Map<String, String> fields) {
    return make(type, ids.next(), fields);
  }

  /// Everything the clerk writes when the case is opened.
  ///
  /// @param number application number, printed at once
  List<CaseRecord> opened(String number, UUID clerk, LocalDate today) {
    var all = new ArrayList<CaseRecord>();
    UUID household = ids.next();
    all.add(application(number, clerk, household));
    all.add(
        make(
            RecordType.HOUSEHOLD,
            household,
            Map.of(
                "street", get("street"),
                "community", get("community"),
                "head", applicant().toString(),
                "currentApplication", id.toString())));
    for (Map<String, String> m : memberRows) {
      all.add(person(m, today));
      all.add(memberRecord(m));
    }
    int order = 0;
    for (Map<String, String> i : of(tables.items(), get("key"))) all.add(item(i, ++order));
    for (Map<String, String> s : of(tables.supporters(), get("key"))) {
      var fields = new TreeMap<>(s);
      fields.remove("household");
      all.add(make(RecordType.SUPPORTER, fields));
    }
    return all;
  }

  private CaseRecord application(String number, UUID clerk, UUID household) {
    var fields = new TreeMap<String, String>();
    fields.put("number", number);
    fields.put("household", household.toString());
    fields.put("applicant", applicant().toString());
    fields.put("clerk", clerk.toString());
    fields.put("applyMethod", get("method"));
    fields.put("firstTime", "true");
    fields.put("residenceAddress", get("address"));
    fields.put("deliveryAddress", get("address"));
    fields.put("familySize", Integer.toString(memberRows.size()));
    fields.put("paperProfile", "BJ-2020");
    if (get("relative").equals("true")) fields.put("relativeOfOfficial", "true");
    for (String same : List.of("street", "community", "schemes", "reason", "phone", "note"))
      fields.put(same, get(same));
    for (String home : List.of("residenceStreet", "residenceCommunity"))
      fields.put(home, get(home)); // where it is another street than the one that handles the case
    return make(RecordType.APPLICATION, id, fields);
  }

  private CaseRecord person(Map<String, String> m, LocalDate today) {
    LocalDate birth = LocalDate.parse(m.getOrDefault("birthDate", ""));
    int age = birth.until(today).getYears();
    var fields = new TreeMap<String, String>();
    for (String same : List.of("name", "idNumber", "sex", "birthDate", "ethnicity"))
      fields.put(same, m.getOrDefault(same, ""));
    fields.put("idKind", "1");
    fields.put("registeredAddress", get("address"));
    if (age >= ADULT) {
      LocalDate from = LocalDate.of(today.getYear() - 6, 4, 1 + birth.getDayOfMonth() % 27);
      fields.put("issuer", tables.word("issuer"));
      fields.put("validFrom", from.toString());
      boolean lifelong = age - 6 >= LIFELONG;
      fields.put("validTo", lifelong ? tables.word("long") : from.plusYears(20).toString());
    }
    if (m.equals(memberRows.getFirst())) fields.put("phone", get("phone"));
    String order = m.getOrDefault("order", "");
    return make(RecordType.PERSON, Optional.ofNullable(persons.get(order)).orElseThrow(), fields);
  }

  private CaseRecord memberRecord(Map<String, String> m) {
    var fields = new TreeMap<>(m);
    String order = m.getOrDefault("order", "");
    for (String notHere :
        List.of("household", "name", "idNumber", "sex", "birthDate", "ethnicity", "phone"))
      fields.remove(notHere);
    fields.put("person", Optional.ofNullable(persons.get(order)).orElseThrow().toString());
    return make(RecordType.MEMBER, member(order), fields);
  }

  private CaseRecord item(Map<String, String> i, int order) {
    var fields = new TreeMap<>(i);
    fields.remove("household");
    String found = fields.remove("verified");
    String who = fields.remove("member");
    if (who != null && !who.equals("0")) fields.put("member", member(who).toString());
    fields.put("order", Integer.toString(order));
    CaseRecord item = make(RecordType.ITEM, fields);
    if (found != null && !found.isEmpty()) verified.put(item.id(), found);
    return item;
  }
}
