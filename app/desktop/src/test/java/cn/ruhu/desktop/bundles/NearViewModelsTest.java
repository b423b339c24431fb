package cn.ruhu.desktop.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.bundles.HandOverViewModel.Phase;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.lan.Delivery;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Reception;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The two ends of a meeting in words.
class NearViewModelsTest {
  private static final Instant NOW = Instant.parse("2017-11-20T01:30:00Z");

  private final InMemoryNearby nearby = new InMemoryNearby();
  private final InMemoryCarrying carrying = new InMemoryCarrying();
  private final InlineBackground background = Background.inline();
  private int came;
  private int went;
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final ReceiveViewModel receive =
      new ReceiveViewModel(nearby, background, clock, () -> came++);
  private final HandOverViewModel hand =
      new HandOverViewModel(nearby, carrying, background, () -> went++);

  private static String words(@Nullable Message m) {
    return m == null ? "" : Text.chinese().of(m);
  }

  @Test
  void aCodeIsShownWithItsAddressesAndItsTime() {
    receive.open();
    assertEquals("正在准备…", words(receive.now.get()));
    nearby.changed.accept(InMemoryNearby.waiting(NOW, null));
    assertEquals("48 217 360", receive.code.get());
    assertEquals("192.168.43.17\n10.12.4.81", receive.addresses.get());
    assertEquals("这个码只能用一次，还有 10:00 有效", words(receive.left.get()));
    now = NOW.plusSeconds(61);
    background.pass(Duration.ofSeconds(1));
    assertEquals("这个码只能用一次，还有 08:59 有效", words(receive.left.get()));
    receive.again();
    assertEquals("again", nearby.asked.getLast());
  }

  @Test
  void whoIsThereHowFarItIsAndWhatCameAreSaid() {
    receive.open();
    nearby.changed.accept(new Reception.State.Met(InMemoryNearby.HE, 0, 0));
    assertEquals("何志强（电脑 HE-PC）已连上，等对方点“发送”", words(receive.now.get()));
    assertEquals("", receive.code.get(), "a used code is not shown");
    nearby.changed.accept(new Reception.State.Met(InMemoryNearby.HE, 7_340_032, 14_680_064));
    assertEquals("正在接收 何志强（电脑 HE-PC）交来的封存包：7.0 MB / 14.0 MB", words(receive.now.get()));
    assertEquals(0.5, receive.progress.get());
    nearby.changed.accept(
        InMemoryNearby.waiting(NOW, InMemoryNearby.exchange(2, 2, 14_680_064, 1, null)));
    assertEquals(
        "收下 何志强（电脑 HE-PC）交来的 2 个封存包（14.0 MB），联网后自动转交；收到本机的 1 份回执", words(receive.told.get()));
    assertNull(receive.problem.get());
    assertEquals(1, came);
    nearby.changed.accept(
        InMemoryNearby.waiting(
            NOW, InMemoryNearby.exchange(2, 0, 3_145_728, 0, MeetingException.Code.CUT)));
    assertEquals("收到 何志强（电脑 HE-PC）交来的 3.0 MB，完好的部分照常转交", words(receive.told.get()));
    assertTrue(words(receive.problem.get()).startsWith("连接断了"));
    assertEquals("48 217 360", receive.code.get(), "and the next code stands there");
  }

  @Test
  void nothingListensBeforeItIsOpenedOrAfterItIsClosed() {
    receive.close();
    assertEquals(List.of(), nearby.asked);
    receive.open();
    var late = nearby.changed;
    receive.close();
    assertEquals(List.of("listen", "close"), nearby.asked);
    late.accept(InMemoryNearby.waiting(NOW, null));
    assertEquals("", receive.code.get(), "what comes late is not shown");
    receive.again();
    assertEquals(2, nearby.asked.size());
  }

  @ParameterizedTest
  @EnumSource(Reception.Why.class)
  void whyNobodyIsWaitedForIsSaidWithTheNextStep(Reception.Why why) {
    receive.open();
    nearby.changed.accept(new Reception.State.Shut(why, Optional.empty()));
    String said = words(receive.problem.get());
    assertTrue(said.contains("“换一个码”") && !said.contains("["), said);
    assertEquals("", receive.code.get());
  }

