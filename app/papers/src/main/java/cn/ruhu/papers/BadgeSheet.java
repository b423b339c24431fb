package cn.ruhu.papers;

import java.time.LocalDate;

/// A badge to be cut out of a sheet (工作证): it belongs to no case, stands in no register, and no
/// copy of it is kept, since its code is half of somebody's signature. Immutable.
///
/// @param agency whose the person is
/// @param number of the badge
/// @param code text of its QR
/// @param date day it is printed on
public record BadgeSheet(String name, String agency, String number, String code, LocalDate date) {
  /// Without the code.
  @Override
  public String toString() {
    return "BadgeSheet[" + number + "]";
  }
}
