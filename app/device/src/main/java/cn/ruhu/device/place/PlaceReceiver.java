package cn.ruhu.device.place;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.ByteTransport;
import cn.ruhu.device.idcard.ReaderAddress;
import cn.ruhu.device.idcard.TransportOpener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Asks a receiver once where we are. Opens the line, listens until the receiver stands by a place
/// or the time is over, closes the line. Never throws at the caller; blocks, so it is called away
/// from the window. Stateless but for the line of the call under way: one call at a time.
public final class PlaceReceiver {
  /// How long a receiver is given before the visit goes on without a place.
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final byte[] WATCH =
      "?WATCH={\"enable\":true,\"json\":true};\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SLICE_MS = 200;

  /// a receiver speaks once a second: this long at one speed says whether it is the right one
  private static final long SPEED_MS = 2_500;

  private final PlaceAddress address;
  private final TransportOpener opener;
  private final DeviceTime time;

  /// @param opener usually [TransportOpener#real]: lines of bytes are the same as a reader's
  public PlaceReceiver(PlaceAddress address, TransportOpener opener, DeviceTime time) {
    this.address = address;
    this.opener = opener;
    this.time = time;
  }

  /// @param limit longest wait for a place
  /// @param cancelled asked several times a second
  public Place find(Duration limit, BooleanSupplier cancelled) {
    long end = time.millis() + limit.toMillis();
    try (ByteTransport line = opener.open(line())) {
      return switch (address) {
        case PlaceAddress.Gpsd _ -> gpsd(line, end, cancelled);
        case PlaceAddress.Serial(_, int baud) ->
            nmea(
                line,
                baud == PlaceAddress.ANY_BAUD ? PlaceAddress.SPEEDS : List.of(baud),
                end,
                cancelled);
        case PlaceAddress.Tcp _ -> nmea(line, List.of(line.baud()), end, cancelled);
      };
    } catch (DeviceException e) {
      return new Place.Trouble(PlaceTrouble.of(e));
    }
  }

  private ReaderAddress line() {
    return switch (address) {
      case PlaceAddress.Serial(String path, int baud) ->
          new ReaderAddress.Serial(
              path, baud == PlaceAddress.ANY_BAUD ? PlaceAddress.SPEEDS.getFirst() : baud);
      case PlaceAddress.Tcp(String host, int port) -> new ReaderAddress.Tcp(host, port);
      case PlaceAddress.Gpsd(String host, int port) -> new ReaderAddress.Tcp(host, port);
    };
  }

  private Place nmea(ByteTransport line, List<Integer> speeds, long end, BooleanSupplier cancelled)
      throws DeviceException {
    var settling = new Settling();
    var moments = new NmeaMoments();
    var lines = new Lines(Sentence.LENGTH_MAX);
    byte[] buffer = new byte[1_024];
    boolean heard = false;
    boolean understood = false;
    int speed = 0;
    long speedEnd = time.millis() + SPEED_MS;
    while (time.millis() < end) {
      if (cancelled.getAsBoolean()) return settling.none(Place.Why.CANCELLED);
      int n = line.read(buffer, SLICE_MS);
      heard |= n > 0;
      for (String text : lines.take(buffer, n)) {
        Optional<Sentence> sentence = Sentence.parse(text);
        understood |= sentence.isPresent();
        Optional<Seen> seen = sentence.flatMap(s -> moments.take(s, time.wall().instant()));
        if (seen.isPresent() && settling.offer(seen.get())) return settling.answer();
      }
      if (!understood && speeds.size() > 1 && time.millis() > speedEnd) {
        speed = (speed + 1) % speeds.size();
        line.speed(speeds.get(speed));
        line.drain();
        lines.clear();
        speedEnd = time.millis() + SPEED_MS;
      }
    }
    if (understood) return settling.answer();
    return new Place.Trouble(heard ? PlaceTrouble.LINK : PlaceTrouble.SILENT);
  }

  private Place gpsd(ByteTransport line, long end, BooleanSupplier cancelled)
      throws DeviceException {
    var settling = new Settling();
    var moments = new GpsdMoments();
    var lines = new Lines(GpsdMoments.LINE_MAX);
    byte[] buffer = new byte[4_096];
    boolean heard = false;
    line.write(WATCH);
    while (time.millis() < end) {
      if (cancelled.getAsBoolean()) return settling.none(Place.Why.CANCELLED);
      int n = line.read(buffer, SLICE_MS);
      for (String text : lines.take(buffer, n)) {
        heard = true;
        Optional<Seen> seen = moments.take(text, time.wall().instant());
        // it greets before anything else; what does not is another service
        if (!moments.itself()) throw new DeviceException(Fault.REPLY, "no greeting of gpsd");
        if (seen.isPresent() && settling.offer(seen.get())) return settling.answer();
      }
    }
    return heard ? settling.answer() : new Place.Trouble(PlaceTrouble.SILENT);
  }
}
