package cn.ruhu.casefile.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
  @ParameterizedTest
  @CsvSource({
    "北京市海淀区北下关街道皂君庙社区12号楼3单元402室,皂君庙,12 3 402",
    "皂君庙12-3-402,皂君庙,12 3 402",
    "海淀皂君庙十二号楼三单元402,海淀皂君庙,12 3 402",
    "苏家坨镇二十三号院,二,23",
    "四季青镇五福玲珑居小区７号楼,五福玲珑居,7",
    "大慧寺路8号,大慧寺,8"
  })
  void anAddressIsItsPlaceAndItsNumbers(String address, String place, String numbers) {
    Door door = Door.of(address);
    assertEquals(
        List.of(numbers.split(" ")), door.numbers().stream().map(String::valueOf).toList());
    if (place.length() > 1) assertEquals(place, door.place());
  }

  @Test
  void oneDoorWrittenInTwoWaysIsOne() {
    assertTrue(Door.of("北下关街道皂君庙社区12号楼3单元402").same(Door.of("海淀区皂君庙12-3-402")));
    assertFalse(Door.of("皂君庙12-3-402").same(Door.of("皂君庙12-3-401")));
    assertTrue(Door.of("皂君庙12-3-402").sameBuilding(Door.of("皂君庙12-1-101")));
    assertFalse(Door.of("皂君庙12-3-402").same(Door.of("大慧寺12-3-402")));
    assertFalse(Door.NONE.same(Door.NONE));
  }
}
