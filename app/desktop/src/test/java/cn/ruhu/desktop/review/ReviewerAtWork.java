package cn.ruhu.desktop.review;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.DistrictDouble;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import java.util.Objects;
import javafx.scene.Parent;

/// The reviewer's screen over a real store in a test's window, and what a test must know of it that
/// no person counts. Everything but [#open] is asked from the test's thread.
public final class ReviewerAtWork {
  private final TestDesk at;
  private final QueueViewModel queue;
  private final CaseViewModel model;
  private final ReviewView view;

  private ReviewerAtWork(Kit kit, TestDesk at) {
    this.at = at;
    var seen = new SeenCases(at.desk());
    queue = new QueueViewModel(at.desk(), seen, kit.background());
    model = new CaseViewModel(at.desk(), seen, new DistrictDouble(at), kit.background());
    view =
        new ReviewView(kit, queue, model, new Printing(kit, at.desk(), Outlets.system()), _ -> {});
    kit.shortcuts().use("review.title", view.shortcuts());
    view.onShown("");
  }

  /// Sits down; on the window's thread.
  public static ReviewerAtWork open(Kit kit, TestDesk at) {
    return new ReviewerAtWork(kit, at);
  }

  public Parent node() {
    return (Parent) view.node();
  }

  /// Waits for so many rows.
  public void rows(int rows) {
    DesktopTest.until("rows", () -> queue.rows.size() == rows && queue.behind.get() == 0);
    DesktopTest.fx(() -> view.onShown("")); // as the window does when the screen stands in it
  }

  /// Whether a case is open with everything it shows.
  public boolean isOpen() {
    return DesktopTest.ask(() -> model.sheet.get() != null && model.selected.get() != null);
  }

  public int facts() {
    return DesktopTest.ask(() -> model.facts().size());
  }

  public int differences() {
    return DesktopTest.ask(() -> sheet().comparison().differences().size());
  }

  public int pages() {
    return DesktopTest.ask(() -> sheet().file().pages().size());
  }

  /// Pages whose picture did not stand on the screen yet.
  public int unopened() {
    return DesktopTest.ask(model::unopened);
  }

  /// Doubts that must be disposed of.
  public int mustDispose() {
    return DesktopTest.ask(
        () -> (int) sheet().flags().stream().filter(ReviewerAtWork::open).count());
  }

  private static boolean open(Flag f) {
    return f.level() == XRule.Level.H && f.disposedBy().isEmpty();
  }

  /// Whether the chosen fact differs, its number among the differences from 1; 0 for another fact.
  public int atDifference() {
    return DesktopTest.ask(() -> {
      var now = model.selected.get();
      return now == null ? 0 : sheet().comparison().differences().indexOf(now) + 1;
    });
  }

  /// Whether a key may adopt the visit's value for the chosen fact without a reason.
  public boolean adoptsVisited() {
    return DesktopTest.ask(() ->
        model
            .adoptable(cn.ruhu.casefile.means.Column.VERIFIED)
            .filter(v -> !model.needsReason(v))
            .isPresent());
  }

  public boolean isRuled() {
    return DesktopTest.ask(() -> Objects.requireNonNull(model.selected.get()).ruled());
  }

  /// Whether nothing stands in the way of the signature.
  public boolean isFree() {
    return DesktopTest.ask(() -> model.hindrances.isEmpty());
  }

  /// What is written of the case.
  public CaseFile file() {
    return at.desk().caseFile(DesktopTest.ask(() -> sheet().id()));
  }

  private CaseSheet sheet() {
    return Objects.requireNonNull(model.sheet.get());
  }
}
