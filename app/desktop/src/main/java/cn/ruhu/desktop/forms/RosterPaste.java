package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.PastePreview;
import cn.ruhu.desktop.kit.Pasted;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.Question;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cells of a spreadsheet on their way into a roster's table: seen first, then answered a few at a
/// time, so that the window stays alive. Window thread only.
final class RosterPaste {
  /// answers given in one go; a pulse is not kept waiting longer
  private static final int AT_ONCE = 8;

  private final Kit kit;
  private final SurveyModel model;
  private final RosterTable table;
  private final Runnable changed;
  private Optional<PastedRows> seen = Optional.empty();
  private Map<String, PastedRows.Cell> places = Map.of();

  /// @param changed what is pasted is other than before: draw it
  RosterPaste(Kit kit, SurveyModel model, RosterTable table, Runnable changed) {
    this.kit = kit;
    this.model = model;
    this.table = table;
    this.changed = changed;
  }

  /// Looks at copied cells; nothing is written.
  void see(Pasted pasted) {
    set(Optional.of(PastedRows.read(pasted, table, table.place())));
  }

  private void set(Optional<PastedRows> now) {
    seen = now;
    var found = new HashMap<String, PastedRows.Cell>();
    now.ifPresent(p -> p.cells().forEach(c -> found.put(c.row() + c.below(), c)));
    places = found;
    changed.run();
  }

  boolean waits() {
    return seen.isPresent();
  }

  /// What would stand in a cell.
  Optional<PastedRows.Cell> at(int row, String below) {
    return Optional.ofNullable(places.get(row + below));
  }

  /// What is said about it; empty while nothing is pasted.
  Optional<PastePreview.Said> said() {
    return seen.map(p -> {
      var wrong =
          p.wrong().stream()
              .map(c -> kit.t("forms.paste.wrong", c.row() + 1, label(c.below()), c.text()))
              .toList();
      String words = kit.t("forms.paste.words", p.good().size(), wrong.size());
      if (p.adds() > 0) words = words + kit.t("forms.paste.adds", p.adds());
      return new PastePreview.Said(
          words, wrong, p.strangers().stream().map(s -> kit.t("forms.paste.stranger", s)).toList());
    });
  }

  private String label(String below) {
    return table.asked().stream()
        .filter(c -> c.below().equals(below))
        .map(RosterTable.Column::label)
        .findFirst()
        .orElse("");
  }

  /// Leaves it.
  void drop() {
    set(Optional.empty());
  }

  /// Writes what fits: new lines first, then cell by cell in the table's order.
  void take() {
    Optional<PastedRows> now = seen;
    if (now.isEmpty()) return;
    if (now.get().adds() > 0 && model.waiting()) {
      kit.notices().done(kit.t("forms.line.wait"));
      return;
    }
    drop();
    model.together(() -> {
      for (int n = 0; n < now.get().adds(); n++)
        if (model.add(table.roster().path(), Optional.empty()) instanceof Answer.Rejected no) {
          kit.notices().done(no.message());
          return;
        }
    });
    some(now.get().good(), 0, model.await());
  }

  private void some(List<PastedRows.Cell> cells, int from, Runnable ended) {
    int to = Math.min(cells.size(), from + AT_ONCE);
    model.together(() -> cells.subList(from, to).forEach(this::one));
    if (to < cells.size()) {
      kit.background().after(Duration.ofMillis(1), () -> some(cells, to, ended));
      return;
    }
    ended.run();
    long refused = cells.stream().filter(this::refused).count();
    changed.run();
    kit.notices()
        .done(
            refused == 0
                ? kit.t("forms.paste.done", cells.size())
                : kit.t("forms.paste.refused", cells.size() - refused, refused));
  }

  private Optional<Question> question(PastedRows.Cell c) {
    if (c.row() >= table.rows().size()) return Optional.empty();
    return model.session().question(table.rows().get(c.row()).path() + c.below());
  }

  private void one(PastedRows.Cell c) {
    question(c).ifPresent(q -> table.answer(q, c.text(), c.value(), ""));
  }

  private boolean refused(PastedRows.Cell c) {
    return question(c).map(q -> table.typed(q).isPresent() || q.value().isEmpty()).orElse(true);
  }
}
