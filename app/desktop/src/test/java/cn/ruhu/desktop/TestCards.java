package cn.ruhu.desktop;

import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.IdCardReader;
import cn.ruhu.device.idcard.ReaderAddress;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.ReaderState;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Cards for tests of the window: real bytes read by the real driver from the emulated module, and
/// a source that hands them to whoever listens.
public final class TestCards implements CardSource {
  private final List<ReaderListener> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  public TestCards(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Runnable listen(ReaderListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public ReaderSnapshot snapshot() {
    return ReaderSnapshot.of(ReaderState.READY, "", 0);
  }

  @Override
  public void again() {}

  /// A card is laid down.
  public void lay(EmulatedCard card) {
    tell(new Reading.Card(read(card)));
  }

  public void tell(Reading reading) {
    listeners.forEach(l -> l.read(reading));
  }

  /// What the driver makes of a card.
  public CardReading read(EmulatedCard card) {
    var module = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
    module.lay(card);
    try (var reader =
        new IdCardReader(
            new ReaderAddress.Tcp("memory", 1),
            _ -> module.connect(_ -> {}),
            new DeviceTime(clock, System::nanoTime),
            task -> Thread.ofPlatform().daemon().start(task))) {
      reader.start(
          new ReaderListener() {
            @Override
            public void changed(ReaderSnapshot now) {}

            @Override
            public void read(Reading reading) {}
          });
      if (reader.readOnce(Duration.ofSeconds(5)).join() instanceof Reading.Card(var card1))
        return card1;
      throw new AssertionError("not read");
    } finally {
      module.close();
    }
  }

  /// A resident's card.
  ///
  /// @param sex 1 male, 2 female
  /// @param birth `YYYYMMDD`
  public static EmulatedCard resident(
      String name, String sex, String birth, String address, int sequence) {
    return EmulatedCard.blank()
        .person(name, sex, birth)
        .ethnicity("01")
        .address(address)
        .number(number(birth, sequence), "北京市公安局海淀分局")
        .valid("20180604", "20380604")
        .build();
  }

  /// A number of the unassigned region 110199 with its check digit.
  public static String number(String birth, int sequence) {
    String body = "110199" + birth + "%03d".formatted(sequence);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * weights[i];
    return body + "10X98765432".charAt(sum % 11);
  }
}
