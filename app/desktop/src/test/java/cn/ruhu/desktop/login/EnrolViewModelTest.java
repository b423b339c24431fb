package cn.ruhu.desktop.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrolViewModelTest {
  private final InMemoryOffice office = new InMemoryOffice();
  private boolean done;
  private final EnrolViewModel model =
      new EnrolViewModel(office, Background.inline(), () -> done = true);

  @Test
  void personComparesTheKeyBeforeAnythingIsSent() {
    model.url.set("127.0.0.1:8443");
    model.code.set("ABCDE23456");
    model.look();
    assertEquals(List.of("look https://127.0.0.1:8443"), office.asked);
    assertFalse(done);
    model.confirm();
    assertTrue(done);
    assertEquals("enrol https://127.0.0.1:8443 sha256-0123 ABCDE23456", office.asked.get(1));
  }

  @Test
  void aCodeIsTypedInGroupsAsItIsShown() {
    model.url.set("127.0.0.1:8443");
    model.code.set(" ABCDE 23456 ");
    model.look();
    model.confirm();
    assertEquals("enrol https://127.0.0.1:8443 sha256-0123 ABCDE23456", office.asked.get(1));
  }

  @Test
  void anotherKeyStopsHere() {
    model.url.set("https://server:8443");
    model.code.set("ABCDE23456");
    model.look();
    model.reject();
    model.confirm();
    assertEquals(1, office.asked.size());
    assertEquals(Message.of("login.enrol.rejected"), model.problem.get());
  }

  @Test
  void sheetTextFillsAllAndNeedsNoComparing() {
    model.url.set("ruhu-enrol-1https://server:8443" + InMemoryOffice.PIN + "ABCDE23456");
    assertEquals("https://server:8443", model.url.get());
    assertEquals("ABCDE23456", model.code.get());
    model.look();
    assertTrue(done);
    assertEquals(List.of("enrol https://server:8443 sha256-0123 ABCDE23456"), office.asked);
  }

  @Test
  void addressChangedAfterTheSheetIsComparedAgain() {
    model.url.set("ruhu-enrol-1\nhttps://server:8443\n" + InMemoryOffice.PIN + "\nABCDE23456");
    model.url.set("https://other:8443");
    model.look();
    assertEquals(List.of("look https://other:8443"), office.asked);
  }

  @Test
  void refusalIsSaidInWordsOfItsOwn() {
    office.enrolling = new Office.Enrolling.NotDone("ENROL_CODE");
    model.url.set("https://server:8443");
    model.look();
    model.confirm();
    assertEquals(Message.of("login.why.ENROL_CODE"), model.problem.get());
    assertFalse(done);
  }

  @Test
  void fingerprintStandsInGroupsOfFour() {
    assertEquals(
        "0123 4567 89ab cdef 0123 4567 89ab cdef\n0123 4567 89ab cdef 0123 4567 89ab cdef",
        Show.fingerprint(InMemoryOffice.PIN));
  }
}
