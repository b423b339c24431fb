package cn.ruhu.server.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that is not taken, with every problem found in it, not only the first.
public final class ConfigRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ConfigRefused(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// In the order of the file.
  public List<Problem> problems() {
    return problems;
  }
}
