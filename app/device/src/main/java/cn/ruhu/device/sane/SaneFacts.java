package cn.ruhu.device.sane;

import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.SourceState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What a device's options mean for us, and how our settings are said in its words. Every maker
/// names sources and modes in his own way (DEVICES 2.3). Immutable.
final class SaneFacts {
  private static final List<Integer> USUAL_DPIS =
      List.of(75, 100, 150, 200, 240, 300, 400, 600, 1200);
  private static final int DPI_UNSAID = 300;
  private static final double MM = 300 / 25.4;
  private static final double ROUNDING = 0.01;
  private static final int A4_WIDTH = 2480;
  private static final int A4_HEIGHT = 3508;

  private final SaneAddress address;
  private final Map<String, SaneOption> options;
  private final Map<ScanInput, String> sources = new EnumMap<>(ScanInput.class);
  private final Map<ScanColour, String> modes = new EnumMap<>(ScanColour.class);

  /// @param options by flag
  SaneFacts(SaneAddress address, Map<String, SaneOption> options) {
    this.address = address;
    this.options = options;
    for (String word : choices("--source"))
      source(word).ifPresent(i -> sources.putIfAbsent(i, word));
    if (sources.isEmpty()) sources.put(ScanInput.PLATEN, "");
    if (sources.containsKey(ScanInput.FEEDER) && duplexBeside())
      sources.putIfAbsent(ScanInput.DUPLEX, sources.getOrDefault(ScanInput.FEEDER, ""));
    for (ScanInput i : ScanInput.values()) {
      String said = address.inputs().get(i.name().toLowerCase(Locale.ROOT));
      if (said != null) sources.put(i, said);
    }
    if (address.inputs().containsKey("feeder") && choices("--source").isEmpty())
      sources.remove(ScanInput.PLATEN);
    for (String word : choices("--mode")) mode(word).ifPresent(c -> modes.putIfAbsent(c, word));
  }

  private List<String> choices(String flag) {
    SaneOption o = options.get(flag);
    return o == null || !o.active() ? List.of() : o.choices();
  }

  private boolean active(String flag) {
    SaneOption o = options.get(flag);
    return o != null && o.active();
  }

  /// A feeder whose second side is asked for by another option.
  private boolean duplexBeside() {
    return active("--duplex") || choices("--adf-mode").contains("Duplex");
  }

  static Optional<ScanInput> source(String word) {
    String w = word.toLowerCase(Locale.ROOT);
    boolean both = w.contains("duplex") || w.contains("2-sided") || w.contains("both");
    if (both) return Optional.of(ScanInput.DUPLEX);
    if (w.contains("back")) return Optional.empty();
    if (w.contains("feeder") || w.contains("adf") || w.equals("dp"))
      return Optional.of(ScanInput.FEEDER);
    boolean glass =
        w.contains("flatbed") || w.contains("flat bed") || w.equals("platen") || w.equals("normal");
    return glass ? Optional.of(ScanInput.PLATEN) : Optional.empty();
  }

  static Optional<ScanColour> mode(String word) {
    String w = word.toLowerCase(Locale.ROOT);
    if (w.contains("color") || w.contains("colour")) return Optional.of(ScanColour.COLOUR);
    if (w.contains("gray") || w.contains("grey")) return Optional.of(ScanColour.GRAY);
    boolean two = w.contains("lineart") || w.contains("binary") || w.contains("black");
    return two ? Optional.of(ScanColour.BITONAL) : Optional.empty();
  }

  ScanCaps caps() {
    var colours = modes.isEmpty() ? EnumSet.of(ScanColour.COLOUR) : EnumSet.copyOf(modes.keySet());
    var caps = new InputCaps(dpis(), colours, widthUnits(), heightUnits());
    var inputs = new EnumMap<ScanInput, InputCaps>(ScanInput.class);
    for (ScanInput i : sources.keySet()) inputs.put(i, caps);
    return new ScanCaps(address.device(), "", inputs);
  }

