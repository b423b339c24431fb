package cn.ruhu.desktop.settings;

import cn.ruhu.device.place.Place;
import java.util.function.BooleanSupplier;

/// The receiver of positions as the settings see it.
public interface Places {
  /// The address in use, `""` for no receiver.
  String address();

  /// Whether what a person typed is an address, or nothing.
  boolean accepts(String typed);

  /// Uses this receiver from now on and keeps the choice.
  void use(String typed);

  /// Asks it once; up to a minute. Call it elsewhere.
  Place find(BooleanSupplier cancelled);
}
