package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way through the facts and pages of the open case, and what came since the last time it was
/// gone. Window thread only.
final class CaseTour {
  private final CaseViewModel model;
  private final SeenCases cases;
  private final Background background;
  private final Consumer<Throwable> failed;
  private Optional<Looked> before = Optional.empty();

  CaseTour(
      CaseViewModel model, SeenCases cases, Background background, Consumer<Throwable> failed) {
    this.model = model;
    this.cases = cases;
    this.background = background;
    this.failed = failed;
  }

  /// @param last what was seen at the last look, empty for a case never looked at
  void begins(Optional<Looked> last) {
    before = last;
  }

  /// What was on the screen is seen: at the next look what came since is told.
  void left() {
    @Nullable CaseSheet s = model.sheet.get();
    before = Optional.empty();
    if (s == null) return;
    background.perform(
        () -> cases.looked(s.id(), Looked.of(s.file(), s.comparison())), () -> {}, failed);
  }

  /// Space: the next sheet of the open page, else the next page of the case nobody looked at, with
  /// the fact it shows; when all were seen, the chosen fact's first.
  void nextPage() {
    @Nullable CaseSheet s = model.sheet.get();
    if (s == null) return;
    if (model.pages.hasNextSheet()) {
      model.pages.move(1);
      return;
    }
    Optional<CompareLines.Stop> next =
        CompareLines.next(model.facts(), model.selected.get(), s, model.openedPages);
    next.flatMap(CompareLines.Stop::fact).ifPresent(model.selected::set);
    next.map(CompareLines.Stop::page)
        .or(() -> model.evidence().stream().findFirst())
        .ifPresent(model::openPage);
  }

  /// Whether an open page belongs beside the comparison: of the chosen fact, or of none.
  boolean isBeside(CaseRecord page) {
    @Nullable CaseSheet s = model.sheet.get();
    return s != null
        && (model.evidence().contains(page) || CompareLines.loose(model.facts(), s).contains(page));
  }

  /// What a fact was at the last look, when it was something else: empty text for one that was not
  /// there. Nothing for a case that was never looked at.
  Optional<String> before(FactRow row) {
    return before.flatMap(b -> b.before(row));
  }

  /// How many pages of a fact were looked at.
  int opened(FactRow row) {
    return (int) row.evidence().stream().filter(model.openedPages::contains).count();
  }
}
