package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who counts for whom and owes whom, also where the applicant is the child (DOMAIN §5.1, §5.2),
/// and lines that are compared exactly.
class MeansDutiesTest {
  @TempDir private Path folder;

  private String ask(String json, String pointer) throws IOException {
    Path file = Files.writeString(folder.resolve("household.json"), json);
    var asked = Ask.of("means-test", file.toString());
    assertEquals(0, asked.code(), asked.out());
    return asked.json().at(pointer).asString("null");
  }

  @ParameterizedTest
  @CsvSource({
    // who lies in a hospital is still of the household, who works elsewhere as wife, child or by
    // name
    "2021-08-02, 52, 1, CN_2021_LEGAL_DUTY",
    "2021-08-02, 52, 4, CN_2021_LEGAL_DUTY",
    "2021-08-02, 52, 3, NOT_LISTED",
    "2018-08-02, 52, 4, CN_2012_PARENT",
    "2018-08-02, 52, 3, CN_2012_PARENT",
    "2021-08-02, 20, 4, CN_2021_LEGAL_DUTY",
    "2021-08-02, 20, 3, NOT_INDEPENDENT_CHILD",
    "2021-08-02, 12, 3, CN_2021_SPOUSE",
    // parents of a wife who is here; without one nobody in the household owes them support
    "2021-08-02, 55, 1, NOT_LISTED",
  })
  void whereSomebodyLivesDecidesByWhoItIs(String day, String relation, String living, String clause)
      throws IOException {
    String json =
        """
        {"acceptDate":"%s","members":[{"relation":"01"},
         {"relation":"%s","birthDate":"1950-01-01","livingTogether":"%s"}]}
        """
            .formatted(day, relation, living);
    assertEquals(clause, ask(json, "/members/1/clause"));
  }

  @Test
  void aWifesParentCountsWithTheWife() throws IOException {
    String json =
        """
        {"acceptDate":"2021-08-02","members":[{"relation":"01"},{"relation":"12"},
         {"relation":"56","birthDate":"1950-01-01","livingTogether":"1"}]}
        """;
    assertEquals("CN_2021_LEGAL_DUTY", ask(json, "/members/2/clause"));
    assertEquals("3", ask(json, "/N"));
  }

  @ParameterizedTest
  @CsvSource({
    // the severely disabled father's wife is 59 or 60: S = 1000, 1 or 1.5 of it a month
    "51, 52, 1958-10-08, 18000.00",
    "51, 52, 1958-10-09, 12000.00",
    "12, 55, 1958-10-08, 18000.00",
    "12, 53, 1958-10-09, 12000.00",
  })
  void wivesAndParentsOfEachOtherOweSupport(
      String disabled, String other, String born, String deduct) throws IOException {
    String json =
        """
        {"acceptDate":"2018-10-08","members":[{"id":"a","relation":"01","birthDate":"1990-01-01"},
         {"id":"b","relation":"%s","birthDate":"1980-01-01","livingTogether":"1",
          "disabilityGrade":"1"},
         {"id":"c","relation":"%s","birthDate":"%s","livingTogether":"1"}],
         "incomes":[{"member":"a","code":"401","amount":9000}]}
        """
            .formatted(disabled, other, born);
    assertEquals(deduct, ask(json, "/classDeductAnnual"));
  }

  @ParameterizedTest
  @CsvSource({"2001-10-09, 6, 12000.00", "2001-10-08, 2, 12000.00", "2001-10-08, 6, 0.00"})
  void aSingleMotherDeductsForAChildWhoApplies(String born, String occupation, String deduct)
      throws IOException {
    String json =
        """
        {"acceptDate":"2018-10-08","members":[
         {"id":"a","relation":"01","birthDate":"%s","occupation":"%s"},
         {"id":"b","relation":"52","livingTogether":"1","singleParent":true}],
         "incomes":[{"member":"b","code":"101","amount":5000}]}
        """
            .formatted(born, occupation);
    assertEquals(deduct, ask(json, "/classDeductAnnual"));
  }

