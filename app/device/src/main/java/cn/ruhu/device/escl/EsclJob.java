package cn.ruhu.device.escl;

import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The order for a job, as devices in the field take it.
final class EsclJob {
  private EsclJob() {}

  /// @param settings that fit the device
  static byte[] xml(EsclCaps caps, ScanSettings settings) {
    InputCaps can = caps.caps().of(settings.input()).orElseThrow();
    EsclCaps.Formats formats = Objects.requireNonNull(caps.formats().get(settings.input()));
    String format = formats.best(settings.colour());
    String extended =
        formats.extended()
            ? "\n<scan:DocumentFormatExt>" + format + "</scan:DocumentFormatExt>"
            : "";
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scan:ScanSettings xmlns:pwg="%s" xmlns:scan="%s">
    <pwg:Version>%s</pwg:Version>
    <scan:Intent>Document</scan:Intent>
    <pwg:ScanRegions><pwg:ScanRegion>\
    <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>\
    <pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>\
    <pwg:Width>%d</pwg:Width><pwg:Height>%d</pwg:Height>\
    </pwg:ScanRegion></pwg:ScanRegions>
    <pwg:InputSource>%s</pwg:InputSource>
    <scan:ColorMode>%s</scan:ColorMode>
    <scan:XResolution>%d</scan:XResolution><scan:YResolution>%d</scan:YResolution>
    <pwg:DocumentFormat>%s</pwg:DocumentFormat>%s
    <scan:Duplex>%s</scan:Duplex>
    </scan:ScanSettings>
    """
        .formatted(
            XmlTree.PWG,
            XmlTree.SCAN,
            caps.version(),
            settings.size().widthUnits(can),
            settings.size().heightUnits(can),
            settings.input() == ScanInput.PLATEN ? "Platen" : "Feeder",
            mode(colour(can, settings.colour(), format)),
            settings.dpi(),
            settings.dpi(),
            format,
            extended,
            settings.input() == ScanInput.DUPLEX)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A JPEG cannot be black or white.
  private static ScanColour colour(InputCaps can, ScanColour wished, String format) {
    boolean none = wished == ScanColour.BITONAL && format.equals("image/jpeg");
    return none ? can.colourNear(ScanColour.GRAY) : wished;
  }

  private static String mode(ScanColour colour) {
    return switch (colour) {
      case BITONAL -> "BlackAndWhite1";
      case GRAY -> "Grayscale8";
      case COLOUR -> "RGB24";
    };
  }
}
