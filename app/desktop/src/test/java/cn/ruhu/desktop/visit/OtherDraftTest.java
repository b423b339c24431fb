package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The street took the assignment back while the pair was on the road and gave it anew: both drafts
/// are there, beside each other, and each value is taken by itself.
class OtherDraftTest {
  private static final UUID ANEW = new UUID(1, 301);

  @TempDir private Path home;
  @TempDir private Path pictures;
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    tell.answer("V09D", "1").answer("H13", "3").answer("H03", "17");
    tell.answer("M12" + Household.at(2), "3").answer("P01", "4200");
    model.observeAs(TestDesk.FIRST);
    tell.answer("O01@" + TestDesk.FIRST, "2");
    model.leave();
    CaseRecord old = at.store().record(Household.ASSIGNMENT).orElseThrow();
    at.receive(
        old.with("state", "WITHDRAWN"),
        CaseRecord.of(RecordType.ASSIGNMENT, ANEW, old.scope(), old.caseId(), old.fields()));
    model.open(ANEW);
    assertNotNull(model.visit.get(), () -> model.hindrances + model.trouble.get());
    tell.answer("V09D", "1").answer("H13", "2");
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private Visit visit() {
    return Objects.requireNonNull(model.visit.get());
  }

  private List<String> apart() {
    return model.beside.getFirst().apart(visit()).stream().map(OtherDraft.Said::fact).toList();
  }

  private OtherDraft.Said said(String fact) {
    return model.beside.getFirst().said().stream()
        .filter(s -> s.fact().equals(fact))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bothDraftsStandBesideEachOtherAndAValueIsTakenByItself() throws Exception {
    assertEquals(1, model.beside.size());
    assertEquals(
        VisitDraft.key(Household.ASSIGNMENT, 1), model.beside.getFirst().key(), "the first one");
    assertTrue(apart().containsAll(List.of("H13", "H03", "P01", "M12" + Household.at(2))));
    assertEquals("李秀兰", said("M12" + Household.at(2)).whose());
    int before =
        VisitDraft.read(at.store().drafts(), model.beside.getFirst().key()).events().size();
    assertEquals(Optional.empty(), OtherDraft.take(visit(), said("H13")));
    assertEquals("3", tell.question("H13").value());
    assertFalse(apart().contains("H13"));
    assertTrue(apart().contains("H03"), "one by one");
    assertEquals("", tell.question("H03").value());
    int after = VisitDraft.read(at.store().drafts(), model.beside.getFirst().key()).events().size();
    assertEquals(before, after, "the other draft is not changed");
  }

  @Test
  void whatOneSawOutsideTheDoorIsNotOffered() {
    for (OtherDraft.Said s : model.beside.getFirst().said()) {
      assertFalse(s.fact().startsWith("O"), s.fact());
      assertFalse(s.fact().startsWith("V"), s.fact());
    }
  }

  @Test
  void whatNobodyConfirmedIsNotOffered() {
    assertFalse(
        model.beside.getFirst().said().stream().anyMatch(s -> s.fact().equals("P02")),
        "filled in beforehand, said by nobody");
  }

  @Test
  void anotherHouseholdsDraftStaysAway() throws Exception {
    UUID other = new UUID(1, 900);
    at.receive(
        CaseRecord.of(
            RecordType.APPLICATION,
            other,
            TestDesk.STREET,
            other,
            Map.of("number", "110108007202600100077", "street", TestDesk.STREET)));
    assertEquals(
        List.of(),
        OtherDraft.of(at.desk(), VisitForms.builtIn(), other, "visit:none", TestDesk.FIRST));
  }
}
