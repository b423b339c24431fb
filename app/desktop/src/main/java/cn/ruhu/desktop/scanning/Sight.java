package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The large picture of the sheet in hand. What a person says of a sheet is said of what they see:
/// the sheet before is out of sight at once, and nothing is said until the picture of this one
/// stands or it is known that there is none. Window thread only.
final class Sight {
  private static final Logger LOG = LoggerFactory.getLogger(Sight.class);

  private final Background background;
  private final ScanTray tray;
  private final Runnable other;
  private final Consumer<? super Throwable> failed;

  final ObjectProperty<@Nullable Pixels> picture = new SimpleObjectProperty<>();

  /// the sheet in hand has no picture, or the disk does not give it
  final BooleanProperty none = new SimpleBooleanProperty();

  /// the picture of the sheet in hand stands, or there is none
  final BooleanProperty told = new SimpleBooleanProperty();

  private @Nullable Drawn asked;
  private int drawing;

  /// What is drawn: anew when reading told how the sheet lies, or a person made it otherwise.
  private record Drawn(UUID page, PageRecipe recipe) {
    static Drawn of(TrayRow row) {
      return new Drawn(row.id(), row.page().recipe());
    }
  }

  /// @param other told when the sheet in hand shows something else than it did
  Sight(Background background, ScanTray tray, Runnable other, Consumer<? super Throwable> failed) {
    this.background = background;
    this.tray = tray;
    this.other = other;
    this.failed = failed;
  }

  /// This sheet is in hand now. One that only lies otherwise stays in sight until it is drawn anew.
  void of(@Nullable TrayRow row) {
    @Nullable Drawn before = asked;
    if (row == null) {
      asked = null;
      clear();
      return;
    }
    Drawn now = Drawn.of(row);
    if (now.equals(before)) return;
    if (before == null || !before.page().equals(now.page())) clear();
    asked = now;
    draw(row, now);
  }

  private void clear() {
    drawing++;
    told.set(false);
    picture.set(null);
    none.set(false);
  }

  private void draw(TrayRow row, Drawn what) {
    int mine = ++drawing;
    background.run(
        ScanningViewModel.READING,
        () -> large(row.page()),
        found -> {
          if (mine != drawing) return;
          stands(found.picture().orElse(null));
          if (found.other()) other.run();
        },
        cause -> {
          if (mine != drawing) return;
          stands(null);
          // tried again when the sheet comes into hand anew
          if (what.equals(asked)) asked = null;
          failed.accept(cause);
        });
  }

  /// @param other the sheet shows something else than it did: its fingerprint is another
  private record Found(Optional<Pixels> picture, boolean other) {}

  private Found large(ScanPage page) throws StoreException {
    Optional<ColourRaster> large = ScanEye.large(tray.bytes(page), page);
    boolean hand = !page.make().recipe().isEmpty() && !page.look().blank();
    boolean other = hand && large.isPresent() && keep(page, large.get());
    return new Found(large.map(l -> Pixels.of(l.image())), other);
  }

  /// A fingerprint nobody can keep takes no picture out of sight.
  private boolean keep(ScanPage page, ColourRaster picture) {
    var print = Fingerprint.of(picture.smaller(Look.SMALL).gray());
    try {
      return tray.prints().keep(page.id(), page.file(), page.sheet(), print);
    } catch (StoreException e) {
      LOG.warn("a fingerprint is not kept: {}", e.code());
      return false;
    }
  }

  private void stands(@Nullable Pixels found) {
    picture.set(found);
    none.set(found == null);
    told.set(true);
  }
}
