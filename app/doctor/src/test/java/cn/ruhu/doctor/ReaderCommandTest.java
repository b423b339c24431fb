package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.ServiceKind;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.Fault;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.idcard.emulator.ServiceEmulator;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class ReaderCommandTest {
  private static final List<String> KEYS =
      List.of(
          "ok",
          "type",
          "name",
          "sex",
          "ethnicity",
          "birthDate",
          "address",
          "number",
          "issuer",
          "validFrom",
          "validTo",
          "samId",
          "origin",
          "baud",
          "warnings",
          "error");

  private final EmulatedCard card =
      EmulatedCard.blank()
          .person("测试甲", "2", "19491231")
          .ethnicity("01")
          .address("北京市海淀区测试路1号")
          .number("110108194912310029", "北京市公安局海淀分局")
          .valid("20100101", "长期")
          .build();
  private SamEmulator emulator;
  private String uri;

  @BeforeEach
  void plugIn() throws IOException {
    emulator =
        SamEmulator.listen(
            115_200,
            task -> Thread.ofPlatform().daemon().name("test-emulator").start(task),
            System::nanoTime);
    uri = emulator.address().toString();
  }

  @AfterEach
  void unplug() {
    emulator.close();
  }

  @Test
  void showsEveryFieldOfTheCardWhenAskedTo() {
    emulator.lay(card);
    var asked = Ask.of("reader", "--address", uri, "--show");
    assertEquals(0, asked.code());
    assertEquals(
        "{\"ok\":true,\"type\":\"R\",\"name\":\"测试甲\",\"sex\":\"2\",\"ethnicity\":\"01\","
            + "\"birthDate\":\"1949-12-31\",\"address\":\"北京市海淀区测试路1号\","
            + "\"number\":\"110108194912310029\",\"issuer\":\"北京市公安局海淀分局\","
            + "\"validFrom\":\"2010-01-01\",\"validTo\":\"长期\","
            + "\"samId\":\"05.01-20160316-0005241654-1234567890\",\"origin\":\"CHIP\","
            + "\"baud\":null,\"warnings\":[],\"error\":null}",
        asked.out().strip());
  }

  @Test
  void masksThePersonByDefault() {
    emulator.lay(card);
    var asked = Ask.of("reader", "--address", uri);
    assertEquals(0, asked.code());
    assertEquals(KEYS, asked.keys());
    assertEquals("***", asked.text("name"));
    assertEquals("110108********0029", asked.text("number"));
    for (String secret : new String[] {"测试", "1949", "12310029"})
      assertFalse(asked.out().contains(secret), asked.out());
  }

  @Test
  void everyKindOfCardIsNamed() {
    for (var person : SyntheticPeople.load().subList(12, 15)) {
      emulator.lay(person.card());
      var asked = Ask.of("reader", "--address", uri, "--show");
      assertEquals(0, asked.code(), asked.out());
      assertTrue(List.of("J", "Y", "I").contains(asked.text("type")));
    }
  }

  @Test
  void noCardUnreadableCardAndNoReaderAreThreeErrors() throws IOException {
    assertError("NO_CARD", Ask.of("reader", "--address", uri, "--wait", "0"));
    emulator.fault(Fault.READ_FAILED, 1);
    emulator.lay(card);
    assertError("READ_FAILED", Ask.of("reader", "--address", uri));
    // bound and not listening: nobody else can take the port meanwhile
    try (var vacant = new Socket()) {
      vacant.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String there = "sam+tcp://127.0.0.1:" + vacant.getLocalPort();
      assertError("ABSENT", Ask.of("reader", "--address", there));
    }
    assertError("ABSENT", Ask.of("reader", "--address", "sam+serial:///dev/no-such-port"));
    assertError("ADDRESS", Ask.of("reader", "--address", "/dev/ttyUSB0"));
  }

  @Test
  void otherKindsOfAddressAreReadOrSaidToBeAway() throws IOException {
    assertError("LIBRARY", Ask.of("reader", "--address", "vendor:///no/such/libsdt.so"));
    try (var service =
        ServiceEmulator.listen(
            ServiceKind.XZX,
            task -> Thread.ofPlatform().daemon().name("test-service").start(task))) {
      service.says(
          """
          {"code":"0","retcode":"0x90 0x1","name":"测试甲","sex":"女","nation":"汉","born":"19491231",
           "address":"北京市海淀区测试路1号","cardno":"110108194912310029","userlifeb":"20100101",
           "userlifee":"20200101","police":"北京市公安局海淀分局","CardType":"0"}\
          """);
      var asked = Ask.of("reader", "--address", service.address().toString());
      assertEquals(0, asked.code(), asked.out());
      assertEquals("VENDOR_API", asked.text("origin"));
      assertEquals("110108********0029", asked.text("number"));
      assertTrue(asked.out().contains("EXPIRED"), asked.out());
    }
  }

  @Test
  void missingArgumentIsExitCodeTwoAndPrintsNothing() {
    assertEquals(new Ask(2, ""), Ask.of("reader"));
    assertEquals(new Ask(2, ""), Ask.of());
    assertEquals(new Ask(2, ""), Ask.of("unknown"));
  }

  @Test
  void realProcessPrintsOneUtf8LineAndExitsByTheOutcome() throws Exception {
    emulator.lay(card);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.ruhu.doctor.Main",
                "reader",
                "--address",
                uri,
                "--show")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), out);
    assertEquals(1, out.lines().count());
    assertEquals("测试甲", JsonMapper.shared().readTree(out).get("name").asString());
  }

  private static void assertError(String error, Ask asked) {
    assertEquals(1, asked.code());
    assertEquals(KEYS, asked.keys());
    assertFalse(asked.json().get("ok").asBoolean());
    assertEquals(error, asked.text("error"));
    assertTrue(asked.json().get("name").isNull());
  }
}
