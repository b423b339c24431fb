package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.Instant;
import java.util.UUID;

/// One report in the list.
///
/// @param applicant name of the household's applicant
/// @param about whom or what it is about, in the household's own words
/// @param clerk name of who took it in
/// @param state how far it is
/// @param written whether it stands in the file already
/// @param awaited whether the street has judged it and the window has not written it
record ChangeRow(
    CaseRecord report,
    String applicant,
    String about,
    Instant at,
    String clerk,
    ChangeState state,
    boolean written,
    boolean awaited) {
  UUID id() {
    return report.id();
  }

  UUID application() {
    return report.ref("application").orElse(new UUID(0, 0));
  }
}
