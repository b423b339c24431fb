package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is being filled in; fields are those of the record.
enum Form {
  /// nothing: the record is only read
  NONE,
  REGISTER,
  AMEND,
  IDENTIFY,
  SIGN,
  GIVE,
  PAPERS,
  CLOSE;

  static final String NUMBER = "personNumber";
  static final String NAME = "personName";
  static final String NOTE = "personNote";

  private static final List<String> WHO =
      List.of(NUMBER, NAME, NOTE, "personPhone", "householdSize", "address");

  /// Fields of the form in the order they are asked.
  List<String> fields() {
    return switch (this) {
      case NONE -> List.of();
      case REGISTER, AMEND -> {
        var all = new java.util.ArrayList<>(WHO);
        all.addAll(List.of("cause", "facts", "proposedKind", "proposedFen"));
        yield List.copyOf(all);
      }
      case IDENTIFY -> List.of(NUMBER, NAME, NOTE, "personPhone", "address");
      case SIGN -> List.of("approvedFen", "approveReason");
      case GIVE -> List.of("givenKind", "givenFen", "receiver");
      case PAPERS -> List.of("emergencyOver", "papersNote");
      case CLOSE -> List.of("closeReason");
    };
  }

  /// What stands in the form before anybody types: what is known, and what is proposed.
  Map<String, String> proposed(UrgentRow row) {
    var values = new TreeMap<String, String>();
    if (this == REGISTER) return values;
    CaseRecord aid = row.aid();
    for (String f : fields()) aid.get(f).ifPresent(v -> values.put(f, v));
    if (this == SIGN && row.ceiling() instanceof Figure.Known k)
      values.put(
          "approvedFen",
          Long.toString(Math.min(UrgentRow.fen(aid, "proposedFen"), k.amount().value())));
    if (this == GIVE) {
      values.put("givenKind", aid.text("proposedKind"));
      values.put("givenFen", aid.text("approvedFen"));
      values.put("receiver", aid.text(NAME));
    }
    return values;
  }

  /// Whether it asks who somebody is, so that a card may be laid down.
  boolean asksWho() {
    return this == REGISTER || this == AMEND || this == IDENTIFY;
  }
}
