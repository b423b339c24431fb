package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.SignalKind;
import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.linking.Signals;
import cn.ruhu.casefile.means.Standard;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.district.Standards;
import cn.ruhu.server.linking.Linking;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.registry.Kind;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People of the cases and the district's registry: found by the server, settled by a person, and
/// nothing of either side changed by it.
@OnEachStore
class LinkingTest {
  private static final String NUMBER = "110199195203070013";
  private static final String OTHER = "110199195509120028";
  private static final String PEOPLE = "姓名,证件号码,户编号,街道,住址,死亡日期\n";

  @TempDir Path folder;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-06-01T04:00:00Z"));
  private final Store store;
  private District district;
  private TestMachine clerk;
  private TestMachine reviewer;

  LinkingTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void open() throws Exception {
    district =
        new District(
            folder.resolve("data"), store, EmbeddedServer.Config.forTests().withClock(clock::get));
    clerk = district.machine("clerk");
    reviewer = district.machine("reviewer");
  }

  @AfterEach
  void close() {
    reviewer.close();
    clerk.close();
    district.close();
  }

  private void list(Kind kind, String csv) throws Exception {
    Path file = Files.writeString(folder.resolve(kind + ".csv"), csv);
    var taken =
        district
            .server
            .wiring()
            .registry
            .run(
                new RegistryImport.Request(
                    kind,
                    file,
                    Optional.empty(),
                    BigDecimal.ONE,
                    folder,
                    Set.of(RegistryImport.Insist.FEWER)));
    assertTrue(taken instanceof RegistryImport.Outcome.Taken, taken.toString());
  }

  private Linking.Told link() throws Exception {
    return district.server.wiring().linking.link().orElseThrow();
  }

  private CaseFile household(String name) throws Exception {
    return District.open(clerk, District.HERE, name);
  }

  private static UUID person(CaseFile file) {
    return file.applicant().orElseThrow().id();
  }

  private List<CaseRecord> seen(TestMachine machine, RecordType type) throws Exception {
    machine.pull();
    return machine.copies.values().stream()
        .filter(r -> r.type().equals(type.name()) && !r.deleted())
        .map(LinkingTest::record)
        .toList();
  }

  private static CaseRecord record(WireRecord r) {
    return CaseRecord.of(
        OpCodec.type(r.type()).orElseThrow(), r.id(), r.scope(), r.caseId(), r.fields());
  }

  private Verdict settle(TestMachine by, CaseRecord link, LinkState state, String reason)
      throws Exception {
    CaseRecord after = Links.settled(link, state, District.actor(by), clock.get(), reason);
    return by.save(RecordChange.between(link, after).orElseThrow());
  }

  @Test
  void theSameNumberAndNameIsLinkedWithWhatTheRegistrySays() throws Exception {
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,110108027,皂君庙12号楼3单元402,\n");
    list(Kind.BENEFIT, "姓名,证件号码,救助类别,开始日期,户编号\n王芳," + NUMBER + ",高龄或失能养老补贴,2025-01-01,H1\n");
    CaseFile file = household("王芳");
    assertEquals(1, link().linked());
    CaseRecord link = seen(reviewer, RecordType.LINK).getFirst();
    assertEquals(Links.id(person(file), link.text("registry")), link.id());
    assertEquals("AUTO", link.text("kind"));
    assertEquals("LINKED", link.text("state"));
    assertEquals("皂君庙12号楼3单元402", link.text("address"));
    assertEquals("07,2025-01-01,,", link.text("benefits"));
    assertEquals("2026-06-01", link.text("importedOn"));
    assertEquals("NUMBER_SAME,NAME_SAME,STREET_OTHER", link.text("reasons"));
  }

  @Test
  void theSameAgainWritesNothing() throws Exception {
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,\n");
    household("王芳");
    assertEquals(1, link().written());
    assertTrue(district.server.wiring().linking.link().isEmpty());
    clock.updateAndGet(t -> t.plus(Duration.ofDays(1)));
    assertEquals(0, link().written());
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,\n李雷," + OTHER + ",H2,,,\n");
    assertEquals(0, link().written());
  }

