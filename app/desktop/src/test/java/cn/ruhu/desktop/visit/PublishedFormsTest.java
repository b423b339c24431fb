package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.xlsform.ShippedBook;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFormsTest {
  private static final VisitForms SHIPPED = VisitForms.builtIn();

  @TempDir Path home;
  private TestDesk desk;
  private VisitForms forms;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.investigator(home);
    forms = VisitForms.published(desk.store(), SHIPPED);
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  /// The shipped form under another version.
  private static byte[] edition(String version) throws Exception {
    FormPackage own = SHIPPED.current();
    String xml = new String(own.xform(), StandardCharsets.UTF_8);
    String was = "version=\"" + own.version() + "\"";
    int at = xml.indexOf(was, xml.indexOf("<instance"));
    String now = "version=\"" + version + "\"";
    String other = xml.substring(0, at) + now + xml.substring(at + was.length());
    return other.getBytes(StandardCharsets.UTF_8);
  }

  private CaseRecord record(byte[] bytes, String version, String state) {
    return record(formId(), bytes, version, state);
  }

  private CaseRecord record(String formId, byte[] bytes, String version, String state) {
    return CaseRecord.of(
        RecordType.FORM,
        UUID.nameUUIDFromBytes((formId + version).getBytes(StandardCharsets.UTF_8)),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "formId",
            formId,
            "version",
            version,
            "file",
            FileAddress.of(bytes).text(),
            "state",
            state));
  }

  private static String formId() {
    try {
      return SHIPPED.current().id();
    } catch (cn.ruhu.store.StoreException e) {
      throw new AssertionError(e);
    }
  }

  private void fetch(byte[] bytes) throws Exception {
    desk.store()
        .files()
        .fetched(
            new ByteArrayInputStream(bytes),
            FileAddress.of(bytes).text(),
            new UUID(0, 1),
            CaseRecord.PUBLIC,
            "application/xml");
  }

  @Test
  void theShippedFormServesUntilOneIsPublishedAndHere() throws Exception {
    assertSame(SHIPPED.current(), forms.current());
    byte[] bytes = edition("7");
    desk.receive(record(bytes, "7", "PUBLISHED"));
    assertSame(SHIPPED.current(), forms.current(), "named, but its bytes are not here yet");
    fetch(bytes);
    assertEquals("7", forms.current().version());
    assertSame(forms.current(), forms.current(), "opened once");
  }

  @Test
  void aReviewHasAFormOfItsOwnOnceTheDistrictPublishedOne() throws Exception {
    assertTrue(SHIPPED.review().isEmpty() && forms.review().isEmpty());
    byte[] bytes = ShippedBook.REVIEW_VISIT.form().xform();
    desk.receive(record("review-visit", bytes, "1", "PUBLISHED"));
    assertTrue(forms.review().isEmpty(), "named, but its bytes are not here yet");
    fetch(bytes);
    assertEquals("review-visit", forms.review().orElseThrow().id());
    assertSame(SHIPPED.current(), forms.current(), "first visits go on with theirs");
    String hash = forms.review().orElseThrow().hash();
    assertEquals("review-visit", forms.of(hash).orElseThrow().id());
  }

  @Test
  void theNewestPublishedOneCountsAndOlderOnesStayReadable() throws Exception {
    byte[] nine = edition("9");
    byte[] ten = edition("10");
    byte[] retired = edition("11");
    desk.receive(
        record(nine, "9", "PUBLISHED"),
        record(ten, "10", "PUBLISHED"),
        record(retired, "11", "RETIRED"));
    fetch(nine);
    String hash = forms.current().hash();
    fetch(ten);
    fetch(retired);
    assertEquals("10", forms.current().version());
    assertEquals("9", forms.of(hash).orElseThrow().version());
    assertTrue(forms.of("00").isEmpty());
  }

  @Test
  void onceTheServerSignsAFormWithoutItsSealIsNone() throws Exception {
    SigningKey server = SigningKey.generate(new Random(3));
    var sealed = new PublishedForms(desk.store(), SHIPPED, () -> Optional.of(server.publicHex()));
    byte[] eight = edition("8");
    byte[] nine = edition("9");
    desk.receive(record(nine, "9", "PUBLISHED"));
    fetch(nine);
    assertEquals("9", sealed.current().version(), "published before servers signed");
    CaseRecord r = record(eight, "8", "PUBLISHED");
    byte[] text =
        Signatures.formText(formId(), "8", r.text("hash"), r.text("file"), r.text("publishedAt"));
    desk.receive(r.with("seal", server.sign(text)));
    fetch(eight);
    assertEquals("8", sealed.current().version());
  }

  private static String day(String version) {
    return "2026-01-0" + version + "T08:00:00Z";
  }

  private CaseRecord sealed(SigningKey server, byte[] bytes, String version, String state) {
    CaseRecord r = record(bytes, version, state).with("publishedAt", day(version));
    String seal =
        server.sign(
            Signatures.formText(
                formId(), version, r.text("hash"), r.text("file"), r.text("publishedAt")));
    byte[] text = Signatures.formStateText(seal, state, day(version));
    return r.with("seal", seal).with("stateSeal", server.sign(text));
  }

  @Test
  void aFormTakenOutOfUseDoesNotComeBackByAWordInItsRecord() throws Exception {
    SigningKey server = SigningKey.generate(new Random(4));
    var forms = new PublishedForms(desk.store(), SHIPPED, () -> Optional.of(server.publicHex()));
    byte[] seven = edition("7");
    byte[] eight = edition("8");
    byte[] nine = edition("9");
    for (byte[] bytes : List.of(seven, eight, nine)) fetch(bytes);
    CaseRecord retired = sealed(server, nine, "9", "RETIRED").with("retiredAt", day("9"));
    desk.receive(sealed(server, eight, "8", "PUBLISHED"), retired);
    assertEquals("8", forms.current().version());
    desk.receive(retired.with("state", "PUBLISHED"));
    assertEquals("8", forms.current().version(), "the word does not fit the signature");
    desk.receive(retired.with("state", "PUBLISHED").with("stateSeal", ""));
    assertEquals("8", forms.current().version(), "nor is there one to do without");
  }

  @Test
  void aFormThatDoesNotOpenHereNeverTakesTheShippedOnesPlace() throws Exception {
    byte[] broken = "<html>not a form</html>".getBytes(StandardCharsets.UTF_8);
    desk.receive(record(broken, "12", "PUBLISHED"));
    fetch(broken);
    assertSame(SHIPPED.current(), forms.current());
  }
}
