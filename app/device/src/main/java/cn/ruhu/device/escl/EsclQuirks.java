package cn.ruhu.device.escl;

import cn.ruhu.device.scan.InputCaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// What some devices do against the protocol, by model or by the name of their server. The table is
/// `quirks.tsv` beside this class; what helps any device without harming another is in the client
/// itself.
///
/// @param host what the header `Host` must say: `""` as usual, `localhost`, or `port` for the port
///   even where it is the usual one
/// @param gone whether 404 and 410 also mean that a page is not there yet
/// @param clean whether a finished job is removed
/// @param jamEmpty whether it says jam when the feeder is empty
/// @param worksEmpty whether it says that the feeder is at work when it is empty
/// @param dpiMax finest resolution that is true
record EsclQuirks(
    String host, boolean gone, boolean clean, boolean jamEmpty, boolean worksEmpty, int dpiMax) {
  /// A device that does as it should.
  static final EsclQuirks NONE = new EsclQuirks("", false, true, false, false, InputCaps.DPI_MAX);

  private static final int COLUMNS = 9;
  private static final List<Row> TABLE = load();

  private record Row(Pattern model, Pattern server, EsclQuirks quirks) {}

  /// Of the first row that fits.
  ///
  /// @param server of the header `Server`, `""` for none
  static EsclQuirks of(String model, String server) {
    for (Row r : TABLE)
      if (r.model().matcher(model.toLowerCase(Locale.ROOT)).matches()
          && r.server().matcher(server.toLowerCase(Locale.ROOT)).matches()) return r.quirks();
    return NONE;
  }

  private static List<Row> load() {
    var rows = new ArrayList<Row>();
    try (var in =
        Objects.requireNonNull(
            EsclQuirks.class.getResourceAsStream("quirks.tsv"), "quirks.tsv is beside the class")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().skip(1).filter(l -> !l.isBlank()).forEach(l -> rows.add(row(l)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rows);
  }

  private static Row row(String line) {
    String[] c = line.split("\t", -1);
    if (c.length != COLUMNS) throw new IllegalStateException("quirks.tsv: " + line);
    return new Row(
        glob(c[0]),
        glob(c[1]),
        new EsclQuirks(
            c[2],
            c[3].equals("1"),
            !c[4].equals("0"),
            c[5].equals("1"),
            c[6].equals("1"),
            c[7].isEmpty() ? InputCaps.DPI_MAX : Integer.parseInt(c[7])));
  }

  private static Pattern glob(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split("\\*", -1);
    var out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) out.append(".*");
      out.append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(out.toString(), Pattern.DOTALL);
  }
}
