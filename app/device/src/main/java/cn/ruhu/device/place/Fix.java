package cn.ruhu.device.place;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A position on the ground, WGS-84 as the satellites give it; shifted systems (GCJ-02) are a
/// matter of maps and never stored.
///
/// @param latitude degrees, −90 to 90, north positive
/// @param longitude degrees, −180 to 180, east positive
/// @param accuracyM metres within which the place lies with good probability; 0 when the receiver
///   does not say. From NMEA it is estimated as HDOP × 5 m (2 m with corrections), the usual error
///   of a single frequency
/// @param satellites used for it, 0 when not said
/// @param satelliteTime time of the position by the satellites; empty when the receiver has no
///   date, or one that is wrong by a whole number of 1024 weeks, as old receivers are
/// @param at this machine's clock when it came
public record Fix(
    double latitude,
    double longitude,
    int accuracyM,
    int satellites,
    Optional<Instant> satelliteTime,
    Instant at) {
  private static final double EARTH_M = 6_371_000;

  /// Metres to another place, over the ground.
  public double metresTo(Fix other) {
    return metres(latitude, longitude, other.latitude, other.longitude);
  }

  /// Metres between two places in degrees, on a sphere: within 0.6 % of the ellipsoid.
  public static double metres(double lat1, double lon1, double lat2, double lon2) {
    double dLat = Math.toRadians(lat2 - lat1);
    double dLon = Math.toRadians(lon2 - lon1);
    double a =
        Math.pow(Math.sin(dLat / 2), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(dLon / 2), 2);
    return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(a)));
  }

  /// As XForms writes a position: latitude, longitude, altitude (never asked, 0), accuracy in m.
  public String geopoint() {
    return String.format(Locale.ROOT, "%.6f %.6f 0 %d", latitude, longitude, accuracyM);
  }
}
