package cn.ruhu.doctor;

import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.record.CaseFile;
import java.util.Map;
import java.util.UUID;

/// A household as it was read from a file, ready to be judged.
///
/// @param file its records
/// @param facts what the test needs
/// @param policy parameters
/// @param figures standards of the day, or those the file gives
/// @param names the file's ids of members, supporters and incomes
/// @param ruleSet id of the rule set
record Computed(
    CaseFile file,
    Facts facts,
    Policy policy,
    Facts.Figures figures,
    Map<UUID, String> names,
    String ruleSet) {
  Computed {
    names = Map.copyOf(names);
  }
}
