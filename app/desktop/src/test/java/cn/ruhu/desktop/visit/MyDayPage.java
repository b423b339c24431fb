package cn.ruhu.desktop.visit;

import java.util.UUID;
import org.testfx.api.FxRobot;

/// The investigator's day as a person uses it.
public record MyDayPage(FxRobot robot) {
  /// Starts or continues the visit of an assignment.
  public VisitPage open(UUID assignment) {
    robot.clickOn("#visit-open-" + assignment);
    return new VisitPage(robot);
  }
}
