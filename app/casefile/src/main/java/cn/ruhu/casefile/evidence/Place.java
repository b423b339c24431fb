package cn.ruhu.casefile.evidence;

import java.util.Optional;

/// A place on the earth as a visit's record has it: latitude, longitude, and perhaps altitude and
/// accuracy, one space apart. Immutable.
///
/// @param latitude degrees, −90 to 90
/// @param longitude degrees, −180 to 180
/// @param accuracyMetres how far off it may be, 0 when nobody said
public record Place(double latitude, double longitude, double accuracyMetres) {
  private static final double EARTH_METRES = 6_371_000;

  /// Empty for anything else, such as the address of a door plate's picture.
  public static Optional<Place> read(String text) {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length < 2 || parts.length > 4) return Optional.empty();
    try {
      double latitude = Double.parseDouble(parts[0]);
      double longitude = Double.parseDouble(parts[1]);
      double accuracy = parts.length == 4 ? Double.parseDouble(parts[3]) : 0;
      boolean can =
          Math.abs(latitude) <= 90
              && Math.abs(longitude) <= 180
              && accuracy >= 0
              && Double.isFinite(accuracy);
      return can ? Optional.of(new Place(latitude, longitude, accuracy)) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Metres between two places, along the great circle (haversine).
  public double metresTo(Place other) {
    double up = Math.toRadians(other.latitude - latitude) / 2;
    double across = Math.toRadians(other.longitude - longitude) / 2;
    double a =
        Math.pow(Math.sin(up), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(across), 2);
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(a)));
  }
}