  @ParameterizedTest
  @CsvSource({
    // 2,000 a month are used up, one month of it before the window; what is exempt never counts
    "'', 24000.00",
    "',\"exempt\":60000,\"exemptCode\":\"E09\"', 0.00",
    "',\"exempt\":50000,\"exemptCode\":\"E09\"', 8000.00",
    "',\"exempt\":50000,\"exemptCode\":\"E09\",\"contribution\":4000', 4000.00",
  })
  void whatIsExemptOfASumIsNotSpread(String free, String net) throws IOException {
    String json =
        """
        {"acceptDate":"2018-03-05","parameters":{"oneOffSpread":true},"members":[
         {"id":"a","relation":"01"},{"relation":"12"}],"incomes":[{"member":"a","code":"409",
         "basis":"ONE_OFF","amount":60000,"since":"2017-02"%s}]}
        """
            .formatted(free);
    assertEquals(net, ask(json, "/netAnnual"));
  }

  @ParameterizedTest
  @CsvSource({"1659.58, true", "1659.59, false"})
  void theMarginalLineIsNotRounded(String month, String marginal) throws IOException {
    // 1245 x 1.333 = 1659.585
    String json =
        """
        {"acceptDate":"2021-08-02","parameters":{"marginalFactor":1.333},"members":[
         {"id":"a","relation":"01"}],"incomes":[{"member":"a","code":"401","amount":"%s"}]}
        """
            .formatted(month);
    assertEquals(marginal, ask(json, "/marginalHousehold"));
    String between =
        """
        {"acceptDate":"2021-08-02","parameters":{"marginalFactor":1.333},"members":[
         {"id":"a","relation":"01"}],
         "incomes":[{"member":"a","code":"401","basis":"YEARLY","amount":"19915.05"}]}
        """; // 1659.5875 a month
    assertEquals("false", ask(between, "/marginalHousehold"));
  }

  @Test
  void ofWhoAppliesAloneNothingOfTheOthersIsAsked() throws IOException {
    String json =
        """
        {"acceptDate":"2021-08-02","singlePersonCase":"b","members":[{"id":"a","relation":"01"},
         {"id":"b","relation":"20","birthDate":"1990-01-01","livingTogether":"1"},
         {"id":"c","relation":"71"}],
         "incomes":[{"member":"a","code":"101","unknown":true},
                    {"member":"b","code":"401","amount":200}]}
        """;
    assertEquals("true", ask(json, "/dibao"));
    assertEquals("1045.00", ask(json, "/benefit"));
    String own = json.replace("\"amount\":200", "\"unknown\":true");
    assertEquals("null", ask(own, "/dibao"));
  }

  @Test
  void theSubsidyWaitsForPropertyNobodyTold() throws IOException {
    String json =
        """
        {"acceptDate":"2020-12-01","members":[{"id":"a","relation":"01","criticalIllness":true}],
         "parameters":{"classDeduct":false},
         "incomes":[{"member":"a","code":"401","amount":1500}]%s}
        """;
    String told =
        ",\"assets\":{\"P01\":0},\"vehicles\":[],\"farmMachines\":0,\"dwellings\":[],"
            + "\"nonResidential\":false,\"marketEntity\":false";
    assertEquals("UNKNOWN", ask(json.formatted(""), "/schemes/3/verdict"));
    assertEquals("ELIGIBLE", ask(json.formatted(told), "/schemes/3/verdict"));
    assertEquals("409.50", ask(json.formatted(told), "/schemes/3/monthly"));
  }

  private static final String NOTHING =
      ",\"vehicles\":[],\"farmMachines\":0,\"dwellings\":[],\"nonResidential\":false,"
          + "\"marketEntity\":false";

