package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.pages.PageSamples;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.desktop.settings.WordReading;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.device.text.Tesseract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages are read by a program that answers as Tesseract does, and found by their words; only where
/// somebody wants that.
class TextDeskTest {
  private static final UUID PAGE = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_3001L);
  private static final UUID OTHER = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_3002L);

  @TempDir private Path home;
  private Path program;
  private TestDesk at;
  private InlineBackground background;
  private Choices choices;
  private TextDesk words;
  private Searches searches;

  @BeforeEach
  void open() throws Exception {
    program = Files.createDirectory(home.resolve("bin"));
    at = TestDesk.clerk(home.resolve("m"));
    at.receive(PrintedCase.family().toArray(CaseRecord[]::new));
    choices = Choices.of(home);
    says("低保 收入 证明", "chi_sim");
    sit();
  }

  @AfterEach
  void close() throws Exception {
    words.leave();
    at.close();
  }

  private void sit() {
    background = Background.inline();
    var cases = new CaseSearch(at.store(), at.desk().people(), "intake");
    searches = new Searches(cases, at.store(), at.desk()::actor);
    words = new TextDesk(choices, Tesseract.find(program.toString()));
    words.enter(at.desk(), searches, background);
  }

  /// Tesseract's table for whatever comes in.
  private void says(String text, String language) throws Exception {
    var table = new StringBuilder("#!/bin/sh\nif [ \"$1\" = --list-langs ]; then\n");
    table.append("  echo ").append(language).append("\n  exit 0\nfi\ncat > /dev/null\n");
    int n = 1;
    for (String word : text.split(" ", -1))
      table
          .append("printf '5\\t1\\t1\\t1\\t1\\t%s\\t9\\t9\\t90\\t30\\t93.1\\t%s\\n' ")
          .append(n++)
          .append(" '")
          .append(word)
          .append("'\n");
    Path script = program.resolve("tesseract");
    Files.writeString(script, table);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private CaseRecord page(UUID id, String headline) throws Exception {
    byte[] bytes = PageSamples.jpeg(PageSamples.sheet(headline, 300, 420));
    String file = at.store().files().put(bytes, PrintedCase.CASE, "image/jpeg");
    var fields =
        new HashMap<>(
            Map.of("application", PrintedCase.CASE.toString(), "slot", "D06", "file", file));
    return CaseRecord.of(RecordType.PAGE, id, TestDesk.STREET, PrintedCase.CASE, fields);
  }

  private void later() {
    background.pass(Duration.ofSeconds(30));
  }

  private List<Session.Hit> pages(String typed) {
    return searches.find(typed).stream().filter(h -> h.icon() == Icon.DESCRIPTION).toList();
  }

  @Test
  void nothingIsReadBeforeSomebodyWantsIt() throws Exception {
    at.receive(page(PAGE, "A"));
    later();
    assertFalse(words.on());
    assertEquals(List.of(), pages("收入证明"));
    words.use(true);
    later();
    Session.Hit hit = pages("收入证明").getFirst();
    assertEquals("陈建国 · 收入证明", hit.title());
    assertEquals("低保收入证明", hit.detail(), "spaces of Chinese print are none");
    assertEquals("binder", hit.feature());
    assertEquals(
        new CasePlace(PrintedCase.CASE, false, Optional.of(PAGE)), CasePlace.read(hit.argument()));
    assertEquals(List.of(), pages("证"), "one character is on every page");
    assertEquals(List.of(), pages("户口"));
  }

  @Test
  void whatWasReadLiesSealedIsThereAfterARestartAndGoesWithItsPage() throws Exception {
    words.use(true);
    CaseRecord page = page(PAGE, "A");
    at.receive(page);
    later();
    at.restart();
    says("别的 字", "chi_sim");
    sit();
    later();
    assertEquals(1, pages("收入证明").size(), "read once");
    try (Stream<Path> files = Files.walk(home.resolve("m"))) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        String raw = Files.readString(f, StandardCharsets.ISO_8859_1);
        String words =
            new String("收入".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(words), f.toString());
        assertFalse(raw.contains("page-texts"), f.toString());
      }
    }
    at.receive(page.with("replacedBy", OTHER.toString()), page(OTHER, "B"));
    later();
    assertEquals(List.of(), pages("收入证明"), "a page that was replaced is not found");
    assertEquals(1, pages("别的字").size());
  }

  @Test
  void switchedOffNothingIsFoundAndNothingStays() throws Exception {
    words.use(true);
    at.receive(page(PAGE, "A"));
    later();
    assertEquals(1, pages("收入证明").size());
    words.use(false);
    later();
    assertEquals(List.of(), pages("收入证明"));
    assertEquals(List.of(), at.store().drafts().entries("page-texts"));
    says("又一次", "chi_sim");
    words.use(true);
    later();
    assertEquals(1, pages("又一次").size(), "read anew");
  }

  @Test
  void papersOfAnotherStreetAreNobodysHere() throws Exception {
    words.use(true);
    at.receive(page(PAGE, "A"));
    later();
    CaseRecord head = at.desk().caseFile(PrintedCase.CASE).head().orElseThrow();
    at.receive(head.with("street", "110108009"));
    assertEquals(List.of(), pages("收入证明"));
  }

  @Test
  void theSettingsSayHowTheProgramStands() throws Exception {
    assertEquals(WordReading.State.READY, words.state());
    says("x", "eng");
    assertEquals(WordReading.State.NO_CHINESE, words.state());
    var none = new TextDesk(choices, Optional.empty());
    assertEquals(WordReading.State.NONE, none.state());
    none.use(true);
    assertTrue(Choices.of(home).get(TextDesk.CHOICE, "").equals("on"), "kept with the machine");
  }
}