  private List<Integer> dpis() {
    SaneOption o = options.get("--resolution");
    if (o == null || !o.active()) return List.of(DPI_UNSAID);
    var found = new TreeSet<Integer>();
    if (o.max().isPresent())
      for (int dpi : USUAL_DPIS)
        if (dpi >= o.min().orElse(0) && dpi <= o.max().getAsDouble()) found.add(dpi);
    for (String c : o.choices()) whole(c).ifPresent(found::add);
    found.removeIf(d -> d < InputCaps.DPI_MIN || d > InputCaps.DPI_MAX);
    return found.isEmpty() ? List.of(DPI_UNSAID) : List.copyOf(found);
  }

  private static Optional<Integer> whole(String number) {
    try {
      return Optional.of((int) Math.round(Double.parseDouble(number)));
    } catch (NumberFormatException _) {
      return Optional.empty(); // "auto"
    }
  }

  /// Where the size of the sheet is an option of its own, the area now is that of the sheet now.
  private int widthUnits() {
    return units(active("--page-width") ? "--page-width" : "-x", A4_WIDTH);
  }

  private int heightUnits() {
    return units(active("--page-height") ? "--page-height" : "-y", A4_HEIGHT);
  }

  private int units(String flag, int otherwise) {
    SaneOption o = options.get(flag);
    if (o == null || !o.unit().equals("mm") || o.max().isEmpty()) return otherwise;
    return Math.max(1, (int) Math.floor(o.max().getAsDouble() * MM + ROUNDING));
  }

  /// What sensors say, where there are any.
  SourceState state() {
    if (sensor("--cover-open").equals("yes")) return SourceState.COVER_OPEN;
    return switch (sensor("--page-loaded") + sensor("--adf-loaded")) {
      case "yes" -> SourceState.LOADED;
      case "no" -> SourceState.FEEDER_EMPTY;
      default -> SourceState.READY;
    };
  }

  private String sensor(String flag) {
    SaneOption o = options.get(flag);
    return o == null ? "" : o.value();
  }

  /// The options of a job, in an order in which one may rule in the next.
  List<String> arguments(ScanSettings settings) {
    var all = new ArrayList<String>();
    String source = sources.getOrDefault(settings.input(), "");
    if (!source.isEmpty()) all.addAll(List.of("--source", source));
    duplex(settings.input(), all);
    String mode = modes.getOrDefault(settings.colour(), "");
    if (!mode.isEmpty()) all.addAll(List.of("--mode", mode));
    if (active("--resolution"))
      all.addAll(List.of("--resolution", Integer.toString(settings.dpi())));
    InputCaps caps = caps().of(settings.input()).orElseThrow();
    String width = mm(settings.size().widthUnits(caps));
    String height = mm(settings.size().heightUnits(caps));
    if (active("--page-width")) all.addAll(List.of("--page-width", width));
    if (active("--page-height")) all.addAll(List.of("--page-height", height));
    if (inMm("-l")) all.addAll(List.of("-l", "0"));
    if (inMm("-t")) all.addAll(List.of("-t", "0"));
    if (inMm("-x")) all.addAll(List.of("-x", width));
    if (inMm("-y")) all.addAll(List.of("-y", height));
    address.options().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> all.add("--" + e.getKey() + "=" + e.getValue()));
    return all;
  }

  private void duplex(ScanInput input, List<String> all) {
    if (!input.fed()) return;
    boolean both = input == ScanInput.DUPLEX;
    if (choices("--adf-mode").contains("Duplex"))
      all.addAll(List.of("--adf-mode", both ? "Duplex" : "Simplex"));
    else if (active("--duplex")) all.add("--duplex=" + (both ? "yes" : "no"));
  }

  private boolean inMm(String flag) {
    SaneOption o = options.get(flag);
    return o != null && o.active() && o.unit().equals("mm");
  }

  private static String mm(int units) {
    return String.format(Locale.ROOT, "%.2f", units / MM);
  }
}
