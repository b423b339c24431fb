package cn.ruhu.casefile.copying;

/// One field as it is handed over. Immutable.
///
/// @param block part of the case
/// @param entry which of a roster, from 1; 0 in a part that stands once
/// @param entries how many that roster has
/// @param label name of the field in the other system
/// @param value what is pasted there, `""` for nothing to paste
/// @param secret an identity number, an account, health: shown only while it is its turn
public record CopyLine(
    CopyBlock block, int entry, int entries, String label, String value, boolean secret) {

  /// Without the value, which is of a person.
  @Override
  public String toString() {
    return "CopyLine[" + block + " " + entry + " " + label + "]";
  }
}
