package cn.ruhu.desktop;

import cn.ruhu.desktop.shell.Session.Changed;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.http.Result;
import cn.ruhu.wire.Accounts;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes the password of whoever is at work, in the order in which stopping anywhere loses
/// nothing:
///
/// | it stops | the district takes | this vault takes | what happens next |
/// |---|---|---|---|
/// | before the district was asked | the old one | the old one | nothing was changed |
/// | its answer is lost | the new one, perhaps | the old one | the same again: it is found done |
/// | before the vault is wrapped anew | the new one | the old one | signing in with the new one and a network takes the vault over by the work key ([MachineOffice]); the old one still opens it |
///
/// So the work key goes to the district first, and the vault comes last. Blocks.
final class OwnPassword {
  private static final Logger LOG = LoggerFactory.getLogger(OwnPassword.class);

  private final District district;
  private final Here here;
  private final Consumer<Accounts.LoggedIn> in;

  /// The district's part.
  interface District {
    /// Has the district keep the key of the vault as it is now.
    Result<Accounts.WorkKey> keepWorkKey() throws StoreException;

    Result<Accounts.LoggedIn> choose(char[] old, char[] fresh);

    Result<Accounts.LoggedIn> login(char[] password);
  }

  /// This machine's part.
  interface Here {
    /// Whether this is the password that opened the window.
    ///
    /// @throws IllegalStateException this machine cannot tell now
    boolean isRight(char[] old);

    /// Wraps the vault anew.
    ///
    /// @return false when `old` does not open it
    boolean rewrap(char[] old, char[] fresh) throws StoreException;
  }

  /// @param in goes on with the session the district begins: the old one is over
  OwnPassword(District district, Here here, Consumer<Accounts.LoggedIn> in) {
    this.district = district;
    this.here = here;
    this.in = in;
  }

  /// The caller wipes both.
  Changed change(char[] old, char[] fresh) {
    try {
      if (!here.isRight(old)) return new Changed.Wrong();
    } catch (IllegalStateException e) {
      LOG.warn("the password stays: the old one cannot be checked", e);
      return new Changed.Refused("UNCHECKED");
    }
    try {
      switch (district.keepWorkKey()) {
        case Result.Given<Accounts.WorkKey> _ -> {}
        case Result.Refused<Accounts.WorkKey> r -> {
          return new Changed.Refused(r.code());
        }
        case Result.Unreachable<Accounts.WorkKey> _ -> {
          return new Changed.Away();
        }
      }
    } catch (StoreException e) {
      LOG.warn("the password stays: {}", e.code());
      return new Changed.Refused("STORAGE");
    }
    return answered(old, fresh, district.choose(old, fresh));
  }

  private Changed answered(char[] old, char[] fresh, Result<Accounts.LoggedIn> answer) {
    return switch (answer) {
      case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn login) -> taken(old, fresh, login);
      case Result.Refused<Accounts.LoggedIn> r ->
          r.code().equals("PASSWORD") ? elsewhere(old, fresh) : new Changed.Refused(r.code());
      case Result.Unreachable<Accounts.LoggedIn> _ -> new Changed.Unanswered();
    };
  }

  /// The district has another password than this machine: the new one, when its answer to an
  /// earlier try was lost.
  private Changed elsewhere(char[] old, char[] fresh) {
    return switch (district.login(fresh)) {
      case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn login) -> taken(old, fresh, login);
      case Result.Refused<Accounts.LoggedIn> _ -> new Changed.Refused("ELSEWHERE");
      case Result.Unreachable<Accounts.LoggedIn> _ -> new Changed.Unanswered();
    };
  }

  private Changed taken(char[] old, char[] fresh, Accounts.LoggedIn login) {
    in.accept(login);
    try {
      if (here.rewrap(old, fresh)) return new Changed.Done();
      LOG.warn("the vault did not open with the password before");
    } catch (StoreException e) {
      LOG.warn("the vault keeps the password before: {}", e.code());
    }
    return new Changed.NotHere();
  }
}
