package cn.ruhu.casefile.paper;

/// Numbers of the slips left at a door nobody opened (N08): the end of the application number,
/// which is copied by hand at the door, and the slip's own. Stateless.
public final class DoorSlip {
  private static final int DIGITS = 9;

  private DoorSlip() {}

  /// @param application number of the application
  /// @param slip which of those printed together, from 1: its page; 0 for the sheet the visit is
  ///   signed on and its copy that stays with the household
  public static String number(String application, int slip) {
    return application.substring(Math.max(0, application.length() - DIGITS)) + "-" + slip;
  }
}
