package cn.ruhu.casefile.linking;

import java.util.List;

/// How much speaks for two records being one person.
///
/// @param weight hundredths of a bit: every 100 halve the odds that chance did it
/// @param reasons what it is made of, weightiest field first
public record Score(int weight, List<Reason> reasons) {
  public Score {
    reasons = List.copyOf(reasons);
  }
}
