package cn.ruhu.casefile.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {
  private static final UUID CASE = new UUID(0, 1);
  private static final Actor CLERK = new Actor(new UUID(0, 9), Role.WINDOW_CLERK, "110108007");

  /// role → types it may make and, after `:`, types it may change (`-` for none), by hand from
  /// DOMAIN §2.4 end; everybody not listed may do neither.
  private static final Map<Role, String> PAPER =
      Map.of(
          Role.WINDOW_CLERK,
          "HOUSEHOLD PERSON CARD_READING MEMBER SUPPORTER RELATIVE APPLICATION ITEM GATE_FACT PAGE"
              + " DOCUMENT LEAD REFERRAL CHANGE_REPORT URGENT_AID FORM_ANSWERS : HOUSEHOLD PERSON"
              + " MEMBER SUPPORTER RELATIVE APPLICATION ITEM PAGE LEAD REFERRAL CHANGE_REPORT"
              + " URGENT_AID CONFLICT",
          Role.INVESTIGATOR,
          "CARD_READING ITEM VISIT VISIT_ANSWERS VISIT_DRAFT REMARK GATE_FACT PAGE"
              + " : ITEM ASSIGNMENT QUESTION PAGE CONFLICT",
          Role.TEAM_LEADER,
          "- : ASSIGNMENT",
          Role.STREET_REVIEWER,
          "ASSIGNMENT QUESTION REMARK OPINION GATE_FACT PAGE DOCUMENT LEAD REFERRAL FORM_ANSWERS :"
              + " APPLICATION MEMBER ITEM ASSIGNMENT QUESTION REMARK PAGE LEAD REFERRAL"
              + " CHANGE_REPORT CONFLICT LINK SIGNAL",
          Role.STREET_CHIEF,
          "DECISION GATE_FACT PAGE DOCUMENT : PAGE URGENT_AID CONFLICT",
          Role.DISTRICT_REVIEWER,
          "QUESTION REMARK DECISION GATE_FACT PAGE DOCUMENT : QUESTION REMARK PAGE CONFLICT LINK",
          Role.DISTRICT_INSPECTOR,
          "VISIT VISIT_ANSWERS REMARK GATE_FACT PAGE : PAGE CONFLICT",
          Role.COMMUNITY_WORKER,
          "GATE_FACT PAGE FORM_ANSWERS : PAGE",
          Role.SOCIAL_WORKER,
          "FORM_ANSWERS PAGE : PAGE",
          Role.SYSTEM,
          "CONFLICT STAFF AGENCY STANDARD FORM PAGE_KEY BADGE LINK SIGNAL POSTING INQUIRY :"
              + " CONFLICT STAFF AGENCY STANDARD FORM PAGE_KEY BADGE LINK SIGNAL POSTING INQUIRY");

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleMakesAndChangesExactlyItsSections(Role role) {
    String[] paper = PAPER.getOrDefault(role, "- : -").split(" : ");
    assertEquals(words(paper[0]), made(role), "makes");
    assertEquals(words(paper[1]), changed(role), "changes");
  }

  private static Set<String> words(String text) {
    var set = new TreeSet<>(List.of(text.strip().split(" ")));
    set.remove("-");
    return set;
  }

  private static Set<String> made(Role role) {
    var set = new TreeSet<String>();
    for (RecordType t : RecordType.values()) if (Rights.mayCreate(role, t)) set.add(t.name());
    return set;
  }

  private static Set<String> changed(Role role) {
    var set = new TreeSet<String>();
    for (RecordType t : RecordType.values())
      for (FieldSpec f : t.fields()) if (Rights.mayWrite(role, t, f.name())) set.add(t.name());
    return set;
  }

  @Test
  void theFourValueColumnsHaveFourWriters() {
    Map<String, Role> writer =
        Map.of(
            "declared", Role.WINDOW_CLERK,
            "verified", Role.INVESTIGATOR,
            "registry", Role.WINDOW_CLERK,
            "adopted", Role.STREET_REVIEWER);
    writer.forEach((column, who) -> {
      for (Role role : Role.values())
        assertEquals(role == who, Rights.mayWrite(role, RecordType.ITEM, column), column + role);
    });
    assertTrue(Rights.mayWriteNew(Role.INVESTIGATOR, RecordType.ITEM, "code"));
    assertFalse(Rights.mayWrite(Role.INVESTIGATOR, RecordType.ITEM, "code"));
    assertFalse(Rights.mayWriteNew(Role.INVESTIGATOR, RecordType.ITEM, "declared"));
  }

  @Test
  void noSectionOfACaseHasTwoWritersButSharedOnes() {
    // a lead and what is handed on are anybody's of the office who takes them up (首问负责)
    Set<RecordType> shared =
        Set.of(
            RecordType.PAGE,
            RecordType.CONFLICT,
            RecordType.QUESTION,
            RecordType.REMARK,
            RecordType.LEAD,
            RecordType.REFERRAL,
            RecordType.LINK,
            RecordType.SIGNAL);
    for (RecordType t : RecordType.values())
      for (FieldSpec f : t.fields()) {
        if (shared.contains(t)) continue;
        // an assignment's state is moved by street (assigned, withdrawn) and pair (taken, done)
        if (t == RecordType.ASSIGNMENT && f.name().equals("state")) continue;
        // who goes is said by the street, or by the leader of the agency it gave the case to
        if (t == RecordType.ASSIGNMENT
            && Set.of("investigatorA", "investigatorB", "note", "assignedBy", "assignedAt")
                .contains(f.name())) continue;
        // the chief signs, the window tells that the aid is given
        if (t == RecordType.URGENT_AID && Set.of("state", "closeReason").contains(f.name()))
          continue;
        // the street rules on a report, the window takes it back before
        if (t == RecordType.CHANGE_REPORT && f.name().equals("state")) continue;
        // a clerk takes a case over, or the reviewer gives it to one
        if (t == RecordType.APPLICATION && f.name().equals("clerk")) continue;
        // how an item is proven is stated at the window and confirmed at the visit
        if (t == RecordType.ITEM && f.name().equals("evidence")) continue;
        long writers =
            List.of(Role.values()).stream().filter(r -> Rights.mayWrite(r, t, f.name())).count();
        assertTrue(writers <= 1, t + "." + f.name() + " has " + writers);
      }
  }

  @Test
  void ofAnApplicationAReviewerWritesWhoseItIsAndNothingElse() {
    for (FieldSpec f : RecordType.APPLICATION.fields())
      assertEquals(
          f.name().equals("clerk"),
          Rights.mayWrite(Role.STREET_REVIEWER, RecordType.APPLICATION, f.name()),
          f.name());
  }

  @Test
  void stageAndAcceptanceAreWrittenByNobody() {
    for (String field :
        List.of(
            "stage",
            "stageSince",
            "pausedOn",
            "acceptDate",
            "submitDate",
            "ruleSet",
            "confirmMode"))
      for (Role role : Role.values()) {
        assertFalse(Rights.mayWrite(role, RecordType.APPLICATION, field), field + role);
        assertFalse(Rights.mayWriteNew(role, RecordType.APPLICATION, field), field + role);
      }
    for (Role role : Role.values()) assertFalse(Rights.mayCreate(role, RecordType.EVENT));
  }

  @Test
  void sealedTypesAreNeverChanged() {
    for (RecordType t : RecordType.values())
      if (t.appendOnly())
        for (Role role : Role.values())
          for (FieldSpec f : t.fields())
            assertFalse(Rights.mayWrite(role, t, f.name()), role + " " + t);
  }

  @Test
  void everyKindOfFactHasARecorderAndReadersHaveNone() {
    for (GateKind k : GateKind.values()) {
      assertTrue(List.of(Role.values()).stream().anyMatch(r -> Rights.mayRecord(r, k)), k.name());
      for (Role r : List.of(Role.AUDITOR, Role.EVALUATOR, Role.ADMIN_SYSTEM, Role.TEAM_LEADER))
        assertFalse(Rights.mayRecord(r, k));
    }
    for (GateKind k : List.of(GateKind.VERIFICATION_REQUESTED, GateKind.VERIFICATION_REPORT)) {
      assertTrue(Rights.mayRecord(Role.STREET_REVIEWER, k), "the street starts the 核对");
      assertFalse(Rights.mayRecord(Role.INVESTIGATOR, k));
    }
    assertFalse(Rights.mayRecord(Role.INVESTIGATOR, GateKind.FLAG_DISPOSED));
    assertFalse(Rights.mayRecord(Role.WINDOW_CLERK, GateKind.FLAG_DISPOSED));
    assertFalse(Rights.mayRecord(Role.STREET_REVIEWER, GateKind.EMERGENCY_SWITCH));
    assertFalse(Rights.mayRecord(Role.STREET_CHIEF, GateKind.COMPLAINT_CLOSED));
  }

  @Test
  void actsFollowTheTransitionTable() {
    assertTrue(Rights.mayPerform(Role.STREET_CHIEF, Act.DECIDE));
    assertFalse(Rights.mayPerform(Role.STREET_REVIEWER, Act.DECIDE));
    for (Act act : Act.values()) {
      assertFalse(Rights.mayPerform(Role.ADMIN_SYSTEM, act));
      assertFalse(Rights.mayPerform(Role.INVESTIGATOR, act));
    }
  }

  private static RecordChange make(RecordType type, String scope, Map<String, String> fields) {
    return RecordChange.create(CaseRecord.of(type, new UUID(0, 5), scope, CASE, fields));
  }

  @Test
  void aClerkMakesRecordsForAnotherStreetButChangesNothingThere() {
    RecordChange person = make(RecordType.PERSON, "110108010", Map.of("name", "王芳"));
    assertTrue(Rights.mayApply(CLERK, person, Optional.empty()));
    CaseRecord there = person.applyTo(null);
    RecordChange later = RecordChange.between(there, there.with("phone", "1")).orElseThrow();
    assertFalse(Rights.mayApply(CLERK, later, Optional.of(there)));
    assertFalse(Rights.mayApply(CLERK, RecordChange.delete(there), Optional.of(there)));
    Actor reviewer = new Actor(new UUID(0, 8), Role.STREET_REVIEWER, "110108007");
    RecordChange question =
        make(RecordType.QUESTION, "110108010", Map.of("path", "I04", "words", "?"));
    assertFalse(Rights.mayApply(reviewer, question, Optional.empty()));
  }

  @Test
  void factsAndOpinionsAreSignedByTheirAuthor() {
    Map<String, String> fields =
        Map.of("kind", "N01_ISSUED", "by", CLERK.staff().toString(), "at", "2023-03-01T00:00:00Z");
    assertTrue(
        Rights.mayApply(CLERK, make(RecordType.GATE_FACT, "110108007", fields), Optional.empty()));
    var foreign = new java.util.TreeMap<>(fields);
    foreign.put("by", new UUID(0, 77).toString());
    assertFalse(
        Rights.mayApply(CLERK, make(RecordType.GATE_FACT, "110108007", foreign), Optional.empty()));
    var unknown = new java.util.TreeMap<>(fields);
    unknown.put("kind", "WAIVED");
    assertFalse(
        Rights.mayApply(CLERK, make(RecordType.GATE_FACT, "110108007", unknown), Optional.empty()));
    assertFalse(
        Rights.mayApply(
            CLERK, make(RecordType.EVENT, "110108007", Map.of("act", "DECIDE")), Optional.empty()));
  }

  @Test
  void theHistoryOfAConflictIsAddedToInOnesOwnNameAndNeverChanged() {
    CaseRecord open = openConflict();
    Instant at = Instant.parse("2026-11-23T01:30:00Z");
    CaseRecord once = ConflictHistory.with(open, "KEEP", CLERK.staff(), at, "看过", Map.of());
    CaseRecord twice = ConflictHistory.with(once, "UNDO", CLERK.staff(), at, "", Map.of());
    assertTrue(applies(open, once));
    assertTrue(applies(once, twice));
    assertEquals(
        List.of("KEEP", "UNDO"),
        ConflictHistory.of(twice).stream().map(ConflictHistory.Entry::act).toList());
    assertFalse(applies(twice, twice.with("history.1.reason", "改写")));
    assertFalse(applies(twice, once), "an entry does not go");
    assertFalse(applies(open, twice), "one act is one entry");
    assertFalse(
        applies(open, ConflictHistory.with(open, "KEEP", new UUID(0, 99), at, "", Map.of())),
        "in another name");
  }

  private static CaseRecord openConflict() {
    return CaseRecord.of(
        RecordType.CONFLICT,
        new UUID(0, 6),
        "110108007",
        CASE,
        Map.of("recordType", "ITEM", "group", "declared", "state", "OPEN"));
  }

  private static boolean applies(CaseRecord before, CaseRecord after) {
    return Rights.mayApply(
        CLERK, RecordChange.between(before, after).orElseThrow(), Optional.of(before));
  }

  @Test
  void aConflictIsClosedByWhomItAsks() {
    CaseRecord conflict = openConflict();
    RecordChange close =
        RecordChange.between(conflict, conflict.with("choice", "KEEP")).orElseThrow();
    assertTrue(Rights.mayApply(CLERK, close, Optional.of(conflict)));
    CaseRecord asked = conflict.with("askedOf", new UUID(0, 77).toString());
    assertFalse(Rights.mayApply(CLERK, close, Optional.of(asked)));
    assertTrue(
        Rights.mayApply(
            new Actor(new UUID(0, 77), Role.STREET_REVIEWER, "110108007"),
            close,
            Optional.of(asked)));
    CaseRecord verified = conflict.with("group", "verified");
    assertFalse(Rights.mayApply(CLERK, close, Optional.of(verified)));
  }

  @Test
  void aConflictOutlivesThePersonAskedOnlyUntilAReviewerClosesIt() {
    CaseRecord conflict = openConflict().with("askedOf", new UUID(0, 77).toString());
    UUID me = new UUID(0, 78);
    CaseRecord settled = conflict.with("choice", "KEEP").with("resolvedBy", me.toString());
    RecordChange close = RecordChange.between(conflict, settled).orElseThrow();
    Map<Actor, Boolean> may =
        Map.of(
            new Actor(me, Role.STREET_REVIEWER, "110108007"), true,
            new Actor(me, Role.STREET_REVIEWER, "110108008"), false,
            new Actor(me, Role.DISTRICT_REVIEWER, ""), true,
            new Actor(me, Role.DISTRICT_INSPECTOR, ""), true,
            new Actor(me, Role.STREET_CHIEF, "110108007"), false,
            new Actor(me, Role.WINDOW_CLERK, "110108007"), false,
            new Actor(me, Role.INVESTIGATOR, ""), false,
            new Actor(me, Role.EVALUATOR, ""), false);
    may.forEach((actor, yes) ->
        assertEquals(yes, Rights.mayApply(actor, close, Optional.of(conflict)), actor.toString()));
    Actor other = new Actor(new UUID(0, 79), Role.STREET_REVIEWER, "110108007");
    assertFalse(
        Rights.mayApply(other, close, Optional.of(conflict)), "nobody signs for somebody else");
  }

  @Test
  void aRemarkStaysAsItWasSaidAndIsAnsweredInOnesOwnName() {
    var reviewer = new Actor(new UUID(0, 8), Role.STREET_REVIEWER, "110108007");
    var pair = new Actor(new UUID(0, 7), Role.INVESTIGATOR, null);
    CaseRecord note =
        CaseRecord.of(
            RecordType.REMARK,
            new UUID(0, 5),
            "110108007",
            CASE,
            Map.of(
                "application", CASE.toString(),
                "visit", new UUID(0, 6).toString(),
                "path", "H04",
                "kind", "NOTE",
                "words", "房本上是公房",
                "by", pair.staff().toString(),
                "at", "2026-11-23T02:00:00Z",
                "state", "OPEN"));
    assertTrue(Rights.mayApply(pair, RecordChange.create(note), Optional.empty()));
    CaseRecord answered =
        note.with("answer", "请附租约").with("answeredBy", reviewer.staff().toString());
    assertTrue(Rights.mayApply(reviewer, change(note, answered), Optional.of(note)));
    CaseRecord foreign = answered.with("answeredBy", pair.staff().toString());
    assertFalse(Rights.mayApply(reviewer, change(note, foreign), Optional.of(note)));
    assertTrue(
        Rights.mayApply(reviewer, change(note, note.with("state", "SETTLED")), Optional.of(note)));
    assertFalse(Rights.mayApply(reviewer, change(note, note.with("words", "")), Optional.of(note)));
    assertFalse(
        Rights.mayApply(pair, change(note, note.with("state", "SETTLED")), Optional.of(note)));
  }

  private static RecordChange change(CaseRecord before, CaseRecord after) {
    return RecordChange.between(before, after).orElseThrow();
  }

  @Test
  void aQuestionnaireOfACaseIsFilledInByThoseItIsFor() {
    assertTrue(CaseForms.who(CaseForms.APPRAISAL).contains(Role.COMMUNITY_WORKER));
    assertFalse(CaseForms.who(CaseForms.APPRAISAL).contains(Role.SOCIAL_WORKER));
    assertTrue(CaseForms.who("farm_households").contains(Role.WINDOW_CLERK));
    assertEquals(Set.of(), CaseForms.who("home-visit"));
    CaseRecord filled =
        CaseRecord.of(
            RecordType.FORM_ANSWERS,
            new UUID(0, 5),
            "110108007",
            CASE,
            Map.of("formId", CaseForms.FOLLOW_UP, "by", CLERK.staff().toString()));
    assertFalse(Rights.mayApply(CLERK, RecordChange.create(filled), Optional.empty()));
    CaseRecord asked = filled.with("formId", CaseForms.SATISFACTION);
    assertTrue(Rights.mayApply(CLERK, RecordChange.create(asked), Optional.empty()));
    CaseRecord foreign = asked.with("by", new UUID(0, 77).toString());
    assertFalse(Rights.mayApply(CLERK, RecordChange.create(foreign), Optional.empty()));
  }
}
