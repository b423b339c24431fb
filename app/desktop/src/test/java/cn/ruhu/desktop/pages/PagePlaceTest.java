package cn.ruhu.desktop.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.PicturePane;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The open page in its place, while the place comes and goes.
class PagePlaceTest extends DesktopTest {
  private static final byte[] LEASE = PageSamples.jpeg(PageSamples.sheet("D14", 300, 420));
  private static final UUID CASE = new UUID(0x0190_0000_0000_7000L, 5);
  private static final CaseRecord PAGE =
      CaseRecord.of(
          RecordType.PAGE,
          new UUID(0x0190_0000_0000_7000L, 100),
          TestDesk.STREET,
          CASE,
          Map.of(
              "application",
              CASE.toString(),
              "slot",
              "D14",
              "file",
              FileAddress.of(LEASE).text(),
              "mime",
              "image/jpeg"));

  @TempDir static Path home;
  private final StackPane holder = new StackPane();
  private final List<UUID> seen = new ArrayList<>();
  private TestDesk at;
  private DistrictDouble district;
  private PageReel reel;
  private PagePlace place;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.reviewer(home.resolve("m" + UUID.randomUUID()));
    at.receive(List.of(PAGE.text("file")), PAGE);
    district = new DistrictDouble(at);
    reel =
        new PageReel(
            new PageShelf(at.desk(), district),
            Background.inline(),
            p -> seen.add(p.id()),
            e -> {
              throw new AssertionError(e);
            });
    district.onChange(reel::changed);
    place = new PagePlace(kit, reel, "place", PicturePane.Fit.WIDTH);
    holder.getChildren().setAll(place.node());
    return holder;
  }

  private void arrives() {
    try {
      district.arrives(PAGE, LEASE);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPageThatComesWhileItsPlaceIsAwayStandsThereOnReturn() {
    fx(() -> reel.open(List.of(PAGE), PAGE));
    fx(() -> holder.getChildren().clear());
    fx(this::arrives);
    assertEquals(List.of(), ask(() -> seen));
    fx(() -> holder.getChildren().setAll(place.node()));
    assertFalse(ask(() -> place.pane().isEmpty()));
    assertEquals(List.of(PAGE.id()), ask(() -> seen));
  }

  @Test
  void aPageDrawnOutOfSightCountsOnceItsPlaceIsSeen() {
    fx(() -> holder.setVisible(false));
    fx(() -> reel.open(List.of(PAGE), PAGE));
    fx(this::arrives);
    assertEquals(List.of(), ask(() -> seen));
    fx(() -> holder.setVisible(true));
    fx(place::refresh);
    assertEquals(List.of(PAGE.id()), ask(() -> seen));
  }

  @Test
  void aPageThatCameBehindTheCurtainCountsWhenItIsLifted() {
    var curtain = new StackPane();
    fx(() -> holder.getChildren().setAll(curtain));
    fx(() -> curtain.getChildren().setAll(place.node()));
    fx(() -> curtain.setVisible(false));
    fx(() -> reel.open(List.of(PAGE), PAGE));
    fx(this::arrives);
    assertEquals(List.of(), ask(() -> seen));
    fx(() -> curtain.setVisible(true));
    assertEquals(List.of(PAGE.id()), ask(() -> seen));
  }
}
