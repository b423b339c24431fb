package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class ReviewFeature {
  private ReviewFeature() {}

  /// The reviewer's screen; the rail counts the cases that wait for this person. `go("review", id)`
  /// opens a case.
  public static Feature of(Kit kit, Desk desk, Printing printing) {
    var queue = new QueueViewModel(desk, kit.background());
    queue.refresh();
    desk.follow(kit.background(), queue::refresh);
    return Feature.of(
            "review",
            Icon.REVIEW,
            Set.of(Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER),
            _ -> new ReviewView(kit, queue, new CaseViewModel(desk, kit.background()), printing))
        .counting(queue.waiting);
  }
}
