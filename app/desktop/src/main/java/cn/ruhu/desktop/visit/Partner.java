package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.access.BadgePin;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.Unlocking;
import cn.ruhu.wire.Badge;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The second investigator of the visit in hand: signed in here, or to sign within a day on another
/// machine (DOMAIN C22). Window thread only.
final class Partner {
  private final Desk desk;
  private final Background background;
  private final FieldMachine machine;
  private final Supplier<@Nullable Visit> visit;
  private final BooleanProperty busy;
  private final ObservableList<Message> hindrances;
  private final Consumer<Throwable> failed;
  private final Consumer<Throwable> troubled;

  /// proved to be here
  final BooleanProperty proven = new SimpleBooleanProperty();

  /// what is read to the helpdesk while the badge is locked on this machine; empty else
  final StringProperty locked = new SimpleStringProperty("");

  /// signs later: the visit goes on, and is sealed, without
  final BooleanProperty later = new SimpleBooleanProperty();

  /// @param visit the one in hand, null for none
  /// @param hindrances what stands in the way is said there
  /// @param failed ends the act in hand
  /// @param troubled only says so: what went wrong is beside the act in hand
  Partner(
      Desk desk,
      Background background,
      FieldMachine machine,
      Supplier<@Nullable Visit> visit,
      BooleanProperty busy,
      ObservableList<Message> hindrances,
      Consumer<Throwable> failed,
      Consumer<Throwable> troubled) {
    this.desk = desk;
    this.background = background;
    this.machine = machine;
    this.visit = visit;
    this.busy = busy;
    this.hindrances = hindrances;
    this.failed = failed;
    this.troubled = troubled;
  }

  /// Another visit is in hand.
  void opened(Visit now) {
    proven.set(now.second().isPresent());
    locked.set("");
    later.set(now.later().isPresent());
  }

  /// Whether what is the second's to do may be done on this machine.
  boolean may() {
    return proven.get() || later.get();
  }

  /// Whether the second signs here or not at all: a check is read by nobody before the first visit
  /// is held against it, so its answers travel to no other machine.
  boolean onlyHere() {
    @Nullable Visit now = visit.get();
    return now != null && now.isCheck();
  }

  /// What keeps the visit from being sealed; empty when nothing does.
  Optional<Message> why(Visit now) {
    return may()
        ? Optional.empty()
        : Optional.of(Message.of("visit.finish.second", now.pair.nameB()));
  }

  /// Signs the second investigator in on this machine for this visit.
  ///
  /// @param secret overwritten
  void prove(char[] secret) {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get()) return;
    busy.set(true);
    background.run(
        () -> {
          try {
            return machine.prove(now.pair.b(), secret);
          } finally {
            Arrays.fill(secret, '\0');
          }
        },
        proof -> {
          busy.set(false);
          answered(now, proof);
        },
        failed);
  }

  /// Whether a visit is still the one in hand.
  private boolean inHand(Visit now) {
    return now.equals(visit.get());
  }

  /// What was asked for a visit that was left meanwhile is of no use to the next.
  private void answered(Visit now, FieldMachine.Proof proof) {
    if (!inHand(now)) return;
    Optional<Message> why = proof.why(now.pair.nameB());
    hindrances.setAll(why.stream().toList());
    Visit.@Nullable Second by =
        switch (proof) {
          case FieldMachine.Proof.Here(var key) -> new Visit.Second(key, Optional.empty());
          case FieldMachine.Proof.ByBadge(var key, var number) ->
              new Visit.Second(key, Optional.of(number));
          default -> null;
        };
    if (by == null) return;
    now.prove(by, desk.now());
    locked.set("");
    later.set(false);
    proven.set(true);
  }

  /// The badge of the second investigator as this machine got it; empty when it has none.
  private Optional<Badge.SealedBadge> badge(Visit now) {
    return badge(desk, now.pair.b());
  }

  /// Somebody's badge as this machine got it; empty when it has none.
  static Optional<Badge.SealedBadge> badge(Desk desk, UUID staff) {
    return desk.store().all(RecordType.BADGE).stream()
        .filter(r -> r.ref("staff").filter(staff::equals).isPresent())
        .map(r -> new Badge.SealedBadge(r.text("number"), r.text("publicKey"), r.text("sealed")))
        .filter(Badge::isSound)
        .findFirst();
  }

  /// Signs the second investigator in by his badge, without the network.
  ///
  /// @param scanned what its QR said
  /// @param pin overwritten
  void byBadge(String scanned, char[] pin) {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get()) {
      Arrays.fill(pin, '\0');
      return;
    }
    Optional<Badge.Code> code = Badge.read(scanned);
    Optional<Badge.SealedBadge> badge = badge(now);
    if (code.isEmpty() || badge.isEmpty()) {
      Arrays.fill(pin, '\0');
      answered(
          now,
          badge.isEmpty() ? new FieldMachine.Proof.NoBadge() : new FieldMachine.Proof.NoCode());
      return;
    }
    if (!isTyped(pin)) {
      Arrays.fill(pin, '\0');
      Arrays.fill(code.get().secret(), (byte) 0);
      answered(now, new FieldMachine.Proof.PinShape());
      return;
    }
    busy.set(true);
    background.run(
        () -> {
          try {
            return machine.open(now.pair.b(), badge.get(), code.get(), pin);
          } finally {
            Arrays.fill(pin, '\0');
            Arrays.fill(code.get().secret(), (byte) 0);
          }
        },
        proof -> {
          busy.set(false);
          answered(now, proof);
          if (proof instanceof FieldMachine.Proof.PinLocked) challenge(now, badge.get());
        },
        failed);
  }

  /// Whether a hand may have typed this as a PIN: a gun that ends with two Enters typed none.
  private static boolean isTyped(char[] pin) {
    if (pin.length < BadgePin.LENGTH_MIN || pin.length > BadgePin.LENGTH_MAX) return false;
    for (char c : pin) if (c < '0' || c > '9') return false;
    return true;
  }

  /// The badge is looked at: where it is locked here, what is read to the helpdesk stands there.
  void lookAtBadge() {
    @Nullable Visit now = visit.get();
    if (now != null) badge(now).ifPresent(b -> challenge(now, b));
  }

  private void challenge(Visit now, Badge.SealedBadge badge) {
    background.run(
        () -> machine.challenge(badge),
        found -> {
          if (inHand(now)) locked.set(found.orElse(""));
        },
        troubled);
  }

  /// Takes what the helpdesk read back.
  void unlock(String response) {
    @Nullable Visit now = visit.get();
    Optional<Badge.SealedBadge> badge = now == null ? Optional.empty() : badge(now);
    if (now == null || badge.isEmpty() || busy.get()) return;
    busy.set(true);
    background.run(
        () -> machine.unlock(now.pair.b(), badge.get(), response),
        said -> {
          busy.set(false);
          if (!inHand(now)) return;
          hindrances.setAll(
              said == Unlocking.DONE
                  ? List.of()
                  : List.of(Message.of("visit.badge.unlock." + said)));
          challenge(now, badge.get());
        },
        failed);
  }

  /// The second investigator is at the door and cannot sign in here: the own observations and the
  /// signature by hand are made now, the seal's signature follows from another machine.
  void later() {
    @Nullable Visit now = visit.get();
    if (now == null || may() || now.isCheck()) return;
    hindrances.clear();
    now.later(desk.now());
    later.set(true);
  }
}
