package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class ReviewFeature {
  private ReviewFeature() {}

  /// The reviewer's screen; the rail counts the cases that wait for this person. `go("review", id)`
  /// opens a case.
  public static Feature of(Kit kit, Desk desk, PageFiles files, Printing printing) {
    var seen = new SeenCases(desk);
    var queue = new QueueViewModel(desk, seen, kit.background());
    queue.refresh();
    desk.follow(kit.background(), queue::refresh);
    return Feature.of(
            "review",
            Icon.REVIEW,
            Set.of(Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER),
            nav ->
                new ReviewView(
                    kit,
                    queue,
                    opened(kit, desk, seen, files),
                    printing,
                    id -> nav.go("binder", CasePlace.story(id).text())))
        .counting(queue.waiting);
  }

  /// Reads, counts and orders a made-up queue of some thousand cases as a sign-in does.
  public static void rehearse() {
    QueueRehearsal.run();
  }

  /// What arrives at the district while a page is waited for comes into sight by itself, and what
  /// stood in the way of a signature goes when it does.
  private static CaseViewModel opened(Kit kit, Desk desk, SeenCases seen, PageFiles files) {
    var model = new CaseViewModel(desk, seen, files, kit.background());
    desk.follow(
        kit.background(),
        () -> {
          model.pages.changed();
          model.recheck();
        });
    return model;
  }
}
