package cn.ruhu.desktop.leads;

import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.Map;
import java.util.UUID;

/// A lead as far as it is written, in the store's drafts: it outlives leaving the page, a lock and
/// a power cut.
///
/// @param lead id of the record it will be, or is when it is corrected
/// @param fresh whether it was never saved
/// @param fields texts by field name
public record LeadDraft(UUID lead, boolean fresh, Map<String, String> fields) {
  /// The one lead that is written on this machine.
  static final String KEY = "lead-form";

  public LeadDraft {
    fields = Map.copyOf(fields);
  }

  byte[] toBytes() {
    return Messages.write(this);
  }

  static LeadDraft read(byte[] bytes) throws WireException {
    return Messages.read(bytes, LeadDraft.class);
  }

  /// The kind and how many fields, never content.
  @Override
  public String toString() {
    return "LeadDraft[" + lead + ", " + fields.size() + " fields]";
  }
}
