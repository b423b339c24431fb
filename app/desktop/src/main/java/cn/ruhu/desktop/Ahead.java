package cn.ruhu.desktop;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Fonts;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;

/// What the first screen needs and no window: the data folder, the letters of the program, the
/// readings of names. The real program fetches them on the second core while the toolkit wakes; who
/// hands in nothing waits for them when they are asked for.
final class Ahead {
  private final Surroundings surroundings;
  private final FutureTask<Fonts.Laid> letters;
  private final FutureTask<Machine> machine;
  private final Rehearsal rehearsal;

  /// @param lays whether letters are laid beside the data: only where the folder outlives the
  ///   program, for the toolkit reads them there as long as it runs
  private Ahead(Surroundings surroundings, boolean lays, Rehearsal rehearsal) {
    this.surroundings = surroundings;
    this.rehearsal = rehearsal;
    this.machine = new FutureTask<>(() -> Wiring.machine(surroundings));
    this.letters =
        new FutureTask<>(() ->
            lays && holdsFolder()
                ? Fonts.lay(surroundings.home().resolve("fonts"))
                : Fonts.archived());
  }

  /// Fetches each thing when it is asked for.
  static Ahead whenAsked(Surroundings surroundings) {
    return new Ahead(surroundings, false, Rehearsal.none());
  }

  /// Begins to fetch now.
  static Ahead begun(Surroundings surroundings, Executor executor) {
    var ahead = new Ahead(surroundings, true, new Rehearsal(executor));
    executor.execute(() -> {
      ahead.letters.run();
      Pinyin.of("");
      // pictures of a household are read and written in memory, also by libraries that ask the JDK
      // for its streams: otherwise they lie in the folder for temporary files
      ImageIO.setUseCache(false);
    });
    return ahead;
  }

  /// Another program may draw with what lies there: only who holds the folder may lay anew. Opening
  /// it also makes it, for nobody else to read.
  private boolean holdsFolder() throws InterruptedException {
    machine.run();
    try {
      machine.get();
      return true;
    } catch (ExecutionException e) {
      return false; // said by whoever asks for the machine
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /// What is done while somebody types the password.
  Rehearsal rehearsal() {
    return rehearsal;
  }

  Fonts fonts() {
    letters.run();
    try {
      return Fonts.bundled(letters.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the letters of the program", e.getCause());
    }
  }

  /// The open data folder; asked for once, whoever asks closes it.
  ///
  /// @throws StoreException what opening it threw
  Machine machine() throws StoreException {
    machine.run();
    try {
      return machine.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException s) throw s;
      throw new IllegalStateException("the data folder", e.getCause());
    }
  }
}
