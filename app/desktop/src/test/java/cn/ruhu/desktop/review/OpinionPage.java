package cn.ruhu.desktop.review;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.control.Labeled;
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

  /// @param yuan a month
  public OpinionPage amount(String scheme, String yuan) {
    robot.clickOn("#review-amount-" + scheme + "-input");
    robot.push(KeyCode.CONTROL, KeyCode.A); // what was computed stands there
    robot.write(yuan);
    return this;
  }

  /// Why the amount of a decision is another one than computed.
  public OpinionPage amountReason(String scheme, String words) {
    robot.clickOn("#review-amountReason-" + scheme + "-input").write(words);
    return this;
  }

  /// @param month `2026-12`, of a decision
  public OpinionPage start(String scheme, String month) {
    robot.clickOn("#review-start-" + scheme + "-input").write(month);
    return this;
  }

  /// @param typed class of the review cadence, of an opinion
  public OpinionPage reviewClass(String scheme, String typed) {
    robot.clickOn("#review-class-" + scheme + "-input").write(typed);
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Everything that stands in the way of the signature, in words.
  public List<String> hindrances() {
    return DesktopTest.ask(() ->
        robot.lookup("#review-hindrances .label").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }

  public OpinionPage sign() {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    return this;
  }
}
