package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.survey.FormPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormCommandTest {
  @TempDir private Path folder;

  @Test
  void shippedFormOpens() throws IOException {
    var form = FormPackage.homeVisit();
    Path file = Files.write(folder.resolve("form.xml"), form.xform());
    for (Path what : new Path[] {file, folder}) {
      var asked = Ask.of("form", what.toString());
      assertEquals(0, asked.code(), asked.out());
      assertEquals(form.id(), asked.text("id"));
      assertEquals(form.version(), asked.text("version"));
      assertEquals(form.hash(), asked.text("hash"));
    }
  }

  @Test
  void brokenFormTellsWhereAndWhy() throws IOException {
    String xform = new String(FormPackage.homeVisit().xform(), StandardCharsets.UTF_8);
    Path file =
        Files.writeString(folder.resolve("cut.xml"), xform.substring(0, xform.length() / 2));
    var asked = Ask.of("form", file.toString());
    assertEquals(1, asked.code());
    var problem = asked.json().get("problems").get(0);
    assertEquals("XML", problem.get("code").asString());
    assertTrue(!problem.get("place").asString().isEmpty());
    assertTrue(!problem.get("message").asString().isEmpty());
  }

  @Test
  void aFormIsWalkedToItsEnd() throws IOException {
    Path file = Files.write(folder.resolve("visit.xml"), FormPackage.homeVisit().xform());
    var asked = Ask.of("form", file.toString(), "--walk");
    assertEquals(0, asked.code(), asked.out());
    assertTrue(asked.json().get("questions").asInt() > 220, asked.out());
    assertEquals(13, asked.json().get("repeats").asInt());
    assertTrue(asked.json().get("errors").isEmpty(), asked.out());
    assertTrue(asked.json().get("millis").isIntegralNumber(), asked.out());
  }

  @Test
  void filesOfAFormAreFoundBesideIt() throws IOException {
    String form =
        """
        <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
          <h:head><h:title>街道</h:title><model>
            <instance><data id="streets" version="1"><street/></data></instance>
            <instance id="list" src="jr://file-csv/list.csv"/>
            <bind nodeset="/data/street" type="string" required="true()"/>
          </model></h:head>
          <h:body><select1 ref="/data/street"><label>街道</label>
            <itemset nodeset="instance('list')/root/item"><value ref="name"/><label ref="label"/></itemset>
          </select1></h:body>
        </h:html>
        """;
    Path file = Files.writeString(folder.resolve("streets.xml"), form);
    var without = Ask.of("form", file.toString(), "--walk");
    assertEquals(0, without.code(), without.out());
    assertTrue(without.out().contains("list.csv"), "what is missing is named");
    Path media = Files.createDirectory(folder.resolve("streets-media"));
    Files.writeString(media.resolve("list.csv"), "name,label\n1,万寿路街道\n");
    Path out = folder.resolve("out.xml");
    var with = Ask.of("form", file.toString(), "--walk", "--xform", out.toString());
    assertEquals(0, with.code(), with.out());
    assertTrue(with.json().get("warnings").isEmpty(), with.out());
    assertEquals(form, Files.readString(out));
  }

  @Test
  void aWorkbookThatIsNoneIsRefusedWithItsProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("form.xlsx"), "no workbook");
    var asked = Ask.of("form", file.toString());
    assertEquals(1, asked.code(), asked.out());
    assertEquals("NOT_ZIP", asked.json().get("problems").get(0).get("code").asString());
    assertEquals(1, asked.json().get("errors").size(), asked.out());
  }

  @Test
  void missingFileIsSaid() {
    var asked = Ask.of("form", folder.resolve("none.xml").toString());
    assertEquals(1, asked.code());
    assertEquals("NO_FILE", asked.text("error"));
  }
}
