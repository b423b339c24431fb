package cn.ruhu.casefile.linking;

import java.util.Comparator;

/// Two records that are, or may be, one person.
///
/// @param person key of the person of the cases
/// @param row key of the registry's row
/// @param household of the registry's row, `""` for none
public record Finding(String person, String row, String household, LinkKind kind, Score score) {
  /// Links first, then alerts, then by weight; equal ones by key, so that two runs agree.
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::kind)
          .thenComparingInt(f -> -f.score().weight())
          .thenComparing(Finding::row);
}
