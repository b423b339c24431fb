package cn.ruhu.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.settings.SettingsViewModel.Step;
import cn.ruhu.desktop.settings.SettingsViewModel.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

class SettingsViewModelTest {
  private static final class InMemoryReaders implements Readers {
    final List<Consumer<State>> listeners = new ArrayList<>();
    final List<String> used = new ArrayList<>();

    @Override
    public String address() {
      return "sam+tcp://127.0.0.1:9700";
    }

    @Override
    public boolean accepts(String address) {
      return address.isEmpty() || address.startsWith("sam+");
    }

    @Override
    public void use(String address) {
      used.add(address);
    }

    @Override
    public Runnable onState(Consumer<State> changed) {
      listeners.add(changed);
      changed.accept(new State("NONE", Optional.empty(), "", 0));
      return () -> listeners.remove(changed);
    }

    void say(String phase, String error, String module, int cards) {
      listeners
          .getFirst()
          .accept(
              new State(
                  phase, error.isEmpty() ? Optional.empty() : Optional.of(error), module, cards));
    }
  }

  private final InMemoryReaders readers = new InMemoryReaders();
  private final SettingsViewModel model = new SettingsViewModel(readers);

  @org.junit.jupiter.api.Test
  void wrongAddressIsSaidAndNotUsed() {
    model.address.set("usb");
    model.use();
    assertEquals(Message.of("settings.reader.wrong"), model.problem.get());
    assertEquals(List.of(), readers.used);
    model.address.set(" sam+serial:///COM3 ");
    model.use();
    assertNull(model.problem.get());
    assertEquals(List.of("sam+serial:///COM3"), readers.used);
  }

  @org.junit.jupiter.api.Test
  void selfTestGoesFromPortToModuleToCard() {
    model.open();
    assertEquals(Test.NONE, model.test.get());
    readers.say("OPENING", "", "", 0);
    assertEquals(Step.RUNNING, model.test.get().port());
    readers.say("READY", "", "05.03-20170101", 0);
    assertEquals(
        new Test(
            Step.GOOD,
            Step.GOOD,
            Step.RUNNING,
            "05.03-20170101",
            Message.of("settings.reader.lay")),
        model.test.get());
    readers.say("CARD_DONE", "", "05.03-20170101", 1);
    assertEquals(
        new Test(Step.GOOD, Step.GOOD, Step.GOOD, "05.03-20170101", null), model.test.get());
  }

  @org.junit.jupiter.api.Test
  void unpluggedSilentAndUnreadableAreThreeThings() {
    model.open();
    readers.say("OFFLINE", "UNPLUGGED", "", 0);
    assertEquals(Step.BAD, model.test.get().port());
    readers.say("OFFLINE", "NO_ANSWER", "", 0);
    assertEquals(Step.GOOD, model.test.get().port());
    assertEquals(Step.BAD, model.test.get().module());
    readers.say("NEEDS_USER", "CARD_DATA", "05.03", 0);
    assertEquals(Step.BAD, model.test.get().card());
    assertEquals(Message.of("settings.reader.error.CARD_DATA"), model.test.get().advice());
  }
}
