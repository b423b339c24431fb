package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import org.testfx.api.FxRobot;

/// Goes through the questions in sight the way a person with the paper in hand does: what stands
/// there already is confirmed, what is open is answered. Knows nothing of the form but what the
/// window shows.
public final class SurveyWalk {
  private static final int LIMIT = 400;

  private final FxRobot robot;
  private final Map<String, String> answers;

  /// @param answers by question id (`M12`): option code or text; other options take the first,
  ///   other texts are left to [#text]
  public SurveyWalk(FxRobot robot, Map<String, String> answers) {
    this.robot = robot;
    this.answers = answers;
  }

  /// Goes to a station and answers everything that is open there, person by person.
  public SurveyWalk station(String id) {
    fire("#station-" + id);
    DesktopTest.until("station " + id, () -> !robot.lookup(".page-title").queryAll().isEmpty());
    List<String> people = people();
    if (people.isEmpty()) sheet();
    for (String person : people) {
      fire("#" + person);
      sheet();
    }
    return this;
  }

  /// Stations in sight, in their order.
  public List<String> stations() {
    return DesktopTest.ask(() ->
        robot.lookup(".station").queryAll().stream()
            .map(n -> n.getId().substring("station-".length()))
            .toList());
  }

  private List<String> people() {
    return DesktopTest.ask(
        () -> robot.lookup("#people .person-chip").queryAll().stream().map(Node::getId).toList());
  }

  /// Answers the questions in sight until none is open.
  public SurveyWalk sheet() {
    DesktopTest.fx(() ->
        robot
            .lookup("#confirm-all-act")
            .<ButtonBase>tryQueryAs(ButtonBase.class)
            .ifPresent(ButtonBase::fire));
    replies();
    for (int i = 0; i < LIMIT; i++) {
      Step step = DesktopTest.ask(this::step);
      switch (step) {
        case Step.Nothing _ -> {
          if (!reasoned()) return this;
        }
        case Step.Answered _ -> {}
        case Step.Picture(Node question) -> photo(question);
        case Step.Signature(Node question) -> sign(question);
      }
    }
    throw new AssertionError("still open after " + LIMIT + " answers");
  }

  /// What the first open question in sight needs.
  private sealed interface Step {
    record Nothing() implements Step {}

    record Answered() implements Step {}

    record Picture(Node question) implements Step {}

    record Signature(Node question) implements Step {}
  }

  /// A supervisor's questions in sight get their answer.
  private void replies() {
    DesktopTest.fx(() -> {
      for (Node n : robot.lookup(".asked .text-input").queryAll())
        if (n instanceof TextInputControl c && DesktopTest.inSight(c) && c.getText().isEmpty()) {
          c.requestFocus();
          c.setText(answers.getOrDefault("reply", "0"));
          robot.lookup("#visit-park").query().requestFocus();
        }
    });
  }

  /// Every warning in sight gets its reason. @return whether there was one
  private boolean reasoned() {
    return DesktopTest.ask(() -> {
      boolean found = false;
      for (Node n : robot.lookup(".text-input").queryAll())
        if (n instanceof TextInputControl c
            && c.getId() != null
            && c.getId().endsWith("-reason-input")
            && DesktopTest.inSight(c)
            && c.getText().isEmpty()) {
          c.requestFocus();
          c.setText(answers.getOrDefault("reason", "当面问过，属实"));
          robot.lookup("#visit-park").query().requestFocus();
          found = true;
        }
      return found;
    });
  }

  private Optional<Node> open() {
    return robot.lookup(".question").queryAll().stream()
        .filter(DesktopTest::inSight)
        .filter(q ->
            q.lookupAll(".field-required").stream().anyMatch(DesktopTest::inSight)
                || confirm(q).isPresent()
                || (wanted(q) && !marked(q)))
        .findFirst();
  }

  private static Optional<ButtonBase> confirm(Node question) {
    return question.lookupAll("#" + question.getId() + "-confirm").stream()
        .filter(DesktopTest::inSight)
        .map(ButtonBase.class::cast)
        .findFirst();
  }

