package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Show;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// State and acts of the window: which feature is open, the words of the strip, lock and curtain.
/// Window thread only.
public final class ShellViewModel implements Navigator {
  /// Where somebody wants to go.
  record Place(String feature, String argument) {}

  /// the State Council publishes the next year's calendar by November
  private static final int ANNOUNCED_FROM = 11;

  /// nobody touched the window for so long: it locks (DOMAIN §0.2 C22)
  static final Duration LOCK_AFTER = Duration.ofMinutes(15);

  private final LockPin pin = new LockPin();
  private final Session session;
  private final Background background;
  private final List<Feature> features;
  private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>();
  final BooleanProperty locked = new SimpleBooleanProperty();
  final BooleanProperty curtain = new SimpleBooleanProperty();

  /// a short number opens the lock
  final BooleanProperty hasPin = new SimpleBooleanProperty();

  final BooleanProperty unlocking = new SimpleBooleanProperty();
  final ReadOnlyObjectWrapper<@Nullable Message> lockProblem = new ReadOnlyObjectWrapper<>();

  /// @param all every feature of the program; those of the person's role stay
  public ShellViewModel(Session session, Background background, List<Feature> all) {
    this.session = session;
    this.background = background;
    this.features = all.stream().filter(f -> f.roles().contains(session.role())).toList();
  }

  List<Feature> features() {
    return features;
  }

  ReadOnlyObjectProperty<@Nullable Place> place() {
    return place.getReadOnlyProperty();
  }

  @Override
  public void go(String feature, String argument) {
    if (features.stream().noneMatch(f -> f.id().equals(feature))) return;
    place.set(new Place(feature, argument));
  }

  /// The first place of the person's role.
  void home() {
    if (!features.isEmpty()) go(features.getFirst().id(), "");
  }

  void syncNow() {
    session.syncNow();
  }

  void lock() {
    lockProblem.set(null);
    locked.set(true);
  }

  /// A short number opens the lock from now on, until the sign-out; the characters are wiped.
  void pin(char[] fresh) {
    pin.set(fresh);
    hasPin.set(true);
  }

  /// Tries to come back with the password or the short number; the characters are wiped.
  void unlock(char[] password) {
    if (unlocking.get()) return;
    if (pin.opens(password)) {
      Arrays.fill(password, '\0');
      lockProblem.set(null);
      locked.set(false);
      return;
    }
    hasPin.set(pin.isSet());
    unlocking.set(true);
    lockProblem.set(null);
    background.run(
        () -> {
          try {
            return session.unlocks(password);
          } finally {
            Arrays.fill(password, '\0');
          }
        },
        right -> {
          unlocking.set(false);
          if (right) locked.set(false);
          else lockProblem.set(Message.of("shell.lock.wrong"));
        },
        _ -> {
          unlocking.set(false);
          lockProblem.set(Message.of("shell.lock.trouble"));
        });
  }

  /// The coming year, when its holiday calendar is still missing in November or December.
  static Optional<Integer> missingCalendar(LocalDate today) {
    LocalDate next = today.plusYears(1);
    boolean missing =
        today.getMonthValue() >= ANNOUNCED_FROM && !WorkingDays.national().isPublished(next);
    return missing ? Optional.of(next.getYear()) : Optional.empty();
  }

  /// Words of the network state.
  static Message network(Session.SyncFacts facts) {
    String state = facts.online() ? "online" : "offline";
    return facts
        .lastSync()
        .map(at -> Message.of("shell.network." + state, Show.shortMinute(at)))
        .orElseGet(() -> Message.of("shell.network." + state + ".never"));
  }

  /// Words of what waits on this machine.
  static Message outbox(Session.SyncFacts facts) {
    if (facts.opsWaiting() == 0 && facts.filesWaiting() == 0)
      return Message.of("shell.outbox.none");
    if (facts.filesWaiting() == 0)
      return Message.of("shell.outbox.ops", String.valueOf(facts.opsWaiting()));
    Message both =
        Message.of(
            "shell.outbox.both",
            String.valueOf(facts.opsWaiting()),
            String.valueOf(facts.filesWaiting()),
            Show.bytes(facts.bytesWaiting()));
    if (facts.left().isPresent())
      return Message.of("shell.outbox.left", both, Show.left(facts.left().get()));
    return facts.metered() ? Message.of("shell.outbox.metered", both) : both;
  }
}
