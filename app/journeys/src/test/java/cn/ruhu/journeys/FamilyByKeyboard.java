package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTable;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.handling.HandlingPage;
import cn.ruhu.desktop.intake.IntakePage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// A family of four at the counter, the district out of reach: husband and wife with their cards, a
/// son and the husband's mother from the 户口本. The whole form by keyboard to its handing in, then a
/// sister who is not here, then the same family once more. What was pressed is counted.
final class FamilyByKeyboard {
  static final int FAMILY_MOST = 420;
  static final int SUPPORTER_MOST = 120;
  static final int AGAIN_MOST = 150;
  static final int CHOICE_MOST = 4;

  private static final String HOME = "北京市海淀区北下关街道大慧寺路8号院3号楼2单元502";
  private static final String HUSBAND = "周志远";
  private static final EmulatedCard HUSBANDS =
      TestCards.resident(HUSBAND, "1", "19790316", HOME, 431);
  private static final EmulatedCard WIFES = TestCards.resident("何秀芳", "2", "19820509", HOME, 432);

  private final Tour tour;
  private final FxRobot robot;
  private final IntakePage intake;
  private int photos;
  private final Map<String, Integer> counted = new LinkedHashMap<>();

  FamilyByKeyboard(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.intake = new IntakePage(robot);
  }

  void walk() throws Exception {
    try {
      tour.sit("window", "chuangkou").waitFor("#caseload-table");
      tour.synced();
      tour.serverGone();
      taken();
      tour.serverBack();
      tour.synced();
      withdrawn();
      tour.serverGone();
      again();
      tour.serverBack();
      tour.synced();
      written();
      assertAtMost("family", FAMILY_MOST);
      assertAtMost("supporter", SUPPORTER_MOST);
      assertAtMost("again", AGAIN_MOST);
      assertAtMost("choice", CHOICE_MOST);
    } catch (Exception | AssertionError e) {
      tour.picture("keys-stopped-here");
      throw e;
    }
  }

  private void assertAtMost(String what, int most) {
    int keys = counted.getOrDefault(what, Integer.MAX_VALUE);
    assertTrue(keys <= most, what + ": " + keys + " keys");
  }

  // ---- a new application

