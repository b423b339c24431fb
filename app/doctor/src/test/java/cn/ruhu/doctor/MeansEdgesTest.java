package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both sides of every edge of DOMAIN §5: a fen, a day, a year of age, a person.
class MeansEdgesTest {
  @TempDir private Path folder;

  private String ask(String json, String pointer) throws IOException {
    Path file = Files.writeString(folder.resolve("household.json"), json);
    var asked = Ask.of("means-test", file.toString());
    assertEquals(0, asked.code(), asked.out());
    return asked.json().at(pointer).asString("null");
  }

  private static String people(String day, int n, String rest) {
    var members = new StringBuilder("{\"id\":\"m1\",\"relation\":\"01\"}");
    for (int i = 2; i <= n; i++)
      members.append(
          ",{\"relation\":\"20\",\"birthDate\":\"2012-01-01\",\"livingTogether\":\"1\"}");
    return "{\"acceptDate\":\"%s\",\"members\":[%s]%s}".formatted(day, members, rest);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 51645.60, PASS",
    "1, 51645.61, FAIL",
    "2, 103291.20, PASS",
    "2, 103291.21, FAIL",
    "3, 129114.00, PASS",
    "3, 129114.01, FAIL",
    "3, 129114.02, FAIL",
  })
  void moneyUpToTheLimitIsAllowed(int n, String money, String result) throws IOException {
    String json = people("2020-08-03", n, ",\"monetaryAssets\":\"" + money + "\"");
    assertEquals(result, ask(json, "/property/0/result"));
  }

  @ParameterizedTest
  @CsvSource({"2017-01-01, PASS", "2016-12-31, UNKNOWN", "2025-01-01, UNKNOWN"})
  void theLimitOfAYearNobodyEnteredIsOpen(String day, String result) throws IOException {
    assertEquals(result, ask(people(day, 1, ",\"monetaryAssets\":\"100\""), "/property/0/result"));
  }

  @ParameterizedTest
  @CsvSource({
    // below, at, above the city's average of 28 m2 a head; one dwelling is never asked
    "28, 27.9, PASS",
    "28, 28, FAIL",
    "28, 28.1, FAIL",
    "0, 100, PASS",
  })
  void twoDwellingsAreAllowedBelowTheAverage(String first, String second, String result)
      throws IOException {
    String one = first.equals("0") ? "" : "{\"source\":\"1\",\"area\":" + first + "},";
    String json =
        people(
            "2020-08-03",
            2,
            ",\"dwellings\":[%s{\"source\":\"7\",\"area\":%s},{\"source\":\"4\",\"area\":90}],"
                    .formatted(one, second)
                + "\"parameters\":{\"cityAverageArea\":28}");
    assertEquals(result, ask(json, "/property/3/result"));
  }

  @ParameterizedTest
  @CsvSource({
    // a child of 16 deducts, of 17 only at school; the rule began in 2015
    "2018-10-08, 2001-10-09, 6, 12000.00", "2018-10-08, 2001-10-08, 6, 0.00",
    "2018-10-08, 2001-10-08, 2, 12000.00", "2014-12-31, 2010-01-01, 6, 0.00",
    "2015-01-01, 2010-01-01, 6, 8520.00",
  })
  void singleParentsDeductForAChild(String day, String born, String occupation, String deduct)
      throws IOException {
    String json =
        """
        {"acceptDate":"%s","members":[{"id":"a","relation":"01","singleParent":true},
         {"id":"b","relation":"30","birthDate":"%s","occupation":"%s","livingTogether":"1"}],
         "incomes":[{"member":"a","code":"101","amount":5000}]}
        """
            .formatted(day, born, occupation);
    assertEquals(deduct, ask(json, "/classDeductAnnual"));
  }

  @ParameterizedTest
  @CsvSource({
    "1956-06-01, 1, 14400.00",
    "1956-06-02, 1, 9600.00",
    "1956-06-01, 2, 14400.00",
    "1956-06-01, 3, 0.00",
  })
  void severeDisabilityDeductsMoreWithASupporterOfSixty(String mother, String grade, String deduct)
      throws IOException {
    String json =
        """
        {"acceptDate":"2016-06-01","members":[{"id":"a","relation":"01","birthDate":"%s"},
         {"id":"b","relation":"20","birthDate":"1990-01-01","livingTogether":"1","labour":"3",
          "disabilityGrade":"%s"}],"incomes":[{"member":"a","code":"401","amount":5000}]}
        """
            .formatted(mother, grade);
    assertEquals(deduct, ask(json, "/classDeductAnnual"));
  }

  @ParameterizedTest
  @CsvSource({
    // income of the supporter's own household of one against S = 1320
    "1320.00, 1, 0, 0.00", "1320.02, 1, 0, 0.01", "3320.00, 1, 0, 1000.00",
    "3320.00, 2, 0, 1000.00", "3320.00, 3, 0, 800.00", "3320.00, 1, 4, 0.00",
  })
  void supportIsOwedAboveTheStandard(String income, int children, String inability, String fee)
      throws IOException {
    String json =
        people(
            "2022-08-01",
            1,
            ",\"supporters\":[{\"duty\":\"1\",\"relation\":\"20\",\"familySize\":1,"
                + "\"familyMonthlyIncome\":\"%s\",\"children\":%d,\"inability\":\"%s\"}]"
                    .formatted(income, children, inability));
    assertEquals(fee, ask(json, "/support"));
  }

  @Test
  void whatIsPaidCountsWhenItIsMoreAndOnlyOnce() throws IOException {
    String son =
        ",\"supporters\":[{\"duty\":\"1\",\"relation\":\"20\",\"familySize\":1,"
            + "\"familyMonthlyIncome\":2320,\"children\":1,\"actualPayment\":600}]";
    assertEquals("600.00", ask(people("2022-08-01", 1, son), "/support"));
    String twice = son + ",\"incomes\":[{\"member\":\"m1\",\"code\":\"404\",\"amount\":600}]";
    assertEquals("600.00", ask(people("2022-08-01", 1, twice), "/net"));
    String less = son + ",\"incomes\":[{\"member\":\"m1\",\"code\":\"404\",\"amount\":100}]";
    assertEquals("600.00", ask(people("2022-08-01", 1, less), "/net"));
    String more = son + ",\"incomes\":[{\"member\":\"m1\",\"code\":\"404\",\"amount\":700}]";
    assertEquals("700.00", ask(people("2022-08-01", 1, more), "/net"));
  }

  @ParameterizedTest
  @CsvSource({
    "2017-02, 0.00",
    "2017-03, 1200.00",
    "2018-02, 1200.00",
    "2018-03, 0.00",
  })
  void aOneOffSumCountsWithinTheTwelveMonthsBefore(String since, String gross) throws IOException {
    String json =
        people(
            "2018-03-05",
            1,
            ",\"incomes\":[{\"member\":\"m1\",\"code\":\"409\",\"basis\":\"ONE_OFF\","
                + "\"amount\":1200,\"since\":\""
                + since
                + "\"}]");
    assertEquals(gross, ask(json, "/grossAnnual"));
  }

  @ParameterizedTest
  @CsvSource({
    // 30,000 by S x N = 2,000 a month: used up after fifteen months
    "2018-02, 2000.00",
    "2017-12, 6000.00",
    "2017-03, 24000.00",
    "2016-12, 24000.00",
    "2016-10, 20000.00",
    "2015-12, 0.00",
  })
  void aOneOffSumCanBeSpread(String since, String gross) throws IOException {
    String json =
        people(
            "2018-03-05",
            2,
            ",\"parameters\":{\"oneOffSpread\":true},\"incomes\":[{\"member\":\"m1\",\"code\":"
                + "\"409\",\"basis\":\"ONE_OFF\",\"amount\":30000,\"since\":\""
                + since
                + "\"}]");
    assertEquals(gross, ask(json, "/grossAnnual"));
  }

  @ParameterizedTest
  @CsvSource({
    // (income - medical)/12 against 2,000; money against 24 x 1,410
    "124000.00, 33840.00, ELIGIBLE",
    "124000.01, 33840.00, NOT_ELIGIBLE",
    "124000.00, 33840.01, NOT_ELIGIBLE",
  })
  void illnessIsJudgedAtItsTwoLimits(String year, String money, String verdict) throws IOException {
    String json =
        people(
            "2017-10-09",
            1,
            ",\"medical\":100000,\"assets\":{\"P02\":\"%s\"},\"incomes\":[{\"member\":\"m1\","
                    .formatted(money)
                + "\"code\":\"901\",\"basis\":\"YEARLY\",\"amount\":\"%s\"}]".formatted(year));
    assertEquals(verdict, ask(json, "/schemes/4/verdict"));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-01, 1867.49, 1",
    "2021-07-01, 1867.50, 0",
    "2021-06-30, 1867.49, 1",
    "2021-06-30, 2200.00, 0",
    "2018-12-31, 1867.49, 0",
  })
  void somebodySeverelyDisabledMayApplyAloneBelowTheLine(String day, String month, int cases)
      throws IOException {
    String json =
        """
        {"acceptDate":"%s","parameters":{"classDeduct":false},"members":[
         {"id":"a","relation":"01","birthDate":"1960-01-01"},
         {"id":"b","relation":"20","birthDate":"1990-01-01","livingTogether":"1","labour":"3",
          "disabilityCategory":"4","disabilityGrade":"1"}],
         "incomes":[{"member":"a","code":"401","amount":"%s"},
                    {"member":"a","code":"901","amount":"%s"}]}
        """
            .formatted(day, month, month);
    assertEquals(cases == 1 ? "b" : "null", ask(json, "/singlePersonCases/0/member"));
  }

  @ParameterizedTest
  @CsvSource({"FEN_HALF_UP, 366.68", "YUAN_CEIL, 367.00", "YUAN_HALF_UP, 367.00"})
  void theAmountIsRoundedAsTheParameterSays(String rounding, String amount) throws IOException {
    String json =
        people(
            "2018-03-05",
            1,
            ",\"parameters\":{\"benefitRounding\":\"%s\"},\"incomes\":[{\"member\":\"m1\",\"code\":"
                    .formatted(rounding)
                + "\"901\",\"basis\":\"YEARLY\",\"amount\":\"7599.90\"}]");
    assertEquals(amount, ask(json, "/benefit"));
  }

  @ParameterizedTest
  @CsvSource({"1, 12000.00", "3, 12000.00", "6, 12000.00", "12, 12000.00"})
  void aShorterWindowIsBroughtToAYear(int window, String gross) throws IOException {
    String json =
        people(
            "2018-03-05",
            1,
            ",\"parameters\":{\"incomeWindowMonths\":%d},\"incomes\":[{\"member\":\"m1\",\"code\":"
                    .formatted(window)
                + "\"101\",\"amount\":1000}]");
    assertEquals(gross, ask(json, "/grossAnnual"));
  }

  @Test
  void extremePovertyNeedsNoLabourNoLivingAndNobodyAble() throws IOException {
    String elder =
        """
        {"acceptDate":"2018-10-08","members":[{"id":"a","relation":"01","birthDate":"%s",
         "selfCare":%d}],"incomes":[],"assets":{"P01":0},"vehicles":[],"farmMachines":0,
         "dwellings":[],"nonResidential":false,"marketEntity":false%s}
        """;
    String pointer = "/schemes/0/verdict";
    assertEquals("ELIGIBLE", ask(elder.formatted("1958-10-08", 6, ""), pointer));
    assertEquals("NOT_ELIGIBLE", ask(elder.formatted("1958-10-09", 6, ""), pointer));
    // 1.5 x 1000 + 20, 40, 60 % of 2120
    assertEquals("1924.00", ask(elder.formatted("1940-01-01", 6, ""), "/schemes/0/monthly"));
    assertEquals("2348.00", ask(elder.formatted("1940-01-01", 5, ""), "/schemes/0/monthly"));
    assertEquals("2348.00", ask(elder.formatted("1940-01-01", 3, ""), "/schemes/0/monthly"));
    assertEquals("2772.00", ask(elder.formatted("1940-01-01", 2, ""), "/schemes/0/monthly"));
    String son =
        ",\"supporters\":[{\"duty\":\"1\",\"relation\":\"20\",\"familySize\":1,"
            + "\"familyMonthlyIncome\":900,\"inability\":\"%s\"}]";
    assertEquals("ELIGIBLE", ask(elder.formatted("1940-01-01", 6, son.formatted("4")), pointer));
    assertEquals(
        "NOT_ELIGIBLE", ask(elder.formatted("1940-01-01", 6, son.formatted("0")), pointer));
  }

  @ParameterizedTest
  @CsvSource({
    // L = 2420 without S: what S would take off or add decides whether 2500 and 2000 stand
    "2500, '', '', false, OTHER",
    "2500, '\"criticalIllness\":true', '', null, LOWERS",
    "2500, '\"employmentReward\":0.8', '', null, LOWERS",
    "2500, '', ABLE, false, RAISES",
    "2000, '', ABLE, null, RAISES",
    "2500, '\"criticalIllness\":true', ABLE, null, EITHER",
  })
  void withoutAStandardARefusalStandsOnlyWhenNothingCouldLowerTheIncome(
      String wage, String person, String son, String low, String effect) throws IOException {
    String json =
        """
        {"acceptDate":"2025-07-15","members":[{"id":"a","relation":"01","livingTogether":"1"%s}],
         "incomes":[{"member":"a","code":"101","amount":%s}]%s}
        """
            .formatted(
                person.isEmpty() ? "" : "," + person,
                wage,
                son.isEmpty()
                    ? ""
                    : ",\"supporters\":[{\"duty\":\"1\",\"relation\":\"20\",\"familySize\":1,"
                        + "\"familyMonthlyIncome\":9000}]");
    assertEquals(low, ask(json, "/lowIncome"));
    assertEquals("S", ask(json, "/pending/0/what"));
    assertEquals(effect, ask(json, "/pending/0/effect"));
  }

  @Test
  void aChildsFeeAndWhatIsPaidNeedNoStandard() throws IOException {
    String fee =
        ",\"supporters\":[{\"duty\":\"2\",\"relation\":\"20\",\"supports\":[\"m1\"],"
            + "\"judgedAmount\":700},{\"duty\":\"1\",\"relation\":\"20\",\"inability\":\"4\","
            + "\"actualPayment\":50}]";
    assertEquals("750.00", ask(people("2025-07-15", 1, fee), "/support"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', null, LOWERS",
    "'\"birthDate\":\"1950-01-01\",', true, ''",
    "'\"birthDate\":\"1990-01-01\",', false, ''",
  })
  void theAgeOfASupporterDecidesOnlyWhereHalfAStandardDoes(String born, String dibao, String effect)
      throws IOException {
    // 2600 less 1320 is 1280, below; 2700 is not, less 1980 it is
    String json =
        """
        {"acceptDate":"2022-08-01","members":[{"id":"a","relation":"01","disabilityGrade":"1"}],
         "incomes":[{"member":"a","code":"401","amount":%s}],
         "supporters":[{"relation":"20",%s"inability":"4"}]}
        """;
    assertEquals("true", ask(json.formatted("2600", born), "/dibao"));
    assertEquals(dibao, ask(json.formatted("2700", born), "/dibao"));
    if (!effect.isEmpty()) assertEquals("null", ask(json.formatted("2600", born), "/benefit"));
    assertEquals("1320.00", ask(json.formatted("0", born), "/benefit"));
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "6", "12"})
  void aShorterWindowTakesContributionsToAYearToo(int window) throws IOException {
    String json =
        people(
            "2018-03-05",
            1,
            ",\"parameters\":{\"incomeWindowMonths\":%d},\"incomes\":[{\"member\":\"m1\",\"code\":"
                    .formatted(window)
                + "\"101\",\"amount\":3000,\"contribution\":300},{\"member\":\"m1\",\"code\":"
                + "\"102\",\"monthly\":[0,1200,0,0,0,0,0,0,0,0,0,0]}]");
    assertEquals("37200.00", ask(json, "/grossAnnual"));
    assertEquals("2800.00", ask(json, "/net"));
  }

  @ParameterizedTest
  @CsvSource({
    // clergy are not counted with the household, but alone they have the own income
    "9, 1000, true, 245.00",
    "9, 1244.99, true, 0.01",
    "9, 1245, false, null",
    "1, 1000, true, 245.00",
  })
  void whoeverAppliesAloneHasTheOwnIncome(
      String living, String amount, String dibao, String benefit) throws IOException {
    String json =
        """
        {"acceptDate":"2021-08-10","singlePersonCase":"b","monetaryAssets":"%s","members":[
         {"id":"a","relation":"01","livingTogether":"1"},
         {"id":"c","relation":"20","birthDate":"2012-01-01","livingTogether":"1"},
         {"id":"d","relation":"20","birthDate":"2012-01-01","livingTogether":"1"},
         {"id":"b","relation":"20","birthDate":"1990-01-01","livingTogether":"%s","labour":"3",
          "disabilityGrade":"1"}],
         "incomes":[{"member":"b","code":"901","amount":"%s"},
                    {"member":"a","code":"901","amount":"9000"}]}
        """;
    // the household's money is the household's: three (four) people against 38,903 each
    String money = living.equals("9") ? "116709.00" : "155612.00";
    String own = json.formatted(money, living, amount);
    assertEquals("1", ask(own, "/N"));
    assertEquals("PASS", ask(own, "/property/0/result"));
    assertEquals(dibao, ask(own, "/dibao"));
    assertEquals(benefit, ask(own, "/benefit"));
    String more = money.replace(".00", ".01");
    assertEquals("FAIL", ask(json.formatted(more, living, amount), "/property/0/result"));
  }

  @ParameterizedTest
  @CsvSource({
    // before 2014: money has no limit, two dwellings below 50 m2 together or 10 m2 a head
    "2013-12-31, 9999999, 20, 29.9, PASS, PASS, UNKNOWN, UNKNOWN",
    "2013-12-31, 9999999, 20, 30, PASS, FAIL, UNKNOWN, UNKNOWN",
    "2014-01-01, 100, 20, 29.9, UNKNOWN, UNKNOWN, FAIL, FAIL",
  })
  void anApplicationBefore2014IsJudgedByTheListOfThen(
      String day,
      String money,
      String first,
      String second,
      String moneyResult,
      String dwelling,
      String machine,
      String house)
      throws IOException {
    String json =
        people(
            day,
            1,
            ",\"monetaryAssets\":%s,\"farmMachines\":1,\"nonResidential\":true,".formatted(money)
                + "\"dwellings\":[{\"source\":\"1\",\"area\":%s},{\"source\":\"7\",\"area\":%s}]"
                    .formatted(first, second));
    assertEquals(moneyResult, ask(json, "/property/0/result"));
    assertEquals(machine, ask(json, "/property/2/result"));
    assertEquals(dwelling, ask(json, "/property/3/result"));
    assertEquals(house, ask(json, "/property/4/result"));
  }

  @ParameterizedTest
  @CsvSource({
    // nobody said whether b lives here: with two people each has less
    "'', NOT_ELIGIBLE, NOT_ELIGIBLE",
    "',{\"id\":\"b\",\"relation\":\"51\"}', UNKNOWN, UNKNOWN",
  })
  void whatIsNotKnownLeavesIllnessAndRigidExpenditureOpen(
      String second, String illness, String rigid) throws IOException {
    String json =
        """
        {"acceptDate":"2025-01-02","members":[{"id":"a","relation":"01","livingTogether":"1"}%s],
         "incomes":[{"member":"a","code":"901","basis":"YEARLY","amount":120000}],
         "medical":20000,"rigidExpenditure":20000,"monetaryAssets":100,"S":1000,"L":2000,
         "minWage":2000,"C":50000,"vehicles":[],"farmMachines":0,"dwellings":[],
         "nonResidential":false,"marketEntity":false,
         "parameters":{"disposableIncomeLastYear":80000,"rigidRatio":0.1}}
        """
            .formatted(second);
    assertEquals(illness, ask(json, "/schemes/4/verdict"));
    assertEquals(rigid, ask(json, "/schemes/5/verdict"));
  }
}
