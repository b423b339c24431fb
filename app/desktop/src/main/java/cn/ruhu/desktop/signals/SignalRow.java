package cn.ruhu.desktop.signals;

import cn.ruhu.casefile.linking.SignalKind;
import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A task the registry raised.
///
/// @param signal the SIGNAL record
/// @param number of the case
/// @param name of the person it is about
/// @param benefit words for the other benefit, `""` for none
/// @param due until when it is to be answered
/// @param late whether that day is over
/// @param by who answered, `""` for nobody
public record SignalRow(
    CaseRecord signal,
    String number,
    String name,
    SignalKind kind,
    SignalState state,
    String benefit,
    Optional<LocalDate> due,
    boolean late,
    String by) {
  UUID id() {
    return signal.id();
  }

  boolean open() {
    return state == SignalState.OPEN;
  }

  @Override
  public String toString() {
    return "SignalRow[" + signal.id() + "]";
  }
}
