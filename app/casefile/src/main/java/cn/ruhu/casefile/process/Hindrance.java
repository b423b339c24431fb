package cn.ruhu.casefile.process;

import java.util.List;

/// Why an act cannot be done now. The words, and what to do about it, stand in the bundles under
/// the code.
///
/// @param code stable, e.g. `VISIT_MISSING`
/// @param article where it is written, e.g. `policy §13`, `57 art 29`, `C9`
/// @param args codes, counts, dates or record ids for the words; never names or numbers of people
public record Hindrance(String code, String article, List<String> args) {
  public Hindrance {
    args = List.copyOf(args);
  }

  static Hindrance of(String code, String article, Object... args) {
    return new Hindrance(
        code, article, java.util.Arrays.stream(args).map(Object::toString).toList());
  }
}
