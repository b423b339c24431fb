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
  void missingFileIsSaid() {
    var asked = Ask.of("form", folder.resolve("none.xml").toString());
    assertEquals(1, asked.code());
    assertEquals("NO_FILE", asked.text("error"));
  }
}
