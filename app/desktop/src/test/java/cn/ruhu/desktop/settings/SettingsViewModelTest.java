package cn.ruhu.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

class SettingsViewModelTest {
  private static final class InMemoryReaders implements Readers {
    final List<Consumer<State>> listeners = new ArrayList<>();
    final List<String> used = new ArrayList<>();
    final List<Consumer<Tried>> ears = new ArrayList<>();
    final List<Integer> tries = new ArrayList<>();
    List<Found> found = List.of();

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
    public List<Found> search() {
      return found;
    }

    @Override
    public Runnable onState(Consumer<State> changed) {
      listeners.add(changed);
      changed.accept(State.of("NONE"));
      return () -> listeners.remove(changed);
    }

    @Override
    public Runnable trial(Consumer<Tried> heard) {
      ears.add(heard);
      return () -> ears.remove(heard);
    }

    @Override
    public void tryOnce(int seconds) {
      tries.add(seconds);
    }

    void say(String phase, String error, String module, int baud) {
      listeners
          .getFirst()
          .accept(
              new State(
                  phase,
                  error.isEmpty() ? Optional.empty() : Optional.of(error),
                  module,
                  0,
                  baud,
                  Optional.empty()));
    }
  }

  private final InMemoryReaders readers = new InMemoryReaders();
  private final SettingsViewModel model = new SettingsViewModel(readers, Background.inline());

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

  private List<String> steps() {
    return model.test.stream()
        .map(l -> l.step() + " " + l.words().key().replace("settings.test.", ""))
        .toList();
  }

  private List<String> advice() {
    return model.test.getLast().advice().stream().map(Message::key).toList();
  }

  @org.junit.jupiter.api.Test
  void selfTestGoesFromPortToModuleToCardToItsContent() {
    model.open();
    assertEquals(List.of(), steps());
    readers.say("OPENING", "", "", 0);
    assertEquals(List.of("RUNNING port.RUNNING"), steps());
    readers.say("READY", "", "05.03-20170101", 9_600);
    assertEquals(List.of("GOOD port.SPEED", "GOOD module.GOOD", "OPEN card.OPEN"), steps());
    model.tryCard();
    assertEquals(List.of(SettingsViewModel.WAIT_SECONDS), readers.tries);
    assertEquals("RUNNING card.RUNNING", steps().getLast());
    assertEquals(List.of("settings.reader.lay"), advice());
    readers.ears.getFirst().accept(new Readers.Tried("CARD", "R", 124, List.of()));
    assertEquals(
        List.of("GOOD port.SPEED", "GOOD module.GOOD", "GOOD card.GOOD.R", "GOOD checks.GOOD"),
        steps());
    assertFalse(model.trying.get());
  }

  @org.junit.jupiter.api.Test
  void whatDoesNotFitTogetherIsNamedWithWhatToDo() {
    model.open();
    readers.say("READY", "", "05.03", 0);
    readers
        .ears
        .getFirst()
        .accept(
            new Readers.Tried(
                "CARD", "J", 130, List.of(new Readers.Warning("EXPIRED", "2026-01-01"))));
    assertEquals("BAD checks.BAD", steps().getLast());
    assertEquals(List.of("work.card.warning.EXPIRED"), advice());
    readers.ears.getFirst().accept(new Readers.Tried("NO_CARD", "", 0, List.of()));
    assertEquals("BAD card.NONE", steps().getLast());
    readers.ears.getFirst().accept(new Readers.Tried("READ_FAILED", "", 0, List.of()));
    assertEquals(List.of("settings.reader.error.READ_FAILED"), advice());
  }

  @org.junit.jupiter.api.Test
  void unpluggedSilentAndUnreadableAreThreeThings() {
    model.open();
    readers.say("OFFLINE", "UNPLUGGED", "", 0);
    assertEquals(List.of("BAD port.BAD"), steps());
    readers.say("OFFLINE", "NO_ANSWER", "", 0);
    assertEquals(List.of("GOOD port.GOOD", "BAD module.BAD"), steps());
    readers.say("NEEDS_USER", "CARD_DATA", "05.03", 0);
    assertEquals("BAD card.BAD", steps().getLast());
    assertEquals(List.of("settings.reader.error.CARD_DATA"), advice());
  }

  @org.junit.jupiter.api.Test
  void searchOffersWhatIsThereAndATryEndsWithTheScreen() {
    readers.found = List.of(new Readers.Found("sam+serial:///COM3", "USB-SERIAL CH340"));
    model.open();
    model.search();
    assertEquals(Message.of("settings.search.some", 1), model.searched.get());
    model.use(model.found.getFirst());
    assertEquals(List.of("sam+serial:///COM3"), readers.used);
    readers.found = List.of();
    model.search();
    assertEquals(Message.of("settings.search.none"), model.searched.get());
    model.close();
    assertEquals(List.of(), readers.ears);
    assertEquals(List.of(), readers.listeners);
  }
}
