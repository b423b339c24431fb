package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What devices say of themselves, in the shapes that were met.
final class EsclCapsTest {
  private static final String HEAD =
      """
      <s:ScannerCapabilities xmlns:p="http://www.pwg.org/schemas/2010/12/sm" \
      xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"><p:Version>2.63</p:Version>\
      <p:MakeAndModel>M</p:MakeAndModel><p:SerialNumber>S1</p:SerialNumber>
      """;

  private static Optional<EsclCaps> read(String body) {
    String xml = HEAD + body + "</s:ScannerCapabilities>";
    return EsclCaps.read(xml.getBytes(StandardCharsets.UTF_8), EsclQuirks.NONE);
  }

  private static String profile(String inside) {
    return "<s:SettingProfiles><s:SettingProfile>"
        + inside
        + "</s:SettingProfile></s:SettingProfiles>";
  }

  @Test
  void rangesOfResolutionsBecomeTheUsualOnes() {
    var caps =
        read("<s:Platen><s:PlatenInputCaps>"
                + profile(
                    """
                    <s:SupportedResolutions><s:XResolutionRange><s:Min>100</s:Min>\
                    <s:Max>600</s:Max><s:Step>100</s:Step></s:XResolutionRange>\
                    </s:SupportedResolutions>
                    """)
                + "</s:PlatenInputCaps></s:Platen>")
            .orElseThrow();
    var glass = caps.caps().of(ScanInput.PLATEN).orElseThrow();
    assertEquals(List.of(100, 200, 300, 400, 500, 600), glass.dpis());
    assertEquals(Set.of(ScanColour.COLOUR), glass.colours(), "unless it says otherwise");
    assertEquals(2480, glass.widthUnits());
    assertEquals("S1", caps.caps().serial());
    assertEquals("2.63", caps.version());
  }

  @Test
  void profilesMayStandAtTheRootAndBeNamedOnly() {
    var caps =
        read("""
        <s:SettingProfiles><s:SettingProfile name="a"><s:ColorModes>\
        <s:ColorMode>Grayscale8</s:ColorMode></s:ColorModes></s:SettingProfile>\
        <s:SettingProfile name="b"/></s:SettingProfiles><s:Platen><s:PlatenInputCaps>\
        <s:SettingProfiles><s:SettingProfile ref="a"/></s:SettingProfiles>\
        </s:PlatenInputCaps></s:Platen>
        """)
            .orElseThrow();
    assertEquals(Set.of(ScanColour.GRAY), caps.caps().of(ScanInput.PLATEN).orElseThrow().colours());
  }

  @Test
  void duplexHasItsOwnLimitsWhereItHasAny() {
    var caps =
        read("""
        <s:Adf><s:AdfSimplexInputCaps><s:MaxWidth>2550</s:MaxWidth>\
        </s:AdfSimplexInputCaps><s:AdfDuplexInputCaps><s:MaxWidth>2500</s:MaxWidth>\
        </s:AdfDuplexInputCaps></s:Adf>
        """)
            .orElseThrow();
    assertEquals(2550, caps.caps().of(ScanInput.FEEDER).orElseThrow().widthUnits());
    assertEquals(2500, caps.caps().of(ScanInput.DUPLEX).orElseThrow().widthUnits());
    assertTrue(caps.caps().of(ScanInput.PLATEN).isEmpty());
    var wished = new ScanSettings(ScanInput.PLATEN, 300, ScanColour.GRAY, ScanSize.A4);
    assertEquals(ScanInput.FEEDER, wished.fitting(caps.caps()).input());
  }

  @Test
  void anOptionAloneMeansBothSidesToo() {
    var caps =
        read("""
        <s:Adf><s:AdfSimplexInputCaps/><s:AdfOptions><s:AdfOption>Duplex</s:AdfOption>\
        </s:AdfOptions></s:Adf>
        """)
            .orElseThrow();
    assertEquals(Set.of(ScanInput.FEEDER, ScanInput.DUPLEX), caps.caps().inputs().keySet());
  }

  @Test
  void anElementOfAnotherNamespaceDoesNotCount() {
    assertTrue(read("<x:Platen xmlns:x='urn:x'><x:PlatenInputCaps/></x:Platen>").isEmpty());
    assertTrue(
        EsclCaps.read("<ScannerCapabilities/>".getBytes(StandardCharsets.UTF_8), EsclQuirks.NONE)
            .isEmpty());
  }

  @Test
  void namespacesThatAreMixedUpDo() {
    assertFalse(read("<p:Platen><p:PlatenInputCaps/></p:Platen>").isEmpty());
  }

  @Test
  void nothingIsFetchedAndNothingExpanded() {
    String bomb =
        """
        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        """;
    byte[] xml = (bomb + HEAD + "&b;</s:ScannerCapabilities>").getBytes(StandardCharsets.UTF_8);
    assertTrue(EsclCaps.read(xml, EsclQuirks.NONE).isEmpty());
    assertTrue(EsclCaps.read(new byte[0], EsclQuirks.NONE).isEmpty());
    assertTrue(EsclCaps.read(new byte[XmlTree.BYTES_MAX + 1], EsclQuirks.NONE).isEmpty());
  }

  @Test
  void blackAndWhiteGoesWithoutLossWhereItMay() {
    var formats = new EsclCaps.Formats(Set.of("image/jpeg", "image/tiff"), false);
    assertEquals("image/tiff", formats.best(ScanColour.BITONAL));
    assertEquals("image/jpeg", formats.best(ScanColour.COLOUR));
    assertEquals("image/jpeg", new EsclCaps.Formats(Set.of(), false).best(ScanColour.GRAY));
  }

  @Test
  void quirksAreFoundByModelAndByServer() {
    assertEquals("localhost", EsclQuirks.of("HP Color LaserJet Flow MFP M578", "").host());
    assertEquals("localhost", EsclQuirks.of("anything", "HP_Compact_Server 1.0").host());
    assertEquals("port", EsclQuirks.of("EPSON ET-2750", "").host());
    assertTrue(EsclQuirks.of("Xerox B215 MFP", "").gone());
    assertFalse(EsclQuirks.of("Xerox B215 MFP", "").clean());
    assertEquals(EsclQuirks.NONE, EsclQuirks.of("Brother MFC-L2710DW", "debut/1.30"));
  }
}
