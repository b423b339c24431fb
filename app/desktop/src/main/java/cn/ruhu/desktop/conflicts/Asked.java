package cn.ruhu.desktop.conflicts;

import java.util.List;

/// What a third value is made of: one text for each field in dispute that a hand can fill.
///
/// @param blocked text key of why no third value can be written here, empty when it can
/// @param fields what is asked, in the order of the lines
record Asked(String blocked, List<Field> fields) {
  Asked {
    fields = List.copyOf(fields);
  }

  /// @param name field of the record
  /// @param label its name in words
  /// @param table code table of a choice, else empty
  /// @param kept stored text that stands
  /// @param offered stored text that came later
  record Field(String name, String label, Kind kind, String table, String kept, String offered) {
    /// One of the two left it empty: then a third value may too.
    boolean mayBeEmpty() {
      return kept.isEmpty() || offered.isEmpty();
    }
  }

  /// How a field is filled.
  enum Kind {
    TEXT,
    /// typed in yuan, stored in fen
    MONEY,
    DIGITS,
    DATE,
    ID_NUMBER,
    CHOICE,
    /// several entries of one table
    TICKS,
    YES_NO
  }

  static Asked blocked(String key) {
    return new Asked(key, List.of());
  }
}
