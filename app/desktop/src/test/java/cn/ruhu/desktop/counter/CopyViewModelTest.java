package cn.ruhu.desktop.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.copying.CopyBlock;
import cn.ruhu.casefile.copying.CopyFault;
import cn.ruhu.casefile.copying.CopyLine;
import cn.ruhu.casefile.copying.CopyOrder;
import cn.ruhu.casefile.copying.CopyOrderReader;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The copy-helper's run: turns, jumps and what is left on the clipboard.
class CopyViewModelTest {
  private static final class Board implements CopyBoard {
    private String holds = "";

    @Override
    public void put(String text) {
      holds = text;
    }

    @Override
    public void clear(String text) {
      if (holds.equals(text)) holds = "";
    }
  }

  private final Board board = new Board();
  private final InlineBackground background = Background.inline();
  private final CopyViewModel model = new CopyViewModel(lines(), background, board);

  private static List<CopyLine> lines() {
    var lines = new ArrayList<CopyLine>();
    for (int i = 1; i <= 20; i++)
      lines.add(new CopyLine(CopyBlock.APPLICATION, 0, 1, "f" + i, i == 3 ? "" : "v" + i, i == 2));
    return lines;
  }

  @Test
  void eachCopyMovesOnAndAnEmptyValueEmptiesTheBoard() {
    model.copy();
    assertEquals("v1", board.holds);
    model.copy();
    assertEquals("v2", board.holds);
    model.copy();
    assertEquals(
        "", board.holds, "what is on the board must not land in the field of an empty one");
    assertEquals(3, model.at().get());
    assertEquals(2, model.last().get());
    assertTrue(model.isCopied(2));
    assertFalse(model.isCopied(3));
  }

  @Test
  void theBoardIsEmptiedAMinuteAfterTheLastCopyAndAtTheEnd() {
    model.copy();
    background.pass(Duration.ofSeconds(59));
    assertEquals("v1", board.holds);
    model.copy();
    background.pass(Duration.ofSeconds(59));
    assertEquals("v2", board.holds);
    background.pass(Duration.ofSeconds(2));
    assertEquals("", board.holds);
    model.back();
    model.copy();
    model.empty();
    assertEquals("", board.holds);
  }

  @Test
  void whatSomebodyElseCopiedStays() {
    model.copy();
    board.holds = "theirs";
    background.pass(Duration.ofSeconds(61));
    assertEquals("theirs", board.holds);
  }

  @Test
  void digitsJumpAndAreTakenBack() {
    model.digit(1);
    model.digit(2);
    assertEquals("12", model.jump().get());
    model.go();
    assertEquals(11, model.at().get());
    model.digit(9);
    model.digit(9);
    model.erase();
    model.go();
    assertEquals(8, model.at().get());
    model.digit(9);
    model.digit(9);
    model.go();
    assertEquals(19, model.at().get(), "the nearest there is");
    model.erase();
    assertEquals(18, model.at().get(), "without digits a line back");
    model.digit(4);
    model.forget();
    model.go();
    assertEquals(18, model.at().get());
    model.skip();
    model.copy();
    assertTrue(model.isOver());
    model.copy();
    model.skip();
    assertTrue(model.isOver());
    model.back();
    assertEquals(19, model.at().get());
  }

  @Test
  void theBuiltInOrderHasNoFault() {
    CopyOrder order =
        assertInstanceOf(CopyOrder.Reading.Read.class, CopyOrderReader.read(CopyDesk.builtIn()))
            .order();
    assertTrue(order.size() > 50);
  }

  @ParameterizedTest
  @EnumSource(CopyFault.What.class)
  void everyFaultIsToldInWords(CopyFault.What what) {
    String words = new CopyFaultWords(Text.chinese()).of(new CopyFault(3, 2, what, "Q"));
    assertTrue(words.startsWith("第 3 行第 2 列："), words);
    assertFalse(words.contains("[counter") || words.contains("{0}"), words);
    assertFalse(
        new CopyFaultWords(Text.english()).of(new CopyFault(0, 0, what, "Q")).contains("["));
  }
}