  private static String home(String members, String rest) {
    return "{\"acceptDate\":\"2022-03-01\",\"members\":[{\"id\":\"a\",\"relation\":\"01\","
        + "\"birthDate\":\"1980-01-01\",\"livingTogether\":\"1\""
        + members
        + "]"
        + rest
        + "}";
  }

  @Test
  void incomeNobodyWroteIsNotNone() throws IOException {
    String money = ",\"assets\":{\"P02\":1000}" + NOTHING;
    assertEquals("null", ask(home("}", money), "/dibao"));
    assertEquals("income", ask(home("}", money), "/pending/0/what"));
    assertEquals("1245.00", ask(home("}", money + ",\"incomes\":[]"), "/benefit"));
  }

  @Test
  void propertyAboveTheLimitWaitsForWhoCounts() throws IOException {
    String mother = "},{\"relation\":\"52\",\"birthDate\":\"1950-01-01\"%s}";
    String money = ",\"incomes\":[],\"assets\":{\"P02\":60000}" + NOTHING;
    String open = home(mother.formatted(""), money);
    assertEquals("UNKNOWN", ask(open, "/property/0/result"));
    assertEquals("PEOPLE_UNKNOWN", ask(open, "/property/0/reason"));
    String away = home(mother.formatted(",\"livingTogether\":\"8\""), money);
    assertEquals("FAIL", ask(away, "/property/0/result"));
    String here = home(mother.formatted(",\"livingTogether\":\"1\""), money);
    assertEquals("PASS", ask(here, "/property/0/result"));
  }

  @ParameterizedTest
  @CsvSource({
    // a grown child who cannot work, one who can, and an applicant who is a minor
    "'},{\"relation\":\"20\",\"birthDate\":\"2000-01-01\",\"livingTogether\":\"1\",\"labour\":\"3\"}',"
        + " 800.00",
    "'},{\"relation\":\"20\",\"birthDate\":\"2000-01-01\",\"livingTogether\":\"1\",\"labour\":\"1\"}',"
        + " 0.00",
  })
  void childSupportIsOwedToWhoCannotLiveByWork(String child, String support) throws IOException {
    String owing = ",\"incomes\":[],\"supporters\":[{\"duty\":\"2\",\"judgedAmount\":800}]";
    assertEquals(support, ask(home(child, owing), "/support"));
    String minor = home("},{\"relation\":\"52\",\"livingTogether\":\"1\"}", owing);
    assertEquals("800.00", ask(minor.replace("1980", "2010"), "/support"));
  }

  @Test
  void aRefusalThatNoAgeCouldTurnStands() throws IOException {
    String ill = ",\"criticalIllness\":true}";
    String son =
        ",\"incomes\":[{\"member\":\"a\",\"code\":\"401\",\"amount\":%s}],\"supporters\":[{\"duty\":"
            + "\"1\",\"relation\":\"30\",\"familySize\":1,\"familyMonthlyIncome\":1000}]";
    assertEquals("false", ask(home(ill, son.formatted("9000")), "/dibao"));
    // 3000 less 1245 is not below 1245, less half of it more it is
    assertEquals("null", ask(home(ill, son.formatted("3000")), "/dibao"));
    assertEquals("true", ask(home(ill, son.formatted("2000")), "/dibao"));
  }

  @Test
  void sumsOfWhoAppliesAloneAreTheOwn() throws IOException {
    String json =
        home(
            "},{\"id\":\"b\",\"relation\":\"12\"}",
            ",\"singlePersonCase\":\"a\",\"incomes\":[{\"member\":\"a\",\"code\":\"401\",\"amount\":1000,"
                + "\"exempt\":200,\"exemptCode\":\"E09\",\"contribution\":50},{\"member\":\"b\","
                + "\"code\":\"101\",\"amount\":7000}]");
    assertEquals("12000.00", ask(json, "/grossAnnual"));
    assertEquals("2400.00", ask(json, "/exemptAnnual"));
    assertEquals("600.00", ask(json, "/contributionsAnnual"));
    assertEquals("9000.00", ask(json, "/netAnnual"));
  }

