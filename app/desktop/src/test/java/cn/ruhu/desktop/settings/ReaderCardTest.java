package cn.ruhu.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Tall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// The reader in the settings: found instead of typed, tried with a card, each step in words.
class ReaderCardTest extends DesktopTest {
  private final List<String> used = new ArrayList<>();
  private Consumer<Readers.State> states = _ -> {};
  private Consumer<Readers.Tried> tried = _ -> {};

  private final Readers readers =
      new Readers() {
        @Override
        public String address() {
          return used.isEmpty() ? "" : used.getLast();
        }

        @Override
        public boolean accepts(String address) {
          return address.startsWith("sam+");
        }

        @Override
        public void use(String address) {
          used.add(address);
          states.accept(
              new State(
                  "READY",
                  Optional.empty(),
                  "05.01-20160316-0005241654-1234567890",
                  3,
                  9_600,
                  Optional.of(Instant.parse("2017-11-20T01:12:00Z"))));
        }

        @Override
        public List<Found> search() {
          return List.of(
              new Found("sam+usb://0400:c35a", "USB"),
              new Found("xzx+http://127.0.0.1:8989", "XZX"),
              new Found("sam+serial:///dev/ttyUSB0", "USB-SERIAL CH340"));
        }

        @Override
        public Runnable onState(Consumer<State> changed) {
          states = changed;
          changed.accept(State.NONE);
          return () -> {};
        }

        @Override
        public Runnable trial(Consumer<Tried> heard) {
          tried = heard;
          return () -> {};
        }

        @Override
        public void tryOnce(int seconds) {}
      };

  @Override
  protected Parent open(Kit kit) {
    var model = new SettingsViewModel(readers, kit.background());
    var card = new ReaderCard(kit, model);
    model.open();
    var page = new VBox(card.node());
    page.setPadding(new Insets(22));
    return filling(new Tall(page));
  }

  private String words() {
    return ask(() ->
        String.join(
            "|",
            lookup("#settings-reader-test").<VBox>query().getChildren().stream()
                .map(n -> ((Label) n).getText())
                .toList()));
  }

  @Test
  void aReaderIsFoundUsedAndTriedWithEachStepInWords() {
    pictures("settings-reader-none");
    assertTrue(ask(() -> lookup("#settings-reader-try").query().isDisabled()));
    clickOn("#settings-reader-search");
    until("three are found", () -> lookup("#settings-reader-found-2").tryQuery().isPresent());
    clickOn("#settings-reader-found-2");
    assertEquals(List.of("sam+serial:///dev/ttyUSB0"), used);
    clickOn("#settings-reader-try");
    assertTrue(words().contains("等待放证件，最多 20 秒"), words());
    pictures("settings-reader-trying");
    fx(() ->
        tried.accept(
            new Readers.Tried(
                "CARD",
                "R",
                124,
                List.of(
                    new Readers.Warning("EXPIRED", "2016-03-01"),
                    new Readers.Warning("PRIVATE_USE", "U+E123")))));
    assertTrue(words().contains("端口已打开，波特率 9600"), words());
    assertTrue(words().contains("读到居民身份证，用时 124 毫秒"), words());
    assertTrue(words().contains("证件已过期（到 2016-03-01 止）"), words());
    pictures("settings-reader-tried");
    assertEquals(List.of(), cutAtTwice("settings-reader"));
  }

  @Test
  void whatIsTypedIsNotTheReaderInUse() {
    fx(() -> readers.use("sam+tcp://127.0.0.1:9700"));
    clickOn("#settings-reader-input").write("sam+serial");
    fx(() -> states.accept(Readers.State.of("READY")));
    assertEquals(
        List.of("sam+tcp://127.0.0.1:9700"),
        ask(() ->
            lookup("#settings-reader-facts .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .filter(words -> words.startsWith("sam+"))
                .toList()));
  }

  @Test
  void aReaderThatIsAwaySaysWhatToDo() {
    fx(() ->
        states.accept(
            new Readers.State("OFFLINE", Optional.of("HUNG"), "", 0, 0, Optional.empty())));
    assertTrue(words().contains("请拔下读卡器"), words());
    assertTrue(ask(() -> lookup("#settings-reader-try").query().isDisabled()));
  }
}
