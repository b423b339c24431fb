package cn.ruhu.casefile.names;

/// How a person or a household answers what was typed, best first.
public enum Match {
  /// the very name
  WHOLE,
  /// the name begins with the characters
  BEGINS,
  /// a reading of the name is exactly what was typed
  READING,
  /// a reading begins with what was typed: syllables or initials
  SPELLED,
  /// the characters stand further in
  HOLDS,
  /// the given name's reading begins with what was typed
  GIVEN,
  /// the name begins with other characters that sound the same
  SOUNDS,
  /// the very identity number
  NUMBER,
  /// the identity number ends so
  NUMBER_ENDS,
  /// the identity number begins so
  NUMBER_BEGINS,
  /// a telephone ends so
  PHONE,
  /// the application's number holds it
  CASE,
  /// the place holds it
  PLACE
}
