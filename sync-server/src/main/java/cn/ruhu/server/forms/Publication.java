package cn.ruhu.server.forms;

import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import java.util.List;
import java.util.UUID;

/// What came of publishing a form package.
public sealed interface Publication {
  /// It is handed out from now on; publishing the same bytes again says the same.
  ///
  /// @param record the FORM record that names it
  record Published(UUID record, FormPackage form) implements Publication {}

  /// This version was published before with other bytes; visits were made with it, so it stays.
  ///
  /// @param record the FORM record of the earlier one
  record VersionTaken(UUID record) implements Publication {}

  /// Whoever asked may not publish any more; nothing was.
  record NotAllowed() implements Publication {}

  /// The package cannot be opened: at least one reason, each with its place. Nothing was published.
  record Unusable(List<FormProblem> problems) implements Publication {
    public Unusable {
      problems = List.copyOf(problems);
    }
  }
}
