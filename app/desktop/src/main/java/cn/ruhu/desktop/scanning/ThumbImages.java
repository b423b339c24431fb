package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Pixels;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/// Pictures of the toolkit for the small pictures of the strip, one each. The toolkit keeps a copy
/// of its own of every picture it ever drew until the next two collections of garbage: a strip that
/// made new ones for each sheet that comes would leave hundreds behind. Window thread only.
final class ThumbImages {
  /// The strip shows ten rows; a few around them come back when somebody leafs.
  static final int HELD_MAX = 40;

  private final Map<Pixels, Image> made = new LinkedHashMap<>(16, 0.75f, true);
  private int count;

  /// The picture over these pixels, the same as long as it is held.
  Image of(Pixels pixels) {
    @Nullable Image there = made.get(pixels);
    if (there != null) return there;
    count++;
    Image image = pixels.image();
    made.put(pixels, image);
    while (made.size() > HELD_MAX) made.remove(made.keySet().iterator().next());
    return image;
  }

  /// How many pictures were made so far.
  int count() {
    return count;
  }
}
