package cn.ruhu.desktop.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Bundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarryingViewModelTest {
  private static final Path STICK = Path.of("/media/stick");

  private final InMemoryCarrying carrying = new InMemoryCarrying();
  private final InlineBackground background = Background.inline();
  private final CarryingViewModel model = new CarryingViewModel(carrying, background);

  private String told() {
    Message m = model.told.get();
    return m == null ? "" : Text.chinese().of(m);
  }

  private String problem() {
    Message m = model.problem.get();
    return m == null ? "" : Text.chinese().of(m);
  }

  @Test
  void anExportSaysWhatLeftAndThatEverythingStaysHere() {
    model.export(STICK);
    assertEquals("已导出 2 个封存包（13.7 MB）：14 项、36 个文件。本机的内容仍在；请交给区里，或在能联网的机器上导入", told());
    assertNull(model.problem.get());
    assertFalse(model.busy.get());
  }

  @Test
  void whoseWorkCouldNotBeReadIsNotPassedOver() {
    var left = List.of(new Exports.Left(new UUID(1, 3), StoreException.Code.CORRUPT));
    carrying.exported = new Exports.Exported(0, 0, 0, 0, 0, left);
    model.export(STICK);
    assertEquals("", told());
    assertTrue(problem().startsWith("有 1 人的内容读不出来"), this::problem);
    carrying.exported = new Exports.Exported(0, 0, 0, 0, 0, List.of());
    model.export(STICK);
    assertEquals("没有待上报的内容，不用导出", told());
  }

  @ParameterizedTest
  @CsvSource({
    "DISK_FULL, 空间不够",
    "READ_ONLY, 这个文件夹不能写入",
    "NO_FILE, 文件夹不见了",
    "IO, 读写失败",
    "CORRUPT, 读写失败"
  })
  void aFaultOfTheStickSaysWhatToDo(StoreException.Code code, String words) {
    carrying.fault = code;
    model.export(STICK);
    assertTrue(problem().startsWith(words), this::problem);
    assertEquals("", told());
  }

  @Test
  void anImportSaysWhatCameAndWhatDidNot() {
    model.take(STICK);
    assertEquals("收下 2 个封存包，联网后自动转交；收到本机的 1 份回执；1 个是本机自己导出的，不用导入", told());
    assertEquals("1 个不完整，完好的部分照常转交；1 个是封给另一个区的，没有收", problem());
  }

  @Test
  void whatIsCarriedIsToldAndFollowed() {
    model.open();
    assertNull(model.summary.get());
    var good = new Bundles.BundleCounts(3, 0, 0, 2, 0, 0);
    var left = new Bundles.BundleCounts(1, 0, 2, 0, 0, 0);
    carrying.items =
        List.of(
            InMemoryCarrying.item(1, 0.25, Bundles.BundleCounts.NONE, null),
            InMemoryCarrying.item(2, 1, good, null),
            InMemoryCarrying.item(3, 1, left, null),
            InMemoryCarrying.item(4, 0, Bundles.BundleCounts.NONE, "DEVICE"));
    carrying.changed.run();
    background.pass(Duration.ofSeconds(1));
    assertEquals("替他人带的封存包：1 个等待转交（已转交 25%），2 个已交到区里", Text.chinese().of(model.summary.get()));
    assertTrue(model.receipts.get());
    assertEquals(2, model.troubles.size());
    assertEquals(0, model.more.get());
    model.again(model.troubles.getFirst().id());
    assertEquals("again " + model.troubles.getFirst().id(), carrying.asked.getLast());
    model.giveBack(STICK);
    assertEquals("已写好 1 份回执，请带回原机器导入", told());
  }
}
