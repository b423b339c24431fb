package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.forms.Publication;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class FormsTest {
  private static final FormPackage FORM = FormPackage.homeVisit();

  @Parameter Store store;
  @TempDir Path data;
  private District district;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
  }

  @AfterEach
  void stop() {
    district.close();
  }

  private static String xml() {
    return new String(FORM.xform(), StandardCharsets.UTF_8);
  }

  private Publication publish(String xml) throws Exception {
    return district.server.publishForm(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPublishedFormReachesEveryMachineWithItsBytes() throws Exception {
    var published = assertInstanceOf(Publication.Published.class, publish(xml()));
    try (TestMachine visitor = district.machine("visitor1")) {
      visitor.pull();
      WireRecord record = visitor.seen("FORM").getFirst();
      assertEquals(published.record(), record.id());
      assertEquals(FORM.id(), record.fields().get("formId"));
      assertEquals(FORM.version(), record.fields().get("version"));
      var file =
          visitor.send("GET", Protocol.FILES + record.fields().get("file"), new byte[0], Map.of());
      assertEquals(200, file.status());
      assertArrayEquals(FORM.xform(), file.body());
    }
  }

  @Test
  void theSameBytesArePublishedOnceAndAVersionKeepsItsBytes() throws Exception {
    var first = assertInstanceOf(Publication.Published.class, publish(xml()));
    assertEquals(
        first.record(), assertInstanceOf(Publication.Published.class, publish(xml())).record());
    String other = xml().replaceFirst("</h:html>", "<!-- other bytes --></h:html>");
    assertEquals(
        first.record(), assertInstanceOf(Publication.VersionTaken.class, publish(other)).record());
    try (TestMachine visitor = district.machine("visitor1")) {
      visitor.pull();
      assertEquals(1, visitor.seen("FORM").size());
    }
  }

  @Test
  void aBrokenFormIsRefusedWithThePlaceOfItsFault() throws Exception {
    int line = xml().substring(0, xml().indexOf("<bind ")).split("\n", -1).length;
    String pointsNowhere = xml().replaceFirst("<bind nodeset=\"[^\"]+\"", "<bind nodeset=\"/x/y\"");
    FormProblem problem = problem(publish(pointsNowhere));
    assertEquals(FormProblem.Kind.UNKNOWN_NODE, problem.kind());
    assertTrue(problem.place().startsWith(line + ":"), problem.place() + " is not line " + line);
    assertTrue(problem.message("zh").contains(problem.place()));
    FormProblem cut = problem(publish(xml().substring(0, xml().length() / 2)));
    assertEquals(FormProblem.Kind.XML, cut.kind());
    FormProblem logic =
        problem(publish(xml().replaceFirst("relevant=\"[^\"]+\"", "relevant=\"((\"")));
    assertEquals(FormProblem.Kind.LOGIC, logic.kind());
    FormProblem doctype = problem(publish("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"));
    assertEquals(FormProblem.Kind.DOCTYPE, doctype.kind());
    FormProblem unversioned =
        problem(
            publish(
                """
                <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
                  <h:head><h:title>x</h:title>
                    <model><instance><data id="x"><q/></data></instance></model></h:head>
                  <h:body><input ref="/data/q"><label>q</label></input></h:body>
                </h:html>
                """));
    assertEquals(FormProblem.Kind.INCOMPLETE, unversioned.kind());
    try (TestMachine visitor = district.machine("visitor1")) {
      visitor.pull();
      assertTrue(visitor.seen("FORM").isEmpty(), "nothing of them is handed out");
    }
  }

  private static final String WHY = "试用一个月后的修订";

  private TestMachine.Answer ask(TestMachine admin, String xml) throws Exception {
    return admin.ask(
        Protocol.ADMIN_FORMS + "/publish",
        new Admin.PublishForm(
            Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)), WHY));
  }

  @Test
  void anAdministratorPublishesRetiresAndBringsBackAndEachIsSignedAndKept() throws Exception {
    try (TestMachine admin = district.machine("admin");
        TestMachine visitor = district.machine("visitor1")) {
      TestMachine.Answer answer = ask(admin, xml());
      assertEquals(200, answer.status());
      var published = Messages.read(answer.body(), Admin.PublishedForm.class);
      assertEquals(FORM.hash(), published.hash());
      visitor.pull();
      Map<String, String> f = visitor.copies.get(published.form()).fields();
      assertEquals(WHY, f.get("reason"));
      assertEquals(admin.staff().toString(), f.get("by"));
      byte[] text =
          Signatures.formText(
              FORM.id(), FORM.version(), FORM.hash(), f.get("file"), f.get("publishedAt"));
      String key = district.server.wiring().keys.signing().publicHex();
      assertTrue(Signatures.verify(key, text, f.get("seal")));
      byte[] state = Signatures.formStateText(f.get("seal"), "PUBLISHED", f.get("publishedAt"));
      assertTrue(Signatures.verify(key, state, f.get("stateSeal")));
      var retire = new Admin.RetireForm(published.form(), "等下一版");
      assertEquals(200, admin.ask(Protocol.ADMIN_FORMS + "/retire", retire).status());
      assertEquals(200, admin.ask(Protocol.ADMIN_FORMS + "/retire", retire).status(), "once more");
      visitor.pull();
      Map<String, String> out = visitor.copies.get(published.form()).fields();
      assertEquals("RETIRED", out.get("state"));
      byte[] retired = Signatures.formStateText(out.get("seal"), "RETIRED", out.get("retiredAt"));
      assertTrue(Signatures.verify(key, retired, out.get("stateSeal")));
      assertEquals(200, ask(admin, xml()).status());
      visitor.pull();
      assertEquals("PUBLISHED", visitor.copies.get(published.form()).fields().get("state"));
      assertEquals(1, visitor.seen("FORM").size(), "one record all along");
      assertEquals(List.of("FORM_PUBLISHED", "FORM_RETIRED", "FORM_PUBLISHED"), logged());
    }
  }

  private List<String> logged() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT what FROM audit WHERE what LIKE 'FORM_%' ORDER BY seq",
                row -> row.text("what")));
  }

  @Test
  void whoMayNotPublishIsRefusedAndSoIsAFormThatDoesNotOpenOrHasNoReason() throws Exception {
    try (TestMachine admin = district.machine("admin");
        TestMachine clerk = district.machine("clerk")) {
      assertEquals("RIGHT", ask(clerk, xml()).refusal().code());
      TestMachine.Answer broken = ask(admin, xml().substring(0, xml().length() / 2));
      assertEquals("FORM", broken.refusal().code());
      assertTrue(broken.refusal().detail().contains(":"), "names the line");
      String path = Protocol.ADMIN_FORMS + "/publish";
      var noBase = new Admin.PublishForm("不是", WHY);
      assertEquals("MALFORMED", admin.ask(path, noBase).refusal().code());
      assertEquals("REASON", admin.ask(path, new Admin.PublishForm("", "")).refusal().code());
      var nobody = new Admin.RetireForm(new UUID(0, 1), WHY);
      assertEquals("NOBODY", admin.ask(Protocol.ADMIN_FORMS + "/retire", nobody).refusal().code());
      assertEquals(200, ask(admin, xml()).status());
      String other = xml().replaceFirst("</h:html>", "<!-- other bytes --></h:html>");
      assertEquals("FORM_VERSION", ask(admin, other).refusal().code());
      admin.pull();
      assertEquals(1, admin.seen("FORM").size());
    }
  }

  private static FormProblem problem(Publication publication) {
    List<FormProblem> problems =
        assertInstanceOf(Publication.Unusable.class, publication).problems();
    return problems.getFirst();
  }
}
