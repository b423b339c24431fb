package cn.ruhu.desktop.review;

import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The comparison, worked by keys.
public record ComparePage(FxRobot robot) {
  public ComparePage down() {
    robot.push(KeyCode.J);
    return this;
  }

  public ComparePage up() {
    robot.push(KeyCode.K);
    return this;
  }

  /// Adopts what the visit found.
  public ComparePage adoptVisited() {
    robot.push(KeyCode.DIGIT2);
    return this;
  }

  /// Adopts another amount with its reason.
  public ComparePage adoptOther(String value, String reason) {
    robot.push(KeyCode.DIGIT0);
    robot.clickOn("#review-adopt-value-input").write(value);
    robot.clickOn("#review-adopt-reason-input").write(reason);
    robot.clickOn("#dialog-act-0");
    return this;
  }

  /// Asks about the chosen fact.
  public ComparePage ask(String words, String sample) {
    robot.push(KeyCode.Q);
    robot.clickOn("#review-ask-words-input").write(words);
    robot.clickOn("#review-ask-sample-input").write(sample);
    robot.clickOn("#dialog-act-0");
    return this;
  }

  /// Opens the next page of the chosen fact.
  public ComparePage evidence() {
    robot.push(KeyCode.SPACE);
    return this;
  }
}
