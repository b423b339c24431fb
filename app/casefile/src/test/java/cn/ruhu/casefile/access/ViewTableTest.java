package cn.ruhu.casefile.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every role × record type against C13 written by hand: which fields never come through.
class ViewTableTest {
  private static final String ID = "110199198101010013";

  private static final String DIRECTORY = "STAFF AGENCY FORM STANDARD";

  /// role → types of a case it is handed at all
  private static final Map<Role, String> HANDED =
      Map.ofEntries(
          Map.entry(Role.WINDOW_CLERK, "ALL but !LINK !SIGNAL !BADGE !INQUIRY"),
          Map.entry(Role.STREET_REVIEWER, "ALL but !BADGE"),
          Map.entry(Role.STREET_CHIEF, "ALL but !BADGE"),
          Map.entry(Role.DISTRICT_REVIEWER, "ALL but !BADGE"),
          Map.entry(Role.AUDITOR, "ALL but !PAGE_KEY !BADGE"),
          Map.entry(Role.SYSTEM, "ALL"),
          Map.entry(
              Role.INVESTIGATOR,
              "PERSON MEMBER SUPPORTER APPLICATION ITEM ASSIGNMENT VISIT VISIT_ANSWERS VISIT_DRAFT"
                  + " QUESTION REMARK PAGE BADGE"),
          Map.entry(
              Role.DISTRICT_INSPECTOR,
              "PERSON MEMBER SUPPORTER APPLICATION ITEM ASSIGNMENT PAGE_KEY"),
          Map.entry(Role.TEAM_LEADER, "ASSIGNMENT APPLICATION"),
          Map.entry(Role.AGENCY_MANAGER, "ASSIGNMENT"),
          Map.entry(Role.COMMUNITY_WORKER, "APPLICATION POSTING"),
          Map.entry(Role.SOCIAL_WORKER, "APPLICATION PERSON MEMBER DECISION"),
          Map.entry(
              Role.EVALUATOR,
              "HOUSEHOLD PERSON MEMBER SUPPORTER APPLICATION ITEM ASSIGNMENT VISIT QUESTION"
                  + " OPINION DECISION GATE_FACT EVENT"),
          Map.entry(Role.ADMIN_SYSTEM, ""),
          Map.entry(Role.ADMIN_SECURITY, ""),
          Map.entry(Role.ADMIN_AUDIT, ""));

  /// A record with every field filled.
  private static CaseRecord full(RecordType type) {
    CaseRecord r = CaseRecord.of(type, new UUID(0, 5), "110108007", new UUID(0, 1), Map.of());
    for (FieldSpec f : type.fields())
      r =
          r.with(
              f.name(),
              switch (f.kind()) {
                case ID_NUMBER -> ID;
                case NAME -> "张小三";
                case REF -> new UUID(0, 7).toString();
                case BOOL -> "true";
                case FEN, INT -> "12";
                default -> f.name() + "?";
              });
    return r;
  }

  static Stream<Arguments> everyRoleAndType() {
    return Stream.of(Role.values())
        .flatMap(r -> Stream.of(RecordType.values()).map(t -> Arguments.of(r, t)));
  }

  @ParameterizedTest
  @MethodSource("everyRoleAndType")
  void handsOutExactlyTheTypesOfTheTable(Role role, RecordType type) {
    String types = HANDED.get(role);
    boolean open =
        types.equals("ALL")
            || (types.startsWith("ALL but")
                && !List.of(types.split(" ")).contains("!" + type.name()))
            || (types + " " + DIRECTORY).contains(type.name())
                && Set.of((types + " " + DIRECTORY).split(" ")).contains(type.name());
    assertEquals(open, ViewTable.project(full(type), role).isPresent(), role + " " + type);
  }

  @ParameterizedTest
  @MethodSource("everyRoleAndType")
  void nothingIsAddedAndTheIdentityOfTheRecordStays(Role role, RecordType type) {
    CaseRecord before = full(type);
    ViewTable.project(before, role)
        .ifPresent(after -> {
          assertEquals(before.id(), after.id());
          assertEquals(before.scope(), after.scope());
          assertEquals(before.caseId(), after.caseId());
          assertTrue(before.fields().keySet().containsAll(after.fields().keySet()));
        });
  }