  /// An answer of ours to a question that is not required.
  private boolean wanted(Node question) {
    return answers.containsKey(name(question));
  }

  private static boolean marked(Node question) {
    Set<Node> options = question.lookupAll(".option");
    if (!options.isEmpty())
      return options.stream().anyMatch(o -> o instanceof ToggleButton t && t.isSelected());
    return question.lookupAll(".text-input").stream()
            .anyMatch(t -> t instanceof TextInputControl c && !c.getText().isEmpty())
        || question.lookupAll(".photos .photo").size() > 0
        || question.lookupAll(".signature").size() > 0;
  }

  /// `M12` of `q-M12-<member>`.
  private static String name(Node question) {
    return question.getId().split("-", -1)[1];
  }

  /// Answers the first open question, on the window's thread, or says what only hands can do.
  private Step step() {
    Optional<Node> found = open();
    if (found.isEmpty()) return new Step.Nothing();
    Node question = found.get();
    String id = name(question);
    Optional<ButtonBase> known = confirm(question);
    if (known.isPresent()) known.get().fire();
    else if (!question.lookupAll(".option").isEmpty()) option(question, id);
    else if (!question.lookupAll(".photos").isEmpty()) return new Step.Picture(question);
    else if (!question.lookupAll(".signature").isEmpty()) return new Step.Signature(question);
    else text(question, id);
    String wrong = problem(question);
    if (!wrong.isEmpty()) throw new AssertionError(question.getId() + ": " + wrong);
    return new Step.Answered();
  }

  private static String problem(Node question) {
    return question.lookupAll(".field-problem").stream()
        .filter(DesktopTest::inSight)
        .map(n -> ((Labeled) n).getText())
        .collect(Collectors.joining("; "));
  }

  private void option(Node question, String id) {
    List<ToggleButton> options =
        question.lookupAll(".option").stream().map(ToggleButton.class::cast).toList();
    String wanted = answers.get(id);
    for (String code : wanted == null ? new String[] {""} : wanted.split(" ", -1)) {
      ToggleButton button =
          options.stream()
              .filter(b -> b.getId().endsWith("-" + code))
              .findFirst()
              .orElseGet(() -> {
                if (wanted != null) throw new AssertionError(question.getId() + " has no " + code);
                return options.getFirst();
              });
      button.requestFocus();
      button.fire();
    }
  }

  private void photo(Node question) {
    int before = DesktopTest.ask(() -> question.lookupAll(".photo").size());
    DesktopTest.fx(() -> ((ButtonBase) question.lookup("#" + question.getId() + "-input")).fire());
    DesktopTest.until("the picture is kept", () -> question.lookupAll(".photo").size() > before);
  }

  private void sign(Node question) {
    new SignPage(robot).sign(question.getId().substring(2));
    DesktopTest.until(
        "signed",
        () -> question.lookupAll(".field-required").stream().noneMatch(DesktopTest::inSight));
  }

  private void text(Node question, String id) {
    var input =
        (TextInputControl)
            question.lookupAll(".text-input").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no way to answer " + question.getId()));
    input.requestFocus();
    input.setText(answers.getOrDefault(id, "0"));
    robot.lookup("#visit-park").query().requestFocus();
  }

  private void fire(String selector) {
    DesktopTest.fx(() -> {
      Node n = robot.lookup(selector).query();
      n.requestFocus();
      ((ButtonBase) n).fire();
    });
  }

  /// Adds a line, e.g. a neighbour.
  public SurveyWalk add(String id) {
    fire("#" + id);
    return this;
  }

  /// Who answers the own observations.
  public SurveyWalk observer(String which) {
    fire("#observer-" + which);
    return this;
  }

  /// What stands in the way of the seal, in words.
  public List<String> problems() {
    return DesktopTest.ask(() ->
        robot.lookup("#visit-problems .visit-problem").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }
}