  @Test
  void whatIsTypedWronglyIsSaidBesideItAndNobodyIsCalled() {
    hand.code.set("4821");
    hand.address.set("8.8.8.8");
    hand.connect();
    assertEquals("码是 8 位数字，请照同事的屏幕输入", words(hand.codeProblem.get()));
    assertTrue(words(hand.addressProblem.get()).startsWith("不是局域网里的地址"));
    assertEquals(List.of(), nearby.asked);
    assertEquals(Phase.TYPING, hand.phase.get());
  }

  @Test
  void oneSeesWhoIsThereBeforeAnythingIsSent() {
    hand.open();
    assertEquals("要交出 14 项、36 个文件（约 13.7 MB），交出后本机的内容仍在", words(hand.waits.get()));
    hand.code.set("48 217 360");
    hand.connect();
    assertEquals(List.of("call - 48217360"), nearby.asked);
    assertEquals(Phase.MET, hand.phase.get());
    assertEquals("已连上 何志强（电脑 HE-PC）", words(hand.who.get()));
    hand.send();
    assertEquals(Phase.DONE, hand.phase.get());
    assertEquals(
        "已全部交到 何志强（电脑 HE-PC）：14 项、36 个文件（这次传了 13.7 MB）。本机的内容仍在，等区里的回执；收到本机的 1 份回执",
        words(hand.told.get()));
    assertNull(hand.problem.get());
    assertEquals(1, went);
    assertEquals("hang up", nearby.asked.getLast());
  }

  @Test
  void anAddressIsCalledAsTyped() {
    hand.code.set("48217360");
    hand.address.set("192.168.43.17");
    hand.connect();
    assertEquals(List.of("call 192.168.43.17:47612 48217360"), nearby.asked);
    hand.stop();
    assertEquals(Phase.TYPING, hand.phase.get());
    assertEquals("hang up", nearby.asked.getLast());
  }

  @ParameterizedTest
  @EnumSource(MeetingException.Code.class)
  void everyReasonHasWordsAndOneMayTryAgain(MeetingException.Code code) {
    nearby.refusal = code;
    hand.code.set("48217360");
    hand.connect();
    String said = words(hand.problem.get());
    assertFalse(said.isEmpty() || said.contains("["), said);
    assertFalse(Text.english().of("bundles.near.trouble." + code).contains("["));
    assertEquals(Phase.TYPING, hand.phase.get());
  }

  @Test
  void aCutSaysHowMuchIsThereAndHowToGoOn() {
    nearby.sent =
        new Delivery.Sent(
            InMemoryNearby.exchange(2, 1, 7_340_032, 0, MeetingException.Code.CUT),
            new Exports.Exported(2, 2, 14, 36, 14_400_000, List.of()));
    hand.code.set("48217360");
    hand.connect();
    hand.send();
    assertEquals("已交到 何志强（电脑 HE-PC）：7.0 MB，还没有交完", words(hand.told.get()));
    assertTrue(words(hand.problem.get()).contains("从断处接着传"));
    assertEquals(Phase.TYPING, hand.phase.get());
    assertEquals("", hand.code.get());
  }

  @Test
  void aFullDiskHereAndWhoseWorkCannotBeReadAreSaid() {
    hand.code.set("48217360");
    hand.connect();
    nearby.fault = StoreException.Code.DISK_FULL;
    hand.send();
    assertTrue(words(hand.problem.get()).startsWith("本机磁盘空间不够"));
    nearby.fault = null;
    var left = List.of(new Exports.Left(new UUID(1, 3), StoreException.Code.CORRUPT));
    nearby.sent =
        new Delivery.Sent(
            InMemoryNearby.exchange(1, 1, 5, 0, null), new Exports.Exported(1, 1, 1, 0, 5, left));
    hand.code.set("48217360");
    hand.connect();
    hand.send();
    assertTrue(words(hand.problem.get()).startsWith("有 1 人的内容读不出来"));
  }
}
