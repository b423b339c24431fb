package cn.ruhu.casefile.change;

import java.util.List;

/// What is wrong with a report, beside the field it is about. Immutable.
///
/// @param field name of the field, `evidence` for the papers
/// @param code stable code; its words are in the bundles
/// @param args what the words name
public record ChangeProblem(String field, String code, List<String> args) {
  public ChangeProblem {
    args = List.copyOf(args);
  }

  static ChangeProblem problem(String field, String code, String... args) {
    return new ChangeProblem(field, code, List.of(args));
  }
}
