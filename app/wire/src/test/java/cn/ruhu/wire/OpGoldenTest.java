package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every kind of op of every schema ever written, as exact lines, with what each means. Lines of an
/// older schema stay readable for ever and mean the same (invariant I19). Files are only ever
/// added: `-Druhu.golden=write` writes those of the newest schema that are missing.
class OpGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Path CLIENT = Path.of("../desktop/src/main/java");
  private static final Pattern SAVED =
      Pattern.compile("\\.save\\(\\s*(?:[^\";(]*\\?\\s*)?\"([a-z.]+)\"(?:\\s*:\\s*\"([a-z.]+)\")?");
  private static final String CHAIN = "chain.txt";
  private static final UUID APPLICATION = new UUID(0x7000, 0x8000000000000000L);
  private static final String STREET = "110108007";

  private static Path folder(int schema) {
    return FOLDER.resolve("op-" + schema);
  }

  /// What the client saves: acts, and every kind its sources name.
  private static Set<String> kinds() throws IOException {
    var kinds = new TreeSet<String>();
    for (Act act : Act.values()) kinds.add("act." + act.name());
    try (Stream<Path> sources = Files.walk(CLIENT)) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        Matcher m = SAVED.matcher(Files.readString(source));
        while (m.find()) {
          kinds.add(m.group(1));
          if (m.group(2) != null) kinds.add(m.group(2));
        }
      }
    }
    return kinds;
  }

  private static Map<String, byte[]> lines(int schema) throws IOException {
    var lines = new TreeMap<String, byte[]>();
    try (Stream<Path> files = Files.list(folder(schema))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".op.json")).toList())
        lines.put(
            file.getFileName().toString().replace(".op.json", ""),
            Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  @Test
  void everyKindOfOpTheClientSavesHasItsLine() throws Exception {
    if ("write".equals(System.getProperty("ruhu.golden"))) writeMissing();
    Set<String> kinds = kinds();
    assertTrue(kinds.containsAll(Set.of("save", "visit.finish", "resolve.undo")), kinds::toString);
    assertEquals(kinds, lines(Op.SCHEMA).keySet());
  }

  @Test
  void everyLineOfEverySchemaIsReadAndMeansWhatItMeant() throws Exception {
    for (int schema = 1; schema <= Op.SCHEMA; schema++)
      for (var e : lines(schema).entrySet()) {
        Op op = OpCodec.read(e.getValue());
        assertEquals(e.getKey(), op.kind());
        assertEquals(Op.SCHEMA, op.schema());
        Path meant = folder(schema).resolve(e.getKey() + ".effect.json");
        assertEquals(Files.readString(meant).strip(), text(effect(op)), e.getKey());
        if (schema == Op.SCHEMA) assertArrayEquals(e.getValue(), OpCodec.write(op), e.getKey());
      }
  }

  /// Hashes and signatures are over the bytes as they were written, whatever shape is read from
  /// them (invariant I16).
  @Test
  void chainAndSignatureHoldOverTheStoredBytes() throws Exception {
    for (int schema = 1; schema <= Op.SCHEMA; schema++) {
      List<String> kept = Files.readAllLines(folder(schema).resolve(CHAIN));
      String hash = Chain.start(Samples.JOURNAL);
      for (byte[] line : lines(schema).values()) hash = Chain.next(hash, line);
      assertEquals(kept.get(0), hash);
      assertTrue(Signatures.verify(key().publicHex(), Hashes.bytes(hash), kept.get(1)));
    }
  }

  @Test
  void whatANewerProgramAddedIsPassedOverAndTheBytesStay() throws Exception {
    for (var e : lines(Op.SCHEMA).entrySet()) {
      String line = new String(e.getValue(), StandardCharsets.UTF_8);
      String newer =
          line.replace("{\"type\":", "{\"mood\":[1],\"type\":")
              .replace(",\"changes\":", ",\"later\":{\"a\":null},\"changes\":");
      assertEquals(
          OpCodec.read(e.getValue()), OpCodec.read(newer.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /// A field that is renamed: what the step does not know stays, the line stays, and nobody's op
  /// becomes another's.
  @Test
  void anOlderLineIsLiftedStepByStep() throws Exception {
    UnaryOperator<Map<String, Object>> renamed =
        op -> {
          var up = new LinkedHashMap<>(op);
          up.put("changes", ((List<?>) op.get("changes")).stream().map(c -> phone(c)).toList());
          return up;
        };
    UnaryOperator<Map<String, Object>> same = op -> op;
    var steps = new Upcasts(List.of(renamed, same));
    byte[] line = lines(1).get("save");
    Op lifted = steps.lift(line, 1);
    assertEquals(3, lifted.schema());
    Op before = OpCodec.read(line);
    assertEquals(before.opId(), lifted.opId());
    String was = text(effect(before));
    assertTrue(was.contains("\"phone\":"), was);
    assertEquals(was.replace("\"phone\":", "\"phoneNumber\":"), text(effect(lifted)));
    assertThrows(WireException.class, () -> steps.lift(line, 0));
    assertThrows(WireException.class, () -> steps.lift(line, 4));
    UnaryOperator<Map<String, Object>> thief =
        op -> {
          var up = new LinkedHashMap<>(op);
          up.put("user", new UUID(6, 6).toString());
          return up;
        };
    assertThrows(WireException.class, () -> new Upcasts(List.of(thief)).lift(line, 1));
  }

  private static Object phone(Object change) {
    var up = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) change).forEach((name, value) -> up.put(name.toString(), value));
    var set = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) up.get("set"))
        .forEach((name, pair) -> set.put(name.equals("phone") ? "phoneNumber" : "" + name, pair));
    up.put("set", set);
    return up;
  }

  private static String text(Object message) {
    return new String(Messages.write(message), StandardCharsets.UTF_8);
  }

  /// Each record as its author saw it and as it is afterwards.
  private static List<Map<String, Object>> effect(Op op) {
    var out = new ArrayList<Map<String, Object>>();
    for (Change c : op.changes()) {
      var before = new TreeMap<String, String>();
      var after = new TreeMap<String, String>();
      c.set()
          .forEach((field, pair) -> {
            if (pair.get(0) != null) before.put(field, pair.get(0));
            if (pair.get(1) != null) after.put(field, pair.get(1));
          });
      var one = new TreeMap<String, Object>();
      one.put("record", c.type() + " " + c.id() + " " + c.scope() + " " + c.caseId());
      one.put("act", c.create() ? "create" : c.delete() ? "delete" : "change");
      one.put("before", before);
      one.put("after", after);
      out.add(one);
    }
    return out;
  }

  private static SigningKey key() {
    return SigningKey.fromBytes(new byte[32]);
  }

  private static void writeMissing() throws Exception {
    Path folder = Files.createDirectories(folder(Op.SCHEMA));
    int n = 0;
    for (String kind : kinds()) {
      n++;
      Path file = folder.resolve(kind + ".op.json");
      if (Files.exists(file)) continue;
      byte[] line = OpCodec.write(sample(kind, n));
      Files.writeString(file, new String(line, StandardCharsets.UTF_8) + "\n");
      Files.writeString(
          folder.resolve(kind + ".effect.json"), text(effect(OpCodec.read(line))) + "\n");
    }
    String hash = Chain.start(Samples.JOURNAL);
    for (byte[] line : lines(Op.SCHEMA).values()) hash = Chain.next(hash, line);
    Files.writeString(folder.resolve(CHAIN), hash + "\n" + key().sign(Hashes.bytes(hash)) + "\n");
  }

  private static Op sample(String kind, int n) {
    boolean act = kind.startsWith("act.");
    List<RecordChange> changes = act ? ofAct(Act.valueOf(kind.substring(4)), n) : besides(kind, n);
    return new Op(
        Samples.opId(n),
        n,
        Samples.USER,
        Samples.DEVICE,
        "0.1.0",
        Op.SCHEMA,
        kind,
        act ? "\u7406\u7531" : null,
        1_760_000_000_000L + n,
        12_345,
        1_759_999_000_000L,
        act || kind.startsWith("resolve"),
        changes.stream().map(OpCodec::change).toList(),
        kind.equals("scan") ? List.of(FileAddress.of(new byte[] {1}).text()) : List.of());
  }

  private static List<RecordChange> ofAct(Act act, int n) {
    CaseRecord before =
        CaseRecord.of(
            RecordType.APPLICATION, APPLICATION, STREET, APPLICATION, Map.of("stage", "DRAFT"));
    var changes = new ArrayList<RecordChange>();
    changes.add(RecordChange.create(record(RecordType.EVENT, n).with("act", act.name())));
    changes.add(RecordChange.between(before, before.with("stage", "SUBMITTED")).orElseThrow());
    for (RecordType type : new TreeSet<>(act.carries())) changes.add(create(type, n));
    return changes;
  }

  private static List<RecordChange> besides(String kind, int n) {
    CaseRecord person =
        record(RecordType.PERSON, n).with("phone", "13800000001").with("workplace", "a");
    return switch (kind) {
      case "visit.finish" ->
          List.of(create(RecordType.VISIT, n), create(RecordType.VISIT_ANSWERS, n));
      case "scan" -> List.of(create(RecordType.DOCUMENT, n), create(RecordType.PAGE, n));
      case "pages" -> {
        CaseRecord old = record(RecordType.PAGE, n + 1000);
        CaseRecord stood = old.with("replacedBy", "").with("replacedWay", "");
        yield List.of(create(RecordType.PAGE, n), RecordChange.between(stood, old).orElseThrow());
      }
      case "read.exported" -> List.of(create(RecordType.GATE_FACT, n));
      case "print" -> List.of(create(RecordType.DOCUMENT, n));
      case "lead" -> List.of(create(RecordType.LEAD, n));
      case "lead.refer" -> List.of(create(RecordType.REFERRAL, n));
      case "lead.dispatch" ->
          List.of(ended(RecordType.LEAD, n, "DISPATCHED"), create(RecordType.REFERRAL, n));
      case "lead.move" ->
          List.of(ended(RecordType.LEAD, n, "MOVED"), create(RecordType.LEAD, n + 1000));
      case "lead.answer", "lead.recall" -> List.of(ended(RecordType.REFERRAL, n, "ANSWERED"));
      case "lead.contact", "lead.case", "lead.close", "lead.correct", "lead.reopen", "lead.undo" ->
          List.of(ended(RecordType.LEAD, n, "CLOSED"));
      case "change.report" -> List.of(create(RecordType.CHANGE_REPORT, n));
      case "resolve", "resolve.undo" -> {
        CaseRecord open = record(RecordType.CONFLICT, n).with("state", "OPEN").with("choice", null);
        CaseRecord closed = open.with("state", "RESOLVED").with("choice", "KEEP");
        boolean undo = kind.endsWith("undo");
        yield List.of(
            RecordChange.between(undo ? closed : open, undo ? open : closed).orElseThrow());
      }
      default ->
          List.of(
              create(RecordType.ITEM, n),
              RecordChange.between(
                      person, person.with("phone", "13800000002").with("workplace", null))
                  .orElseThrow(),
              RecordChange.delete(record(RecordType.SUPPORTER, n)));
    };
  }

  private static RecordChange ended(RecordType type, int n, String state) {
    CaseRecord open = record(type, n).with("state", "NEW").with("closeReason", null);
    return RecordChange.between(open, record(type, n).with("state", state)).orElseThrow();
  }

  private static RecordChange create(RecordType type, int n) {
    return RecordChange.create(record(type, n));
  }

  /// A record with a value in every field its type names.
  private static CaseRecord record(RecordType type, int n) {
    var fields = new TreeMap<String, String>();
    for (FieldSpec field : type.fields()) fields.put(field.name(), value(field.kind(), n));
    return CaseRecord.of(type, new UUID(type.name().hashCode(), n), STREET, APPLICATION, fields);
  }

  private static String value(FieldKind kind, int n) {
    return switch (kind) {
      case TEXT -> "\u8bdd\n" + n;
      case NAME -> "\u738b\ud842\udfb7";
      case CODE -> "01";
      case CODES -> "01,02";
      case DATE -> "2026-03-02";
      case INSTANT -> "2026-03-02T03:04:05.678Z";
      case FEN, INT, PERCENT -> Integer.toString(n);
      case BOOL -> "true";
      case REF -> new UUID(9, n).toString();
      case ID_NUMBER -> "110199195203070013";
      case FILE -> FileAddress.of(new byte[] {1}).text();
    };
  }
}
