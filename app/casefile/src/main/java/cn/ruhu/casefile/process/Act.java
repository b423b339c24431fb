package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.RecordType;
import java.util.EnumSet;
import java.util.Set;

/// What can be done to an application as a whole; the rows of the transition table (DOMAIN §2.4).
/// Which act leads from where to where, by whom and under which guards: [Transitions].
@SuppressWarnings("ImmutableEnumChecker") // the set is an unmodifiable copy
public enum Act {
  OPEN(
      RecordType.APPLICATION,
      RecordType.HOUSEHOLD,
      RecordType.PERSON,
      RecordType.MEMBER,
      RecordType.SUPPORTER,
      RecordType.RELATIVE,
      RecordType.ITEM,
      RecordType.CARD_READING),
  SUBMIT,
  ACCEPT,
  ASK_PAPERS,
  COMPLETE_PAPERS,
  OVERDUE,
  WITHDRAW,
  START(RecordType.ASSIGNMENT),
  BOTH_DONE,
  GIVE_UP,
  OTHER_MODE(RecordType.ASSIGNMENT),
  RETURN(RecordType.QUESTION, RecordType.ASSIGNMENT),
  APPRAISE,
  APPRAISED,
  OPINION(RecordType.OPINION, RecordType.QUESTION),
  REFUSE(RecordType.OPINION),
  POST,
  OBJECT,
  SETTLE(RecordType.OPINION),
  PUBLICITY_END,
  REFUSE_PATH,
  TAKE,
  SPOT_FINISH,
  POST_DISTRICT,
  PUBLICITY2_END,
  TRANSFER,
  RETURN_TO_STREET(RecordType.QUESTION),
  DECIDE(RecordType.DECISION),
  LETTER,
  REFUSAL_LETTER,
  DUE,
  CHANGE(RecordType.CHANGE_REPORT),
  /// the standard alone changes what is paid
  ADJUST(RecordType.DECISION),
  STOP(RecordType.DECISION),
  CONFIRM(RecordType.OPINION, RecordType.DECISION);

  private final Set<RecordType> carries;

  Act(RecordType... types) {
    var set = EnumSet.of(RecordType.GATE_FACT, RecordType.PAGE);
    set.addAll(Set.of(types));
    this.carries = Set.copyOf(set);
  }

  /// Record types that may be written together with the act, in the same atomic op: gate facts and
  /// pages always, besides what the act is about.
  public Set<RecordType> carries() {
    return carries;
  }
}
