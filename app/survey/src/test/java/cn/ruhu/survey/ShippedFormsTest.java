package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.survey.xlsform.ShippedBook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the shipped questionnaires besides the home visit ask for and refuse.
final class ShippedFormsTest {
  private static Scenario open(ShippedBook book) {
    return Scenario.of(book.form());
  }

  private static Scenario attendee(Scenario meeting, int n, String role, boolean relative) {
    String at = "/people/attendee[" + n + "]/";
    if (n > 1) meeting.add("/people/attendee");
    meeting.answer(at + "attendee_name", "与会人" + n).answer(at + "role", role);
    return meeting.answer(at + "relative", Boolean.toString(relative));
  }

  /// DOMAIN §3.4: five steps, near relatives do not vote, votes add up to the voters, a dispute is
  /// told, representatives are two thirds or it is said why not.
  @Test
  void anAppraisalCountsItsVotersAndItsVotes() {
    Scenario meeting = open(ShippedBook.APPRAISAL);
    meeting.refuses("/meeting/steps", "1 2 3 4", "survey.constraint");
    meeting.answer("/meeting/steps", "1 2 3 4 5");
    attendee(meeting, 1, "1", false);
    attendee(meeting, 2, "5", false);
    attendee(meeting, 3, "5", true);
    attendee(meeting, 4, "7", false);
    meeting.is("/people/present", "4").is("/people/voters", "2").is("/people/representatives", "2");
    meeting.asked("/people/representation");
    attendee(meeting, 5, "5", false);
    attendee(meeting, 6, "5", false);
    meeting.is("/people/voters", "4").notAsked("/people/representation");
    meeting.answer("/vote/motion[1]/item", "I").answer("/vote/motion[1]/agree", "3");
    meeting.refuses("/vote/motion[1]/disagree", "2", "survey.constraint");
    meeting.answer("/vote/motion[1]/disagree", "0");
    meeting.refuses("/vote/motion[1]/abstain", "0", "survey.constraint");
    meeting.answer("/vote/motion[1]/abstain", "1");
    meeting.answer("/result/truth", "3").asked("/result/dispute", "/result/again");
    meeting.answer("/result/truth", "1").notAsked("/result/dispute", "/result/again");
  }

  @Test
  void neighboursAreTwoAndWhatDiffersIsTold() {
    Scenario talk = open(ShippedBook.NEIGHBOUR);
    assertTrue(talk.open().contains("/interviews/informant survey.roster.few"));
    talk.add("/interviews/informant");
    assertTrue(talk.open().stream().noneMatch(p -> p.contains("roster")));
    talk.answer("/interviews/informant[1]/N01", "1").asked("/interviews/informant[1]/N10");
    talk.answer("/interviews/informant[1]/N05", "2").asked("/interviews/informant[1]/N08");
    talk.answer("/visit/interviewer_a", "赵一")
        .refuses("/visit/interviewer_b", "赵一", "survey.constraint");
    talk.refuses("/visit/application", "11010800720260010001", "survey.constraint");
  }

  @Test
  void anUrgentNeedTakesTenQuestions() {
    Scenario need = open(ShippedBook.URGENT);
    List<String> asked =
        need.session.sections().stream()
            .flatMap(s -> need.session.questions(s.id()).stream())
            .filter(q -> q.kind() != QuestionKind.NOTE)
            .map(Question::id)
            .toList();
    assertEquals(10, asked.size(), asked::toString);
    need.answer("/what/danger", "1 2").asked("/what/call");
    need.answer("/aid/proposedFen", "30000").is("/aid/proposedFen", "30000");
    assertEquals(QuestionKind.MONEY, need.question("/aid/proposedFen").kind());
  }

  @Test
  void aFollowUpThatWaitsTooLongSaysWhy() {
    Scenario visit = open(ShippedBook.FOLLOW_UP).answer("/visit/day", "2026-11-23");
    visit.refuses("/next/next_day", "2026-11-20", "survey.constraint");
    visit.answer("/next/next_day", "2027-03-23");
    assertTrue(visit.question("/next/next_day").standing().doubt().isPresent());
    visit.answer("/next/next_day", "2026-12-23");
    assertTrue(visit.question("/next/next_day").standing().doubt().isEmpty());
    visit.answer("/plan/goal[1]/progress", "4").asked("/plan/goal[1]/why");
    visit.answer("/now/risks", "3").asked("/now/report");
  }

  @Test
  void satisfactionIsFiveQuestionsAndNoName() {
    Scenario told = open(ShippedBook.SATISFACTION).answer("/about/reason", "2");
    for (int n = 1; n <= 5; n++) told.answer("/scores/Q" + n, n == 1 ? "3" : "5");
    told.is("/scores/mean", "4.6");
    assertEquals(List.of(), told.open());
    told.session
        .margin()
        .noAnswer(told.path("/scores/Q3"), java.util.Optional.of(NoAnswer.REFUSED));
    assertEquals(List.of(), told.open());
  }

  /// The review asks what the home visit asks under the same names, each member's being alive, and
  /// what changed; it never asks what a review has no need of.
  @Test
  void aReviewSpeaksTheHomeVisitsNames() {
    FormPackage form = ShippedBook.REVIEW_VISIT.form();
    Opening home = Family.opening(2);
    Scenario review =
        Scenario.of(
            form,
            new Opening(home.members(), home.observers(), new TreeMap<>(home.values()), "zh"));
    assertEquals(List.of(), review.session.refusedPrefill());
    review.answer("V09D", "1");
    assertEquals(
        List.of("V", "M", "Q", "H", "I", "P", "D", "J", "F", "N", "O", "C", "R"),
        review.session.sections().stream().map(Section::id).toList());
    Map<String, String> visit = FormPackage.homeVisit().shape().leaves();
    Set<String> own = new java.util.TreeSet<>(form.shape().leaves().keySet());
    own.removeAll(visit.keySet());
    assertEquals(Set.of("Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08"), own);
    assertTrue(review.open().contains("/M/member[1]/M12 survey.required"));
    review.answer("Q01", "0").answer("Q02", "1").answer("Q03", "1").answer("Q04", "0");
    review.notAsked("Q05", "Q06").answer("Q02", "3").asked("Q05", "Q06");
    review.answer("Q07", "false").asked("Q08");
    review.answer("I04" + Family.at(1) + "#1", "400000").is("C02", "2").is("R01", "3");
    assertTrue(review.open().stream().noneMatch(p -> p.startsWith("/N/")));
  }
}
