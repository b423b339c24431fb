package cn.ruhu.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PasswordViewModelTest {
  private static final String FRESH = "a-new-long-password";

  private final InMemorySession session = new InMemorySession(Role.EVALUATOR);
  private final PasswordViewModel model =
      new PasswordViewModel(session, Background.inline(), Text.chinese()::has);

  private void change(String old, String fresh, String again) {
    model.change(old.toCharArray(), fresh.toCharArray(), again.toCharArray());
  }

  @Test
  void aPasswordIsChangedAndWiped() {
    char[] old = InMemorySession.PASSWORD.toCharArray();
    char[] fresh = FRESH.toCharArray();
    char[] again = FRESH.toCharArray();
    model.change(old, fresh, again);
    assertEquals(List.of(InMemorySession.PASSWORD + " > " + FRESH), session.changes);
    assertEquals(Message.of("shell.password.done"), model.done.get());
    for (char[] secret : List.of(old, fresh, again))
      assertArrayEquals(new char[secret.length], secret);
  }

  @Test
  void whatCannotBeRightIsSaidBesideItsFieldAndAsksNobody() {
    change("", "", "");
    assertEquals(Message.of("shell.password.old.empty"), model.old.get());
    assertEquals(Message.of("shell.password.fresh.empty"), model.fresh.get());
    change("a", "b", "c");
    assertNull(model.old.get());
    assertEquals(Message.of("shell.password.again.differs"), model.again.get());
    change("a", "a", "a");
    assertEquals(Message.of("shell.password.why.PASSWORD_SAME"), model.fresh.get());
    assertEquals(List.of(), session.changes);
  }

  @Test
  void whatTheDistrictSaysStandsWhereItBelongs() {
    change("wrong", FRESH, FRESH);
    assertEquals(Message.of("shell.password.old.wrong"), model.old.get());
    session.changed = new Session.Changed.Refused("PASSWORD_COMMON");
    change(InMemorySession.PASSWORD, FRESH, FRESH);
    assertNull(model.old.get());
    assertEquals(Message.of("shell.password.why.PASSWORD_COMMON"), model.fresh.get());
    session.changed = new Session.Changed.Refused("STRANGE");
    change(InMemorySession.PASSWORD, FRESH, FRESH);
    assertEquals(Message.of("shell.password.other", "STRANGE"), model.problem.get());
    session.changed = new Session.Changed.Away();
    change(InMemorySession.PASSWORD, FRESH, FRESH);
    assertEquals(Message.of("shell.password.away"), model.problem.get());
    session.changed = new Session.Changed.Unanswered();
    change(InMemorySession.PASSWORD, FRESH, FRESH);
    assertTrue(Text.chinese().of(Objects.requireNonNull(model.problem.get())).contains("不会改两次"));
    assertNull(model.done.get());
    session.changed = new Session.Changed.NotHere();
    change(InMemorySession.PASSWORD, FRESH, FRESH);
    assertNotNull(model.done.get());
  }
}
