package cn.ruhu.desktop.badge;

import cn.ruhu.wire.Badge;
import java.util.Optional;
import java.util.UUID;

/// The district as whoever makes a badge sees it. What asks it blocks: work for `Background`.
public interface BadgeOffice {
  /// Whose badge it is.
  ///
  /// @param agency its name
  /// @param phone own telephone number, empty when the district has none
  record Owner(UUID staff, String name, String agency, String phone) {}

  /// What the district said.
  sealed interface Told {
    /// It is so there.
    record Done() implements Told {}

    /// @param code of the server's refusal
    record Refused(String code) implements Told {}

    /// There is no badge of that number that holds.
    ///
    /// @param held number of the one that does, as the district just said; empty for none
    record Another(String held) implements Told {}

    /// The district cannot be reached, or did not answer: saying the same again finds out.
    record Away() implements Told {}
  }

  /// Whoever is at work; empty for somebody who has no use for a badge.
  Optional<Owner> owner();

  /// Number of the badge that holds, as this machine last heard.
  Optional<String> number();

  /// Makes a badge known; the one before holds no longer.
  Told made(Badge.Made badge);

  /// Takes a badge back. Where another one holds, made on another machine or lost on its way to the
  /// printer, it says which.
  Told revoke(String number);
}
