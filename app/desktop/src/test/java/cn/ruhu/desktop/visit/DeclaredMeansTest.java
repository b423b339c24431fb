package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a household has, as it is read beside the questions.
class DeclaredMeansTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    var declaration = new Declaration(kit, new Shown(at.desk(), kit.text()));
    var records = new ArrayList<>(List.of(Household.records(1)));
    records.add(item(1, "ASSET", "P08", "1"));
    records.add(item(2, "ASSET", "P10", "2"));
    records.add(item(3, "ASSET", "P21", "3"));
    records.add(item(4, "HOUSING", "H04", "1"));
    records.add(item(5, "HOUSING", "H17", "2"));
    records.add(item(6, "HOUSING", "H21", "605"));
    declaration.show(CaseFile.of(records));
    return filling(declaration.node());
  }

  private static CaseRecord item(int n, String kind, String code, String declared) {
    return Household.of(
        RecordType.ITEM,
        new UUID(1, 200 + n),
        Map.of("kind", kind, "code", code, "declared", declared, "order", "" + (10 + n)));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private String beside(String label) {
    List<String> words =
        ask(() ->
            lookup("#visit-declaration .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    return words.get(words.indexOf(label) + 1);
  }

  @Test
  void eachIsToldInWhatItIsCountedIn() {
    assertEquals("1,200.00 元", beside("银行存款"));
    assertEquals("1", beside("机动车"));
    assertEquals("2", beside("大型农机具"), "pieces, no money");
    assertEquals("3", beside("宅基地、土地"), "as it was written");
    assertEquals("60.5 ㎡", beside("其他产权房屋"));
    assertEquals("2", beside("其他住房套数"));
  }
}
