package cn.ruhu.casefile.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// DOMAIN §5.7 example 14 and the clauses around it.
class MembershipTest {
  private final Household home = new Household("2022-03-01");

  private Household example14() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(
        2,
        "12",
        "1972-01-01",
        Map.of("livingTogether", "1", "hukouRelation", "3", "marital", "20"));
    home.member(
        3,
        "20",
        "2001-06-01",
        Map.of("livingTogether", "2", "occupation", "2", "education", "60", "marital", "10"));
    home.member(
        4,
        "30",
        "1997-06-01",
        Map.of(
            "livingTogether", "1",
            "occupation", "2",
            "education", "10",
            "marital", "10",
            "hukouRelation", "1"));
    home.member(5, "51", "1945-01-01", Map.of("livingTogether", "5"));
    home.member(6, "52", "1942-01-01", Map.of("livingTogether", "1"));
    return home;
  }

  private static Map<Integer, String> clauses(Membership m) {
    var map = new LinkedHashMap<Integer, String>();
    m.members()
        .forEach(
            c -> map.put(Household.number(c.member()), (c.counted() ? "+" : "-") + c.clause()));
    return map;
  }

  @Test
  void example14ByTheNationalRuleOf2021CountsFour() {
    Membership m = Membership.count(example14().file(), RuleSets.CN_2021);
    assertEquals(4, m.people());
    assertEquals(
        Map.of(
            1, "+APPLICANT",
            2, "+CN_2021_SPOUSE",
            3, "+CN_2021_DEPENDENT_CHILD",
            4, "-NOT_INDEPENDENT_CHILD",
            5, "-NOT_PRISON",
            6, "+CN_2021_LEGAL_DUTY"),
        clauses(m));
  }

  @Test
  void example14ByBeijingsListCountsTheDaughterAndTheMotherOnlyByRuling() {
    Map<Integer, String> plain = clauses(Membership.count(example14().file(), RuleSets.BJ_FS));
    assertEquals("+BEIJING_SAME_HUKOU_CHILD", plain.get(4));
    assertEquals("-NOT_WITHOUT_RULING", plain.get(6));
    home.change(6, "countedOverride", "true").change(6, "countedReason", "item 6");
    Membership ruled = Membership.count(home.file(), RuleSets.BJ_FS);
    assertEquals("+RULING_COUNTED", clauses(ruled).get(6));
    assertEquals(5, ruled.people());
  }

  @Test
  void theRuleOf2012NamesParents() {
    Map<Integer, String> old = clauses(Membership.count(example14().file(), RuleSets.CN_2012));
    assertEquals("+CN_2012_PARENT", old.get(6));
    assertEquals("-NOT_PRISON", old.get(5));
  }

  @Test
  void anOverrideWithoutAReasonChangesNothing() {
    example14().change(4, "countedOverride", "true");
    assertFalse(Membership.count(home.file(), RuleSets.CN_2021).counts(Household.member(4)));
  }

  @Test
  void spousesLivingApartCountUnlessDivorced() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(2, "12", "1972-01-01", Map.of("livingTogether", "8", "marital", "20"));
    home.member(3, "12", "1972-01-01", Map.of("livingTogether", "1", "marital", "40"));
    assertEquals(
        Map.of(1, "+APPLICANT", 2, "+CN_2021_SPOUSE", 3, "-NOT_DIVORCED"),
        clauses(Membership.count(home.file(), RuleSets.CN_2021)));
  }

  @Test
  void eighteenthBirthdayMakesAnAdultOnTheDayOfAcceptance() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(2, "20", "2004-03-02", Map.of("livingTogether", "1"));
    home.member(3, "20", "2004-03-01", Map.of("livingTogether", "1"));
    home.member(4, "38", "2004-03-02", Map.of("livingTogether", "1"));
    assertEquals(
        Map.of(
            1, "+APPLICANT",
            2, "+CN_2021_MINOR_CHILD",
            3, "+CN_2021_LEGAL_DUTY",
            4, "-NOT_LISTED"),
        clauses(Membership.count(home.file(), RuleSets.CN_2021)));
  }

  @Test
  void aGrownChildCountsWhileLivingHereForLongAndNotOtherwise() {
    home.member(1, "01", "1960-01-01", Map.of("livingTogether", "1"));
    home.member(2, "20", "1990-01-01", Map.of("livingTogether", "1", "occupation", "3"));
    home.member(3, "20", "1990-01-01", Map.of("livingTogether", "3", "occupation", "3"));
    home.member(4, "30", "1990-01-01", Map.of("livingTogether", "8"));
    home.member(
        5, "30", "1990-01-01", Map.of("livingTogether", "1", "legalDutyCohabiting", "false"));
    home.member(
        6, "30", "1998-01-01", Map.of("livingTogether", "1", "occupation", "2", "education", "21"));
    var expected =
        Map.of(
            1, "+APPLICANT",
            2, "+CN_2021_LEGAL_DUTY",
            3, "-NOT_INDEPENDENT_CHILD",
            4, "-NOT_LIVING_TOGETHER",
            5, "-NOT_INDEPENDENT_CHILD",
            6, "-NOT_INDEPENDENT_CHILD");
    assertEquals(expected, clauses(Membership.count(home.file(), RuleSets.CN_2021)));
    assertEquals(
        "+CN_2012_LEGAL_DUTY", clauses(Membership.count(home.file(), RuleSets.CN_2012)).get(2));
    assertEquals(
        "-NOT_INDEPENDENT_CHILD", clauses(Membership.count(home.file(), RuleSets.BJ_FS)).get(2));
  }

  @Test
  void whoeverIsNotSaidToLiveHereIsNotCountedAndToldApart() {
    home.member(1, "01", "1970-01-01", Map.of());
    home.member(2, "12", "1972-01-01", Map.of());
    home.member(3, "20", "2015-01-01", Map.of());
    home.member(4, "52", "1942-01-01", Map.of());
    home.member(5, "", "1942-01-01", Map.of("livingTogether", "1"));
    assertEquals(
        Map.of(
            1, "+APPLICANT",
            2, "+CN_2021_SPOUSE",
            3, "+CN_2021_MINOR_CHILD",
            4, "-UNKNOWN_LIVING",
            5, "-UNKNOWN_RELATION"),
        clauses(Membership.count(home.file(), RuleSets.CN_2021)));
  }

  @Test
  void everyPlaceElsewhereHasItsClause() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(2, "12", "1972-01-01", Map.of("livingTogether", "5"));
    home.member(3, "20", "2015-01-01", Map.of("livingTogether", "6"));
    home.member(4, "20", "2015-01-01", Map.of("livingTogether", "7"));
    home.member(5, "20", "1990-01-01", Map.of("livingTogether", "9"));
    home.member(6, "20", "1990-01-01", Map.of("livingTogether", "4", "labour", "3"));
    home.member(7, "20", "2015-01-01", Map.of("livingTogether", "2"));
    assertEquals(
        Map.of(
            1, "+APPLICANT",
            2, "-NOT_PRISON",
            3, "-NOT_MISSING",
            4, "-NOT_DEAD",
            5, "-NOT_CLERGY",
            6, "+CN_2021_DEPENDENT_CHILD",
            7, "+CN_2021_MINOR_CHILD"),
        clauses(Membership.count(home.file(), RuleSets.CN_2021)));
  }

  @Test
  void whatTheVisitFoundWinsExceptInTheDeclaredColumn() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(2, "52", "1942-01-01", Map.of("livingTogether", "1"));
    home.visited(Map.of("M10@" + Household.member(2), "8"));
    CaseFile file = home.file();
    assertEquals(1, Membership.count(file, RuleSets.CN_2021).people());
    assertEquals(2, Membership.count(file, RuleSets.CN_2021, Column.DECLARED).people());
  }

  @Test
  void theSchoolLevelOfTheVisitDecidesAboutStudents() {
    home.member(1, "01", "1970-01-01", Map.of("livingTogether", "1"));
    home.member(
        2, "20", "2001-06-01", Map.of("livingTogether", "2", "occupation", "2", "education", "60"));
    home.visited(Map.of("S01@" + Household.member(2), "8"));
    assertEquals(1, Membership.count(home.file(), RuleSets.CN_2021).people());
  }

  @Test
  void theRuleSetFollowsTheAcceptanceDate() {
    CaseRecord app = home.file().application().orElseThrow();
    assertEquals(RuleSets.CN_2021, RuleSets.forCase(home.file()));
    home.put(app.with("acceptDate", "2021-06-30"));
    assertEquals(RuleSets.CN_2012, RuleSets.forCase(home.file()));
    home.put(app.with("acceptDate", "2021-07-01"));
    assertEquals(RuleSets.CN_2021, RuleSets.forCase(home.file()));
    home.put(app.with("ruleSet", "CN-2012"));
    assertEquals(RuleSets.CN_2012, RuleSets.forCase(home.file()));
  }
}
