package cn.ruhu.device.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nmea+serial:///dev/ttyUSB0",
        "nmea+serial:///dev/serial/by-id/usb-u-blox_7-if00?baud=9600",
        "nmea+serial:///COM5?baud=4800",
        "nmea+tcp://192.168.1.20:11123",
        "gpsd://127.0.0.1:2947"
      })
  void readsWhatItWrites(String text) {
    assertEquals(text, PlaceAddress.parse(text).orElseThrow().toString());
  }

  @Test
  void gpsdHasItsPortWhereNoneIsNamed() {
    assertEquals(
        new PlaceAddress.Gpsd("localhost", 2_947),
        PlaceAddress.parse("gpsd://localhost").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nmea+serial://",
        "nmea+serial:///dev/ttyUSB0?baud=1200",
        "sam+serial:///dev/ttyUSB0",
        "gpsd://",
        "gpsd://host:0",
        "gpsd://host:70000",
        "nmea+tcp://host",
        "nmea+tcp://ho st:5"
      })
  void refusesTheRest(String text) {
    assertTrue(PlaceAddress.parse(text).isEmpty(), text);
  }
}
