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
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/// Goes through the questions in sight the way a person with the paper in hand does: what stands
/// there already is confirmed, what is open is answered. Knows nothing of the form but what the
/// window shows.
public final class SurveyWalk {
  private static final int LIMIT = 400;

  private final FxRobot robot;
  private final Map<String, String> answers;
  private final Touch touch;

  /// How buttons are pressed and fields are filled.
  public interface Touch {
    /// Presses a button. Window thread.
    void press(ButtonBase button);

    /// Fills a field and leaves it. Not on the window's thread.
    void type(TextInputControl field, String words);

    /// Signs a question on its pad and keeps the signature. Not on the window's thread.
    ///
    /// @param card id of the question's card
    void sign(String card);
  }

  /// Fires buttons and sets texts: quick, where nobody counts.
  private record Quick(FxRobot robot) implements Touch {
    @Override
    public void press(ButtonBase button) {
      button.requestFocus();
      button.fire();
    }

    @Override
    public void type(TextInputControl field, String words) {
      DesktopTest.fx(() -> {
        field.requestFocus();
        field.setText(words);
        robot.lookup("#visit-park").query().requestFocus();
      });
    }

    @Override
    public void sign(String card) {
      new SignPage(robot).sign(card.substring(2));
    }
  }

  /// @param answers by question id (`M12`), or by the card's id where people answer differently
  ///   (`q-M12-<member>`): option code or text, `*` for the button that answers at once; other
  ///   options take the first, other texts are `0`
  public SurveyWalk(FxRobot robot, Map<String, String> answers) {
    this(robot, answers, new Quick(robot));
  }

  /// As [#SurveyWalk(FxRobot, Map)], with other hands.
  public SurveyWalk(FxRobot robot, Map<String, String> answers, Touch touch) {
    this.robot = robot;
    this.answers = answers;
    this.touch = touch;
  }

  /// Goes to a station and answers everything that is open there, person by person.
  public SurveyWalk station(String id) {
    if (!here(id)) fire("#station-" + id);
    DesktopTest.until("station " + id, () -> !robot.lookup(".page-title").queryAll().isEmpty());
    List<String> people = people();
    if (people.isEmpty()) sheet();
    for (String person : people) {
      if (!chosen(person)) fire("#" + person);
      sheet();
    }
    return this;
  }

  private boolean here(String id) {
    return DesktopTest.ask(() ->
        robot.lookup("#station-" + id).query().getPseudoClassStates().stream()
            .anyMatch(p -> p.getPseudoClassName().equals("current")));
  }

  private boolean chosen(String person) {
    return DesktopTest.ask(
        () -> robot.lookup("#" + person).query() instanceof ToggleButton t && t.isSelected());
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
            .ifPresent(touch::press));
    replies();
    for (int i = 0; i < LIMIT; i++) {
      Step step = DesktopTest.ask(this::step);
      switch (step) {
        case Step.Nothing _ -> {
          if (!reasoned()) return this;
        }
        case Step.Answered _ -> {}
        case Step.Typed(Node question, TextInputControl field, String words) -> {
          touch.type(field, words);
          DesktopTest.fx(() -> refused(question));
        }
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

    record Typed(Node question, TextInputControl field, String words) implements Step {}

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
    @Nullable TextInputControl field =
        DesktopTest.ask(() -> {
          for (Node n : robot.lookup(".text-input").queryAll())
            if (n instanceof TextInputControl c
                && c.getId() != null
                && c.getId().endsWith("-reason-input")
                && DesktopTest.inSight(c)
                && c.getText().isEmpty()) {
              return c;
            }
          return null;
        });
    if (field == null) return false;
    touch.type(field, answers.getOrDefault("reason", "当面问过，属实"));
    return true;
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
    return told(question) != null;
  }

  private @Nullable String told(Node question) {
    String own = answers.get(question.getId());
    return own == null ? answers.get(name(question)) : own;
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
    Optional<ButtonBase> known = confirm(question);
    if (known.isPresent() && !otherwise(question)) touch.press(known.get());
    else if ("*".equals(told(question))) touch.press((ButtonBase) question.lookup(".phrase"));
    else if (!question.lookupAll(".option").isEmpty()) option(question);
    else if (!question.lookupAll(".photos").isEmpty()) return new Step.Picture(question);
    else if (!question.lookupAll(".signature").isEmpty()) return new Step.Signature(question);
    else return text(question);
    refused(question);
    return new Step.Answered();
  }

  /// What stands there beforehand is answered otherwise where the answer is for this very person or
  /// begins with `!`.
  private boolean otherwise(Node question) {
    String told = told(question);
    return told != null && (told.startsWith("!") || answers.containsKey(question.getId()));
  }

  private static void refused(Node question) {
    String wrong = problem(question);
    if (!wrong.isEmpty()) throw new AssertionError(question.getId() + ": " + wrong);
  }

  private static String problem(Node question) {
    return question.lookupAll(".field-problem").stream()
        .filter(DesktopTest::inSight)
        .map(n -> ((Labeled) n).getText())
        .collect(Collectors.joining("; "));
  }

  private void option(Node question) {
    List<ToggleButton> options =
        question.lookupAll(".option").stream().map(ToggleButton.class::cast).toList();
    String told = told(question);
    String wanted = told == null ? null : plain(told);
    for (String code : wanted == null ? new String[] {""} : wanted.split(" ", -1)) {
      ToggleButton button =
          options.stream()
              .filter(b -> b.getId().endsWith("-" + code))
              .findFirst()
              .orElseGet(() -> {
                if (wanted != null) throw new AssertionError(question.getId() + " has no " + code);
                return options.getFirst();
              });
      touch.press(button);
    }
  }

  private static String plain(String told) {
    return told.startsWith("!") ? told.substring(1) : told;
  }

  private void photo(Node question) {
    int before = DesktopTest.ask(() -> question.lookupAll(".photo").size());
    DesktopTest.fx(
        () -> touch.press((ButtonBase) question.lookup("#" + question.getId() + "-input")));
    DesktopTest.until("the picture is kept", () -> question.lookupAll(".photo").size() > before);
  }

  private void sign(Node question) {
    touch.sign(question.getId());
    DesktopTest.until(
        "signed",
        () -> question.lookupAll(".field-required").stream().noneMatch(DesktopTest::inSight));
  }

  /// A name that can be pressed instead of written.
  private Optional<ButtonBase> ready(Node question, @Nullable String told) {
    return question.lookupAll(".phrase").stream()
        .map(ButtonBase.class::cast)
        .filter(b -> told != null && b.getAccessibleText().endsWith(" " + told))
        .findFirst();
  }

  private Step text(Node question) {
    Optional<ButtonBase> ready = ready(question, told(question));
    if (ready.isPresent()) {
      touch.press(ready.get());
      return new Step.Answered();
    }
    var input =
        (TextInputControl)
            question.lookupAll(".text-input").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no way to answer " + question.getId()));
    String told = told(question);
    return new Step.Typed(question, input, told == null ? "0" : plain(told));
  }

  private void fire(String selector) {
    DesktopTest.fx(() -> touch.press(robot.lookup(selector).<ButtonBase>query()));
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

  /// Waits until the visit is sealed, as long as a slow machine takes; else says what stands in the
  /// way.
  public void sealed() {
    try {
      DesktopTest.until("sealed", 120, () -> !robot.lookup("#visit-sealed").queryAll().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError("not sealed; in the way: " + problems(), e);
    }
  }

  /// What stands in the way of the seal, in words.
  public List<String> problems() {
    return DesktopTest.ask(() ->
        robot.lookup("#visit-problems .visit-problem").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }
}
