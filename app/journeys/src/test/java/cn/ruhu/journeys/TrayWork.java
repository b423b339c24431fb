package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.scanning.ScanningPage;
import cn.ruhu.journeys.MixedStack.Act;
import cn.ruhu.journeys.MixedStack.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// A person at the tray who goes from one sheet that needs them to the next, with the keyboard
/// alone.
final class TrayWork {
  private static final Set<String> OPEN = Set.of("SIGN", "WAIT", "ASK");

  private final Tour tour;
  private final FxRobot robot;
  private final ScanningPage tray;
  private final String name;

  /// @param name how pictures are called
  TrayWork(Tour tour, String name) {
    this.tour = tour;
    this.robot = tour.robot();
    this.tray = new ScanningPage(robot);
    this.name = name;
  }

  /// Decides about every sheet that asks for it; F8 brings the first.
  void decide(List<Sheet> sheets) {
    long open = sheets.stream().filter(s -> OPEN.contains(s.state())).count();
    tray.key(KeyCode.F8);
    var seen = new ArrayList<Act>();
    for (; open > 0; open--) {
      int at = tray.inHand();
      Sheet sheet = sheets.get(at - 1);
      assertEquals(sheet.state(), tray.states().get(at - 1), "sheet " + at);
      boolean first = !seen.contains(sheet.act());
      seen.add(sheet.act());
      one(at, sheet, first);
      DesktopTest.until("decided " + at, () -> !OPEN.contains(tray.states().get(at - 1)));
    }
  }

  private void one(int at, Sheet sheet, boolean picture) {
    if (sheet.state().equals("WAIT") && tray.why().contains("损坏")) tray.holdBlind(at);
    else tray.hold(at);
    if (picture) tour.picture(name + "-" + sheet.act().name().toLowerCase(Locale.ROOT));
    switch (sheet.act()) {
      case SIGNED -> tray.key(KeyCode.Y);
      case ASIDE -> tray.aside(reason(sheet));
      case PLACED -> tray.assign("clg", "djb");
      case REPLACES -> tray.key(KeyCode.DIGIT1);
      case NOTHING -> throw new AssertionError("nobody has to decide about sheet " + at);
    }
  }

  private String reason(Sheet sheet) {
    if (sheet.state().equals("ASK")) return "同一页扫了两次";
    String why = tray.why();
    if (why.contains("损坏")) return "打不开，已重扫";
    return why.contains("外区表格") ? "外区的表，已退回本人" : "别的单位的单据";
  }

  /// Ctrl+Enter, the sum, the end of the batch, and everything in the district.
  ///
  /// @param sum the ledger as it must stand
  void filed(String sum) {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    DesktopTest.until("the sum, not " + tray.ledger(), 120, () -> tray.ledger().equals(sum));
    tour.picture(name + "-filed");
    tray.close();
    tour.picture(name + "-closed");
    tour.synced();
  }
}
