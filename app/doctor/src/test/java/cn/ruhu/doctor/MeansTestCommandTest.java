package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The worked examples beside the command, the edges around them, and input that is none.
class MeansTestCommandTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;

  static Stream<Path> examples() throws IOException {
    return Files.list(Path.of("examples/means-test")).sorted();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyWorkedExampleComesOutAsItsFileExpects(Path file) throws IOException {
    var asked = Ask.of("means-test", file.toString());
    assertEquals(0, asked.code(), asked.out());
    JsonNode input = JSON.readTree(Files.readAllBytes(file));
    if (!input.isArray()) {
      assertSubset(input.get("expect"), asked.json(), file.toString());
      return;
    }
    assertEquals(input.size(), asked.json().get("households").asInt());
    for (int i = 0; i < input.size(); i++)
      assertSubset(
          input.get(i).get("expect"),
          asked.json().get("results").get(i),
          file + "[" + i + "] " + asked.json().get("results").get(i));
  }

  /// Every field that is expected is there with that value; null inside a list is anything.
  private static void assertSubset(JsonNode expected, JsonNode found, String place) {
    if (expected.isObject()) {
      for (String key : expected.propertyNames()) {
        assertTrue(found.has(key), place + "." + key);
        assertSubset(expected.get(key), found.get(key), place + "." + key);
      }
    } else if (expected.isArray() && !expected.isEmpty() && expected.get(0).isContainer()
        || expected.isArray() && !expected.isEmpty() && expected.get(0).isNull()) {
      for (int i = 0; i < expected.size(); i++)
        if (!expected.get(i).isNull())
          assertSubset(expected.get(i), found.get(i), place + "[" + i + "]");
    } else {
      assertEquals(expected, found, place);
    }
  }

  private Ask ask(Object household) throws IOException {
    Path file = folder.resolve("household.json");
    Files.write(file, JSON.writeValueAsBytes(household));
    return Ask.of("means-test", file.toString());
  }

  private Ask text(String json) throws IOException {
    return Ask.of(
        "means-test", Files.writeString(folder.resolve("household.json"), json).toString());
  }

  private static Map<String, Object> person(String day, String... monthly) {
    var home = new LinkedHashMap<String, Object>();
    home.put("acceptDate", day);
    home.put("members", List.of(Map.of("id", "a", "relation", "01", "birthDate", "1970-01-01")));
    var incomes = new ArrayList<Object>();
    for (String m : monthly)
      incomes.add(Map.of("member", "a", "code", "901", "basis", "YEARLY", "amount", m));
    home.put("incomes", incomes);
    return home;
  }

  @ParameterizedTest
  @CsvSource({
    // a fen below, at and above the standard of the year, 12 × S
    "2018-03-05, 11999.99, true, 0.00",
    "2018-03-05, 12000.00, false,",
    "2018-03-05, 12000.01, false,",
    // each first day of a standard and the day before it
    "2017-12-31, 10800.00, false,",
    "2018-01-01, 10800.00, true, 100.00",
    "2020-06-30, 13200.00, false,",
    "2020-07-01, 13200.00, true, 70.00",
    "2021-06-30, 14040.00, false,",
    "2021-07-01, 14040.00, true, 75.00",
    "2022-07-01, 14940.00, true, 75.00",
    "2023-06-30, 15840.00, false,",
    "2023-07-01, 15840.00, true, 75.00",
    "2024-07-01, 16740.00, true, 55.00",
    // benefit on the edge of a rounding: 1000 - 11999.94/12 = 0.005
    "2018-03-05, 11999.94, true, 0.01",
    "2018-03-05, 11999.95, true, 0.00",
  })
  void theStandardIsStrictToTheFenAndToTheDay(
      String day, String year, boolean dibao, String benefit) throws IOException {
    var asked = ask(person(day, year));
    assertEquals(0, asked.code(), asked.out());
    assertEquals(dibao, asked.json().get("dibao").asBoolean(), asked.out());
    assertEquals(benefit, asked.json().get("benefit").asString(null));
  }

  @ParameterizedTest
  @CsvSource({
    "2018-08-31, 23999.99, true", "2018-08-31, 24000.00, false", "2018-09-01, 24000.00, true",
    "2018-09-01, 25440.00, false", "2021-07-31, 26400.00, false", "2021-08-01, 26400.00, true",
    "2023-08-31, 27840.00, false", "2023-09-01, 27840.00, true",
  })
  void theLowIncomeLineIsStrictToo(String day, String year, boolean low) throws IOException {
    var asked = ask(person(day, year));
    assertEquals(low, asked.json().get("lowIncome").asBoolean(), asked.out());
  }

  @Test
  void aMissingFigureStaysOpenAndIsNamed() throws IOException {
    var asked = ask(person("2025-07-01", "100"));
    assertEquals(0, asked.code(), asked.out());
    assertTrue(asked.json().get("dibao").isNull(), "the standard of 2025-07 was never entered");
    assertTrue(asked.out().contains("\"what\":\"S\""), asked.out());
    var unknown =
        text(
            """
            {"acceptDate":"2018-03-05","members":[{"id":"a","relation":"01"}],
             "incomes":[{"member":"a","code":"101","unknown":true},
                        {"member":"a","code":"901","amount":%s}]}
            """
                .formatted("999.99"));
    assertTrue(unknown.json().get("dibao").isNull(), "an unknown income could raise it");
    var above =
        text(
            """
            {"acceptDate":"2018-03-05","members":[{"id":"a","relation":"01"}],
             "incomes":[{"member":"a","code":"101","unknown":true},
                        {"member":"a","code":"901","amount":1000}]}
            """);
    assertFalse(above.json().get("dibao").asBoolean(true), "and cannot lower what is above");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"acceptDate":"2018-02-30","members":[{"relation":"01"}]} | acceptDate | DATE_WRONG
          {"members":[{"relation":"01"}]} | acceptDate | REQUIRED
          {"acceptDate":"2012-12-11","members":[{"relation":"01"}]} | acceptDate | NO_RULES
          {"acceptDate":"2018-03-01","members":[]} | members | EMPTY
          {"acceptDate":"2018-03-01","members":[{"relation":"20"}]} | members | NO_APPLICANT
          {"acceptDate":"2018-03-01","members":[{"relation":"01"},{"relation":"01"}]} | members | TWO_APPLICANTS
          {"acceptDate":"2018-03-01","members":[{"relation":"01","birthDate":"2019-01-01"}]} | members[0].birthDate | DATE_FUTURE
          {"acceptDate":"2018-03-01","members":[{"relation":"01","livingTogether":"10"}]} | members[0].livingTogether | CODE_UNKNOWN
          {"acceptDate":"2018-03-01","members":[{"relation":"01","maritl":"10"}]} | members[0].maritl | FIELD_UNKNOWN
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"b","amount":1}]} | incomes[0].member | ID_UNKNOWN
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"a","amount":-1}]} | incomes[0].amount | AMOUNT_NEGATIVE
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"a","amount":"1.005"}]} | incomes[0].amount | AMOUNT_WRONG
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"a","amount":"1,800"}]} | incomes[0].amount | AMOUNT_WRONG
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"a"}]} | incomes[0].amount | VALUE_MISSING
          {"acceptDate":"2018-03-01","members":[{"id":"a","relation":"01"}],"incomes":[{"member":"a","amount":5,"exempt":1}]} | incomes[0].exemptCode | REQUIRED
          {"acceptDate":"2018-03-01","ruleSet":"CN-2021","members":[{"relation":"01"}]} | ruleSet | RULES_NOT_THEN
          {"acceptDate":"2018-03-01","members":[{"relation":"01"}],"assets":{"P02":"abc"}} | assets.P02 | AMOUNT_WRONG
          {"acceptDate":"2018-03-01","members":[{"relation":"01"}],"parameters":{"incomeWindowMonths":13}} | parameters.incomeWindowMonths | NUMBER_RANGE
          {"acceptDate":"2018-03-01","members":[{"relation":"01"}],"members":[]} | '' | NOT_JSON
          {"acceptDate":"2018-03-01","members":[{"relation":"01"}],"parameters":{"gradualExitPercent":[1,0.5]}} | parameters.gradualExitPercent | PERCENT_UNCLEAR
          {"acceptDate":"2018-03-01","members":[{"relation":"01"}],"parameters":{"employmentReward":[1e-99999999]}} | parameters.employmentReward | NUMBER_WRONG
          {"S":1000,"N":1,"netMonth":1,"uplift":[1e-99999999]} | uplift | NUMBER_WRONG
          {"S":1000,"N":1,"netMonth":1,"uplift":[11]} | uplift | NUMBER_RANGE
          {"acceptDate": | '' | NOT_JSON
          [] | '' | EMPTY
          "x" | '' | NOT_OBJECT
          """)
  void badInputIsRefusedWithFieldReasonAndNextStep(String json, String field, String code)
      throws IOException {
    var asked = text(json);
    assertEquals(1, asked.code(), asked.out());
    JsonNode problem = asked.json().get("problems").get(0);
    assertEquals(code, problem.get("code").asString(), asked.out());
    assertEquals(field, problem.get("field").asString(), asked.out());
    assertFalse(problem.get("message").asString().isBlank());
    assertFalse(problem.get("next").asString().isBlank());
    assertEquals("INPUT", asked.text("error"));
  }

  @Test
  void oneBadHouseholdOfAListIsNamedAndTheOthersAreAnswered() throws IOException {
    var asked =
        ask(List.of(person("2018-03-05", "100"), Map.of("N", "x"), person("2018-03-05", "200")));
    assertEquals(1, asked.code());
    assertEquals(
        List.of("true", "false", "true"),
        asked.json().get("results").valueStream().map(r -> r.get("ok").asString()).toList());
  }

  @Test
  void theTraceOfTheApplicantHoldsTheFeeAndNotTheSupportersIncome() throws IOException {
    String file = "examples/means-test/06-son-outside.json";
    var internal = Ask.of("means-test", file, "--profile", "internal").out();
    var applicant = Ask.of("means-test", file, "--profile", "applicant").out();
    var transfer = Ask.of("means-test", file, "--profile", "transfer").out();
    assertTrue(internal.contains("12000") && internal.contains("344.375"), internal);
    assertTrue(applicant.contains("SUPPORT_FEE") && applicant.contains("688.75"), applicant);
    assertFalse(applicant.contains("12000") || applicant.contains("4000"), applicant);
    assertFalse(transfer.contains("SUPPORT_FEE") || transfer.contains("\"ITEM\""), transfer);
    assertTrue(transfer.contains("TEST_DB"), transfer);
  }

  @ParameterizedTest
  @CsvSource({"b, ELIGIBLE", "a, NOT_ELIGIBLE"})
  void aSupporterOfTheDeadAloneBarsNobodyFromExtremePoverty(String whom, String verdict)
      throws IOException {
    var asked =
        text(
            """
            {"acceptDate":"2023-03-01","members":[
               {"id":"a","relation":"01","birthDate":"1950-01-01","selfCare":6},
               {"id":"b","relation":"10","birthDate":"1948-01-01","livingTogether":"7"}],
             "incomes":[],"assets":{"P01":0},"vehicles":[],"farmMachines":0,"dwellings":[],
             "nonResidential":false,"marketEntity":false,"C":"43640",
             "supporters":[{"duty":"1","familySize":3,"familyMonthlyIncome":"4000",
               "dependants":1,"children":1,"inability":"0","supports":["%s"]}]}
            """
                .formatted(whom));
    assertEquals(verdict, verdict(asked.json(), "TK"), asked.out());
  }

  /// A second calculator, written from the rules alone, agrees on every one.
  @Test
  void thousandsOfRandomHouseholdsComeOutAsTheSecondCalculatorSays() throws IOException {
    int count = Integer.getInteger("ruhu.households", 6000);
    var homes = new ArrayList<Map<String, Object>>();
    for (long seed = 1; seed <= count; seed++) homes.add(RandomHousehold.of(seed));
    Path file = folder.resolve("many.json");
    Files.write(file, JSON.writeValueAsBytes(homes));
    var asked = Ask.of("means-test", file.toString(), "--no-trace");
    JsonNode input = JSON.readTree(Files.readAllBytes(file));
    JsonNode results = asked.json().get("results");
    assertEquals(count, results.size());
    var differences = new ArrayList<String>();
    var met = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < count; i++) {
      JsonNode r = results.get(i);
      var found = new java.util.HashMap<String, Object>();
      var expected = PlainCalculator.of(input.get(i));
      for (String key :
          List.of(
              "N", "pc", "dibao", "lowIncome", "benefit", "severeIllnessSubsidy", "illnessAid")) {
        JsonNode value = r.get(key);
        found.put(
            key,
            value == null || value.isNull()
                ? null
                : value.isBoolean()
                    ? (Object) value.asBoolean()
                    : value.isNumber() ? (Object) value.asInt() : value.asString());
      }
      found.put("bars", bars(r));
      found.put(
          "singles",
          r.get("singlePersonCases")
              .valueStream()
              .map(c -> c.get("member").asString() + " " + c.get("benefit").asString(null))
              .toList());
      found.put("backPay", r.path("backPay").asString(null));
      found.put(
          "exit",
          r.path("exit").isArray()
              ? r.get("exit").valueStream().map(JsonNode::asString).toList()
              : null);
      found.put("GX", verdict(r, "GX"));
      found.put("TK", verdict(r, "TK"));
      found.put("TKpay", paid(r, "TK"));
      found.keySet().retainAll(expected.keySet()); // of some it is not to be told
      for (String key : List.of("severeIllnessSubsidy", "illnessAid", "backPay", "exit"))
        if (found.get(key) != null) met.merge(key, 1, Integer::sum);
      for (String kind : List.of("TK", "TKpay"))
        if (found.get(kind) != null) met.merge(kind + " " + expected.get(kind), 1, Integer::sum);
      met.merge(input.get(i).path("ruleSet").asString("by date"), 1, Integer::sum);
      if (!r.get("singlePersonCases").isEmpty()) met.merge("singles", 1, Integer::sum);
      met.merge(found.get("dibao") + "/" + found.get("lowIncome"), 1, Integer::sum);
      if (!expected.equals(found))
        differences.add(input.get(i) + "\n  plain " + expected + "\n  ours  " + found);
    }
    assertEquals(
        List.of(),
        differences.subList(0, Math.min(3, differences.size())),
        differences.size() + " differ");
    assertEquals(0, asked.code());
    assertMet(met);
  }

  /// Every kind of outcome is among the random households.
  private static void assertMet(Map<String, Integer> met) {
    for (String kind :
        List.of(
            "true/false",
            "false/true",
            "false/false",
            "null/null",
            "singles",
            "severeIllnessSubsidy",
            "illnessAid",
            "exit",
            "backPay",
            "BJ-FS",
            "TK ELIGIBLE",
            "TK NOT_ELIGIBLE"))
      assertTrue(met.getOrDefault(kind, 0) > 50, kind + " is met too seldom: " + met);
  }

  private static @Nullable String verdict(JsonNode result, String scheme) {
    return result
        .get("schemes")
        .valueStream()
        .filter(x -> x.get("scheme").asString().equals(scheme))
        .map(x -> x.get("verdict").asString())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String paid(JsonNode result, String scheme) {
    for (JsonNode x : result.get("schemes"))
      if (x.get("scheme").asString().equals(scheme)) return x.path("monthly").asString(null);
    return null;
  }

  private static List<String> bars(JsonNode result) {
    if (!result.get("ok").asBoolean()) return List.of(result.toString());
    return result
        .get("property")
        .valueStream()
        .map(p -> p.get("reject").asString())
        .filter(c -> !c.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
