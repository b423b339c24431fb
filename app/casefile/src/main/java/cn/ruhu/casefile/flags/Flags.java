package cn.ruhu.casefile.flags;

import cn.ruhu.casefile.record.CaseFile;
import java.time.LocalDate;
import java.util.List;

/// All doubts of a case.
public final class Flags {
  private Flags() {}

  public static List<Flag> of(CaseFile file, LocalDate today) {
    return List.of();
  }
}
