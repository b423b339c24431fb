package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The slip left at a door (N08): its number comes out of its code, by gun or from its photo, and
/// what does not fit is told, never in the way.
@Timeout(180)
class DoorSlipTest {
  private static final PageKey KEY = new PageKey(9, new byte[32]);
  private static final UUID EARLIER = new UUID(11, 1);

  @TempDir Path home;
  @TempDir Path pictures;

  private TestDesk at;
  private VisitViewModel model;
  private DoorModel door;
  private Teller tell;

  @BeforeEach
  void nobodyIsHomeForTheSecondTime() throws Exception {
    at = TestDesk.investigator(home);
    at.receive(Household.records(4));
    at.receive(printed("2026-11-19T01:00:00Z"), earlier("30", number(1)));
    var background = Background.inline();
    model =
        new VisitViewModel(
            at.desk(), background, VisitForms.builtIn(), FieldMachine.of(at.machineInUse()));
    door = new DoorModel(at.desk(), background, FieldPlace.NONE);
    model.visit.subscribe(door::show);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.trouble.get() + model.hindrances);
    tell = new Teller(model, pictures);
    assertFalse(door.wantsSlip());
    tell.answer("V09D", "30");
    assertTrue(door.wantsSlip(), "from the second attempt on");
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  /// Three slips, as the register of the office has them and a pair sees them.
  private static CaseRecord printed(String when) {
    return Household.of(
        RecordType.DOCUMENT,
        new UUID(11, 2),
        Map.of("paper", "N08", "pages", "3", "by", TestDesk.CLERK.toString(), "at", when));
  }

  private static CaseRecord earlier(String disposition, String notice) {
    return Household.of(
        RecordType.VISIT,
        EARLIER,
        Map.of(
            "assignment",
            Household.ASSIGNMENT.toString(),
            "startedAt",
            "2026-11-20T01:00:00Z",
            "finishedAt",
            "2026-11-20T01:10:00Z",
            "disposition",
            disposition,
            "notice",
            notice));
  }

  private static String number(int slip) {
    String application = "";
    for (CaseRecord r : Household.records(4))
      if (r.type() == RecordType.APPLICATION) application = r.text("number");
    return DoorSlip.number(application, slip);
  }

  private static String code(UUID application, int slip) {
    return PageCode.page(application, "D19", 1, slip, 3).write(KEY);
  }

  private String told() {
    return Objects.requireNonNull(door.slipWords.get()).key();
  }

  private String value() {
    return model.visit.get().value("V13");
  }

  @Test
  void aGunTypesTheCodeAndTheNumberStandsInTheForm() {
    assertTrue(door.takesCode(code(Household.CASE, 2)));
    assertEquals(number(2), value());
    assertEquals("visit.slip.FINE", told());
    assertTrue(door.takesCode(code(new UUID(7, 7), 3)), "it was meant for the door all the same");
    assertEquals("visit.slip.OTHER_CODE", told());
    assertEquals(number(2), value(), "another household's slip takes no place");
    assertFalse(door.takesCode("11010819800101001X"), "none of our codes is somebody else's");
  }

  @Test
  void whatDoesNotFitIsToldAndStays() {
    door.slip(number(1));
    assertEquals("visit.slip.USED", told(), "left at the attempt before");
    door.slip(number(4));
    assertEquals("visit.slip.NOT_PRINTED", told(), "three were printed");
    door.slip("999999999-1");
    assertEquals("visit.slip.OTHER_HOUSEHOLD", told());
    assertEquals("999999999-1", value(), "what the pair wrote is what it wrote");
    door.slip("#");
    assertEquals("visit.slip.SHAPE", told());
    tell.answer("V13", number(3));
    assertEquals("visit.slip.FINE", told(), "typed into the form it is looked at as well");
  }

  @Test
  void slipsPrintedAnewHaveTheirNumbersAgain() throws Exception {
    at.receive(
        Household.of(
            RecordType.DOCUMENT,
            new UUID(11, 3),
            Map.of(
                "paper", "N08",
                "pages", "3",
                "by", TestDesk.CLERK.toString(),
                "at", "2026-11-21T01:00:00Z")));
    assertEquals(
        DoorSlip.Told.FINE,
        DoorSlip.look(at.desk().caseFile(Household.CASE), number(1), new UUID(1, 9)));
  }

  @Test
  void thePhotoOfASlipFilesItselfToTheAttempt() throws Exception {
    photo(code(Household.CASE, 2), "slip");
    assertEquals(number(2), value(), "nobody typed it");
    assertEquals("visit.slip.FINE", told());
    photo(code(Household.CASE, 3), "another");
    assertEquals("visit.slip.PHOTO_DIFFERS", told());
    assertEquals(number(2), value());
    tell.answer("V10", "无人应门，已留告知单。");
    tell.answer("V11", at.desk().now().plusSeconds(86_400).toString());
    tell.photo("V12");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances.toString());
    UUID visit = model.sealed.get().visit();
    CaseRecord sealed = at.desk().store().record(visit).orElseThrow();
    assertEquals(number(2), sealed.text("notice"));
    CaseRecord left = at.desk().caseFile(Household.CASE).gateFacts(GateKind.NOTICE_LEFT).getFirst();
    assertEquals(visit.toString(), left.text("subject"));
    assertEquals(number(2), left.text("value"));
    assertTrue(left.ref("page").isPresent(), "with its photo");
    assertTrue(Instant.parse(left.text("at")).isAfter(Instant.EPOCH));
  }

  @Test
  void aPhotoOfAnotherHouseholdsSlipIsTold() throws Exception {
    photo(code(new UUID(7, 7), 1), "wrong");
    assertEquals("visit.slip.PHOTO_OTHER", told());
    assertEquals("", value());
  }

  /// A sheet with its code, as a camera sees it.
  private void photo(String code, String name) throws Exception {
    var bits = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, 400, 400);
    var image = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++)
      for (int x = 0; x < image.getWidth(); x++) {
        boolean dark = x >= 500 && x < 900 && y >= 50 && y < 450 && bits.get(x - 500, y - 50);
        image.setRGB(x, y, dark ? 0x202020 : 0xe8e6e0);
      }
    File file = pictures.resolve(name + ".png").toFile();
    assertTrue(ImageIO.write(image, "png", file));
    model.photos(tell.path("V13P"), List.of(file.toPath()));
  }
}
