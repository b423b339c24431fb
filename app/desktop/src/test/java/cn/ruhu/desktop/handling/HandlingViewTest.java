package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javafx.scene.Parent;
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
    judged(31, "赵德福", true);
    judged(32, "孙玉梅", true);
    judged(33, "吴志刚", false);
    Kit own = kit.choosing((title, kind, owner) -> List.of(photo));
    return HandlingPage.screen(own, desk.desk(), "窗口打印机");
  }

  private void judged(int base, String name, boolean positive) throws Exception {
    var one = new HandledCase(base, LocalDate.of(2026, 11, 9), name, "DB");
    desk.receive(List.of(), one.opinions(Map.of("DB", positive)).records());
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
