package cn.ruhu.desktop.settings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The card reader as the settings see it. Implemented over `device.idcard`. Called on the window's
/// thread, but for [#search].
public interface Readers {
  /// The address in use, empty for no reader.
  String address();

  /// Whether the text is an address at all; empty counts as "no reader".
  boolean accepts(String address);

  /// Uses another reader from now on and keeps the choice. Returns at once.
  void use(String address);

  /// What on this machine could be a reader, the surest first. Takes seconds: call it elsewhere.
  List<Found> search();

  /// Calls back on the window's thread, now and after each change. Run the result to stop.
  Runnable onState(Consumer<State> changed);

  /// From now on cards are for trying: nobody else hears of them, and nothing of them is kept. Run
  /// the result to stop.
  Runnable trial(Consumer<Tried> heard);

  /// Reads one card for trying, within the given seconds; `heard` of [#trial] hears what comes.
  void tryOnce(int seconds);

  /// Something that could be a reader.
  ///
  /// @param name what the system or the vendor calls it; may be empty
  record Found(String address, String name) {}

  /// @param phase `NONE` without a reader, else the name of the reader's state
  /// @param error code of what is wrong, empty for nothing
  /// @param module serial number of the security module, empty until it answered
  /// @param cards how many cards were read since the address was set
  /// @param baud speed of a serial line, 0 where there is none
  /// @param lastRead when a card was read last, empty for not yet
  record State(
      String phase,
      Optional<String> error,
      String module,
      int cards,
      int baud,
      Optional<Instant> lastRead) {
    /// No reader is set.
    static final State NONE = of("NONE");

    /// A phase about which nothing else is known.
    public static State of(String phase) {
      return new State(phase, Optional.empty(), "", 0, 0, Optional.empty());
    }
  }

  /// What came of trying. Nothing of the person.
  ///
  /// @param outcome `CARD`, `NO_CARD`, or the code of an error
  /// @param type code of table `cardType`, empty without a card
  /// @param ms from the card found to its fields
  /// @param warnings what does not fit together
  record Tried(String outcome, String type, long ms, List<Warning> warnings) {}

  /// @param code under `work.card.warning` @param detail no personal data
  record Warning(String code, String detail) {}
}