  @Test
  void whoHasTooMuchPropertyLeavesAtOnce() throws IOException {
    String last = ",\"incomes\":[%s],\"previousBenefit\":520";
    String wage = "{\"member\":\"a\",\"code\":\"101\",\"amount\":3000}";
    assertEquals("520.00", ask(home("}", last.formatted(wage)), "/exit/0"));
    String car = ",\"vehicles\":[{\"exemption\":\"0\"}]";
    assertEquals("null", ask(home("}", last.formatted("") + car), "/exit/0"));
    assertEquals("null", ask(home("}", last.formatted(wage) + car), "/exit/0"));
  }

  @ParameterizedTest
  @CsvSource({"1, 20, mo, 1.5", "1, 71, mo, 1.5", "1, 20, a, 1", "2, 51, mo, 1.5"})
  void whoSupportsWhomIsAsTheFileSays(String duty, String relation, String whom, String shares)
      throws IOException {
    String json =
        home(
            "},{\"id\":\"mo\",\"relation\":\"52\",\"birthDate\":\"1970-01-01\",\"livingTogether\":\"1\","
                + "\"disabilityGrade\":\"1\"}",
            ",\"incomes\":[{\"member\":\"a\",\"code\":\"101\",\"amount\":9000}],\"supporters\":[{\"duty\":\""
                + duty
                + "\",\"relation\":\""
                + relation
                + "\",\"birthDate\":\"1959-01-01\",\"inability\":\"4\",\"supports\":[\""
                + whom
                + "\"]}]");
    String year = shares.equals("1") ? "14940.00" : "22410.00";
    assertEquals(year, ask(json, "/classDeductAnnual"));
  }

  @Test
  void aSumOutsideTheWindowNeedsNoAmount() throws IOException {
    String sum =
        ",\"incomes\":[{\"member\":\"a\",\"basis\":\"ONE_OFF\",\"unknown\":true,\"since\":\"%s\"}]";
    assertEquals("true", ask(home("}", sum.formatted("2020-01")), "/dibao"));
    assertEquals("null", ask(home("}", sum.formatted("2021-06")), "/dibao"));
  }

  @Test
  void schemesSayWhatIsCertainAndWhatIsNot() throws IOException {
    String none = home("}", ",\"incomes\":[]");
    assertEquals("NOT_ELIGIBLE", verdict(none, "SN"));
    assertEquals("UNKNOWN", verdict(none, "JU"));
    assertEquals("UNKNOWN", verdict(none.replace("\"birthDate\":\"1980-01-01\",", ""), "ET"));
    String aided =
        home("}", ",\"incomes\":[{\"member\":\"a\",\"amount\":9000}],\"illnessAidThisYear\":true");
    assertEquals("NOT_ELIGIBLE", verdict(aided, "YB"));
    String rigid =
        home(
                "}",
                ",\"incomes\":[{\"member\":\"a\",\"amount\":%s}],\"C\":48000,\"rigidExpenditure\":"
                    + "60000,\"assets\":{\"P01\":0,\"P02\":0,\"P03\":0,\"P04\":0,\"P05\":0},"
                    + "\"parameters\":{\"disposableIncomeLastYear\":80000,\"rigidRatio\":0.6}"
                    + NOTHING)
            .replace("2022-03-01", "2025-03-01");
    assertEquals("NOT_ELIGIBLE", verdict(rigid.formatted("2000"), "GX"));
    assertEquals("ELIGIBLE", verdict(rigid.formatted("3000"), "GX"));
  }

  private String verdict(String json, String scheme) throws IOException {
    for (int i = 0; ; i++) {
      String found = ask(json, "/schemes/" + i + "/scheme");
      if (found.equals(scheme)) return ask(json, "/schemes/" + i + "/verdict");
      if (found.equals("null")) return "no " + scheme;
    }
  }
}
