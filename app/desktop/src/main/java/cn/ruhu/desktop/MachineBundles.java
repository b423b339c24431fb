package cn.ruhu.desktop;

import cn.ruhu.desktop.bundles.Carrying;
import cn.ruhu.desktop.bundles.Exporting;
import cn.ruhu.store.Carried;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Imports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Sealed bundles over the real machine: of everybody at the sign-in, of the person at work in the
/// journal. Thread-safe.
final class MachineBundles implements Carrying {
  private final Machine machine;
  private final UUID user;
  private final SignedIn session;

  MachineBundles(Machine machine, UUID user, SignedIn session) {
    this.machine = machine;
    this.user = user;
    this.session = session;
  }

  /// What the sign-in offers: everybody's, and nothing else.
  static Exporting ofEverybody(Machine machine) {
    return new Exporting() {
      @Override
      public List<Exports.Unsent> unsent() throws StoreException {
        return machine.exports().unsent();
      }

      @Override
      public Exports.Exported export(Path folder, Exports.Progress progress) throws StoreException {
        return machine.exports().export(folder, _ -> true, progress);
      }
    };
  }

  @Override
  public List<Exports.Unsent> unsent() throws StoreException {
    return machine.exports().unsent().stream().filter(u -> u.user().equals(user)).toList();
  }

  @Override
  public Exports.Exported export(Path folder, Exports.Progress progress) throws StoreException {
    return machine.exports().export(folder, user::equals, progress);
  }

  @Override
  public Imports.Found take(Path folder) throws StoreException {
    try {
      return machine.imports().take(folder);
    } finally {
      session.carry();
    }
  }

  @Override
  public int giveBack(Path folder) throws StoreException {
    return machine.carried().giveBack(folder);
  }

  @Override
  public List<Carried.Item> carried() throws StoreException {
    return machine.carried().items();
  }

  @Override
  public void again(String id) throws StoreException {
    machine.carried().again(id);
    session.carry();
  }

  @Override
  public Runnable onChange(Runnable changed) {
    return session.onCarried(changed);
  }
}
