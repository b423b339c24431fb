package cn.ruhu.server.registry;

import java.util.List;

/// One column a file of some kind may have.
///
/// @param heading name of its spellings in the resource file
/// @param kept column of the table, empty for what is only compared with the identity number
record Column(String heading, String kept, Type type, Need need) {
  /// How a cell is read.
  enum Type {
    /// an identity number
    ID,
    /// a person's name
    NAME,
    /// a household's number
    HOME,
    /// words
    TEXT,
    /// a day
    DATE,
    /// a day that is over
    PAST,
    /// how many people
    COUNT,
    /// yuan
    MONEY,
    /// a benefit
    BENEFIT,
    /// a street
    STREET,
    /// day of birth, to compare
    BIRTH,
    /// sex, to compare
    SEX
  }

  /// What must be there.
  enum Need {
    /// heading and value
    VALUE,
    /// the heading; the cell may be empty
    HEADING,
    /// nothing
    NOTHING
  }

  /// What it is called, and what else it may be called.
  List<String> spellings() {
    return Spellings.of("heading." + heading);
  }

  /// What we call it.
  String title() {
    return spellings().getFirst();
  }

  /// Whether it goes into a column of whole numbers.
  boolean whole() {
    return type == Type.COUNT || type == Type.MONEY;
  }
}