  @Test
  void anotherNameUnderTheNumberWaitsForAPerson() throws Exception {
    list(Kind.PERSON, PEOPLE + "李雷," + NUMBER + ",H1,,,\n");
    household("王芳");
    Linking.Told told = link();
    assertEquals(0, told.linked());
    assertEquals(1, told.waiting());
    CaseRecord link = seen(reviewer, RecordType.LINK).getFirst();
    assertEquals("ALERT", link.text("kind"));
    assertEquals("OPEN", link.text("state"));
    assertEquals(
        "RIGHTS", settle(reviewer, link, LinkState.LINKED, "").reason(), "against the name: why?");
    assertEquals(
        Verdict.Kind.APPLIED, settle(reviewer, link, LinkState.LINKED, "曾用名李雷，见户口本").verdict());
  }

  @Test
  void aPersonsWordStaysAndTakingItBackRestoresEverything() throws Exception {
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,110108027,皂君庙12号楼,\n");
    household("王芳");
    link();
    CaseRecord link = seen(reviewer, RecordType.LINK).getFirst();
    assertEquals("RIGHTS", settle(clerk, link, LinkState.APART, "不是本人").reason());
    assertEquals("RIGHTS", settle(reviewer, link, LinkState.APART, "").reason());
    assertEquals(Verdict.Kind.APPLIED, settle(reviewer, link, LinkState.APART, "证件被冒用").verdict());
    clock.updateAndGet(t -> t.plus(Duration.ofMinutes(5)));
    assertEquals(0, link().written(), "the server leaves a person's word alone");
    CaseRecord apart = seen(reviewer, RecordType.LINK).getFirst();
    assertEquals("APART", apart.text("state"));
    assertEquals(reviewer.staff().toString(), apart.text("by"));
    assertEquals(Verdict.Kind.APPLIED, settle(reviewer, apart, LinkState.LINKED, "").verdict());
    CaseRecord again = seen(reviewer, RecordType.LINK).getFirst();
    var before = new TreeMap<>(link.fields());
    var after = new TreeMap<>(again.fields());
    for (String said : List.of("by", "at", "reason")) after.remove(said);
    assertEquals(before, after);
    CaseRecord person = seen(reviewer, RecordType.PERSON).getFirst();
    assertEquals("王芳", person.text("name"), "nothing was merged");
  }

  @Test
  void whatTheRegistrySaysNoMoreCountsNoMore() throws Exception {
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,\n李雷," + OTHER + ",H2,,,\n");
    household("王芳");
    link();
    list(Kind.PERSON, PEOPLE + "李雷," + OTHER + ",H2,,,\n");
    assertEquals(1, link().written());
    assertTrue(seen(reviewer, RecordType.LINK).getFirst().is("gone"));
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,\n李雷," + OTHER + ",H2,,,\n");
    assertEquals(1, link().written());
    assertTrue(!seen(reviewer, RecordType.LINK).getFirst().is("gone"));
  }

  private void inBenefit(CaseFile file) throws Exception {
    Wiring wiring = district.server.wiring();
    wiring.database.write(tx -> {
      Held a = tx.records().locked(file.application().orElseThrow().id()).orElseThrow();
      var fields = new TreeMap<>(a.fields());
      fields.put("stage", "IN_BENEFIT");
      return wiring.feed.publish(tx, List.of(a.withFields(fields, false, "")));
    });
  }

