package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.desktop.kit.Kit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Deadlines in words: until when, why, and how long that is from today.
final class Limits {
  /// Working days before the end from which a deadline is near.
  static final int NEAR = 2;

  /// where month and day begin in an ISO date
  private static final int MONTH = 5;

  private Limits() {}

  static String day(Kit kit, LocalDate day) {
    return kit.t("handling.day", day.getMonthValue(), day.getDayOfMonth());
  }

  /// What the list shows: the notice's end, else the nearest limit.
  static String brief(Kit kit, HandlingRow row) {
    Optional<LocalDate> notice = row.noticeUntil();
    if (notice.isPresent())
      return row.today().isAfter(notice.get())
          ? kit.t("handling.notice.over")
          : kit.t("handling.notice.until", notice.get().toString().substring(MONTH));
    return row.nearest().map(d -> left(kit, row, d)).orElse("\u2013");
  }

  private static String left(Kit kit, HandlingRow row, Due due) {
    return kit.t(
        "handling.due." + key(row.daysLeft(due)),
        Math.abs(row.daysLeft(due)),
        due.date().toString().substring(MONTH));
  }

  private static String key(int days) {
    return days < 0 ? "over" : days == 0 ? "today" : "left";
  }

  /// Each limit with its reason.
  static List<Node> full(Kit kit, HandlingRow row) {
    var all = new ArrayList<Node>();
    row.step()
        .ifPresent(l ->
            all.add(
                l.kind() == StepClock.Kind.NOTICE
                    ? notice(kit, row, l)
                    : limit(
                        kit, row, l.due(), kit.t("handling.limit." + l.kind().name(), l.days()))));
    row.whole()
        .ifPresent(
            d -> all.add(limit(kit, row, d, kit.t("handling.limit.WHOLE", CaseClock.WHOLE_DAYS))));
    return all;
  }

  private static Node notice(Kit kit, HandlingRow row, StepClock.Limit limit) {
    LocalDate last = limit.due().date();
    boolean over = row.today().isAfter(last);
    return two(
        kit.t(
            over ? "handling.notice.may" : "handling.notice.from",
            day(kit, over ? last : last.plusDays(1))),
        "",
        kit.t("handling.limit.NOTICE", limit.days(), day(kit, last)));
  }

  private static Node limit(Kit kit, HandlingRow row, Due due, String why) {
    int days = row.daysLeft(due);
    String words =
        kit.t("handling.until." + key(days), Math.abs(days), day(kit, due.date()))
            + (due.provisional() ? kit.t("handling.limit.provisional") : "");
    return two(words, days < 0 ? "text-danger" : days <= NEAR ? "text-warning" : "", why);
  }

  /// What is due stands first, why it is under it.
  private static Node two(String words, String style, String why) {
    var head = new Label(words);
    head.setWrapText(true);
    if (!style.isEmpty()) head.getStyleClass().add(style);
    var foot = new Label(why);
    foot.setWrapText(true);
    foot.getStyleClass().add("hint");
    return new VBox(1, head, foot);
  }
}
