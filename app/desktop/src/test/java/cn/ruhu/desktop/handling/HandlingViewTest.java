package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.review.CaseScenario;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlingViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private Path photo;

  @Override
  protected Parent open(Kit kit) throws Exception {
    photo = home.resolve("notice.png");
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    desk = TestDesk.clerk(home.resolve("m"));
    desk.receive(List.of(), judged(31, "赵德福", "1951-02-03", true));
    desk.receive(List.of(), judged(32, "孙玉梅", "1950-06-11", true));
    desk.receive(List.of(), judged(33, "吴志刚", "1962-09-30", false));
    Kit own = kit.choosing((title, kind, owner) -> List.of(photo));
    var model = new HandlingViewModel(desk.desk(), own.background());
    var printing =
        new Printing(
            own,
            desk.desk(),
            new Outlets(new InMemoryPrinters("窗口打印机"), (_, _, _, _) -> Optional.empty()));
    var view = new HandlingView(own, model, printing, (_, _) -> {});
    view.onShown("");
    var box = new VBox(view.node());
    VBox.setVgrow(view.node(), javafx.scene.layout.Priority.ALWAYS);
    return box;
  }

  private CaseRecord[] judged(int base, String name, String born, boolean positive) {
    CaseScenario scene =
        new CaseScenario(base, LocalDate.of(2026, 11, 9))
            .alone(name, born, "皂君庙甲7号院2号楼104室")
            .accepted()
            .quietVisit();
    var reviewer =
        new cn.ruhu.casefile.process.Actor(
            TestDesk.REVIEWER, cn.ruhu.casefile.process.Role.STREET_REVIEWER, TestDesk.STREET);
    CaseRecord opinion =
        CaseRecord.of(
            RecordType.OPINION,
            new UUID(base, 77),
            TestDesk.STREET,
            scene.id,
            Map.of(
                "application",
                scene.id.toString(),
                "scheme",
                "DB",
                "positive",
                Boolean.toString(positive),
                "reasonText",
                "家庭人均收入低于标准",
                "reasonCode",
                positive ? "" : "R01",
                "by",
                TestDesk.REVIEWER.toString(),
                "at",
                "2026-11-20T02:00:00Z"));
    var done =
        Process.perform(
            scene.file(),
            Act.OPINION,
            reviewer,
            ActInput.because("已核实").carrying(List.of(opinion)).withFiles(Set.copyOf(scene.files())),
            java.time.Instant.parse("2026-11-20T02:00:00Z"),
            cn.ruhu.casefile.Ids.seeded(() -> java.time.Instant.EPOCH, new java.util.Random(base)));
    CaseFile after = scene.file().with(((Performed) done).changes());
    return after.records().toArray(CaseRecord[]::new);
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void aClerkPutsUpTheNoticeAndTheScreenSaysWhatItWaitsFor() {
    var page = new HandlingPage(this);
    page.choose("赵德福");
    pictures("handling");
    assertEquals(List.of(), cutAtTwice("handling"));
    page.open("POST").type("place", "皂君庙社区公开栏");
    robotRefusesWithoutPhoto();
    page.photo();
    pictures("handling-post");
    assertEquals(List.of(), cutAtTwice("handling-post"));
    page.finish().choose("赵德福").until("公示中");
    pictures("handling-posted");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  /// A pull may move the choice to another row while somebody fills a card in.
  @Test
  void aDeedIsDoneOnTheCaseItsCardWasOpenedFor() {
    var page = new HandlingPage(this);
    page.choose("赵德福").open("POST").type("place", "皂君庙社区公开栏");
    page.choose("孙玉梅");
    page.photo().finish();
    page.choose("赵德福").until("公示中");
    page.choose("孙玉梅").until("已初审");
  }

  @Test
  void whatStoodAgainstADeedStaysInItsCardWhileTheChoiceMoves() throws Exception {
    var page = new HandlingPage(this);
    Files.write(photo, new byte[0]);
    page.choose("赵德福").open("POST").type("place", "皂君庙社区公开栏").photo();
    clickOn("#dialog-act-0");
    until("the reason", () -> !page.why().isEmpty());
    List<String> why = page.why();
    page.choose("孙玉梅");
    assertEquals(why, page.why());
  }

  private void robotRefusesWithoutPhoto() {
    clickOn("#dialog-act-0");
    until(
        "asks for the photo",
        () -> lookup("#handling-photo-problem").queryLabeled().getText().contains("张贴后的照片"));
  }
}
