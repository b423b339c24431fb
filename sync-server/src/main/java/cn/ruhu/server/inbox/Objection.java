package cn.ruhu.server.inbox;

import org.jspecify.annotations.Nullable;

/// Why an op is not taken.
///
/// @param reason code
/// @param field `type.field` it speaks of
/// @param detail further codes for the words, no personal data
record Objection(String reason, @Nullable String field, @Nullable String detail) {
  static Objection of(String reason) {
    return new Objection(reason, null, null);
  }
}
