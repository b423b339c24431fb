package cn.ruhu.desktop.visit;

import cn.ruhu.device.place.Place;
import java.util.function.BooleanSupplier;

/// The receiver of positions as a visit needs it. The wiring puts the machine's own behind it.
public interface FieldPlace {
  /// A machine without a receiver.
  FieldPlace NONE =
      new FieldPlace() {
        @Override
        public boolean here() {
          return false;
        }

        @Override
        public Place find(BooleanSupplier cancelled) {
          return new Place.None(Place.Why.CANCELLED, 0, 0);
        }
      };

  /// Whether the machine's settings name a receiver.
  boolean here();

  /// Asks it once; up to a minute. Call it away from the window.
  ///
  /// @param cancelled asked several times a second, on the thread that asks
  Place find(BooleanSupplier cancelled);
}
