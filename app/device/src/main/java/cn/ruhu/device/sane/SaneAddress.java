package cn.ruhu.device.sane;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `sane:DEVICE` with what this device needs besides: `sane:DEVICE#name=value&name=value`. Of these
/// `platen`, `feeder` and `duplex` say how the device calls its inputs, where its own words are not
/// understood; all others are options of the device. In DEVICE and values `%` begins two hex
/// digits.
///
/// @param device as `scanimage -L` calls it
/// @param inputs by input's name in lower case, the device's word for it; `""` when it has no word
/// @param options of the device, by name
record SaneAddress(String device, Map<String, String> inputs, Map<String, String> options) {
  static final String SCHEME = "sane";

  private static final Set<String> INPUTS = Set.of("platen", "feeder", "duplex");
  private static final Pattern OPTION = Pattern.compile("[a-z][a-z0-9-]{1,40}");

  /// What makes `scanimage` itself do other things than scan from the device into our folder.
  private static final Set<String> PROGRAMS_OWN =
      Set.of(
          "device-name",
          "format",
          "icc-profile",
          "list-devices",
          "formatted-device-list",
          "batch",
          "batch-start",
          "batch-count",
          "batch-increment",
          "batch-double",
          "batch-print",
          "batch-prompt",
          "accept-md5-only",
          "progress",
          "output-file",
          "dont-scan",
          "test",
          "help",
          "verbose",
          "buffer-size",
          "version",
          "all-options");

  SaneAddress {
    inputs = Map.copyOf(inputs);
    options = Map.copyOf(options);
  }

  /// @return empty when it is none
  static Optional<SaneAddress> parse(String address) {
    if (!address.regionMatches(true, 0, SCHEME + ":", 0, SCHEME.length() + 1))
      return Optional.empty();
    String rest = address.substring(SCHEME.length() + 1);
    int hash = rest.indexOf('#');
    Optional<String> device = decoded(hash < 0 ? rest : rest.substring(0, hash));
    if (device.isEmpty() || device.get().isBlank()) return Optional.empty();
    var inputs = new LinkedHashMap<String, String>();
    var options = new LinkedHashMap<String, String>();
    for (String pair : hash < 0 ? new String[0] : rest.substring(hash + 1).split("&")) {
      if (pair.isEmpty()) continue;
      int is = pair.indexOf('=');
      String name = is < 0 ? pair : pair.substring(0, is);
      Optional<String> value = decoded(is < 0 ? "" : pair.substring(is + 1));
      if (value.isEmpty() || !OPTION.matcher(name).matches() || programsOwn(name))
        return Optional.empty();
      (INPUTS.contains(name) ? inputs : options).put(name, value.get());
    }
    return Optional.of(new SaneAddress(device.get(), inputs, options));
  }

  /// The program takes names cut short for whole ones.
  private static boolean programsOwn(String name) {
    return PROGRAMS_OWN.stream().anyMatch(own -> own.startsWith(name));
  }

  /// The address of a device found. @param fed whether it draws sheets in and has no glass
  static String of(String device, boolean fed) {
    var out = new StringBuilder(SCHEME).append(':');
    for (byte b : device.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c > ' ' && c < 0x7F && "%#\"<>\\^`{|}".indexOf(c) < 0;
      if (plain) out.append(c);
      else out.append("%%%02X".formatted((int) c));
    }
    return fed ? out.append("#feeder=").toString() : out.toString();
  }

  private static Optional<String> decoded(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int n = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out[n++] = in[i];
        continue;
      }
      if (i + 2 >= in.length) return Optional.empty();
      int high = Character.digit(in[i + 1], 16);
      int low = Character.digit(in[i + 2], 16);
      if (high < 0 || low < 0) return Optional.empty();
      out[n++] = (byte) (high << 4 | low);
      i += 2;
    }
    String all = new String(out, 0, n, StandardCharsets.UTF_8);
    return all.chars().anyMatch(c -> c < ' ') ? Optional.empty() : Optional.of(all);
  }
}
