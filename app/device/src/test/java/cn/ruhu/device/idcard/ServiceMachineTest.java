package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.emulator.ServiceEmulator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Vendors' services over real HTTP: right answers, nonsense, refusals, slowness.
@Timeout(30)
final class ServiceMachineTest {
  private static final String XZX_CARD =
      """
      {"code":"0","retcode":"0x90 0x1","retmsg":"ok","errmsg":"","name":"测试甲","sex":"女",
       "nation":"汉","born":"19491231","address":"北京市海淀区测试路1号","cardno":"110108194912310029",
       "userlifeb":"20100101","userlifee":"长期","police":"北京市公安局海淀分局","photobase64":"",
       "FpData":null,"FpFeature1":"4301","CardType":"0","EngName":"","CertVol":"","PassID":""}\
      """;

  private static final String HUASHI_CARD =
      """
      {"resultFlag":0,"errorMsg":"","partyName":"测试甲","gender":"女","nation":"汉","nationCode":"01",
       "bornDay":"19491231","certAddress":"北京市海淀区测试路1号","certNumber":"110108194912310029",
       "certOrg":"北京市公安局海淀分局","effDate":"20100101","expDate":"长期","certType":" ",
       "identityPic":"/9j/nonsense"}\
      """;

  private ServiceEmulator service;
  private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
  private final BlockingQueue<ReaderSnapshot> states = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    if (service != null) service.close();
  }

  private IdCardReader reader(ServiceKind kind) throws Exception {
    service = ServiceEmulator.listen(kind, Threads.daemons());
    return started(service.address());
  }

  private IdCardReader started(ReaderAddress.Service address) {
    var reader =
        new IdCardReader(address, TransportOpener.real(), Vectors.realTime(), Threads.daemons());
    reader.start(
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {
            states.add(now);
          }

          @Override
          public void read(Reading reading) {
            readings.add(reading);
          }
        });
    return reader;
  }

  private void await(ReaderState state) throws InterruptedException {
    while (true) {
      var next = states.poll(10, TimeUnit.SECONDS);
      if (next == null) throw new AssertionError("never " + state);
      if (next.state() == state) return;
    }
  }

  private CardReading card() throws InterruptedException {
    return assertInstanceOf(Reading.Card.class, readings.poll(10, TimeUnit.SECONDS)).card();
  }

  @ParameterizedTest
  @EnumSource(ServiceKind.class)
  void readsACardOnceAsTheVendorsWordAndAgainWhenItIsLaidAgain(ServiceKind kind) throws Exception {
    try (var reader = reader(kind)) {
      await(ReaderState.READY);
      service.says(kind == ServiceKind.XZX ? XZX_CARD : HUASHI_CARD);
      var read = card();
      assertEquals(CardReading.Origin.VENDOR_API, read.origin());
      assertEquals("测试甲", read.name());
      assertEquals("2", read.text().sex());
      assertEquals("01", read.text().ethnicity());
      assertEquals("110108194912310029", read.number());
      assertTrue(read.text().longTerm());
      assertEquals(List.of(), read.warnings());
      assertEquals(0, read.photo().size(), "no whole picture, no picture");
      String kept = new String(read.raw().toArray(), StandardCharsets.UTF_8);
      assertTrue(kept.contains("=110108194912310029\n"), kept);
      assertFalse(kept.contains("4301"), "fingerprints are never kept");
      Thread.sleep(1_000);
      assertEquals(null, readings.poll(), "the same card is told once while it lies");
      service.says(service.noCard());
      await(ReaderState.READY);
      service.says(kind == ServiceKind.XZX ? XZX_CARD : HUASHI_CARD);
      card();
      assertInstanceOf(Reading.Card.class, reader.readOnce(Duration.ofSeconds(5)).get());
    }
  }

  @Test
  void theOtherCardTypesAreReadAsTheVendorsDocumentWritesThem() {
    var y =
        new ServiceReply(
            ServiceKind.XZX,
            Map.ofEntries(
                Map.entry("name", "证件样本"),
                Map.entry("sex", "女"),
                Map.entry("nation", "巴基斯坦/PAK"),
                Map.entry("born", "19800101"),
                Map.entry("cardno", "931586198001010028"),
                Map.entry("userlifeb", "20230808"),
                Map.entry("userlifee", "20330807"),
                Map.entry("CardType", "3"),
                Map.entry("Reserved", "000"),
                Map.entry("EngName", "ZHENGJIAN, YANGBEN"),
                Map.entry("IssuesTimes", "00")));
    var card = y.card().orElseThrow();
    assertEquals(CardType.FOREIGN_2023, card.type());
    assertEquals("PAK", card.text(CardField.NATIONALITY));
    assertEquals(List.of(), CardChecks.of(card, Vectors.TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=超过十五个字的姓名是不可能写在证件上的",
        "sex=X",
        "nation=不存在的民族",
        "born=19493112",
        "born=",
        "cardno=",
        "cardno=1101081949123100291",
        "userlifee=永远",
        "CardType=7",
        "address=a\u0007b",
        "police=一二三四五六七八九十一二三四五六"
      })
  void fieldThatCannotBeMakesTheWholeReplyNone(String wrong) {
    var said = new TreeMap<>(said());
    said.put(wrong.split("=", -1)[0], wrong.split("=", -1)[1]);
    assertTrue(new ServiceReply(ServiceKind.XZX, said).card().isEmpty(), wrong);
    assertTrue(new ServiceReply(ServiceKind.XZX, said()).card().isPresent());
  }

  private static Map<String, String> said() {
    return cn.ruhu.device.json.FlatReply.read(XZX_CARD).orElseThrow();
  }

  @Test
  void numberThatDoesNotFitIsWarnedOfAsWithAChip() {
    var said = new TreeMap<>(said());
    said.put("cardno", "110108194912310028");
    var card = new ServiceReply(ServiceKind.XZX, said).card().orElseThrow();
    assertEquals(
        CardWarning.Code.NUMBER_INVALID, CardChecks.of(card, Vectors.TODAY).getFirst().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>not found</html>", "{\"hello\":\"world\"}", "{\"code\":", "[]", ""})
  void nonsenseIsAnErrorOfTheServiceAndNeverACard(String nonsense) throws Exception {
    try (var reader = reader(ServiceKind.XZX)) {
      await(ReaderState.READY);
      service.says(nonsense);
      await(ReaderState.OFFLINE);
      assertEquals(ReaderError.REPLY, reader.snapshot().error().orElseThrow());
      service.says(XZX_CARD);
      card();
    }
  }

  @Test
  void refusalsSayWhatTheyAre() throws Exception {
    try (var reader = reader(ServiceKind.XZX)) {
      await(ReaderState.READY);
      service.says("{\"code\":\"1\",\"retcode\":\"0x41\"}");
      await(ReaderState.NEEDS_USER);
      assertEquals(ReaderError.READ_FAILED, reader.snapshot().error().orElseThrow());
      service.says("{\"code\":\"1\",\"retcode\":\"1\",\"retmsg\":\"busy\"}");
      await(ReaderState.NEEDS_USER);
      assertEquals(ReaderError.BUSY, reader.snapshot().error().orElseThrow());
      service.says("{\"code\":\"1\",\"retcode\":\"0x1\"}");
      await(ReaderState.OFFLINE);
      assertEquals(ReaderError.ABSENT, reader.snapshot().error().orElseThrow());
    }
  }

  @Test
  void serviceWithoutAReaderAndNoServiceAreAbsent() throws Exception {
    try (var reader = reader(ServiceKind.HUASHI)) {
      await(ReaderState.READY);
      service.close();
      await(ReaderState.OFFLINE);
      var error = reader.snapshot().error().orElseThrow();
      assertTrue(error == ReaderError.ABSENT || error == ReaderError.UNPLUGGED, error.name());
    }
    service = ServiceEmulator.listen(ServiceKind.HUASHI, Threads.daemons());
    service.opensWith("{\"resultFlag\":-1,\"errorMsg\":\"\"}");
    try (var reader = started(service.address())) {
      assertEquals(
          new Reading.Trouble(ReaderError.ABSENT), reader.readOnce(Duration.ofSeconds(5)).get());
    }
  }

  @Test
  void textOfTheFamilyOfGbkIsReadWhenItSaysSoAndSlowOrLongAnswersAreEnded() throws Exception {
    try (var reader = reader(ServiceKind.XZX)) {
      service.manners(200, Charset.forName("GB18030"), 0);
      service.says(XZX_CARD);
      assertEquals("测试甲", card().name());
      service.manners(500, StandardCharsets.UTF_8, 0);
      await(ReaderState.OFFLINE);
      service.manners(200, StandardCharsets.UTF_8, 0);
      service.says("{\"a\":\"" + "x".repeat(ServiceCall.BODY_MAX) + "\"}");
      await(ReaderState.OFFLINE);
      assertEquals(ReaderError.REPLY, reader.snapshot().error().orElseThrow());
      service.says(service.noCard());
      service.manners(200, StandardCharsets.UTF_8, 6_000);
      await(ReaderState.OFFLINE);
      assertEquals(ReaderError.NO_ANSWER, reader.snapshot().error().orElseThrow());
    }
  }

  /// A reply damaged at random is a card whose every field stands in the reply, or none.
  @Test
  void twoThousandDamagedRepliesGiveNoFieldOfTheirOwn() {
    var random = new Random(20261129);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(XZX_CARD);
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, (char) (32 + random.nextInt(90)));
          default -> text.setCharAt(at, (char) random.nextInt(0x3000));
        }
      }
      var said = cn.ruhu.device.json.FlatReply.read(text.toString());
      if (said.isEmpty()) continue;
      var reply = new ServiceReply(ServiceKind.XZX, said.get());
      if (!reply.read()) continue;
      var card = reply.card();
      if (card.isEmpty()) continue;
      String number = card.get().number();
      assertTrue(said.get().get("cardno").contains(number) && number.length() <= 18);
      assertTrue(said.get().getOrDefault("name", "").contains(card.get().text(CardField.NAME)));
    }
  }
}
