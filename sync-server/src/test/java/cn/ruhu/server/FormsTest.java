package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.forms.Publication;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static FormProblem problem(Publication publication) {
    List<FormProblem> problems =
        assertInstanceOf(Publication.Unusable.class, publication).problems();
    return problems.getFirst();
  }
}