  private static Set<String> dropped(RecordType type, Role role) {
    CaseRecord before = full(type);
    var gone = new TreeSet<>(before.fields().keySet());
    gone.removeAll(ViewTable.project(before, role).orElseThrow().fields().keySet());
    return gone;
  }

  @Test
  void theInvestigatorSeesAMaskedNumberAndNoChipValues() {
    CaseRecord person = ViewTable.project(full(RecordType.PERSON), Role.INVESTIGATOR).orElseThrow();
    assertEquals("110199********0013", person.text("idNumber"));
    assertEquals(
        Set.of("chipValues", "vouchName", "vouchPost", "vouchPhone"),
        dropped(RecordType.PERSON, Role.INVESTIGATOR));
    CaseRecord supporter =
        ViewTable.project(full(RecordType.SUPPORTER), Role.INVESTIGATOR).orElseThrow();
    assertEquals("110199********0013", supporter.text("idNumber"));
    assertEquals(Set.of(), dropped(RecordType.SUPPORTER, Role.INVESTIGATOR), "the form asks both");
    assertEquals(
        Set.of("familyMonthlyFen", "paidMonthlyFen"),
        dropped(RecordType.SUPPORTER, Role.DISTRICT_INSPECTOR));
  }

  @Test
  void theInvestigatorSeesNoRegistryNoAdoptedNoBankName() {
    assertEquals(
        Set.of(
            "registry",
            "registryNote",
            "adopted",
            "adoptReason",
            "adoptedBy",
            "adoptedBasis",
            "adoptedOn",
            "institution"),
        dropped(RecordType.ITEM, Role.INVESTIGATOR));
    CaseRecord deposit = full(RecordType.ITEM).with("code", "P02");
    assertFalse(
        ViewTable.project(deposit, Role.INVESTIGATOR).orElseThrow().fields().containsKey("label"));
    assertEquals(
        Set.of("relativeOfOfficial", "relativeNote", "bankName", "bankHolder", "bankAccount"),
        dropped(RecordType.APPLICATION, Role.INVESTIGATOR));
  }

  @Test
  void theInvestigatorGetsNoReportNoComplaintNoBankPage() {
    for (String slot : List.of("D18", "D25", "D26", "D28"))
      assertTrue(
          ViewTable.project(full(RecordType.PAGE).with("slot", slot), Role.INVESTIGATOR).isEmpty(),
          slot);
    assertTrue(
        ViewTable.project(full(RecordType.PAGE).with("slot", "D19"), Role.INVESTIGATOR)
            .isPresent());
    for (GateKind k : GateKind.values()) {
      boolean own =
          Set.of(
                  "NOTICE_LEFT",
                  "REFUSAL_DOCUMENTED",
                  "RESIDENCE_RULING",
                  "EMERGENCY_SWITCH",
                  "SAME_DAY_ALERT",
                  "SECOND_SIGNED",
                  "OTHER_PLACE_ASKED",
                  "OTHER_PLACE_REPLY",
                  "SIGNATURE_DOUBTED",
                  "ALERT_ANSWERED",
                  "SEAL_RECEIVED")
              .contains(k.name());
      CaseRecord fact = full(RecordType.GATE_FACT).with("kind", k.name());
      assertEquals(own, ViewTable.project(fact, Role.INVESTIGATOR).isPresent(), k.name());
    }
  }

  @Test
  void aPageThatWasTakenOutMayBeAnotherFamilysAndGoesToNobodyOutside() {
    for (Role role : List.of(Role.INVESTIGATOR, Role.DISTRICT_INSPECTOR, Role.COMMUNITY_WORKER)) {
      CaseRecord page = full(RecordType.PAGE).with("slot", "D20").with("visit", "");
      for (String way : List.of("MOVED", "WITHDRAWN"))
        assertTrue(ViewTable.project(page.with("replacedWay", way), role).isEmpty(), role + way);
      CaseRecord old = ViewTable.project(page.with("replacedWay", "REPLACED"), role).orElseThrow();
      assertEquals("", old.text("replacedReason"), role.name());
    }
  }

