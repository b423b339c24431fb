package cn.ruhu.survey.xlsform;

import java.util.List;
import java.util.Map;

/// What came of compiling a workbook. Immutable.
///
/// @param xform the XForm as XML text; empty when the workbook cannot be compiled
/// @param formId the form's id, or empty
/// @param version the form's version, or empty when the workbook names none
/// @param title the form's title, or empty
/// @param problems everything found, errors and warnings, in the order of the workbook
/// @param ok whether there is a form: no problem is an error
/// @param files what belongs beside the XForm, by file name (`itemsets.csv` when the workbook has a
///   sheet of external choices)
public record Compiled(
    String xform,
    String formId,
    String version,
    String title,
    List<SheetProblem> problems,
    boolean ok,
    Map<String, String> files) {
  /// Copies the list and the map.
  public Compiled {
    problems = List.copyOf(problems);
    files = Map.copyOf(files);
  }

  /// The problems that keep the workbook from being compiled.
  public List<SheetProblem> errors() {
    return problems.stream().filter(p -> p.severity() == SheetProblem.Severity.ERROR).toList();
  }

  /// The problems that do not.
  public List<SheetProblem> warnings() {
    return problems.stream().filter(p -> p.severity() == SheetProblem.Severity.WARNING).toList();
  }
}
