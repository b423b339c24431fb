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
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

  /// an own password is to be set before anything else
  final BooleanProperty choosing = new SimpleBooleanProperty();

  /// the one-time password while an own one is chosen; wiped with it
  private char[] given = {};

  /// what somebody locked out reads to the helpdesk, empty while nobody is or the district locked
  final StringProperty challenge = new SimpleStringProperty("");

  /// what the helpdesk read back
  final StringProperty response = new SimpleStringProperty("");

  /// what is wrong with it
  final ReadOnlyObjectWrapper<@Nullable Message> responseProblem = new ReadOnlyObjectWrapper<>();

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
    // a lock is one person's: another may sign in
    login.subscribe((_, _) -> {
      if (locked.get()) open();
    });
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
    char[] kept = password.clone();
    enter(
        () -> {
          try {
            return office.signIn(who, password);
          } finally {
            Arrays.fill(password, '\0');
          }
        },
        entry -> {
          if (entry instanceof Office.Entry.OneTime) {
            given = kept;
            choosing.set(true);
          } else Arrays.fill(kept, '\0');
        });
  }

  private void enter(Callable<Office.Entry> work, Consumer<Office.Entry> first) {
    problem.set(null);
    busy.set(true);
    Consumer<Office.Entry> came =
        entry -> {
          busy.set(false);
          first.accept(entry);
          entered(entry);
        };
    background.run(work, came, _ -> came.accept(new Office.Entry.Refused("UNEXPECTED")));
  }

  /// Sets the own password and signs in with it; both are wiped.
  void choose(char[] fresh, char[] again) {
    if (busy.get()) return;
    boolean same = Arrays.equals(fresh, again);
    Arrays.fill(again, '\0');
    if (fresh.length == 0 || !same) {
      Arrays.fill(fresh, '\0');
      problem.set(Message.of(same ? "login.problem.empty" : "login.problem.differ"));
      return;
    }
    String who = login.get().strip();
    enter(
        () -> {
          try {
            return office.choose(who, given, fresh);
          } finally {
            Arrays.fill(fresh, '\0');
          }
        },
        entry -> {
          boolean another = entry instanceof Office.Entry.Refused(String why) && weak(why);
          if (!another && !(entry instanceof Office.Entry.NeedsNetwork)) leave();
        });
  }

  /// The new password was not taken; another one may be.
  private static boolean weak(String why) {
    return why.startsWith("PASSWORD_") && !why.equals("PASSWORD_OVER");
  }

  /// Back to the sign-in; the one-time password goes.
  void leave() {
    Arrays.fill(given, '\0');
    given = new char[0];
    problem.set(null);
    choosing.set(false);
  }

  private void entered(Office.Entry entry) {
    switch (entry) {
      case Office.Entry.Opened(Runnable enter) -> enter.run();
      case Office.Entry.WrongPassword(int left) ->
          problem.set(Message.of("login.problem.wrong", String.valueOf(left)));
      case Office.Entry.LockedOut(Instant until) -> lock(until);
      case Office.Entry.NeedsNetwork(_) -> problem.set(Message.of("login.problem.network"));
      case Office.Entry.OneTime() -> {}
      case Office.Entry.Refused(String why) -> problem.set(Message.of("login.why." + why));
    }
  }

  /// Tries what the helpdesk read back. When it is right a password may be tried at once.
  void unlock() {
    String who = login.get().strip();
    String typed = response.get();
    if (busy.get() || challenge.get().isEmpty()) return;
    if (typed.isBlank()) {
      responseProblem.set(Message.of("login.unlock.empty"));
      return;
    }
    busy.set(true);
    background.run(
        () -> office.unlock(who, typed),
        came -> {
          busy.set(false);
          unlocked(came);
        },
        _ -> {
          busy.set(false);
          responseProblem.set(Message.of("login.why.UNEXPECTED"));
        });
  }

  private void unlocked(Office.Unlocking came) {
    if (came == Office.Unlocking.DONE) {
      open();
      problem.set(Message.of("login.unlock.done"));
      return;
    }
    responseProblem.set(Message.of("login.unlock." + came.name()));
    if (came == Office.Unlocking.OVER) ask();
  }

  /// Brings the code of this lock.
  private void ask() {
    String who = login.get().strip();
    response.set("");
    background.run(
        () -> office.challenge(who),
        code -> {
          if (locked.get() && who.equals(login.get().strip())) challenge.set(code.orElse(""));
        },
        _ -> challenge.set(""));
  }

  private void open() {
    countdown.cancel();
    locked.set(false);
    problem.set(null);
    challenge.set("");
    response.set("");
    responseProblem.set(null);
  }

  private void lock(Instant until) {
    locked.set(true);
    responseProblem.set(null);
    ask();
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
    open();
  }
}
