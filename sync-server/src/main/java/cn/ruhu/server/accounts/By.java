package cn.ruhu.server.accounts;

import cn.ruhu.server.audit.Audit;

/// Who changes an account or a machine, from where, and why: what the audit log keeps of it.
///
/// @param staff staff id, or `console`
/// @param device device id, empty at the console
/// @param reason in the words of whoever acts, without names or numbers
public record By(String staff, String device, String reason) {
  /// The operator's commands.
  public static final By CONSOLE = new By("console", "", "");

  /// Somebody signed in.
  public static By caller(Caller caller, String reason) {
    return new By(caller.staff().toString(), caller.device().toString(), reason);
  }

  /// An entry of the audit log about an act of theirs.
  public Audit.Entry did(String what, String subject) {
    return did(what, subject, "");
  }

  /// @param detail goes before the reason
  public Audit.Entry did(String what, String subject, String detail) {
    String why = detail.isEmpty() || reason.isEmpty() ? detail + reason : detail + ": " + reason;
    return new Audit.Entry(what, staff, device, subject, why);
  }
}