  @Test
  void registryDoubtsAreNotForTheInvestigator() {
    Set<XRule> hidden =
        Set.of(
            XRule.X01, XRule.X17, XRule.X18, XRule.X19, XRule.X20, XRule.X24, XRule.X25, XRule.X28);
    for (XRule x : XRule.values())
      assertEquals(
          !hidden.contains(x) && x != XRule.X21, ViewTable.maySee(Role.INVESTIGATOR, x), x.name());
    assertTrue(ViewTable.maySee(Role.STREET_REVIEWER, XRule.X01));
    assertFalse(ViewTable.maySee(Role.ADMIN_SYSTEM, XRule.X05));
    assertFalse(ViewTable.maySee(Role.TEAM_LEADER, XRule.X21));
  }

  @Test
  void whoToldOfALeadIsKnownToTheWindowThatTookItAndTheReviewer() {
    CaseRecord here = full(RecordType.LEAD).with("receivedFor", null);
    CaseRecord handedOver = full(RecordType.LEAD);
    for (Role role : Role.values()) {
      boolean reviewer = role == Role.STREET_REVIEWER || role == Role.SYSTEM;
      ViewTable.project(here, role)
          .ifPresent(r ->
              assertEquals(
                  reviewer || role == Role.WINDOW_CLERK,
                  r.get("reporter").isPresent(),
                  role.name()));
      ViewTable.project(handedOver, role)
          .ifPresent(r -> assertEquals(reviewer, r.get("reporter").isPresent(), role.name()));
    }
  }

  @Test
  void aQuestionAboutALeadTellsNobodyElseWhoToldOfIt() {
    CaseRecord question =
        full(RecordType.CONFLICT)
            .with("recordType", "LEAD")
            .with("kept.reporter", "钱某")
            .with("offered.reporter", "孙某")
            .with("kept.address", "1号");
    assertEquals(question, ViewTable.project(question, Role.STREET_REVIEWER).orElseThrow());
    for (Role role : List.of(Role.WINDOW_CLERK, Role.STREET_CHIEF, Role.AUDITOR)) {
      CaseRecord seen = ViewTable.project(question, role).orElseThrow();
      assertEquals("1号", seen.text("kept.address"));
      assertEquals("", seen.text("kept.reporter") + seen.text("offered.reporter"), role.name());
    }
  }

