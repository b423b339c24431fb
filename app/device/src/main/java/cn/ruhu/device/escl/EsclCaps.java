package cn.ruhu.device.escl;

import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a scanner says it can do.
///
/// @param formats by input
/// @param version of the protocol, to be repeated in a job
record EsclCaps(ScanCaps caps, Map<ScanInput, Formats> formats, String version) {
  private static final List<Integer> COMMON =
      List.of(75, 100, 150, 200, 240, 250, 300, 400, 500, 600, 1200);
  private static final int A4_WIDTH = 2480;
  private static final int A4_HEIGHT = 3508;
  private static final String NEWEST = "2.0";
  private static final String PDF = "application/pdf";

  /// Media types of an input.
  ///
  /// @param extended whether jobs name the type in `DocumentFormatExt` too
  record Formats(Set<String> types, boolean extended) {
    /// For gray and colour: what a page reader likes best. Black and white goes without loss, if it
    /// may; a document of many pages comes last, since nothing of it is here before its last page.
    String best(ScanColour colour) {
      List<String> order =
          colour == ScanColour.BITONAL
              ? List.of("image/png", "image/tiff", "image/jpeg", PDF)
              : List.of("image/jpeg", "image/png", "image/tiff", PDF);
      return order.stream().filter(types::contains).findFirst().orElse("image/jpeg");
    }
  }

  /// Whether the device sends a stack as one document: nothing comes before its last sheet.
  boolean isWhole(ScanSettings settings) {
    Formats there = formats.get(settings.input());
    return there != null && there.best(settings.colour()).equals(PDF);
  }

  /// @return empty when the bytes are no capabilities, or those of a device that can do nothing
  static Optional<EsclCaps> read(byte[] bytes, EsclQuirks quirks) {
    return XmlTree.read(bytes, "ScannerCapabilities").flatMap(t -> of(t, quirks));
  }

  private static Optional<EsclCaps> of(XmlTree root, EsclQuirks quirks) {
    var inputs = new EnumMap<ScanInput, InputCaps>(ScanInput.class);
    var formats = new EnumMap<ScanInput, Formats>(ScanInput.class);
    root.one("Platen", "PlatenInputCaps")
        .ifPresent(t -> input(root, t, ScanInput.PLATEN, quirks, inputs, formats));
    var simplex = root.one("Adf", "AdfSimplexInputCaps");
    simplex.ifPresent(t -> input(root, t, ScanInput.FEEDER, quirks, inputs, formats));
    boolean says =
        root.path("Adf", "AdfOptions", "AdfOption").stream()
            .anyMatch(o -> o.text().equals("Duplex"));
    root.one("Adf", "AdfDuplexInputCaps")
        .or(() -> says ? simplex : Optional.empty())
        .ifPresent(t -> input(root, t, ScanInput.DUPLEX, quirks, inputs, formats));
    if (inputs.isEmpty()) return Optional.empty();
    String serial = root.text("UUID");
    String version = root.text("Version");
    return Optional.of(
        new EsclCaps(
            new ScanCaps(
                root.text("MakeAndModel"),
                serial.isEmpty() ? root.text("SerialNumber") : serial,
                inputs),
            formats,
            version.matches("\\d\\.\\d{1,2}") ? version : NEWEST));
  }

  private static void input(
      XmlTree root,
      XmlTree caps,
      ScanInput input,
      EsclQuirks quirks,
      Map<ScanInput, InputCaps> inputs,
      Map<ScanInput, Formats> formats) {
    List<XmlTree> profiles = profiles(root, caps);
    var dpis = new TreeSet<Integer>();
    var colours = EnumSet.noneOf(ScanColour.class);
    var types = new LinkedHashSet<String>();
    boolean extended = false;
    for (XmlTree p : profiles) {
      dpis.addAll(dpis(p));
      for (XmlTree m : p.path("ColorModes", "ColorMode")) colour(m.text()).ifPresent(colours::add);
      for (XmlTree f : p.path("DocumentFormats", "DocumentFormat")) types.add(f.text());
      for (XmlTree f : p.path("DocumentFormats", "DocumentFormatExt")) {
        types.add(f.text());
        extended = true;
      }
    }
    dpis.removeIf(d -> d < InputCaps.DPI_MIN || d > quirks.dpiMax());
    if (dpis.isEmpty()) dpis.add(300);
    if (colours.isEmpty()) colours.add(ScanColour.COLOUR);
    inputs.put(
        input,
        new InputCaps(
            List.copyOf(dpis),
            colours,
            atLeastOne(caps, "MaxWidth", A4_WIDTH),
            atLeastOne(caps, "MaxHeight", A4_HEIGHT)));
    formats.put(input, new Formats(Set.copyOf(types), extended));
  }

  private static int atLeastOne(XmlTree caps, String name, int usual) {
    int said = caps.number(name).orElse(usual);
    return said > 0 ? said : usual;
  }

  /// Profiles of the input itself; those that stand at the root and are only named here; else all
  /// of the root.
  private static List<XmlTree> profiles(XmlTree root, XmlTree caps) {
    List<XmlTree> common = root.path("SettingProfiles", "SettingProfile");
    var found = new ArrayList<XmlTree>();
    for (XmlTree p : caps.path("SettingProfiles", "SettingProfile")) {
      String ref = p.attribute("ref");
      if (ref.isEmpty()) found.add(p);
      else common.stream().filter(c -> c.attribute("name").equals(ref)).forEach(found::add);
    }
    return found.isEmpty() ? common : found;
  }

  private static Set<Integer> dpis(XmlTree profile) {
    var found = new TreeSet<Integer>();
    for (XmlTree r :
        profile.path("SupportedResolutions", "DiscreteResolutions", "DiscreteResolution")) {
      var x = r.number("XResolution");
      if (x.isPresent() && x.equals(r.number("YResolution"))) found.add(x.getAsInt());
    }
    for (XmlTree range : profile.path("SupportedResolutions", "ResolutionRange"))
      found.addAll(range(range));
    for (XmlTree direct : profile.path("SupportedResolutions"))
      if (direct.one("XResolutionRange").isPresent()) found.addAll(range(direct));
    return found;
  }

  private static List<Integer> range(XmlTree range) {
    int min = range.number("XResolutionRange", "Min").orElse(InputCaps.DPI_MIN);
    int max = range.number("XResolutionRange", "Max").orElse(300);
    int step = Math.max(1, range.number("XResolutionRange", "Step").orElse(1));
    return COMMON.stream().filter(d -> d >= min && d <= max && (d - min) % step == 0).toList();
  }

  private static Optional<ScanColour> colour(String mode) {
    return switch (mode) {
      case "BlackAndWhite1" -> Optional.of(ScanColour.BITONAL);
      case "Grayscale8" -> Optional.of(ScanColour.GRAY);
      case "RGB24" -> Optional.of(ScanColour.COLOUR);
      default -> Optional.empty();
    };
  }
}
