package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.xlsform.ShippedBook;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDistrictTest {
  @TempDir static Path data;
  private static EmbeddedServer server;
  private static int households;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedServer.start(data, EmbeddedServer.Config.forTests());
    households = server.fillDemo();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestMachine as(String login) throws Exception {
    String password = DemoDistrict.accounts().getFirst().password();
    TestMachine machine = TestMachine.of(server, login, password);
    machine.pull();
    return machine;
  }

  /// The cards of the emulated reader are known by number as the lists say; the applicant of the
  /// road is a stranger.
  @Test
  void windowsAreToldWhoseCardsAreKnown() throws Exception {
    try (TestMachine window = as("chuangkou")) {
      Registry.SnapshotHead head =
          Objects.requireNonNull(
              registry(window, new Registry.SnapshotAsk(null, 0, List.of())).head());
      assertEquals(Set.of(), head.missing());
      var piece = registry(window, new Registry.SnapshotAsk(head.id(), 0, List.of())).piece();
      byte[] table = Base64.getDecoder().decode(Objects.requireNonNull(piece));
      assertEquals(
          List.of(RegistryTable.Kind.DIED, RegistryTable.Kind.HOUSEHOLD),
          known(head, table, "11019919491231002X"));
      assertEquals(RegistryTable.Kind.BENEFIT, known(head, table, "110199195203070240").getFirst());
      assertEquals(List.of(), known(head, table, "11019919780512011X"));
    }
  }

  private static Registry.SnapshotTold registry(TestMachine machine, Registry.SnapshotAsk ask)
      throws Exception {
    return Messages.read(machine.ask(Protocol.REGISTRY, ask).body(), Registry.SnapshotTold.class);
  }

  private static List<RegistryTable.Kind> known(
      Registry.SnapshotHead head, byte[] table, String number) {
    byte[] key = RegistryTable.key(number, Hashes.bytes(head.salt()), head.cost());
    return RegistryTable.find(table, key, head.id()).stream()
        .flatMap(List::stream)
        .map(RegistryTable.Fact::kind)
        .toList();
  }

  @Test
  void everyStageOfTheRoadHasHouseholdsInFourStreets() throws Exception {
    assertTrue(households >= 30);
    try (TestMachine district = as("quji")) {
      List<WireRecord> applications = district.seen("APPLICATION");
      assertEquals(households, applications.size());
      Map<String, Long> stages =
          applications.stream()
              .collect(
                  Collectors.groupingBy(
                      a -> String.valueOf(a.fields().get("stage")),
                      TreeMap::new,
                      Collectors.counting()));
      assertEquals(
          "[ACCEPTED, DRAFT, INVESTIGATED, SUBMITTED, SUPPLEMENT, VISITING]",
          stages.keySet().toString());
      assertTrue(
          applications.stream().map(WireRecord::scope).collect(Collectors.toSet()).size() >= 4);
      assertTrue(server.chainsHold());
    }
  }

  @Test
  void numbersAreValidAndOfTheUnassignedRegion() throws Exception {
    try (TestMachine district = as("quji")) {
      for (WireRecord person : district.seen("PERSON")) {
        String number = String.valueOf(person.fields().get("idNumber"));
        assertTrue(number.startsWith("110199"), "region");
        assertTrue(
            IdNumber.parse(number, LocalDate.of(2026, 11, 24)) instanceof IdNumber.Valid valid
                && valid.number().text().equals(number),
            person.id().toString());
      }
    }
  }

  @Test
  void aPairSeesItsOwnCasesWithMaskedNumbersOnly() throws Exception {
    try (TestMachine pair = as("hecha1")) {
      List<WireRecord> applications = pair.seen("APPLICATION");
      assertFalse(applications.isEmpty());
      assertTrue(applications.size() < households);
      for (WireRecord person : pair.seen("PERSON"))
        assertTrue(String.valueOf(person.fields().get("idNumber")).contains("*"));
    }
  }

  @Test
  void sealsNameTheVeryFormTheDistrictPublished() throws Exception {
    try (TestMachine district = as("quji")) {
      String published = formHash(district);
      List<WireRecord> sealed =
          district.seen("VISIT").stream().filter(v -> v.fields().containsKey("manifest")).toList();
      assertFalse(sealed.isEmpty());
      for (WireRecord visit : sealed) {
        byte[] manifest = district.file(String.valueOf(visit.fields().get("manifest")));
        assertTrue(
            new String(manifest, StandardCharsets.UTF_8).contains("sha256-" + published),
            "another form's hash");
      }
    }
  }

  @Test
  void everyStandardIsEnteredUpToTodayAndMarkedAsADemonstrations() throws Exception {
    try (TestMachine pair = as("hecha1")) {
      var entered = pair.seen("STANDARD").stream().map(DemoDistrictTest::record).toList();
      for (CaseRecord r : entered) {
        assertTrue(r.text("source").startsWith("演示"));
        assertEquals("演示", r.text("mark"));
        assertEquals(List.of(), Schema.check(r, LocalDate.of(2026, 11, 24)));
      }
      Standards.Day today = Standards.builtIn().with(entered).at(LocalDate.of(2026, 11, 24));
      for (Figure f :
          List.of(today.dibao(), today.lowIncome(), today.minWage(), today.consumptionLastYear()))
        assertEquals("演示", assertInstanceOf(Figure.Known.class, f).mark());
    }
  }

  private static CaseRecord record(WireRecord r) {
    return CaseRecord.of(RecordType.valueOf(r.type()), r.id(), r.scope(), r.caseId(), r.fields());
  }

  private static String formHash(TestMachine machine) throws Exception {
    List<WireRecord> forms = machine.seen("FORM");
    assertEquals(ShippedBook.values().length, forms.size(), "every questionnaire we ship");
    WireRecord record =
        forms.stream()
            .filter(f -> f.fields().get("formId").equals(FormPackage.homeVisit().id()))
            .findFirst()
            .orElseThrow();
    byte[] bytes = machine.file(String.valueOf(record.fields().get("file")));
    return switch (FormPackage.load(bytes)) {
      case FormLoading.Loaded(FormPackage form) -> form.hash();
      case FormLoading.Broken broken -> throw new AssertionError(broken);
    };
  }

  @Test
  void everyShownAccountSignsIn() throws Exception {
    for (DemoDistrict.Account account : DemoDistrict.accounts()) {
      try (TestMachine machine = TestMachine.of(server, account.login(), account.password())) {
        assertEquals(
            account.name(), java.util.Objects.requireNonNull(machine.person).displayName());
      }
    }
  }
}
