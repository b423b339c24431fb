package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.urgent.UrgentDue;
import cn.ruhu.casefile.urgent.UrgentState;
import cn.ruhu.desktop.kit.Where;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One aid before papers as the list and the panel beside it show it.
///
/// @param aid the record
/// @param due what it waits for, empty when it is over
/// @param left working days to the last day, negative when it has passed
/// @param earlier other aid to the same number, newest first
/// @param ceiling the most that may be signed today
/// @param where how far the record has travelled
/// @param registrar name of who took it in
/// @param approver name of the chief who signed or refused
/// @param sheetFiled whether the signed sheet came back and is filed
/// @param application the ordinary application of the same number, when this machine knows one
record UrgentRow(
    CaseRecord aid,
    Optional<UrgentDue> due,
    int left,
    List<CaseRecord> earlier,
    Figure ceiling,
    Where where,
    String registrar,
    String approver,
    boolean sheetFiled,
    Optional<UUID> application) {
  UrgentRow {
    earlier = List.copyOf(earlier);
  }

  UUID id() {
    return aid.id();
  }

  /// A state of a newer program is shown as over: nothing may be done with it here.
  UrgentState state() {
    return UrgentState.of(aid).orElse(UrgentState.CLOSED);
  }

  /// Fen of an amount, 0 when none is written.
  static long fen(CaseRecord aid, String field) {
    return Texts.whole(aid.text(field)).orElse(0L);
  }

  /// The amount that counts now: given, else signed, else proposed.
  String amount() {
    return aid.get("givenFen")
        .or(() -> aid.get("approvedFen"))
        .orElseGet(() -> aid.text("proposedFen"));
  }
}
