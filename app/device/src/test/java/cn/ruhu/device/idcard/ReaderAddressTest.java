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
        "sam+serial:///dev/ttyUSB0?baud=115200",
        "sam+serial:///dev/serial/by-id/usb-1a86_USB_Serial-if00-port0",
        "sam+tcp://127.0.0.1:9700",
        "sam+usb://0400:c35a",
        "sam+usb://any",
        "vendor:///opt/idr/libsdtapi.so",
        "vendor:///opt/读卡器 驱动/libsdt.so.1?port=3",
        "vendor:///C:/idr/sdtapi64.dll?port=1016",
        "xzx+http://127.0.0.1:8989",
        "huashi+http://localhost:19196"
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
        "http://127.0.0.1:80",
        "sam+usb://0000:c35a",
        "sam+usb://400:c35a",
        "vendor:///opt/idr/readme.txt",
        "vendor:///opt/idr/libsdtapi.so?port=500",
        "xzx+http://192.168.1.7:8989",
        "huashi+http://example.com:19196",
        "xzx+http://127.0.0.1:0"
      })
  void otherTextsAreNoAddress(String text) {
    assertEquals(Optional.empty(), ReaderAddress.parse(text));
  }
}
