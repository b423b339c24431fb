package cn.ruhu.doctor;

import cn.ruhu.device.idcard.TransportOpener;
import cn.ruhu.device.place.Fix;
import cn.ruhu.device.place.Place;
import cn.ruhu.device.place.PlaceAddress;
import cn.ruhu.device.place.PlaceReceiver;
import cn.ruhu.device.place.PlaceTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Asks a receiver where this machine is.
@Command(
    name = "place",
    mixinStandardHelpOptions = true,
    description = "Asks a satellite receiver once; the place is rounded to 1 km without --show.")
final class PlaceCommand implements Callable<Integer> {
  private static final String[] KEYS = {
    "ok",
    "latitude",
    "longitude",
    "accuracyM",
    "coarse",
    "satellites",
    "satelliteTime",
    "clockAheadSeconds",
    "jumpM",
    "error"
  };

  private final Surroundings machine;

  @Option(
      names = "--address",
      required = true,
      description =
          "nmea+serial:///dev/ttyUSB0[?baud=9600], nmea+tcp://host:port or gpsd://host[:port]")
  private String address = "";

  @Option(names = "--wait", description = "seconds to wait for a place (default ${DEFAULT-VALUE})")
  private int waitSeconds = (int) PlaceReceiver.LIMIT.toSeconds();

  @Option(names = "--show", description = "print the place in full")
  private boolean show;

  PlaceCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    for (String key : KEYS) answer.put(key, null);
    Place place =
        PlaceAddress.parse(address)
            .map(where ->
                new PlaceReceiver(where, TransportOpener.real(), machine.time())
                    .find(Duration.ofSeconds(waitSeconds), () -> false))
            .orElse(new Place.Trouble(PlaceTrouble.ADDRESS));
    boolean ok =
        switch (place) {
          case Place.Found found -> {
            fill(found, answer);
            yield true;
          }
          case Place.None(var why, int satellites, int jump) -> {
            answer.put("satellites", satellites);
            answer.put("jumpM", jump);
            answer.put("error", why.name());
            yield false;
          }
          case Place.Trouble(var why) -> {
            answer.put("error", why.name());
            yield false;
          }
        };
    answer.put("ok", ok);
    return machine.print(ok, answer);
  }

  private void fill(Place.Found found, Map<String, @Nullable Object> answer) {
    Fix fix = found.fix();
    answer.put("latitude", rounded(fix.latitude()));
    answer.put("longitude", rounded(fix.longitude()));
    answer.put("accuracyM", fix.accuracyM() == 0 ? null : fix.accuracyM());
    answer.put("coarse", found.coarse());
    answer.put("satellites", fix.satellites() == 0 ? null : fix.satellites());
    answer.put("satelliteTime", fix.satelliteTime().map(Instant::toString).orElse(null));
    var ahead = found.clockAheadSeconds();
    answer.put("clockAheadSeconds", ahead.isPresent() ? ahead.getAsLong() : null);
    answer.put("jumpM", found.jumpM());
  }

  private double rounded(double degrees) {
    double by = show ? 1_000_000 : 100;
    return Math.round(degrees * by) / by;
  }
}
