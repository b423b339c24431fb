package cn.ruhu.benchmarks;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// A street with very many cases before its supervisor, as pages of a pull: households of two with
/// incomes, property, a visit and its answers, papers, some questions and returns. Made by rule,
/// the same for the same seed; nobody of them exists.
final class ReviewDistrict {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int PAGE = 4_000;
  private static final Stage[] STAGES = {
    Stage.INVESTIGATED, Stage.INVESTIGATED, Stage.VISITING, Stage.VERIFYING, Stage.PRELIM
  };
  private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
  private static final String GIVEN = "安平和顺明德仁义礼智信勇慧敏芳兰";

  private final LocalStore store;
  private final Instant now;
  private final Random random = new Random(2026);
  private final Ids ids;
  private final List<WireRecord> page = new ArrayList<>();
  private long seq;

  ReviewDistrict(LocalStore store, Instant now) {
    this.store = store;
    this.now = now;
    this.ids = Ids.seeded(InstantSource.fixed(now), new Random(7));
  }

  /// @return records the store was handed
  long fill(int cases) throws StoreException {
    for (int i = 0; i < 12; i++)
      add(
          CaseRecord.of(
              RecordType.STAFF,
              new UUID(4, i),
              CaseRecord.PUBLIC,
              null,
              Map.of("name", name(i), "role", "INVESTIGATOR", "street", Homes.STREET)));
    add(
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(4, 100),
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "name", "DIBAO",
                "effective", "2025-07",
                "valueFen", "150000",
                "source", "district",
                "confirmed", "true")));
    for (int i = 0; i < cases; i++) household(i);
    flush();
    return seq;
  }

  private static String name(int i) {
    return ""
        + SURNAMES.charAt(i % SURNAMES.length())
        + GIVEN.charAt(i / SURNAMES.length() % GIVEN.length())
        + GIVEN.charAt(i / 7 % GIVEN.length());
  }

  private void household(int i) throws StoreException {
    UUID id = ids.next();
    Stage stage = STAGES[i % STAGES.length];
    LocalDate day = LocalDate.ofInstant(now, ZONE).minusDays(1 + random.nextInt(60));
    UUID first = ids.next();
    UUID second = ids.next();
    UUID head = ids.next();
    UUID other = ids.next();
    var app = new TreeMap<String, String>();
    app.put("street", Homes.STREET);
    app.put("schemes", i % 7 == 0 ? "DB,JY" : "DB");
    app.put("number", "110108007202600%06d".formatted(i));
    app.put("applicant", first.toString());
    app.put("residenceAddress", "大慧寺路%d号院%d号楼%d室".formatted(i % 90, i % 17, i % 600));
    app.put("stage", stage.name());
    app.put("stageSince", day.atTime(10, 0).atZone(ZONE).toInstant().toString());
    app.put("acceptDate", day.minusDays(random.nextInt(25)).toString());
    add(record(RecordType.APPLICATION, id, id, app));
    add(person(first, id, i, "1960-01-02"));
    add(person(second, id, i + 1, "1990-05-06"));
    add(member(head, id, first, "01", 1));
    add(member(other, id, second, "20", 2));
    add(item(id, "INCOME", "102", head, 100_000 + 500L * (i % 200), i % 3 == 0 ? 40_000 : 0));
    add(item(id, "ASSET", "P02", null, 50_000, i % 5 == 0 ? 600_000 : 0));
    UUID visit = ids.next();
    if (stage != Stage.VERIFYING) visit(id, visit, head, day);
    add(
        record(
            RecordType.PAGE,
            ids.next(),
            id,
            Map.of(
                "application",
                id.toString(),
                "slot",
                "D06",
                "file",
                "sha256-" + "%064x".formatted(i),
                "mime",
                "image/png")));
    if (i % 11 == 0) question(id, head, i);
  }

  private void visit(UUID id, UUID visit, UUID head, LocalDate day) throws StoreException {
    Instant from = day.atTime(9, 0).atZone(ZONE).toInstant();
    add(
        record(
            RecordType.VISIT,
            visit,
            id,
            Map.of(
                "application", id.toString(),
                "disposition", "10",
                "startedAt", from.toString(),
                "finishedAt", from.plus(Duration.ofMinutes(35)).toString(),
                "investigatorA", new UUID(4, random.nextInt(6)).toString(),
                "investigatorB", new UUID(4, 6 + random.nextInt(6)).toString(),
                "durationSeconds", "2100")));
    var answers = new TreeMap<String, String>();
    answers.put("application", id.toString());
    answers.put("visit", visit.toString());
    answers.put("M10@" + head, "1");
    answers.put("M12@" + head, "1");
    for (int q = 4; q < 20; q++) answers.put("H%02d".formatted(q), Integer.toString(q % 4));
    answers.put("P02", "50000");
    add(record(RecordType.VISIT_ANSWERS, ids.next(), id, answers));
  }

  private void question(UUID id, UUID member, int i) throws StoreException {
    add(
        record(
            RecordType.EVENT,
            ids.next(),
            id,
            Map.of(
                "application",
                id.toString(),
                "act",
                "RETURN",
                "from",
                "INVESTIGATED",
                "to",
                "VISITING",
                "by",
                Homes.REVIEWER.id().toString(),
                "at",
                now.minus(Duration.ofDays(3)).toString())));
    var q = new TreeMap<String, String>();
    q.put("application", id.toString());
    q.put("path", "M12@" + member);
    q.put("words", "请当面核实本人");
    q.put("state", i % 2 == 0 ? "OPEN" : "ANSWERED");
    q.put("askedBy", Homes.REVIEWER.id().toString());
    if (i % 2 == 1) q.put("answer", "已当面核实");
    add(record(RecordType.QUESTION, ids.next(), id, q));
  }

  private CaseRecord person(UUID person, UUID id, int i, String born) {
    return record(
        RecordType.PERSON, person, id, Map.of("name", name(i), "birthDate", born, "sex", "1"));
  }

  private CaseRecord member(UUID member, UUID id, UUID person, String relation, int order) {
    return record(
        RecordType.MEMBER,
        member,
        id,
        Map.of(
            "application",
            id.toString(),
            "person",
            person.toString(),
            "relation",
            relation,
            "livingTogether",
            "1",
            "labour",
            order == 1 ? "3" : "1",
            "marital",
            "20",
            "order",
            Integer.toString(order)));
  }

  private CaseRecord item(
      UUID id,
      String kind,
      String code,
      @org.jspecify.annotations.Nullable UUID member,
      long fen,
      long more) {
    var fields = new TreeMap<String, String>();
    fields.put("application", id.toString());
    fields.put("kind", kind);
    fields.put("code", code);
    fields.put("declared", Long.toString(fen));
    fields.put("verified", Long.toString(fen + more));
    if (member != null) fields.put("member", member.toString());
    return record(RecordType.ITEM, ids.next(), id, fields);
  }

  private static CaseRecord record(
      RecordType type, UUID record, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, record, Homes.STREET, id, fields);
  }

  private void add(CaseRecord r) throws StoreException {
    page.add(
        new WireRecord(r.type().name(), r.id(), r.scope(), r.caseId(), ++seq, false, r.fields()));
    if (page.size() >= PAGE) flush();
  }

  private void flush() throws StoreException {
    var cursor = new Cursor(seq, "%064x".formatted(seq));
    var reply =
        new PullReply(
            List.copyOf(page),
            List.of(),
            Map.of(Homes.STREET, cursor, CaseRecord.PUBLIC, cursor),
            List.of(Homes.STREET, CaseRecord.PUBLIC),
            List.of(),
            List.of(),
            new Witness("e1", seq, "%064x".formatted(seq)),
            0,
            now.toEpochMilli(),
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    store.sync().pulled(store.sync().ticket(), reply);
    page.clear();
  }
}
