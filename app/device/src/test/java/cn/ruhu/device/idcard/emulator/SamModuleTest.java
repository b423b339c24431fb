package cn.ruhu.device.idcard.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.device.idcard.CardField;
import cn.ruhu.device.idcard.CardTextParser;
import cn.ruhu.device.idcard.CardType;
import cn.ruhu.device.idcard.Vectors;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The emulator alone against the published bytes, with no driver in between.
final class SamModuleTest {
  private final SamModule module = new SamModule(0);

  @Test
  void answersThePublishedRequestsWithThePublishedBytes() {
    assertEquals("AAAAAA9669000400009094", ask("AAAAAA9669000311FFED"));
    assertEquals(
        "AAAAAA9669001400009005000100 3C9F3301 36FB4F00 D2029649 9C".replace(" ", ""),
        ask("AAAAAA9669000312FFEE"));
    assertEquals("AAAAAA9669000400008084", ask("AAAAAA96690003200122"));
    module.lay(EmulatedCard.raw(Vectors.text('R'), new byte[1024]));
    assertEquals("AAAAAA9669000800009F0000000097", ask("AAAAAA96690003200122"));
    assertEquals("AAAAAA9669000C000090" + "00".repeat(8) + "9C", ask("AAAAAA96690003200221"));
    String read = ask("AAAAAA96690003300132");
    assertEquals(1295 * 2, read.length());
    assertTrue(read.startsWith("AAAAAA966905080000900100040 0".replace(" ", "")));
    assertTrue(read.endsWith("7A"));
    assertEquals("AAAAAA9669000400009195", ask("AAAAAA96690003300330"));
    assertEquals("AAAAAA9669000400008084", ask("AAAAAA96690003200122"), "read: not found again");
  }

  @ParameterizedTest
  @CsvSource({"R, 7A", "J, 91", "I, 0D", "Y, 7D"})
  void readRepliesOfAllCardsCarryThePublishedChecksums(char type, String checksum) {
    module.lay(EmulatedCard.raw(Vectors.text(type), new byte[1024]));
    ask("AAAAAA96690003200122");
    ask("AAAAAA96690003200221");
    assertTrue(ask("AAAAAA96690003300132").endsWith(checksum));
  }

  @Test
  void wholeSampleReplyComesBackByteForByte() {
    byte[] sample = Vectors.readReply();
    byte[] photo = java.util.Arrays.copyOfRange(sample, 14 + 256, 14 + 256 + 1024);
    module.lay(EmulatedCard.raw(Vectors.text('R'), photo));
    ask("AAAAAA96690003200122");
    ask("AAAAAA96690003200221");
    assertEquals(HexFormat.of().withUpperCase().formatHex(sample), ask("AAAAAA96690003300132"));
  }

  @Test
  void cardsFilledFieldByFieldEqualThePublishedTexts() {
    var resident =
        EmulatedCard.blank()
            .person("测试甲", "2", "19491231")
            .ethnicity("01")
            .address("北京市海淀区测试路1号")
            .number("110108194912310029", "北京市公安局海淀分局")
            .valid("20100101", "长期");
    assertEquals(hex(Vectors.text('R')), hex(resident.build().text()));
    var foreigner =
        EmulatedCard.blank()
            .person("证件样本", "2", "19800101")
            .english("ZHENGJIAN, YANGBEN")
            .number("931586198001010028", "")
            .valid("20230808", "20330807")
            .foreigner2023("PAK", "00", "000");
    var parsed = Vectors.text('Y');
    String renewals = new String(parsed, 32, 4, java.nio.charset.StandardCharsets.UTF_16LE);
    assertEquals(hex(parsed), hex(foreigner.put(32, 4, renewals).build().text()));
  }

  @Test
  void refusesWrongOrderUnknownCommandsAndDamagedRequests() {
    module.lay(EmulatedCard.raw(Vectors.text('R'), new byte[1024]));
    assertTrue(ask("AAAAAA96690003200221").endsWith("00008185"), "select before find");
    assertTrue(ask("AAAAAA96690003300132").endsWith("00002327"), "read before select");
    assertTrue(ask("AAAAAA9669000377AADE").endsWith("00002125"), "unknown");
    assertEquals("AAAAAA9669000400001014", ask("AAAAAA96690003200123"), "bad checksum");
  }

  @Test
  void cardStaysSilentAfterReadingUntilLiftedOrReset() {
    module.lay(EmulatedCard.raw(Vectors.text('R'), new byte[1024]));
    ask("AAAAAA96690003200122");
    ask("AAAAAA96690003200221");
    ask("AAAAAA96690003300132");
    assertTrue(ask("AAAAAA96690003200122").endsWith("8084"));
    ask("AAAAAA9669000310FFEC");
    assertTrue(ask("AAAAAA96690003200122").contains("9F00000000"));
  }

  @Test
  void paceIsThatOfTheWire() {
    var paced = new SamModule(115_200);
    long micros =
        paced.receive(Vectors.hex("AAAAAA9669000312FFEE"), 10).stream()
            .mapToLong(SamModule.Chunk::afterMicros)
            .sum();
    assertEquals((10 + 27) * 10 * 1_000_000L / 115_200, micros, 2);
  }

  @Test
  void everySyntheticPersonIsReadableAndOfTheUnassignedRegion() {
    var parser =
        new CardTextParser(n -> IdNumber.parse(n, Vectors.TODAY) instanceof IdNumber.Valid);
    var people = SyntheticPeople.load();
    assertTrue(people.size() >= 12);
    for (var person : people) {
      var text = parser.parse(person.card().text());
      assertTrue(
          IdNumber.parse(text.number(), Vectors.TODAY) instanceof IdNumber.Valid, person.note());
      if (text.type() == CardType.RESIDENT)
        assertTrue(text.number().startsWith("110199"), person.note());
      assertTrue(text.values().values().stream().noneMatch(v -> v.corrupt()), person.note());
    }
    for (String name : new String[] {"陈䶮", "𠅤明远", "买买提·吐尔逊"}) {
      assertTrue(
          people.stream()
              .anyMatch(p -> parser.parse(p.card().text()).text(CardField.NAME).equals(name)),
          name);
    }
  }

  @Test
  void controlLinesDoWhatTheySayAndRefuseTheRest() throws Exception {
    try (var emulator =
        SamEmulator.listen(0, cn.ruhu.device.idcard.Threads.daemons(), System::nanoTime)) {
      var control = new ControlLine(emulator, SyntheticPeople.load());
      assertTrue(control.greeting().startsWith("{\"ok\":true,\"uri\":\"sam+tcp://127.0.0.1:"));
      assertEquals(Optional.of("{\"ok\":true,\"card\":1}"), control.command("card 1"));
      assertEquals(Optional.of("{\"ok\":true}"), control.command("remove"));
      assertEquals(
          Optional.of("{\"ok\":true,\"fault\":\"SILENT\"}"), control.command("fault silent 2"));
      assertEquals(Optional.of("{\"ok\":true}"), control.command("fault none"));
      assertTrue(control.command("people").orElseThrow().contains("12 expected long term"));
      for (String bad :
          new String[] {"card 0", "card 99", "card x", "card", "fault", "fault x", ""})
        assertTrue(control.command(bad).orElseThrow().startsWith("{\"ok\":false"), bad);
      assertEquals(Optional.empty(), control.command("quit"));
    }
  }

  private String ask(String request) {
    byte[] bytes = Vectors.hex(request);
    var out = new ByteArrayOutputStream();
    for (var chunk : module.receive(bytes, bytes.length)) out.writeBytes(chunk.bytes());
    return hex(out.toByteArray());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
