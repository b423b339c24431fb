package cn.ruhu.desktop.visit;

import org.testfx.api.FxRobot;

/// A visit in hand: the stations and the way on.
public record VisitPage(FxRobot robot) {
  /// Goes to a station: a section's letter, `sign` or `seal`.
  public SurveyPage station(String id) {
    robot.interact(() -> {
      var station = robot.lookup("#station-" + id).<javafx.scene.control.Button>query();
      station.requestFocus();
      station.fire();
    });
    return new SurveyPage(robot);
  }

  public VisitPage next() {
    robot.clickOn("#visit-next");
    return this;
  }

  /// Ends an attempt that found nobody or was refused.
  public VisitPage finish() {
    robot.clickOn("#visit-finish");
    return this;
  }

  /// Chooses a ready-made sentence.
  public VisitPage phrase(int n) {
    SurveyPage.press(robot, "#phrase-" + n);
    return this;
  }

  /// Seals the finished visit.
  public VisitPage seal() {
    robot.clickOn("#visit-seal");
    return this;
  }

  /// Back to the day; the draft stays.
  public MyDayPage park() {
    robot.clickOn("#visit-park");
    return new MyDayPage(robot);
  }
}
