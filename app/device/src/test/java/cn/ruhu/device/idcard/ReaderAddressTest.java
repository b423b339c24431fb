package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sam+serial:///dev/ttyUSB0",
        "sam+serial:///dev/ttyUSB0?baud=9600",
        "sam+serial:///COM3",
        "sam+tcp://127.0.0.1:9700"
      })
  void addressesComeBackAsTheyWere(String text) {
    assertEquals(Optional.of(text), ReaderAddress.parse(text).map(ReaderAddress::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/dev/ttyUSB0",
        "sam+serial://",
        "sam+serial:///dev/ttyUSB0?baud=1234",
        "sam+serial:///dev/tty USB0",
        "sam+tcp://127.0.0.1",
        "sam+tcp://127.0.0.1:0",
        "sam+tcp://127.0.0.1:65536",
        "http://127.0.0.1:80"
      })
  void otherTextsAreNoAddress(String text) {
    assertEquals(Optional.empty(), ReaderAddress.parse(text));
  }
}