  private void taken() throws Exception {
    tour.layCard(HUSBANDS);
    intake.opened();
    DesktopTest.until("the card is read", () -> intake.value("name").equals(HUSBAND));
    try (var keys = keys()) {
      applicant(keys);
      keys.stretch("applicant");
      wife(keys);
      keys.stretch("wife");
      son(keys);
      keys.stretch("son");
      mother(keys);
      keys.stretch("mother");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).at("supporters-add");
      try (var apart = keys()) {
        sister(apart);
        counted.put("supporter", apart.pressed());
      }
      income(keys);
      keys.stretch("income");
      property(keys);
      keys.stretch("property");
      expenses(keys);
      keys.stretch("expenses");
      declaration(keys);
      keys.stretch("declaration");
      papers(keys);
      keys.stretch("papers");
      counted.put("family", keys.pressed());
    }
  }

  private CountedKeys keys() {
    return new CountedKeys(robot, DesktopTest.ask(() -> robot.lookup("#shell").query().getScene()));
  }

  private void applicant(CountedKeys keys) {
    keys.line("community", "大慧寺社区");
    keys.at("schemes").press(KeyCode.SPACE).enter();
    keys.line("firstTime", "s").line("familySize", "4");
    keys.line("reason", "妻子患癌，靠零工和老人养老金维持");
    keys.line("phone", "13810012345").line("residenceAddress", "=");
    keys.line("bankName", "gs").line("bankHolder", "=").line("bankAccount", "6222020200112233445");
    keys.line("self-hukouKind", "1").line("self-marital", "y").line("self-education", "71");
    keys.line("self-labour", "1").line("self-occupation", "4");
    keys.at("self-health").press(KeyCode.SPACE).enter();
    keys.at("members-add");
    tour.picture("keys-applicant");
  }

  private void wife(CountedKeys keys) {
    tour.layCard(WIFES);
    intake.waitFor("#intake-question-1");
    keys.type("1").line("member-relation", "12");
    keys.line("member-marital", "y").line("member-education", "81").line("member-labour", "3");
    keys.line("member-occupation", "9").at("member-health").type("z").enter();
    keys.line("member-disease", "乳腺癌");
    keys.at("members-add");
    tour.removeCard();
  }

  private void son(CountedKeys keys) {
    keys.enter().line("member-idNumber", TestCards.number("20130905", 433));
    keys.line("member-name", "周子涵").line("member-relation", "21");
    keys.line("member-registeredAddress", "=");
    keys.line("member-education", "81").line("member-occupation", "2");
    keys.line("member-workplace", "北下关中学");
    keys.at("member-health").press(KeyCode.SPACE).enter();
    keys.at("members-add");
  }

  private void mother(CountedKeys keys) {
    keys.enter().line("member-idNumber", TestCards.number("19480221", 434));
    keys.line("member-name", "王桂英").line("member-relation", "52");
    keys.line("member-registeredAddress", "=");
    keys.line("member-marital", "s").line("member-education", "81");
    keys.line("member-occupation", "9").at("member-health").type("m").enter();
    keys.line("member-disease", "高血压");
    keys.at("members-add");
    tour.picture("keys-members");
  }

  /// The husband's sister, not here and without papers: she owes her mother support.
  private void sister(CountedKeys keys) {
    keys.enter().line("supporter-idNumber", TestCards.number("19761103", 435));
    keys.line("supporter-name", "周志红").line("supporter-relation", "75");
    keys.line("supporter-phone", "13911024466").line("supporter-workplace", "超市店员");
    keys.line("supporter-address", "昌平区回龙观龙腾苑三区12号楼");
    keys.line("supporter-familySize", "3").line("supporter-familyMonthlyFen", "9200");
    keys.line("supporter-paidMonthlyFen", "500").at("supporters-add");
    tour.picture("keys-supporters");
  }

  private void income(CountedKeys keys) {
    keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).at("income-add").enter();
    keys.at("income-member").enter().line("income-code", "lw").at("income-declared").enter();
    keys.at("income-add").enter().line("income-member", "w").line("income-code", "yl");
    keys.line("income-declared", "961").at("income-add");
    keys.press(KeyCode.TAB).at("month-input");
    months(keys, "2600", "=", "1800", "0", "2400", "=", "=", "2800", "=", "=", "2100", "=");
    tour.picture("keys-income");
  }

  private static void months(CountedKeys keys, String... amounts) {
    for (String month : amounts)
      if (month.equals("=")) keys.type(month);
      else keys.type(month).enter();
  }

  private void property(CountedKeys keys) {
    keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
    keys.line("dwelling-H04", "3").line("dwelling-H06", "1").line("dwelling-H05", "1260");
    keys.line("dwelling-H07", "52.4").line("dwelling-H08", "2").line("dwelling-H17", "0");
    keys.line("dwelling-H19", "");
    keys.at("house-add").press(KeyCode.TAB).at("property-add").enter();
    keys.at("property-member").enter().line("property-code", "yx");
    keys.line("property-declared", "8600").line("property-institution", "gs");
    keys.at("property-add").enter().at("property-member").enter().line("property-code", "x");
    keys.line("property-declared", "1500");
    keys.at("property-add").enter().line("property-member", "w").line("property-code", "yx");
    keys.line("property-declared", "5200").line("property-institution", "yz");
    keys.at("property-add");
    tour.picture("keys-property");
  }

  private void expenses(CountedKeys keys) {
    keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).at("expense-add").enter();
    keys.line("expense-member", "h").line("expense-code", "yl");
    keys.line("expense-totalFen", "86400").line("expense-reimbursedFen", "51200");
    keys.at("expense-add").enter().at("expense-member").enter().line("expense-code", "fz");
    keys.line("expense-declared", "1260");
    keys.at("expense-add");
  }

  private void declaration(CountedKeys keys) {
    keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).line("relativeOfOfficial", "f");
    keys.at("notice").enter();
    tour.picture("keys-declaration");
  }

  private void papers(CountedKeys keys) throws Exception {
    keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
    for (String slot : List.of("D02", "D04")) {
      keys.at("photo-" + slot);
      tour.choosing(photo(slot));
      keys.enter();
      DesktopTest.until("a page in " + slot, () -> filed(slot));
    }
    tour.picture("keys-papers");
    keys.press(KeyCode.CONTROL, KeyCode.ENTER);
    DesktopTest.until(
        "handed in: " + hindrances(), () -> intake.text("#intake-next").startsWith("受理"));
  }

  // ---- the same family once more

  /// The case is accepted, then the family withdraws it; that is not counted.
  private void withdrawn() throws Exception {
    intake.signed();
    intake.paste("n01", "北下关受字〔2026〕201号");
    intake.next();
    intake.invited();
    new ShellPage(robot).goTo("handling").waitFor("#handling-table");
    tour.choosing(photo("D01"));
    new HandlingPage(robot)
        .choose(HUSBAND)
        .open("WITHDRAW")
        .type("reason", "mother moves to her daughter")
        .photo()
        .finish();
    tour.synced();
  }

  private void again() throws Exception {
    new ShellPage(robot).goTo("intake");
    intake.invited();
    tour.layCard(HUSBANDS);
    intake.waitFor("#intake-earlier-take");
    try (var keys = keys()) {
      keys.press(KeyCode.CONTROL, KeyCode.E);
      intake.waitFor("#intake-earlier-confirm");
      tour.picture("keys-again-taken");
      keys.press(KeyCode.CONTROL, KeyCode.D);
      keys.at("schemes").press(KeyCode.SPACE).enter();
      keys.line("reason", "妻子仍在治疗，收入不够生活");
      keys.stretch("applicant");
      keys.press(KeyCode.CONTROL, KeyCode.D).at("members-add");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).press(KeyCode.CONTROL, KeyCode.D);
      keys.at("supporters-add").stretch("members and supporters");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
      confirmed(keys, "income", "code", "declared");
      confirmed(keys, "income", "code", "declared");
      keys.at("income-add").press(KeyCode.TAB).at("month-input");
      months(keys, "2400", "=", "=", "2100", "=", "0", "=", "1800", "=", "=", "=", "=");
      keys.stretch("income");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
      for (String fact : List.of("H04", "H06", "H05", "H07", "H08", "H17"))
        keys.at("dwelling-" + fact).enter();
      keys.line("dwelling-H19", "").at("house-add").press(KeyCode.TAB);
      confirmed(keys, "property", "code", "declared", "institution");
      confirmed(keys, "property", "code", "declared");
      confirmed(keys, "property", "code", "declared", "institution");
      keys.at("property-add").stretch("property");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
      confirmed(keys, "expense", "code", "declared", "totalFen", "reimbursedFen");
      confirmed(keys, "expense", "code", "declared");
      keys.at("expense-add").stretch("expenses");
      keys.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).at("relativeOfOfficial").enter();
      keys.at("notice").enter().stretch("declaration");
      papers(keys);
      keys.stretch("papers");
      counted.put("again", keys.pressed());
    }
  }

  /// Opens the row that waits and says of each value that it still holds.
  private static void confirmed(CountedKeys keys, String rows, String... fields) {
    keys.enter().at(rows + "-member").enter();
    for (String f : fields) keys.at(rows + "-" + f).enter();
  }

  /// The figures of this run, kept where the others are with `-Druhu.keys=write`.
  private void written() throws Exception {
    String date = LocalDate.now(Clock.systemUTC()).toString();
    counted.put("choice", mostKeysToAChoice());
    String all =
        Stream.of(
                figure("keys.family-of-four", "family", FAMILY_MOST, date),
                figure("keys.absent-supporter", "supporter", SUPPORTER_MOST, date),
                figure("keys.same-family-again", "again", AGAIN_MOST, date),
                figure("keys.any-choice", "choice", CHOICE_MOST, date))
            .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    Path file =
        Path.of(
            "write".equals(System.getProperty("ruhu.keys"))
                ? "../benchmarks/results/window-keys.json"
                : "target/window-keys.json");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, all);
  }

  /// Keys of a code or of pinyin initials until a choice is one of the first three, for the choice
  /// of all code tables that needs most.
  private static int mostKeysToAChoice() {
    int most = 0;
    for (String name : CodeTables.names()) {
      CodeTable table = CodeTables.table(name);
      for (CodeEntry e : table.entries())
        most = Math.max(most, Math.min(keysTo(table, e, e.code()), keysTo(table, e, e.initials())));
    }
    return most;
  }

  private static int keysTo(CodeTable table, CodeEntry entry, String word) {
    for (int keys = 1; keys <= word.length(); keys++) {
      int place = table.matching(word.substring(0, keys)).indexOf(entry);
      if (place >= 0 && place < 3) return keys;
    }
    return Integer.MAX_VALUE;
  }

  private String figure(String name, String what, int most, String date) {
    int keys = counted.getOrDefault(what, 0);
    return """
      {"figure": "%s", "value": %d, "unit": "keys", "goal": "<= %d", "met": %b, "command": \
    "FamilyByKeyboardTest", "date": "%s"}\
    """
        .formatted(name, keys, most, keys <= most, date);
  }

  private Path photo(String slot) throws Exception {
    long number = ++photos;
    Path file = tour.papers().resolve(slot + "-" + number + ".jpg");
    ScannedPaper.scan(ScannedPaper.blank(number), 0.4, number, file);
    return file;
  }

  private boolean filed(String slot) {
    return !robot
        .lookup("#intake-photo-" + slot)
        .query()
        .getParent()
        .lookupAll(".badge.success")
        .isEmpty();
  }

  private List<String> hindrances() {
    return DesktopTest.ask(() ->
        robot.lookup("#intake-hindrances .field-problem").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }
}
