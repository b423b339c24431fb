package cn.ruhu.sync;

import java.util.Optional;

/// How a file that somebody here asked for is on its way.
///
/// @param address of the file
/// @param bytes that have come
/// @param length of the whole file, 0 while nobody knows
/// @param trouble why it comes later, only with [State#LATER]
public record Fetch(
    String address, State state, long bytes, long length, Optional<Trouble> trouble) {

  /// Where it is.
  public enum State {
    /// its turn has not come
    WAITING,
    /// some bytes are here
    COMING,
    /// kept on this machine
    HERE,
    /// no connection now; it is asked for again by itself
    LATER,
    /// the district has no such file for this person
    ABSENT,
    /// what came is not the file; nothing of it was kept
    DAMAGED,
    /// longer than a page may be
    TOO_LARGE
  }

  static Fetch of(String address, State state) {
    return new Fetch(address, state, 0, 0, Optional.empty());
  }
}