  @Test
  void whoComplainedIsKnownToTwoRolesAndTheAudit() {
    CaseRecord complaint =
        full(RecordType.GATE_FACT).with("kind", GateKind.COMPLAINT_OPENED.name());
    for (Role role : List.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER, Role.AUDITOR))
      assertEquals(complaint, ViewTable.project(complaint, role).orElseThrow());
    for (Role role : List.of(Role.WINDOW_CLERK, Role.STREET_CHIEF)) {
      CaseRecord seen = ViewTable.project(complaint, role).orElseThrow();
      assertEquals("", seen.text("reason") + seen.text("value") + seen.text("page"));
    }
    assertTrue(ViewTable.project(complaint, Role.EVALUATOR).isEmpty());
  }

  @Test
  void theInspectorVisitsBlind() {
    assertEquals(
        Set.of(
            "verified",
            "verifiedNote",
            "verifiedVisit",
            "verifiedBasis",
            "verifiedMonths",
            "verifiedExemptCode",
            "verifiedExemptFen",
            "verifiedContributionFen",
            "registry",
            "registryNote",
            "adopted",
            "adoptReason",
            "adoptedBy",
            "adoptedBasis",
            "adoptedOn",
            "institution"),
        dropped(RecordType.ITEM, Role.DISTRICT_INSPECTOR));
    CaseRecord windowPage = full(RecordType.PAGE).with("slot", "D06").with("visit", null);
    assertTrue(ViewTable.project(windowPage, Role.DISTRICT_INSPECTOR).isPresent());
    CaseRecord own = full(RecordType.VISIT).with("purpose", "SPOT_CHECK");
    assertTrue(ViewTable.project(own, Role.DISTRICT_INSPECTOR).isPresent());
    CaseRecord first = own.with("purpose", "FIRST");
    assertTrue(ViewTable.project(first, Role.DISTRICT_INSPECTOR).isEmpty());
    assertTrue(ViewTable.project(own, Role.INVESTIGATOR).isEmpty(), "who goes again is blind, too");
    assertTrue(ViewTable.project(first, Role.INVESTIGATOR).isPresent());
    for (RecordType left : List.of(RecordType.VISIT_ANSWERS, RecordType.REMARK, RecordType.PAGE)) {
      CaseRecord ofCheck = full(left).with("purpose", "SPOT_CHECK").with("replacedWay", null);
      CaseRecord other = ofCheck.with("purpose", null).with("slot", null);
      assertTrue(ViewTable.project(ofCheck, Role.INVESTIGATOR).isEmpty(), left.name());
      assertTrue(ViewTable.project(other, Role.INVESTIGATOR).isPresent(), left.name());
      assertTrue(ViewTable.project(ofCheck, Role.DISTRICT_REVIEWER).isPresent(), left.name());
    }
    CaseRecord found = full(RecordType.ITEM).with("declared", null);
    assertTrue(
        ViewTable.project(found, Role.DISTRICT_INSPECTOR).isEmpty(),
        "the name of what only the visit found would say that there is something");
    CaseRecord member = full(RecordType.MEMBER);
    assertEquals(
        "",
        ViewTable.project(member, Role.DISTRICT_INSPECTOR).orElseThrow().text("countedOverride"));
  }

  @Test
  void theEvaluatorReadsFiguresAndCodesButNobody() {
    CaseRecord p = ViewTable.project(full(RecordType.PERSON), Role.EVALUATOR).orElseThrow();
    assertEquals("张*三", p.text("name"));
    assertEquals("110199********0013", p.text("idNumber"));
    assertEquals("", p.text("phone") + p.text("registeredAddress") + p.text("birthDate"));
    CaseRecord item =
        ViewTable.project(
                full(RecordType.ITEM).with("declared", "180000").with("verified", "王家"),
                Role.EVALUATOR)
            .orElseThrow();
    assertEquals("180000", item.text("declared"));
    assertEquals("", item.text("verified") + item.text("label") + item.text("registry"));
  }

  @Test
  void communityWorkersHaveNoticesAndAppraisalsOnly() {
    for (GateKind k : GateKind.values()) {
      boolean notice =
          Set.of("NOTICE_POSTED", "NOTICE_PHOTO", "APPRAISAL_RECORD").contains(k.name());
      CaseRecord fact = full(RecordType.GATE_FACT).with("kind", k.name());
      assertEquals(notice, ViewTable.project(fact, Role.COMMUNITY_WORKER).isPresent(), k.name());
    }
    CaseRecord app =
        ViewTable.project(full(RecordType.APPLICATION), Role.COMMUNITY_WORKER).orElseThrow();
    assertEquals(
        Set.of("number", "street", "community", "stage", "familySize"), app.fields().keySet());
  }

  @Test
  void aMaskNeverShowsAWholeNumberHoweverItIsWritten() {
    assertEquals("110199********0013", Mask.idNumber(ID));
    assertEquals("********12", Mask.idNumber("12"));
    assertEquals("********", Mask.idNumber(""));
    assertEquals("张*", Mask.name("张三"));
    assertEquals("张*三", Mask.name("张小三"));
    assertEquals("买*", Mask.name("买买提·吐尔逊"));
    assertEquals("𠅤*", Mask.name("𠅤三"));
    assertEquals("138****5678", Mask.phone("13812345678"));
  }
}
