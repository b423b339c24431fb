package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
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

  /// proved to be here
  final BooleanProperty proven = new SimpleBooleanProperty();

  /// signs later: the visit goes on, and is sealed, without
  final BooleanProperty later = new SimpleBooleanProperty();

  /// @param visit the one in hand, null for none
  /// @param hindrances what stands in the way is said there
  Partner(
      Desk desk,
      Background background,
      FieldMachine machine,
      Supplier<@Nullable Visit> visit,
      BooleanProperty busy,
      ObservableList<Message> hindrances,
      Consumer<Throwable> failed) {
    this.desk = desk;
    this.background = background;
    this.machine = machine;
    this.visit = visit;
    this.busy = busy;
    this.hindrances = hindrances;
    this.failed = failed;
  }

  /// Another visit is in hand.
  void opened(Visit now) {
    proven.set(now.secondKey().isPresent());
    later.set(now.later().isPresent());
  }

  /// Whether what is the second's to do may be done on this machine.
  boolean may() {
    return proven.get() || later.get();
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

  private void answered(Visit now, FieldMachine.Proof proof) {
    Optional<Message> why = proof.why(now.pair.nameB());
    hindrances.setAll(why.stream().toList());
    if (!(proof instanceof FieldMachine.Proof.Here(var key))) return;
    now.prove(key, desk.now());
    later.set(false);
    proven.set(true);
  }

  /// The second investigator is at the door and cannot sign in here: the own observations and the
  /// signature by hand are made now, the seal's signature follows from another machine.
  void later() {
    @Nullable Visit now = visit.get();
    if (now == null || may()) return;
    hindrances.clear();
    now.later(desk.now());
    later.set(true);
  }
}
