package cn.ruhu.desktop.work;

import java.util.UUID;

/// Where in the intake a case is opened, as one feature hands it to the other: the application's
/// id, and after it what to look at first. Immutable.
///
/// @param missing at the first paper that is missing
public record CasePlace(UUID application, boolean missing) {
  /// Follows the id of an application that is opened at its first missing paper.
  public static final String MISSING = "/papers";

  private static final int ID = 36;

  /// @param argument id of an application, and maybe [#MISSING]
  public static CasePlace read(String argument) {
    return new CasePlace(
        UUID.fromString(argument.substring(0, ID)), argument.substring(ID).equals(MISSING));
  }

  /// As [#read] reads it.
  public String text() {
    return application + (missing ? MISSING : "");
  }
}
