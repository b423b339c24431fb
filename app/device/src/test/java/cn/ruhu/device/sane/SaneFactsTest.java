package cn.ruhu.device.sane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Makers' words, and ours said in them.
final class SaneFactsTest {
  private static SaneFacts facts(String address, String options) {
    return new SaneFacts(
        SaneAddress.parse(address).orElseThrow(), SaneOption.all(options.lines().toList()));
  }

  private static ScanSettings of(ScanInput input, ScanColour colour) {
    return new ScanSettings(input, 300, colour, ScanSize.A4);
  }

  @Test
  void sourcesOfManyMakersAreUnderstood() {
    Map<String, Optional<ScanInput>> words =
        Map.of(
            "Flatbed", Optional.of(ScanInput.PLATEN),
            "FlatBed", Optional.of(ScanInput.PLATEN),
            "Automatic Document Feeder", Optional.of(ScanInput.FEEDER),
            "ADF Front", Optional.of(ScanInput.FEEDER),
            "ADF Back", Optional.empty(),
            "ADF Duplex", Optional.of(ScanInput.DUPLEX),
            "Automatic Document Feeder(left aligned,Duplex)", Optional.of(ScanInput.DUPLEX),
            "2-sided (Binding Left/Right)", Optional.of(ScanInput.DUPLEX),
            "DP", Optional.of(ScanInput.FEEDER),
            "Transparency Unit", Optional.empty());
    words.forEach((word, input) -> assertEquals(input, SaneFacts.source(word), word));
  }

  @Test
  void settingsAreSaidInTheDevicesWords() {
    var facts =
        facts(
            "sane:fujitsu:fi-6130dj:1#swdeskew=yes",
            """
              Scan Mode:
                --source ADF Front|ADF Back|ADF Duplex [ADF Front]
                --mode Lineart|Halftone|Gray|Color [Lineart]
                --resolution 50..600dpi (in steps of 1) [600]
              Geometry:
                --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
                --page-height 0..876.695mm (in steps of 0.0211639) [279.364]
                -l 0..215.872mm (in steps of 0.0211639) [0]
                -t 0..279.364mm (in steps of 0.0211639) [0]
                -x 0..215.872mm (in steps of 0.0211639) [215.872]
                -y 0..279.364mm (in steps of 0.0211639) [279.364]
            """);
    assertEquals(Set.of(ScanInput.FEEDER, ScanInput.DUPLEX), facts.caps().inputs().keySet());
    assertEquals(
        List.of(
            "--source",
            "ADF Duplex",
            "--mode",
            "Gray",
            "--resolution",
            "300",
            "--page-width",
            "209.97",
            "--page-height",
            "297.01",
            "-l",
            "0",
            "-t",
            "0",
            "-x",
            "209.97",
            "-y",
            "297.01",
            "--swdeskew=yes"),
        facts.arguments(of(ScanInput.DUPLEX, ScanColour.GRAY)));
  }

  @Test
  void deviceWithoutSourceHasAGlassUnlessItsAddressSaysFeeder() {
    String options = "    --mode Gray|Color [Gray]\n";
    assertEquals(Set.of(ScanInput.PLATEN), facts("sane:a", options).caps().inputs().keySet());
    var fed = facts("sane:a#feeder=", options);
    assertEquals(Set.of(ScanInput.FEEDER), fed.caps().inputs().keySet());
    assertEquals(
        List.of("--mode", "Color"), fed.arguments(of(ScanInput.FEEDER, ScanColour.COLOUR)));
  }

  @Test
  void ownWordForAnInputIsUsed() {
    var facts = facts("sane:k#feeder=Magazin%201", "    --source Glas|Magazin 1 [Glas]\n");
    assertEquals(
        List.of("--source", "Magazin 1"), facts.arguments(of(ScanInput.FEEDER, ScanColour.COLOUR)));
  }

  @Test
  void secondSideByAnotherOption() {
    var facts =
        facts(
            "sane:e",
            "    --source Flatbed|Automatic Document Feeder [Flatbed]\n"
                + "    --adf-mode Simplex|Duplex [inactive]\n"
                + "    --duplex[=(yes|no)] [no]\n");
    assertEquals(
        List.of("--source", "Automatic Document Feeder", "--duplex=yes"),
        facts.arguments(of(ScanInput.DUPLEX, ScanColour.COLOUR)));
    assertEquals(
        List.of("--source", "Flatbed"), facts.arguments(of(ScanInput.PLATEN, ScanColour.COLOUR)));
  }

  @Test
  void addressKeepsOddNamesAndRefusesTheProgramsOwnOptions() {
    String odd = "hpaio:/usb/Jet 100%?serial=#1";
    String address = SaneAddress.of(odd, true);
    assertEquals("sane:hpaio:/usb/Jet%20100%25?serial=%231#feeder=", address);
    var read = SaneAddress.parse(address).orElseThrow();
    assertEquals(odd, read.device());
    assertEquals(Map.of("feeder", ""), read.inputs());
    assertEquals(
        Map.of("filename", "/a b.pnm"),
        SaneAddress.parse("sane:pnm:0#filename=/a%20b.pnm").orElseThrow().options());
    for (String bad :
        List.of(
            "sane:",
            "sane:x#batch=/etc/x",
            "sane:x#output-fi=y",
            "sane:x#A=1",
            "sane:x%0a",
            "sane:x%2",
            "escl:x")) assertFalse(SaneAddress.parse(bad).isPresent(), bad);
    assertTrue(SaneAddress.parse("SANE:test:0").isPresent());
  }
}
