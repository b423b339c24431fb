package cn.ruhu.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.Tall;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// The scanner in the settings: found instead of typed, its certificate compared, a page tried.
class ScannerCardTest extends DesktopTest {
  private static final String PRINT = "5fa9c07d".repeat(8);
  private final List<String> used = new ArrayList<>();

  /// Knows two scanners; the second one encrypts and has to be trusted first.
  private final Scanners scanners =
      new Scanners() {
        @Override
        public String address() {
          return used.isEmpty() ? "" : used.getLast();
        }

        @Override
        public Optional<String> address(String typed) {
          return typed.startsWith("escl+") ? Optional.of(typed) : Optional.empty();
        }

        @Override
        public void use(String address) {
          used.add(address);
        }

        @Override
        public void named(String model, String id) {}

        @Override
        public String trusting(String address, String fingerprint) {
          return address + "?sha256=" + fingerprint;
        }

        @Override
        public List<FoundSource> search() {
          return List.of(
              new FoundSource(
                  "u1", "Kyocera ECOSYS M3655idn", "escl+http://10.20.3.8/eSCL", "一楼窗口"),
              new FoundSource("u2", "HP LaserJet MFP M528", "escl+https://10.20.3.9/eSCL", ""));
        }

        @Override
        public SourceLook look(String address) {
          if (address.equals("escl+https://10.20.3.9/eSCL"))
            return new SourceLook.Not(ScanEnd.Why.UNTRUSTED, PRINT);
          if (address.endsWith("/away")) return new SourceLook.Not(ScanEnd.Why.ABSENT);
          var can = new InputCaps(List.of(75, 300, 600), Set.of(ScanColour.values()), 2480, 3508);
          Map<ScanInput, InputCaps> inputs = new EnumMap<>(ScanInput.class);
          for (ScanInput i : ScanInput.values()) inputs.put(i, can);
          return new SourceLook.Known(
              new ScanCaps("HP LaserJet MFP M528", "s", inputs), SourceState.LOADED);
        }

        @Override
        public Tried tryPage(String address, boolean feeder) {
          int[] white = new int[212 * 300];
          Arrays.fill(white, 0xFFEEEEEE);
          return new Tried(
              feeder ? ScanEnd.Why.DONE : ScanEnd.Why.FAULT,
              Optional.of(new Pixels(212, 300, white)),
              184_320,
              2_400);
        }
      };

  @Override
  protected Parent open(Kit kit) {
    var card = new ScannerCard(kit, new ScannersViewModel(scanners, kit.background()));
    card.open();
    var page = new VBox(card.node());
    page.setPadding(new Insets(22));
    return filling(new Tall(page));
  }

  private String words() {
    return ask(() ->
        String.join(
            "|",
            lookup("#settings-scanner-test").<VBox>query().getChildren().stream()
                .map(n -> ((Label) n).getText())
                .toList()));
  }

  @Test
  void aScannerIsFoundComparedTrustedAndTried() {
    pictures("settings-scanner-none");
    assertTrue(ask(() -> lookup("#settings-scanner-try").query().isDisabled()));
    clickOn("#settings-scanner-search");
    until("two are found", () -> lookup("#settings-scanner-found-1").tryQuery().isPresent());
    clickOn("#settings-scanner-found-1");
    until("to be compared", () -> lookup("#settings-scanner-agree").tryQuery().isPresent());
    assertTrue(words().contains("没有核对过它的证书"), words());
    assertEquals(
        "5FA9 C07D".repeat(8).replaceAll("D5", "D 5"),
        ask(() -> lookup("#settings-scanner-fingerprint").<Label>query().getText()));
    pictures("settings-scanner-trust");
    assertEquals(List.of(), cutAtTwice("settings-scanner-trust"));
    clickOn("#settings-scanner-agree");
    until("it answers", () -> words().contains("HP LaserJet MFP M528 已应答：进纸器有纸"));
    assertEquals("escl+https://10.20.3.9/eSCL?sha256=" + PRINT, used.getLast());
    assertTrue(words().contains("能扫双面；分辨率 75 到 600 点"), words());
    assertFalse(lookup("#settings-scanner-agree").tryQuery().isPresent());
    clickOn("#settings-scanner-try");
    until("tried", () -> words().contains("试扫成功：180 KB，用时 2 秒"));
    pictures("settings-scanner-tried");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void whatIsTypedAndIsNoAddressIsSaidBesideTheField() {
    clickOn("#settings-scanner-input").write("kyocera");
    clickOn("#settings-scanner-use");
    assertEquals(List.of(), used);
    assertTrue(ask(() -> lookup(".field-problem").tryQuery().isPresent()));
  }

  @Test
  void aScannerThatIsAwaySaysWhatToDo() {
    fx(() -> scanners.use("escl+http://10.20.3.8/away"));
    fx(() ->
        lookup("#settings-scanner-input")
            .queryTextInputControl()
            .setText("escl+http://10.20.3.8/away"));
    clickOn("#settings-scanner-use");
    until("said", () -> words().contains("请检查它是否开机"));
    assertTrue(ask(() -> lookup("#settings-scanner-try").query().isDisabled()));
  }
}
