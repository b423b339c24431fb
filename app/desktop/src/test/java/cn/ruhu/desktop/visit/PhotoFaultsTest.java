package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong while photos are taken: what was taken before stays, the visit goes on.
class PhotoFaultsTest {
  @TempDir private Path home;
  @TempDir private Path camera;
  private final TightDisk disk = new TightDisk();
  private TestDesk at;
  private VisitViewModel model;
  private Teller tell;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.on(disk, home, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR);
    at.receive(Household.records(4));
    begin();
    tell.answer("V09D", "20").answer("V10", "本人隔门表示不同意入户，已当面告知后果。");
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    tell = new Teller(model, camera);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.hindrances + model.trouble.get());
  }

  private List<String> kept() {
    return model.pictures(tell.path("V12"));
  }

  private void sealedWith(int photos) {
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    List<CaseRecord> pages = at.desk().caseFile(Household.CASE).pages();
    assertEquals(photos, pages.stream().filter(p -> p.text("path").equals("V12")).count());
  }

  @Test
  void theDiskIsFullOnTheThirdPhoto() throws Exception {
    tell.photo("V12").photo("V12");
    List<String> two = List.copyOf(kept());
    assertEquals(2, two.size());
    disk.left = 10;
    tell.photo("V12");
    assertEquals("DISK_FULL", model.trouble.get());
    assertEquals(two, kept(), "the two before it stay");
    disk.left = Long.MAX_VALUE;
    at.restart();
    begin();
    assertEquals(two, kept(), "and are on the disk");
    model.photos(tell.path("V12"), List.of(Teller.picture(camera, 9)));
    assertEquals(3, kept().size());
    sealedWith(3);
  }

  @Test
  void theCameraIsGoneBetweenTwoPhotos() throws Exception {
    tell.photo("V12");
    Path next = Teller.picture(camera, 7);
    Files.delete(next);
    model.photos(tell.path("V12"), List.of(next));
    assertEquals("visit.photo.UNREADABLE", model.hindrances.getFirst().key());
    assertEquals(1, kept().size());
    assertTrue(model.trouble.get().isEmpty(), "the machine itself is well");
    sealedWith(1);
  }
}
