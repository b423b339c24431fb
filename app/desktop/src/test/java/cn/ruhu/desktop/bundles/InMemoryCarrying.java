package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Pictures;
import cn.ruhu.store.Carried;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Imports;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Bundles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Bundles for tests of screens: answers are set by hand, what was asked is kept.
public final class InMemoryCarrying implements Carrying {
  static final Instant CAME = Instant.parse("2017-11-20T01:00:00Z");

  public final List<String> asked = new ArrayList<>();
  List<Exports.Unsent> unsent =
      List.of(
          new Exports.Unsent(new UUID(1, 1), 9, 30, 12_000_000),
          new Exports.Unsent(new UUID(1, 2), 5, 6, 2_400_000));
  Exports.Exported exported = new Exports.Exported(2, 2, 14, 36, 14_400_000, List.of());
  Imports.Found found = new Imports.Found(2, 1, 0, 1, 1, 0, 1, 0);
  public List<Carried.Item> items = List.of();
  StoreException.@Nullable Code fault;
  Runnable changed = () -> {};

  /// A carried bundle.
  public static Carried.Item item(
      int n, double share, Bundles.BundleCounts counts, @Nullable String refused) {
    boolean done = share >= 1 || refused != null;
    return new Carried.Item(
        "%08x".formatted(0xa1b2c3d4 + n) + "0".repeat(24),
        true,
        8_000_000,
        share,
        counts,
        Optional.ofNullable(refused),
        CAME,
        done ? Optional.of(CAME) : Optional.empty(),
        done && refused == null,
        done && (refused != null || counts.opsLeft() > 0));
  }

  /// Chooses the stick.
  public Pictures pictures() {
    return new Pictures() {
      @Override
      public List<Path> choose(String title, String kind, @Nullable Window owner) {
        return List.of();
      }

      @Override
      public Optional<Path> folder(String title, @Nullable Window owner) {
        return Optional.of(Path.of("/media/stick"));
      }
    };
  }

  private void asked(String what) throws StoreException {
    asked.add(what);
    if (fault != null) throw new StoreException(fault, "set by hand");
  }

  @Override
  public List<Exports.Unsent> unsent() {
    return unsent;
  }

  @Override
  public Exports.Exported export(Path folder, Exports.Progress progress) throws StoreException {
    asked("export " + folder);
    progress.at(7_200_000, 14_400_000);
    return exported;
  }

  @Override
  public Imports.Found take(Path folder) throws StoreException {
    asked("take " + folder);
    return found;
  }

  @Override
  public int giveBack(Path folder) throws StoreException {
    asked("back " + folder);
    return 1;
  }

  @Override
  public List<Carried.Item> carried() {
    return items;
  }

  @Override
  public void again(String id) throws StoreException {
    asked("again " + id);
  }

  @Override
  public Runnable onChange(Runnable listener) {
    changed = listener;
    return () -> {};
  }
}
