package cn.ruhu.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What sizes of paper a person may choose at a device.
final class ScanSizeTest {
  @ParameterizedTest
  @CsvSource({
    "2480, 3508, A4",
    "2550, 3508, A4",
    "2550, 4200, A4 WHOLE",
    "2550, 35100, A4 WHOLE",
    "3508, 4961, A4 A3",
    "3570, 4972, A4 A3",
    "3508, 9900, A4 A3 WHOLE"
  })
  void whatGoesBeyondA4IsOffered(int width, int height, String sizes) {
    var caps = new InputCaps(List.of(300), Set.of(ScanColour.COLOUR), width, height);
    assertEquals(sizes, String.join(" ", ScanSize.offered(caps).stream().map(Enum::name).toList()));
  }
}
