package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with one workbook; the first mistake never hides the next. One thread.
final class Problems {
  private final Set<SheetProblem> found = new LinkedHashSet<>();
  private long compared;
  private boolean full;
  private boolean broken;

  void error(SheetProblem.Kind kind, SheetProblem.Place place, String... args) {
    broken = true;
    add(new SheetProblem(SheetProblem.Severity.ERROR, kind, place, List.of(args)));
  }

  void warn(SheetProblem.Kind kind, SheetProblem.Place place, String... args) {
    add(new SheetProblem(SheetProblem.Severity.WARNING, kind, place, List.of(args)));
  }

  private void add(SheetProblem problem) {
    if (full) return;
    if (found.size() >= XlsLimits.PROBLEMS_MAX) {
      full = true;
      found.add(
          new SheetProblem(
              problem.severity(),
              SheetProblem.Kind.TOO_MANY,
              SheetProblem.Place.FILE,
              List.of(Integer.toString(XlsLimits.PROBLEMS_MAX))));
      return;
    }
    found.add(problem);
  }

  /// Names spelt like this one, for a problem's text; a dash when none is, or when so many were
  /// looked for already that the looking itself would keep somebody waiting.
  String near(String name, Collection<String> names) {
    if (full || compared > XlsLimits.NAMES_COMPARED_MAX) return Spelling.NONE;
    compared += names.size();
    return Spelling.near(name, names);
  }

  /// Whether anything found keeps the workbook from being compiled.
  boolean broken() {
    return broken;
  }

  List<SheetProblem> list() {
    return new ArrayList<>(found);
  }
}
