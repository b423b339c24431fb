package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Changing one's own password. What is wrong stands with the field it is wrong in. Window thread
/// only.
final class PasswordViewModel {
  /// the district is asked up to three times
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Session session;
  private final Background background;
  private final Predicate<String> known;

  final BooleanProperty busy = new SimpleBooleanProperty();
  final ObjectProperty<@Nullable Message> old = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> fresh = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> again = new SimpleObjectProperty<>();

  /// what is wrong with none of them
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  /// what became of it, when there is nothing left to do here
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// @param known whether there are words for a key
  PasswordViewModel(Session session, Background background, Predicate<String> known) {
    this.session = session;
    this.background = background;
    this.known = known;
  }

  /// Changes it, when the three can be right; all are wiped.
  void change(char[] was, char[] wanted, char[] repeated) {
    if (busy.get() || !fits(was, wanted, repeated)) {
      wipe(was, wanted, repeated);
      return;
    }
    busy.set(true);
    background.run(
        PATIENCE,
        () -> {
          try {
            return session.changePassword(was, wanted);
          } finally {
            wipe(was, wanted, repeated);
          }
        },
        changed -> {
          told(changed);
          busy.set(false);
        },
        _ -> {
          told(new Session.Changed.Unanswered());
          busy.set(false);
        });
  }

  private static void wipe(char[]... secrets) {
    for (char[] s : secrets) Arrays.fill(s, '\0');
  }

  private boolean fits(char[] was, char[] wanted, char[] repeated) {
    problem.set(null);
    old.set(was.length == 0 ? Message.of("shell.password.old.empty") : null);
    fresh.set(
        wanted.length == 0
            ? Message.of("shell.password.fresh.empty")
            : Arrays.equals(was, wanted) ? Message.of("shell.password.why.PASSWORD_SAME") : null);
    again.set(Arrays.equals(wanted, repeated) ? null : Message.of("shell.password.again.differs"));
    return old.get() == null && fresh.get() == null && again.get() == null;
  }

  private void told(Session.Changed changed) {
    switch (changed) {
      case Session.Changed.Done() -> done.set(Message.of("shell.password.done"));
      case Session.Changed.NotHere() -> done.set(Message.of("shell.password.nothere"));
      case Session.Changed.Wrong() -> old.set(Message.of("shell.password.old.wrong"));
      case Session.Changed.Away() -> problem.set(Message.of("shell.password.away"));
      case Session.Changed.Unanswered() -> problem.set(Message.of("shell.password.unanswered"));
      case Session.Changed.Refused(String code) -> {
        Message words = words(code);
        if (code.startsWith("PASSWORD_")) fresh.set(words);
        else problem.set(words);
      }
    }
  }

  private Message words(String code) {
    String key = "shell.password.why." + code;
    return known.test(key) ? Message.of(key) : Message.of("shell.password.other", code);
  }
}
