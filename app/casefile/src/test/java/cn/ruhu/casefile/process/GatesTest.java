package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// "Gates in": each gate shut alone keeps a household from being taken in, at the opinion and at
/// the decision, for every role (Policy §13).
class GatesTest {
  private static Arguments shut(String name, String code, Consumer<Road> spoil) {
    return Arguments.of(name, code, spoil);
  }

  private static Arguments answered(String name, String by) {
    return shut(
        name,
        "OTHER_PLACE_REPLY_MISSING",
        r ->
            r.set(RecordType.VISIT, "visitMode", "OTHER_PLACE")
                .record(GateKind.OTHER_PLACE_REPLY, Road.REVIEWER, "", by, ""));
  }

  static Stream<Arguments> oneGateShut() {
    return Stream.of(
        shut("no visit", "VISIT_MISSING", r -> r.drop(x -> x.type() == RecordType.VISIT)),
        shut("refused visit", "VISIT_MISSING", r -> r.set(RecordType.VISIT, "disposition", "20")),
        shut(
            "a ruling instead of a visit",
            "VISIT_MISSING",
            r ->
                r.drop(x -> x.type() == RecordType.VISIT)
                    .record(GateKind.RESIDENCE_RULING, Road.REVIEWER, "", "", "clear case")),
        shut("one alone", "VISIT_NOT_BY_TWO", r -> r.set(RecordType.VISIT, "investigatorB", "")),
        shut(
            "one twice",
            "VISIT_NOT_BY_TWO",
            r -> r.set(RecordType.VISIT, "investigatorB", Road.PAIR_A.toString())),
        shut("unsigned", "VISIT_SECOND_UNSIGNED", r -> r.set(RecordType.VISIT, "signatureB", "")),
        shut("no seal", "VISIT_UNSEALED", r -> r.set(RecordType.VISIT, "sealHash", "")),
        shut(
            "video without emergency",
            "VIDEO_NOT_ALLOWED",
            r -> r.set(RecordType.VISIT, "visitMode", "VIDEO")),
        shut(
            "video outside the dates",
            "VIDEO_NOT_ALLOWED",
            r ->
                r.set(RecordType.VISIT, "visitMode", "VIDEO")
                    .record(
                        GateKind.EMERGENCY_SWITCH,
                        Road.DISTRICT,
                        "",
                        "2020-02-01..2020-06-30",
                        "notice")),
        shut(
            "other place without answer",
            "OTHER_PLACE_REPLY_MISSING",
            r -> r.set(RecordType.VISIT, "visitMode", "OTHER_PLACE")),
        answered("other place answered by one", "甲"),
        answered("other place answered by one who is named twice", "甲, 甲"),
        shut(
            "a mode nobody knows",
            "VISIT_MODE_UNKNOWN",
            r -> r.set(RecordType.VISIT, "visitMode", "WAIVED")),
        shut("no report", "VERIFICATION_MISSING", r -> r.drop(GateKind.VERIFICATION_REPORT)),
        shut(
            "H doubt open",
            "FLAG_OPEN",
            r -> r.record(GateKind.REGISTRY_HIT, Road.CLERK, "X01", "", "")),
        shut(
            "H doubt disposed without a reason",
            "FLAG_OPEN",
            r ->
                r.record(GateKind.REGISTRY_HIT, Road.CLERK, "X01", "", "")
                    .record(GateKind.FLAG_DISPOSED, Road.REVIEWER, "X01", "", "")),
        shut(
            "complaint open",
            "COMPLAINT_OPEN",
            r -> r.record(GateKind.COMPLAINT_OPENED, Road.CLERK, "c1", "", "said")),
        shut(
            "another complaint closed",
            "COMPLAINT_OPEN",
            r ->
                r.record(GateKind.COMPLAINT_OPENED, Road.CLERK, "c1", "", "said")
                    .record(GateKind.COMPLAINT_CLOSED, Road.REVIEWER, "c2", "", "no")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneGateShut")
  void eachGateAloneStopsTheOpinion(String name, String code, Consumer<Road> spoil) {
    Road road = Road.entrusted().readyToJudge();
    spoil.accept(road);
    Ruling ruling =
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")));
    assertEquals(List.of(code), codes(ruling), name);
  }

  /// Decision 0046: until the street has written what it found out.
  @Test
  void aSignatureThatIsNotItsPersonsIsNamedUntilTheStreetHasAnswered() {
    Road road = Road.entrusted().readyToJudge();
    String visit = road.file.all(RecordType.VISIT).getFirst().id().toString();
    road.record(GateKind.SIGNATURE_DOUBTED, Actor.system(), visit, Road.PAIR_A.toString(), "A");
    assertEquals(List.of("VISIT_SIGNATURE_DOUBTED"), judged(road));
    String doubt = road.file.gateFacts(GateKind.SIGNATURE_DOUBTED).getFirst().id().toString();
    road.record(GateKind.ALERT_ANSWERED, Road.REVIEWER, doubt, "", "asked him, it is his");
    assertEquals(List.of("ALLOWED PRELIM"), judged(road));
  }

  private static List<String> judged(Road road) {
    return codes(road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
  }

  @Test
  void aNumberThatIsToFollowKeepsNobodyFromAnOpinionAndIsMendedBeforeAnApproval() {
    Road road = Road.entrusted().onward();
    road.set(RecordType.PERSON, "idNumber", "").set(RecordType.PERSON, "idKind", "9");
    assertEquals(
        List.of("IDENTITY_PENDING"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.CHIEF,
                road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")))));
    Road early = Road.entrusted().readyToJudge();
    early.set(RecordType.PERSON, "idNumber", "").set(RecordType.PERSON, "idPending", "从未办理");
    assertEquals(
        List.of("ALLOWED PRELIM"),
        codes(
            early.ask(Act.OPINION, Road.REVIEWER, early.opinions(early.opinion("DB", true, "")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneGateShut")
  void eachGateAloneStopsTheDecisionOfStreetAndDistrict(
      String name, String code, Consumer<Road> spoil) {
    Road street = Road.entrusted().onward();
    spoil.accept(street);
    assertEquals(
        List.of(code),
        codes(
            street.ask(
                Act.DECIDE,
                Road.CHIEF,
                street.opinions(street.decision(Road.CHIEF, "DB", "APPROVED", "")))));
    Road district = Road.district().districtReady();
    spoil.accept(district);
    List<String> found =
        codes(
            district.ask(
                Act.DECIDE,
                Road.DISTRICT,
                district.opinions(district.decision(Road.DISTRICT, "DB", "APPROVED", ""))));
    assertTrue(found.contains(code), name + found);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneGateShut")
  void noRoleReachesApprovedFromAnyStageWithAGateShut(
      String name, String code, Consumer<Road> spoil) {
    Road road = Road.entrusted().onward();
    spoil.accept(road);
    CaseRecord app = road.file.application().orElseThrow();
    for (Stage stage : Stage.values()) {
      road.put(app.with("stage", stage.name()));
      for (Act act : Act.values())
        for (Role role : Role.values()) {
          Actor actor = new Actor(Road.id(999), role, Road.STREET);
          ActInput input =
              act == Act.DECIDE
                  ? road.opinions(road.decision(actor, "DB", "APPROVED", ""))
                  : road.input();
          Ruling ruling = road.ask(act, actor, input.to(Stage.APPROVED));
          boolean in =
              ruling instanceof Ruling.Allowed(var to)
                  && (to == Stage.APPROVED || (to == Stage.IN_BENEFIT && act != Act.LETTER));
          assertTrue(!in, name + ": " + stage + " " + act + " " + role);
        }
    }
  }

  @Test
  void aMissingFileStopsTheOpinion() {
    Road road = Road.entrusted().readyToJudge();
    ActInput input = road.opinions(road.opinion("DB", true, "")).withFiles(Set.of());
    assertEquals(List.of("FILES_MISSING"), codes(road.ask(Act.OPINION, Road.REVIEWER, input)));
  }

  @Test
  void noRecordInTheCityIsAnAnswerToo() {
    Road road = Road.entrusted().readyToJudge().drop(GateKind.VERIFICATION_REPORT);
    road.record(GateKind.VERIFICATION_NO_RECORD, Road.CLERK, "", "", "");
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
  }

  @Test
  void aDisposedDoubtOpensTheGateAgain() {
    Road road = Road.entrusted().readyToJudge();
    road.record(GateKind.REGISTRY_HIT, Road.CLERK, "X01:" + Road.MEMBER, "", "");
    road.record(GateKind.FLAG_DISPOSED, Road.REVIEWER, "X01:" + Road.MEMBER, "", "moved out");
    assertAllowed(
        Stage.PRELIM,
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
  }

  @Test
  void modesOfC4StandForADoorOnlyWithWhatTheyNeed() {
    for (String mode : List.of("HOSPITAL", "INSTITUTION")) {
      Road road = Road.entrusted().readyToJudge().set(RecordType.VISIT, "visitMode", mode);
      assertAllowed(
          Stage.PRELIM,
          road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, ""))));
    }
    Road away = Road.entrusted().readyToJudge().set(RecordType.VISIT, "visitMode", "OTHER_PLACE");
    away.record(GateKind.OTHER_PLACE_REPLY, Road.REVIEWER, "", "甲,乙", "");
    assertAllowed(
        Stage.PRELIM,
        away.ask(Act.OPINION, Road.REVIEWER, away.opinions(away.opinion("DB", true, ""))));
    Road video = Road.entrusted().readyToJudge().set(RecordType.VISIT, "visitMode", "VIDEO");
    video.record(GateKind.EMERGENCY_SWITCH, Road.DISTRICT, "", "2023-01-01..2023-12-31", "notice");
    assertAllowed(
        Stage.PRELIM,
        video.ask(Act.OPINION, Road.REVIEWER, video.opinions(video.opinion("DB", true, ""))));
  }

  @Test
  void anInvestigatorMayNotJudgeAndAReviewerMayNotDecide() {
    Road road = Road.entrusted().readyToJudge();
    Actor pairAsReviewer = new Actor(Road.PAIR_A, Role.STREET_REVIEWER, Road.STREET);
    CaseRecord own = road.opinion("DB", true, "").with("by", Road.PAIR_A.toString());
    assertEquals(
        List.of("INVESTIGATOR_MAY_NOT_JUDGE"),
        codes(road.ask(Act.OPINION, pairAsReviewer, road.opinions(own))));

    Road decided = Road.entrusted().onward();
    Actor reviewerAsChief = new Actor(Road.REVIEWER.staff(), Role.STREET_CHIEF, Road.STREET);
    assertEquals(
        List.of("REVIEWER_MAY_NOT_DECIDE"),
        codes(
            decided.ask(
                Act.DECIDE,
                reviewerAsChief,
                decided.opinions(decided.decision(reviewerAsChief, "DB", "APPROVED", "")))));
    Actor pairAsChief = new Actor(Road.PAIR_B, Role.STREET_CHIEF, Road.STREET);
    assertEquals(
        List.of("INVESTIGATOR_MAY_NOT_JUDGE"),
        codes(
            decided.ask(
                Act.DECIDE,
                pairAsChief,
                decided.opinions(decided.decision(pairAsChief, "DB", "APPROVED", "")))));
  }

  @Test
  void aForeignSignatureIsNotTaken() {
    Road road = Road.entrusted().onward();
    assertEquals(
        List.of("NOT_SIGNED_BY_ACTOR"),
        codes(
            road.ask(
                Act.DECIDE,
                Road.CHIEF,
                road.opinions(road.decision(Road.DISTRICT, "DB", "APPROVED", "")))));
  }

  @Test
  void hindrancesSayWhereTheyAreWritten() {
    Road road = Road.entrusted().readyToJudge().drop(x -> x.type() == RecordType.VISIT);
    Ruling ruling =
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", true, "")));
    Ruling.Refused refused = assertInstanceOf(Ruling.Refused.class, ruling);
    assertEquals(
        List.of(new Hindrance("VISIT_MISSING", "policy §13", List.of())), refused.hindrances());
  }

  @Test
  void anotherStreetsReviewerIsRefused() {
    Road road = Road.entrusted().readyToJudge();
    Actor other = new Actor(Road.REVIEWER.staff(), Role.STREET_REVIEWER, "110108010");
    assertEquals(
        List.of("OTHER_STREET"),
        codes(road.ask(Act.OPINION, other, road.opinions(road.opinion("DB", true, "")))));
  }

  @Test
  void carriedRecordsNeverChangeTheCaseBesidesTheAct() {
    Road road = Road.entrusted().readyToJudge();
    CaseRecord visit = road.file.visits().getFirst();
    var smuggled =
        cn.ruhu.casefile.record.RecordChange.between(visit, visit.with("disposition", "11"))
            .orElseThrow();
    assertEquals(
        List.of("CARRIED_NOT_ALLOWED"),
        codes(road.ask(Act.OPINION, Road.REVIEWER, road.input().withCarried(List.of(smuggled)))));
    CaseRecord stranger =
        CaseRecord.of(
            RecordType.OPINION, Road.id(77), Road.STREET, Road.id(78), Map.of("scheme", "DB"));
    assertEquals(
        List.of("CARRIED_NOT_ALLOWED"),
        codes(road.ask(Act.OPINION, Road.REVIEWER, road.opinions(stranger))));
  }

  static List<String> codes(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allowed(var to) -> List.of("ALLOWED " + to);
      case Ruling.Refused(var why) -> why.stream().map(Hindrance::code).toList();
    };
  }

  static void assertAllowed(Stage to, Ruling ruling) {
    assertEquals(new Ruling.Allowed(to), ruling);
  }
}
