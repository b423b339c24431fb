package cn.ruhu.desktop.login;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Signing in. A wrong password counts down; a lock-out counts the minutes. Window thread only.
public final class LoginViewModel {
  private static final int RECENT_MAX = 4;

  private final Office office;
  private final Background background;
  private final InstantSource now;
  private final Optional<String> shownPassword;
  final StringProperty login = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();
  final BooleanProperty locked = new SimpleBooleanProperty();
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();
  private Background.Job countdown = () -> {};

  /// @param shownPassword of the demonstration, shown on screen; empty in a real district
  public LoginViewModel(
      Office office, Background background, InstantSource now, Optional<String> shownPassword) {
    this.office = office;
    this.background = background;
    this.now = now;
    this.shownPassword = shownPassword;
    office.people().stream()
        .filter(Office.Person::recent)
        .findFirst()
        .ifPresent(p -> login.set(p.login()));
  }

  String district() {
    return office.district().orElse("");
  }

  Optional<String> shownPassword() {
    return shownPassword;
  }

  List<Office.Person> people() {
    return office.people();
  }

  /// Those who worked here last; in the demonstration, where nobody did yet, the first of each
  /// role.
  List<Office.Person> recent() {
    var recent = office.people().stream().filter(Office.Person::recent).limit(RECENT_MAX).toList();
    if (!recent.isEmpty() || shownPassword.isEmpty()) return recent;
    var roles = new java.util.HashSet<String>();
    return office.people().stream().filter(p -> roles.add(p.role())).limit(RECENT_MAX).toList();
  }

  /// Tries the password; the characters are wiped.
  void signIn(char[] password) {
    if (busy.get() || locked.get()) return;
    String who = login.get().strip();
    if (who.isEmpty() || password.length == 0) {
      problem.set(Message.of(who.isEmpty() ? "login.problem.who" : "login.problem.empty"));
      return;
    }
    problem.set(null);
    busy.set(true);
    background.run(
        () -> {
          try {
            return office.signIn(who, password);
          } finally {
            Arrays.fill(password, '\0');
          }
        },
        entry -> {
          busy.set(false);
          entered(entry);
        },
        _ -> {
          busy.set(false);
          problem.set(Message.of("login.why.UNEXPECTED"));
        });
  }

  private void entered(Office.Entry entry) {
    switch (entry) {
      case Office.Entry.Opened(Runnable enter) -> enter.run();
      case Office.Entry.WrongPassword(int left) ->
          problem.set(Message.of("login.problem.wrong", String.valueOf(left)));
      case Office.Entry.LockedOut(Instant until) -> lock(until);
      case Office.Entry.NeedsNetwork(_) -> problem.set(Message.of("login.problem.network"));
      case Office.Entry.Refused(String why) -> problem.set(Message.of("login.why." + why));
    }
  }

  private void lock(Instant until) {
    locked.set(true);
    tick(until);
    countdown.cancel();
    countdown = background.every(Duration.ofSeconds(1), () -> tick(until));
  }

  private void tick(Instant until) {
    Duration left = Duration.between(now.instant(), until);
    if (left.isPositive()) {
      problem.set(Message.of("login.problem.locked", Show.countdown(left.plusMillis(999))));
      return;
    }
    countdown.cancel();
    locked.set(false);
    problem.set(null);
  }
}
