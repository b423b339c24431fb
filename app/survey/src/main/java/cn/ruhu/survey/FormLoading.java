package cn.ruhu.survey;

import java.util.List;

/// What came of loading a form package.
public sealed interface FormLoading {
  /// The package can be opened.
  record Loaded(FormPackage form) implements FormLoading {}

  /// It cannot, for these reasons (at least one), each with its place.
  record Broken(List<FormProblem> problems) implements FormLoading {
    /// Copies the list.
    public Broken {
      problems = List.copyOf(problems);
    }
  }
}
