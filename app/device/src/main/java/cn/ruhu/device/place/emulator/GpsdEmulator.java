package cn.ruhu.device.place.emulator;

import cn.ruhu.device.place.PlaceAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// gpsd: greets, waits to be asked, answers DEVICES and WATCH, then reports a moment as SKY and
/// TPV. The order and the fields are those of gpsd 3.22 fed by a receiver. Serves until it is
/// closed.
public final class GpsdEmulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GpsdEmulator.class);
  private static final int MOMENTS = 2;
  private static final String VERSION =
      "{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\",\"proto_major\":3,"
          + "\"proto_minor\":14}";
  private static final String DEVICES =
      "{\"class\":\"DEVICES\",\"devices\":[{\"class\":\"DEVICE\",\"path\":\"/dev/pts/1\","
          + "\"driver\":\"NMEA0183\",\"activated\":\"2026-11-12T01:00:00.000Z\",\"flags\":1,"
          + "\"native\":0,\"bps\":4800,\"parity\":\"N\",\"stopbits\":1,\"cycle\":1.00}]}";
  private static final String WATCH =
      "{\"class\":\"WATCH\",\"enable\":true,\"json\":true,\"nmea\":false,\"raw\":0,"
          + "\"scaled\":false,\"timing\":false,\"split24\":false,\"pps\":false}";

  private final Sky sky;
  private final long everyNanos;
  private final ServerSocket server;
  private volatile boolean closed;

  private GpsdEmulator(Sky sky, int everyMs, ServerSocket server) {
    this.sky = sky;
    this.everyNanos = everyMs * 1_000_000L;
    this.server = server;
  }

  /// Listens on a free port of this machine.
  ///
  /// @param everyMs pause between moments, milliseconds
  public static GpsdEmulator listen(Sky sky, int everyMs, Executor threads) throws IOException {
    var made =
        new GpsdEmulator(sky, everyMs, new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    threads.execute(() -> made.accept(threads));
    return made;
  }

  public PlaceAddress address() {
    return new PlaceAddress.Gpsd("127.0.0.1", server.getLocalPort());
  }

  private void accept(Executor threads) {
    while (!closed) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        LOG.debug("gpsd ended: {}", e.getMessage());
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        OutputStream out = socket.getOutputStream();
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      if (sky.fault() == PlaceFault.FOREIGN) say(out, "HTTP/1.1 400 Bad Request");
      else if (sky.fault() != PlaceFault.SILENT) say(out, VERSION);
      String asked = in.readLine();
      boolean right =
          asked != null && asked.startsWith("?WATCH={") && asked.contains("\"json\":true");
      if (!right || sky.fault() == PlaceFault.SILENT) {
        while (!closed && in.readLine() != null) {}
        return;
      }
      say(out, DEVICES);
      say(out, WATCH);
      for (int n = 0; !closed && !(sky.fault() == PlaceFault.HANG_UP && n >= MOMENTS); n++) {
        say(out, sky());
        say(out, tpv(n));
        LockSupport.parkNanos(everyNanos);
      }
    } catch (IOException e) {
      LOG.debug("gpsd left alone: {}", e.getMessage());
    }
  }

  private void say(OutputStream out, String line) throws IOException {
    String said =
        switch (sky.fault()) {
          case CUT -> line.startsWith("{\"class\":\"TPV\"") ? line.substring(0, 40) : line;
          case NOISE -> line.replace("\"lat\":", "\"lat\":x");
          default -> line;
        };
    out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String sky() {
    return "{\"class\":\"SKY\",\"device\":\"/dev/pts/1\",\"hdop\":1.10,\"satellites\":["
        + "{\"PRN\":4,\"el\":48.0,\"az\":121.0,\"ss\":41.0,\"used\":true}]}";
  }

  private String tpv(int n) {
    Sky.Moment m = sky.moment(n);
    String head =
        "{\"class\":\"TPV\",\"device\":\"/dev/pts/1\",\"mode\":"
            + (m.fix() ? "3" : "1")
            + (sky.fault() == PlaceFault.ESTIMATED ? ",\"status\":6" : "");
    if (!m.fix()) return head + "}";
    return head
        + String.format(
            Locale.ROOT,
            ",\"time\":\"%s\",\"ept\":0.005,\"lat\":%.9f,\"lon\":%.9f,\"altHAE\":43.2,"
                + "\"epx\":%.3f,\"epy\":%.3f,\"speed\":0.010,\"eph\":%.3f}",
            m.time().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z"),
            m.latitude(),
            m.longitude(),
            m.hdop() * 4,
            m.hdop() * 4,
            m.hdop() * 5);
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("gpsd: {}", e.getMessage());
    }
  }
}