  @Test
  void aDeathAndAnotherBenefitAreTasksForTheStreetOnce() throws Exception {
    Instant today = clock.getAndUpdate(i -> i.minus(Duration.ofDays(1)));
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,2026-05-03\n");
    clock.set(today);
    list(
        Kind.BENEFIT,
        "姓名,证件号码,救助类别,开始日期,月金额\n"
            + ("王芳," + NUMBER + ",特困,2025-01-01,1500\n")
            + ("王芳," + NUMBER + ",低保,2025-01-01,1400\n"));
    CaseFile file = household("王芳");
    link();
    assertEquals(List.of(), seen(reviewer, RecordType.SIGNAL), "not in receipt: nothing to end");
    inBenefit(file);
    link();
    List<CaseRecord> signals = seen(reviewer, RecordType.SIGNAL);
    assertEquals(
        Set.of(
            Signals.id(person(file), SignalKind.DEATH, "2026-05-03"),
            Signals.id(person(file), SignalKind.BENEFIT, "02")),
        Set.copyOf(signals.stream().map(CaseRecord::id).toList()),
        "the benefit it grants itself is none");
    CaseRecord death =
        signals.stream().filter(s -> s.text("kind").equals("DEATH")).findFirst().orElseThrow();
    assertEquals("OPEN", death.text("state"));
    assertEquals("2026-05-31", death.text("importedOn"), "the list's day, not the signal's");
    assertEquals("2026-06-15", death.text("due"));
    CaseRecord answered =
        death
            .with("state", SignalState.TAKEN_UP.name())
            .with("by", reviewer.staff().toString())
            .with("at", clock.get().toString())
            .with("reason", "已电话核实，启动复核");
    assertEquals(
        "RIGHTS",
        reviewer
            .save(RecordChange.between(death, answered.with("reason", null)).orElseThrow())
            .reason());
    assertEquals(
        Verdict.Kind.APPLIED,
        reviewer.save(RecordChange.between(death, answered).orElseThrow()).verdict());
    clock.updateAndGet(t -> t.plus(Duration.ofDays(1)));
    assertEquals(0, link().written());
  }

  @Test
  void incomeTheCityFoundIsATaskForTheStreet() throws Exception {
    list(Kind.PERSON, PEOPLE + "李雷," + OTHER + ",H2,,,\n");
    CaseFile file = household("王芳");
    inBenefit(file);
    UUID application = file.application().orElseThrow().id();
    UUID member = file.members().getFirst().id();
    CaseRecord item =
        CaseRecord.of(
            RecordType.ITEM,
            District.IDS.next(),
            District.HERE,
            application,
            Map.of(
                "application", application.toString(),
                "member", member.toString(),
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "registry", "99900000"));
    assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(item)).verdict());
    district
        .server
        .wiring()
        .standards
        .enter(
            List.of(
                new Standards.Entry(
                    Standard.DIBAO, YearMonth.of(2026, 1), new Fen(150_000), "test", true, "")));
    link();
    CaseRecord signal = seen(reviewer, RecordType.SIGNAL).getFirst();
    assertEquals("INCOME", signal.text("kind"));
    assertEquals("99900000", signal.text("amountFen"));
  }

  @Test
  void decisionsAreWrittenForTheDistrictsPlatformOnceHoweverOften() throws Exception {
    list(Kind.PERSON, PEOPLE + "王芳," + NUMBER + ",H1,,,\n");
    CaseFile file = household("王芳");
    link();
    Wiring wiring = district.server.wiring();
    UUID decision = District.IDS.next();
    UUID application = file.application().orElseThrow().id();
    var fields =
        new TreeMap<>(
            Map.of(
                "application", application.toString(),
                "scheme", "DB",
                "outcome", "GRANTED",
                "reasonText", "符合条件",
                "monthlyFen", "124500",
                "startMonth", "2026-06",
                "paidFrom", "2026-07",
                "schedule", "2026-06=120000",
                "by", District.IDS.next().toString(),
                "at", "2026-06-01T04:00:00Z"));
    wiring.database.write(tx ->
        wiring.feed.publish(
            tx,
            List.of(
                new Held(
                    "DECISION",
                    decision,
                    District.HERE,
                    application,
                    0,
                    null,
                    "",
                    false,
                    fields))));
    assertEquals(1, wiring.staging.write());
    assertEquals(0, wiring.staging.write());
    String row = "DB GRANTED 124500 2026-06 2026-06=120000 2026-07 H1 version 1";
    assertEquals(List.of(row), staged("staging_decision_standing"));
    clock.updateAndGet(t -> t.plus(Duration.ofDays(1)));
    inBenefit(file);
    assertEquals(0, wiring.staging.write(), "the case moved, the row says the same");
    assertEquals(List.of(row), staged("staging_decision"));
  }

  private List<String> staged(String view) throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT scheme, outcome, monthly_fen, start_month, schedule, paid_from, household,"
                    + " version FROM "
                    + view,
                row ->
                    String.join(
                        " ",
                        row.text("scheme"),
                        row.text("outcome"),
                        Long.toString(row.number("monthly_fen")),
                        row.text("start_month"),
                        row.text("schedule"),
                        row.text("paid_from"),
                        row.text("household"),
                        "version",
                        Long.toString(row.number("version")))));
  }
}
