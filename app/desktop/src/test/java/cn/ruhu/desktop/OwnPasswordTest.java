package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.shell.Session.Changed;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Trouble;
import cn.ruhu.sync.http.Result;
import cn.ruhu.wire.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The order in which a password is changed, and what is said where it stops.
class OwnPasswordTest {
  private static final String OLD = "an-old-password";
  private static final String NEW = "a-new-password";

  private final List<String> done = new ArrayList<>();

  /// of the district
  private String password = OLD;

  private String vault = OLD;
  private boolean keyKept = true;
  private boolean away;
  private boolean answerLost;
  private @Nullable String refusal;
  private boolean diskFails;
  private boolean hashFails;

  private Changed change(String old) {
    var district =
        new OwnPassword.District() {
          @Override
          public Result<Accounts.WorkKey> keepWorkKey() {
            done.add("key");
            if (away) return unreachable();
            return keyKept
                ? new Result.Given<>(new Accounts.WorkKey("00"))
                : new Result.Refused<>("TOKEN", null, 0);
          }

          @Override
          public Result<Accounts.LoggedIn> choose(char[] old, char[] fresh) {
            done.add("district");
            if (refusal != null) return new Result.Refused<>(refusal, null, 0);
            if (!password.equals(new String(old))) return new Result.Refused<>("PASSWORD", 4, 0);
            password = new String(fresh);
            return answerLost ? unreachable() : in();
          }

          @Override
          public Result<Accounts.LoggedIn> login(char[] typed) {
            done.add("login");
            return password.equals(new String(typed))
                ? in()
                : new Result.Refused<>("PASSWORD", 3, 0);
          }
        };
    var here =
        new OwnPassword.Here() {
          @Override
          public boolean isRight(char[] typed) {
            if (hashFails) throw new IllegalStateException("no memory");
            return vault.equals(new String(typed));
          }

          @Override
          public boolean rewrap(char[] old, char[] fresh) throws StoreException {
            done.add("vault");
            if (diskFails) throw new StoreException(StoreException.Code.DISK_FULL, "full");
            vault = new String(fresh);
            return true;
          }
        };
    var change = new OwnPassword(district, here, _ -> done.add("in"));
    return change.change(old.toCharArray(), NEW.toCharArray());
  }

  private static <T> Result<T> unreachable() {
    return new Result.Unreachable<>(new Trouble(Trouble.Kind.TIMEOUT, "lost"));
  }

  private static Result<Accounts.LoggedIn> in() {
    var person = new Accounts.Person(new UUID(1, 1), "wang", "x", "WINDOW_CLERK", null);
    return new Result.Given<>(new Accounts.LoggedIn(person, "token", 1, List.of(), 1, 1, null));
  }

  @Test
  void theKeyComesFirstAndTheVaultLast() {
    assertEquals(new Changed.Done(), change(OLD));
    assertEquals(List.of("key", "district", "in", "vault"), done);
    assertEquals(NEW, vault);
  }

  @Test
  void aWrongOldPasswordAsksNobody() {
    assertEquals(new Changed.Wrong(), change("something-else"));
    assertEquals(List.of(), done);
  }

  @Test
  void anOldPasswordThatCannotBeCheckedIsNotCalledWrong() {
    hashFails = true;
    assertEquals(new Changed.Refused("UNCHECKED"), change(OLD));
    assertEquals(List.of(), done);
    hashFails = false;
    assertEquals(new Changed.Done(), change(OLD));
  }

  @Test
  void withoutTheKeyAtTheDistrictNothingIsChanged() {
    away = true;
    assertEquals(new Changed.Away(), change(OLD));
    away = false;
    keyKept = false;
    assertEquals(new Changed.Refused("TOKEN"), change(OLD));
    assertEquals(List.of("key", "key"), done);
  }

  @Test
  void aLostAnswerIsFoundOutByTheSameAgain() {
    answerLost = true;
    assertEquals(new Changed.Unanswered(), change(OLD));
    assertEquals(OLD, vault);
    answerLost = false;
    assertEquals(new Changed.Done(), change(OLD));
    assertEquals(NEW, vault);
    assertEquals(List.of("key", "district", "key", "district", "login", "in", "vault"), done);
  }

  @Test
  void whatTheDistrictDoesNotTakeChangesNothingHere() {
    refusal = "PASSWORD_COMMON";
    assertEquals(new Changed.Refused("PASSWORD_COMMON"), change(OLD));
    refusal = null;
    password = "one-set-elsewhere";
    assertEquals(new Changed.Refused("ELSEWHERE"), change(OLD));
    assertEquals(OLD, vault);
  }

  @Test
  void aDiskThatFailsIsSaidAndTheSessionGoesOn() {
    diskFails = true;
    assertEquals(new Changed.NotHere(), change(OLD));
    assertEquals(List.of("key", "district", "in", "vault"), done);
  }
}
