package cn.ruhu.journeys.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.visit.VisitForms;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.forms.Publication;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.sync.Trouble;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the district's press to the investigator's machine: published, signed, fetched, opened.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class PublishedFormTest {
  private static final VisitForms SHIPPED = VisitForms.builtIn();

  @TempDir Path folder;

  private static byte[] edition(String version, String title) throws Exception {
    FormPackage own = SHIPPED.current();
    String xml = new String(own.xform(), StandardCharsets.UTF_8);
    int instance = xml.indexOf("<instance");
    String was = "version=\"" + own.version() + "\"";
    return (xml.substring(0, instance).replace(own.title(), title)
            + xml.substring(instance).replace(was, "version=\"" + version + "\""))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theInvestigatorVisitsWithTheFormTheDistrictPublished() throws Exception {
    InstantSource clock = InstantSource.system();
    try (EmbeddedServer server =
        EmbeddedServer.start(folder.resolve("district"), EmbeddedServer.Config.forTests())) {
      server.addPerson(
          "hecha", Place.PASSWORD, "林晓东", Role.INVESTIGATOR, null, server.addAgency("恒信"));
      try (Place field = Place.open(folder.resolve("machine"), server, clock, "hecha")) {
        VisitForms forms = VisitForms.published(field.desk.store(), SHIPPED);
        assertEquals(List.of(), field.sync().trouble().stream().toList());
        assertSame(SHIPPED.current(), forms.current(), "nothing is published yet");
        byte[] bytes = edition("90", "入户核查表（九十版）");
        assertInstanceOf(Publication.Published.class, server.publishForm(bytes));
        assertEquals(List.of(), field.sync().trouble().stream().toList());
        FormPackage form = forms.current();
        assertEquals("90", form.version());
        assertEquals("入户核查表（九十版）", form.title());
        assertNotEquals(SHIPPED.current().hash(), form.hash());
        assertEquals(form.hash(), forms.of(form.hash()).orElseThrow().hash());
      }
    }
  }

  @Test
  void aFormDamagedAtTheServerIsRefusedAndTheVisitKeepsItsForm() throws Exception {
    InstantSource clock = InstantSource.system();
    Path data = folder.resolve("district");
    try (EmbeddedServer server = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      server.addPerson(
          "hecha", Place.PASSWORD, "林晓东", Role.INVESTIGATOR, null, server.addAgency("恒信"));
      byte[] bytes = edition("91", "入户核查表（九十一版）");
      assertInstanceOf(Publication.Published.class, server.publishForm(bytes));
      Path stored = stored(data, FileAddress.of(bytes));
      byte[] rotten = bytes.clone();
      rotten[rotten.length / 2] ^= 1;
      Files.write(stored, rotten);
      try (Place field = Place.open(folder.resolve("machine"), server, clock, "hecha")) {
        VisitForms forms = VisitForms.published(field.desk.store(), SHIPPED);
        assertEquals(Trouble.Kind.FILE, field.sync().trouble().orElseThrow().kind());
        assertTrue(field.desk.store().files().file(FileAddress.of(bytes).text()).isEmpty());
        assertSame(SHIPPED.current(), forms.current());
        Files.write(stored, bytes);
        assertEquals(List.of(), field.sync().trouble().stream().toList());
        assertEquals("91", forms.current().version());
      }
    }
  }

  private static Path stored(Path data, FileAddress address) throws Exception {
    try (Stream<Path> all = Files.walk(data.resolve("files"))) {
      return all.filter(f -> String.valueOf(f.getFileName()).contains(address.hex()))
          .findFirst()
          .orElseThrow();
    }
  }
}
