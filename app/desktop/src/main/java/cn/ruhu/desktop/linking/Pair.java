package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.UUID;

/// A person of a case and a row of the registry, side by side.
///
/// @param link the LINK record
/// @param number of the case
/// @param name of the person in the case
/// @param lines field by field, in the order of a card
/// @param reasons what spoke for and against, codes
/// @param by who said something last, `""` for nobody
public record Pair(
    CaseRecord link,
    String number,
    String name,
    LinkKind kind,
    LinkState state,
    List<Line> lines,
    List<String> reasons,
    String by) {
  public Pair {
    lines = List.copyOf(lines);
    reasons = List.copyOf(reasons);
  }

  /// How two values stand to each other.
  public enum Mark {
    SAME,
    OTHER,
    /// one side says nothing
    NONE
  }

  /// A field on both sides.
  ///
  /// @param field end of the text key `linking.field.…`
  /// @param secret a number, masked until somebody asks
  public record Line(String field, String here, String there, Mark mark, boolean secret) {}

  UUID id() {
    return link.id();
  }

  @Override
  public String toString() {
    return "Pair[" + link.id() + "]";
  }
}
