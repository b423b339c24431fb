package cn.ruhu.desktop.badge;

import cn.ruhu.casefile.access.BadgePin;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.papers.BadgeSheet;
import cn.ruhu.wire.Badge;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Makes one's own badge: the machine draws its secret, its owner chooses the PIN, and the district
/// hears of it before a sheet is printed, so that no badge is in anybody's hands that holds
/// nowhere. The secret is forgotten when the card closes. Window thread only.
final class BadgeViewModel {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BadgeOffice office;
  private final BadgeOffice.Owner owner;
  private final Background background;
  private final Function<char[], Badge.Made> maker;
  private final Supplier<LocalDate> today;
  private final Predicate<String> known;

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// number of the badge that holds; empty for none
  final StringProperty number = new SimpleStringProperty("");

  final ObjectProperty<@Nullable Message> pin = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> again = new SimpleObjectProperty<>();

  /// what is wrong with neither of them
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  /// what was just done
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// the badge that was just made, to be printed now or never; null for none
  final ObjectProperty<@Nullable BadgeSheet> sheet = new SimpleObjectProperty<>();

  /// what became of a badge after its card was gone, for whoever still works at the window
  final ObjectProperty<@Nullable Message> missed = new SimpleObjectProperty<>();

  private boolean closed;

  /// @param maker makes a badge under a PIN; takes what one PIN costs
  /// @param known whether there are words for a key
  BadgeViewModel(
      BadgeOffice office,
      BadgeOffice.Owner owner,
      Background background,
      Function<char[], Badge.Made> maker,
      Supplier<LocalDate> today,
      Predicate<String> known) {
    this.office = office;
    this.owner = owner;
    this.background = background;
    this.maker = maker;
    this.today = today;
    this.known = known;
    number.set(office.number().orElse(""));
  }

  BadgeOffice.Owner owner() {
    return owner;
  }

  /// Makes a badge, when the two can be right; both are wiped.
  void make(char[] wanted, char[] repeated) {
    if (busy.get() || !fits(wanted, repeated)) {
      wipe(wanted, repeated);
      return;
    }
    busy.set(true);
    background.run(
        PATIENCE,
        () -> {
          try {
            Badge.Made made = maker.apply(wanted);
            return new Answered(made, office.made(made));
          } finally {
            wipe(wanted, repeated);
          }
        },
        answered -> {
          busy.set(false);
          told(answered);
        },
        _ -> {
          busy.set(false);
          unheard("badge.failed");
        });
  }

  private record Answered(Badge.Made made, BadgeOffice.Told told) {}

  private static void wipe(char[]... secrets) {
    for (char[] s : secrets) Arrays.fill(s, '\0');
  }

  private boolean fits(char[] wanted, char[] repeated) {
    problem.set(null);
    done.set(null);
    Optional<BadgePin.Problem> why = BadgePin.problem(new String(wanted), owner.phone());
    pin.set(why.map(w -> Message.of("badge.pin.why." + w)).orElse(null));
    again.set(Arrays.equals(wanted, repeated) ? null : Message.of("badge.again.differs"));
    return pin.get() == null && again.get() == null;
  }

  private void told(Answered answered) {
    Badge.Made made = answered.made();
    switch (answered.told()) {
      case BadgeOffice.Told.Done() -> {
        String now = made.sealed().number();
        number.set(now);
        if (closed) missed.set(Message.of("badge.unprinted"));
        else sheet.set(new BadgeSheet(owner.name(), owner.agency(), now, made.code(), today.get()));
      }
      case BadgeOffice.Told.Refused(String code) -> problem.set(refused(code));
      case BadgeOffice.Told.Another(_) -> problem.set(refused("BADGE_NONE"));
      // should it hold there after all, the next one takes its place before anybody saw it
      case BadgeOffice.Told.Away() -> unheard("badge.away");
    }
  }

  /// Nobody knows whether the old badge still holds: that is said, also when the card is gone.
  private void unheard(String key) {
    problem.set(Message.of(key));
    if (closed) missed.set(Message.of(key));
  }

  private Message refused(String code) {
    String key = "badge.why." + code;
    return known.test(key) ? Message.of(key) : Message.of("badge.refused", code);
  }

  /// Takes the badge back that holds.
  void revoke() {
    String held = number.get();
    if (busy.get() || held.isEmpty()) return;
    busy.set(true);
    problem.set(null);
    background.run(
        PATIENCE,
        () -> office.revoke(held),
        told -> {
          busy.set(false);
          switch (told) {
            case BadgeOffice.Told.Done() -> gone(held);
            case BadgeOffice.Told.Refused(String code) -> problem.set(refused(code));
            case BadgeOffice.Told.Another(String other) -> {
              number.set(other);
              sheet.set(null);
              problem.set(
                  other.isEmpty()
                      ? refused("BADGE_NONE")
                      : Message.of("badge.revoke.other", other));
            }
            case BadgeOffice.Told.Away() -> problem.set(Message.of("badge.revoke.away"));
          }
        },
        _ -> {
          busy.set(false);
          problem.set(Message.of("badge.revoke.failed"));
        });
  }

  private void gone(String held) {
    number.set("");
    sheet.set(null);
    done.set(Message.of("badge.revoked", held));
  }

  /// The card is there: at first, and again when a curtain is drawn back.
  void open() {
    closed = false;
  }

  /// The card closes: what could still be printed is forgotten, and so is what is being made.
  void close() {
    closed = true;
    sheet.set(null);
  }
}
