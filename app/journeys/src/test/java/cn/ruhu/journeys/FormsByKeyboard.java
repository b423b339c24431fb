package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.desktop.visit.SurveyWalk;
import cn.ruhu.journeys.road.Place;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/// Two questionnaires by keyboard alone: the whole home visit of a household, from the door to the
/// seal; and a form somebody else wrote, rosters within rosters. What was pressed is counted; a pen
/// on the signing pad is no key.
@SuppressWarnings("try") // what a closing interrupts is the test itself
final class FormsByKeyboard {
  static final int VISIT_MOST = 1_500;
  static final int FOREIGN_MOST = 400;

  /// four people of the demonstration, one of them only sometimes at home
  private static final String HOUSEHOLD = "舒至嘉园";

  private static final int PEOPLE = 3;
  private static final int HARVESTS = 2;

  /// keys that may be pressed on the way to a station
  private static final int REACH_MAX = 60;

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /// What the pair is told and sees; every other choice takes the first.
  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("V08", "0"),
          Map.entry("M13", "20"),
          Map.entry("M16", "5"),
          Map.entry("H09", "2"),
          Map.entry("F05", "3"),
          Map.entry("F06", "5000"),
          Map.entry("H02", "大慧寺路8号院3号楼"),
          Map.entry("H03", "240"),
          Map.entry("H07", "45"),
          Map.entry("H13", "2"),
          Map.entry("H17", "0"),
          Map.entry("H19", "false"),
          Map.entry("A00", "0"),
          Map.entry("I00", "false"),
          Map.entry("I02", "零工"),
          Map.entry("I07", "5"),
          Map.entry("E02", "3000"),
          Map.entry("P11", "false"),
          Map.entry("P12", "false"),
          Map.entry("D01", "false"),
          Map.entry("D09", "false"),
          Map.entry("D13", "1 2 3 4 5 6"),
          Map.entry("S01", "2"),
          Map.entry("J01", "2"),
          Map.entry("F00", "false"),
          Map.entry("K03", "false"),
          Map.entry("K04", "0"),
          Map.entry("N09S", "3"),
          Map.entry("O01", "2"),
          Map.entry("O04", "false"),
          Map.entry("O05", "false"),
          Map.entry("O06", "false"),
          Map.entry("O09", "0"),
          Map.entry("C09", "与申报不同的各项已当面问清，凭证已看。"),
          Map.entry("C12", "0"),
          Map.entry("reason", "属实"),
          Map.entry("R05", "到访时家人在家，住房陈设简单，收入与邻居所说一致，没有见到车辆和经营痕迹。"));

  /// A farm survey, as foreign to us as forms come.
  private static final Map<String, String> FARM =
      Map.of(
          "village", "李家庄", "size", "3", "name", "张三", "age", "41", "crop", "maize", "area", "2.5",
          "kg", "320");

  /// answers of the visit as they must lie with the district
  private static final Map<String, String> CHECKED =
      Map.of("H03", "240", "H17", "0", "E02", "300000", "P11", "false", "K03", "false", "C12", "0");

  private final Tour tour;
  private final FxRobot robot;
  private final Map<String, Integer> counted = new HashMap<>();

  FormsByKeyboard(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
  }

  /// What stops the walk is kept as a picture besides.
  void walk() throws Exception {
    try {
      visited();
      foreign();
      written();
      assertAtMost("visit", VISIT_MOST);
      assertAtMost("foreign", FOREIGN_MOST);
    } catch (Exception | AssertionError e) {
      tour.picture("keyboard-stopped-here");
      throw e;
    }
  }

  private void assertAtMost(String what, int most) {
    int keys = counted.getOrDefault(what, Integer.MAX_VALUE);
    assertTrue(keys <= most, what + ": " + keys + " keys");
  }

  // ---- the home visit

  private void visited() throws Exception {
    tour.sit("field", "hecha2").waitFor("#visit-households");
    tour.synced();
    tour.leave();
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    open();
    tour.choosing(photo(1), photo(2));
    try (var keys = keys()) {
      var form = new KeyedForm(robot, keys, scene(), TOLD);
      form.until(() -> at("M"));
      keys.stretch("door");
      form.until(() -> at("sign"));
      keys.stretch("table");
      tour.picture("keyboard-sign");
      form.until(() -> !at("sign"));
      keys.stretch("signed");
      neighbours(keys, form);
      keys.stretch("neighbours");
      observed(keys, form);
      keys.stretch("observed");
      form.until(() -> false);
      keys.press(KeyCode.CONTROL, KeyCode.ENTER);
      keys.stretch("rest");
      differences(keys);
      keys.stretch("differences");
      tour.picture("keyboard-seal");
      keys.press(KeyCode.CONTROL, KeyCode.ENTER);
      new SurveyWalk(robot, Map.of()).sealed();
      counted.put("visit", keys.pressed());
      counted.put("visit answers", form.answered());
    }
    tour.picture("keyboard-sealed");
    tour.synced();
    tour.leave();
  }

  /// What the system found outside the form is shown instead of the seal, and explained difference
  /// by difference.
  private void differences(CountedKeys keys) {
    DesktopTest.until(
        "the differences are asked",
        () ->
            !robot.lookup(".visit-problem").queryAll().isEmpty()
                && !robot.lookup("#visit-look .visit-doubt").queryAll().isEmpty());
    List<String> first =
        DesktopTest.ask(() ->
            robot.lookup(".visit-doubt .option").queryAll().stream()
                .map(javafx.scene.Node::getId)
                .filter(id -> id.endsWith("-1"))
                .toList());
    for (String id : first) keys.to(id, false).press(KeyCode.SPACE);
  }

  private Scene scene() {
    return DesktopTest.ask(() -> robot.lookup("#shell").query().getScene());
  }

  private CountedKeys keys() {
    return new CountedKeys(robot, scene());
  }

  private boolean shows(String selector) {
    return new ShellPage(robot).shows(selector);
  }

  private void open() {
    DesktopTest.until(
        "the household is opened",
        () -> {
          Node card = card();
          if (card != null) ((ButtonBase) card.lookup(".button")).fire();
          return card != null;
        });
    DesktopTest.until("the door", () -> shows("#q-V09D-1"));
  }

  private @Nullable Node card() {
    return robot.lookup(".visit-card").queryAll().stream()
        .filter(c ->
            c.lookupAll(".label").stream()
                .anyMatch(l -> ((Labeled) l).getText().contains(HOUSEHOLD)))
        .findFirst()
        .orElse(null);
  }

  private boolean at(String station) {
    return robot.lookup("#station-" + station).queryAll().stream()
        .anyMatch(n -> n.getPseudoClassStates().contains(CURRENT));
  }

  /// Two neighbours are there when their section opens.
  private void neighbours(CountedKeys keys, KeyedForm form) {
    reach("N", keys, KeyCode.F8);
    DesktopTest.until("two neighbours", () -> shows("#q-N01-1-1") && shows("#q-N01-2-1"));
    form.until(() -> !at("N"));
  }

  /// Presses keys until a station is there.
  private void reach(String station, CountedKeys keys, KeyCode... chord) {
    for (int i = 0; i < REACH_MAX; i++) {
      if (DesktopTest.ask(() -> at(station))) return;
      keys.press(chord);
    }
    throw new AssertionError("no way by " + List.of(chord) + " to " + station);
  }

  /// Each of the pair sees only their own; the second signs in first.
  private void observed(CountedKeys keys, KeyedForm form) {
    reach("O", keys, KeyCode.F8);
    form.until(() -> !at("O"));
    reach("O", keys, KeyCode.CONTROL, KeyCode.LEFT);
    keys.to("visit-second-input", true).type(tour.password()).enter();
    DesktopTest.until("the second is here", () -> !shows("#visit-second-sign"));
    keys.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    form.until(() -> !at("O"));
  }

  private Path photo(int n) throws Exception {
    Path file = tour.papers().resolve("home-" + n + ".jpg");
    ScannedPaper.scan(ScannedPaper.blank(n), 0.4, n, file);
    return file;
  }

  // ---- a form somebody else wrote

  /// The district publishes it as it is; the window fills it in for a case.
  private void foreign() throws Exception {
    tour.sit("office", "xitong").waitFor("#admin-people");
    tour.synced();
    new ShellPage(robot).goTo("publishing").waitFor("#publishing-forms");
    Path file = tour.papers().resolve("farm.xml");
    try (InputStream in = FormsByKeyboard.class.getResourceAsStream("farm.xml")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    tour.choosing(file);
    try (var keys = keys()) {
      keys.press(KeyCode.CONTROL, KeyCode.O);
      DesktopTest.until("it is checked", () -> shows("#publishing-publish"));
      keys.to("publishing-publish", false).press(KeyCode.SPACE);
      DesktopTest.until("the reason is asked", () -> shows("#publishing-reason-input"));
      keys.to("publishing-reason-input", false).type("农户调查").press(KeyCode.TAB);
      keys.to("dialog-act-0", false).press(KeyCode.SPACE);
      DesktopTest.until("it is published", () -> !shows("#dialog"));
    }
    tour.synced();
    tour.leave();
    tour.sit("window", "chuangkou").waitFor("#caseload-table");
    tour.synced();
    new ShellPage(robot).goTo("questionnaires").waitFor("#questionnaires-table");
    try (var keys = keys()) {
      filled(keys);
      counted.put("foreign", keys.pressed());
    }
    tour.synced();
    tour.picture("keyboard-farm-finished");
    tour.leave();
    stored();
  }

  private void filled(CountedKeys keys) {
    keys.press(KeyCode.F2).type(HOUSEHOLD);
    DesktopTest.until("the case is found", () -> rows() == 1);
    keys.to("questionnaires-table", false).press(KeyCode.HOME).press(KeyCode.DOWN);
    DesktopTest.until("the form came", () -> shows("#questionnaire-open-farm_households"));
    keys.to("questionnaire-open-farm_households", false).press(KeyCode.SPACE);
    DesktopTest.until("it is open", () -> shows("#form-sections"));
    var form = new KeyedForm(robot, keys, scene(), FARM);
    form.until(() -> false);
    for (int person = 1; person <= PEOPLE; person++) {
      added(keys, "add--people-" + person + "--fields");
      form.until(() -> false);
      for (int harvest = 1; harvest <= HARVESTS; harvest++) {
        added(keys, "add--people-" + person + "--fields-1--harvest");
        form.until(() -> false);
      }
    }
    tour.picture("keyboard-farm");
    counted.put("foreign answers", form.answered());
    keys.press(KeyCode.CONTROL, KeyCode.ENTER);
    DesktopTest.until("finished", () -> !shows("#form-sections") && shows("#questionnaires-table"));
  }

  private int rows() {
    return robot.lookup("#questionnaires-table").<TableView<?>>query().getItems().size();
  }

  private void added(CountedKeys keys, String adder) {
    keys.to(adder, false).press(KeyCode.SPACE);
  }

  /// What the street's reviewer has of both on a machine of their own.
  private void stored() throws Exception {
    try (Place reviewer = tour.elsewhere("shenhe")) {
      CaseRecord farm = reviewer.desk.store().all(RecordType.FORM_ANSWERS).getFirst();
      assertEquals("farm_households", farm.text("formId"));
      assertEquals("李家庄", farm.text("q:household:village"));
      assertEquals("张三", farm.text("q:people:3:name"));
      assertEquals("320", whole(farm.text("q:people:2:fields:1:harvest:2:kg")));
      assertEquals(
          Integer.toString(PEOPLE * HARVESTS * 320), whole(farm.text("q:total")), farm::toString);
      CaseRecord visit =
          reviewer.desk.store().all(RecordType.VISIT).stream()
              .filter(v -> v.caseId().equals(farm.caseId()))
              .findFirst()
              .orElseThrow();
      assertEquals(
          List.of("10", "4"), List.of(visit.text("disposition"), visit.text("formVersion")));
      Answers told =
          Answers.of(
              reviewer.desk.store().all(RecordType.VISIT_ANSWERS).stream()
                  .filter(a -> a.ref("visit").filter(visit.id()::equals).isPresent())
                  .findFirst()
                  .orElseThrow());
      assertEquals(4, told.byWho("M10").size(), told.byPath()::toString);
      assertEquals(List.of("1", "1"), told.each("N04"));
      assertEquals(2, told.byWho("O10").size());
      var found = new TreeMap<String, String>();
      for (String one : CHECKED.keySet()) found.put(one, told.get(one).orElse(""));
      assertEquals(new TreeMap<>(CHECKED), found);
      assertTrue(told.get("R05").orElse("").startsWith("到访时家人在家"), () -> "" + told.get("R05"));
    }
  }

  private static String whole(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  /// The figures of this run, kept where the others are with `-Druhu.keys=write`.
  private void written() throws Exception {
    String date = LocalDate.now(Clock.systemUTC()).toString();
    String all =
        "[\n"
            + figure("keys.home-visit", "visit", VISIT_MOST, date)
            + ",\n"
            + figure("keys.foreign-form", "foreign", FOREIGN_MOST, date)
            + "\n]\n";
    Path file =
        Path.of(
            "write".equals(System.getProperty("ruhu.keys"))
                ? "../benchmarks/results/form-keys.json"
                : "target/form-keys.json");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, all);
  }

  private String figure(String name, String what, int most, String date) {
    int keys = counted.getOrDefault(what, 0);
    return """
      {"figure": "%s", "value": %d, "unit": "keys", "goal": "<= %d", "met": %b, "answers": %d, \
    "command": "FormsByKeyboardTest", "date": "%s"}\
    """
        .formatted(
            name, keys, most, keys <= most, counted.getOrDefault(what + " answers", 0), date);
  }
}
