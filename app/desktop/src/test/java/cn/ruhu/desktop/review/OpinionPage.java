package cn.ruhu.desktop.review;

import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The verdicts of a case, one a scheme.
public record OpinionPage(FxRobot robot) {
  public OpinionPage positive(String scheme, String reason) {
    robot.clickOn("#review-YES-" + scheme);
    return words(scheme, reason);
  }

  /// @param initials pinyin initials of the ground
  public OpinionPage negative(String scheme, String initials, String reason) {
    robot.clickOn("#review-NO-" + scheme);
    robot.clickOn("#review-code-" + scheme + "-input").write(initials);
    robot.push(KeyCode.ENTER);
    return words(scheme, reason);
  }

  private OpinionPage words(String scheme, String reason) {
    robot.clickOn("#review-text-" + scheme + "-input").write(reason);
    return this;
  }

  public OpinionPage sign() {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    return this;
  }
}
