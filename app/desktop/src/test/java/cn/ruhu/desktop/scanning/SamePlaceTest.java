package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where S puts a sheet that nobody can read.
class SamePlaceTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    Stack.families(desk);
    scanner = new HandSource(desk.clock());
    model =
        new ScanningViewModel(
            desk.desk(), new ScanTray(desk.desk()), Background.inline(), scanner, System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private void hold(int number) {
    model.hold(model.rows.get(number - 1));
  }

  private String at(int number) {
    return model.rows.get(number - 1).place().map(SamePlaceTest::words).orElse("");
  }

  private static String words(Routing.Slot s) {
    return (s.application().equals(Stack.CHEN) ? "CHEN " : "ZHAO ") + s.docType();
  }

  private void put(UUID application, String slot) {
    model.put(model.inHand(), new Routing.Slot(application, slot, Optional.empty(), 0, 0, 0));
  }

  /// The word for one family's sheet, said a minute ago, says nothing of the next family's stack.
  @Test
  void anUnreadableSheetFollowsTheFamilyItWasFedWith() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg("", 2));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 2), 3));
    scanner.give(Stack.jpeg("", 4));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 2, 2), 5));
    hold(2);
    put(Stack.CHEN, "D06");
    assertEquals(4, model.selected.get().number(), "the next problem comes into hand");
    assertEquals("ZHAO D02", model.last().map(SamePlaceTest::words).orElse(""));
    model.same();
    assertEquals("ZHAO D02", at(4));
    assertEquals("CHEN D06", at(2));
  }

  @Test
  void sheetsMarkedTogetherFollowTheOneBeforeTheFirstOfThem() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
    scanner.give(Stack.jpeg("", 2));
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 2), 3));
    scanner.give(Stack.jpeg("", 4));
    hold(4);
    model.choose(List.of(model.rows.get(1), model.rows.get(3)));
    assertEquals("CHEN D02", model.last().map(SamePlaceTest::words).orElse(""));
    model.same();
    assertEquals("CHEN D02", at(2));
    assertEquals("CHEN D02", at(4));
  }

  @Test
  void whatWasPutAsideLeadsNobodyAndWithoutASheetBeforeTheLastWordStands() {
    scanner.give(Stack.jpeg("", 1));
    put(Stack.CHEN, "D06");
    model.file();
    model.close();
    scanner.give(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 2));
    scanner.give(Stack.jpeg("", 3));
    hold(1);
    model.aside(model.inHand(), "误放");
    hold(2);
    assertEquals("CHEN D06", model.last().map(SamePlaceTest::words).orElse(""));
  }

  /// What nothing names is not done: the act is offered for sheets without an end alone.
  @Test
  void aSheetThatIsSettledStaysWhereItIs() {
    scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 1), 1));
    scanner.give(Stack.blank(2));
    hold(2);
    model.same();
    assertEquals(TrayRow.State.BLANK, model.rows.get(1).state());
  }
}
