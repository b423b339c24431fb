package cn.ruhu.device;

/// A device could not be reached or stopped answering. The one checked exception of this module; it
/// never leaves the module towards the window, which sees a sealed result instead.
///
/// The message holds paths and error numbers only, never anything read from a card.
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What went wrong, in the terms of the line.
  public enum Fault {
    /// No such port or nobody listens there.
    ABSENT,
    /// The system does not let this user open the port.
    DENIED,
    /// Another program holds the port.
    BUSY,
    /// It was open and went away: unplugged, or the other end closed.
    GONE,
    /// Bytes came, but twice in a row no sound frame.
    LINK,
    /// No byte came at all within the deadline, twice in a row.
    SILENT,
    /// A native library is missing, of another architecture, or lacks a function.
    LIBRARY,
    /// The process around a vendor's library ended by itself.
    CRASHED,
    /// A program of this machine answered with what cannot be an answer.
    REPLY,
    /// The caller asked to stop.
    CANCELLED
  }

  private final Fault fault;

  public DeviceException(Fault fault, String detail) {
    super(fault + ": " + detail);
    this.fault = fault;
  }

  public DeviceException(Fault fault, String detail, Throwable cause) {
    super(fault + ": " + detail, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
