package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.wire.RegistryTable.Fact;
import cn.ruhu.wire.RegistryTable.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegistryTableTest {
  private static final byte[] SALT = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
  private static final PasswordHash.Cost TINY = PasswordHash.Cost.TINY;

  private static String number(int i) {
    return String.format("11019919%09dX", i);
  }

  private static List<Fact> facts(Random random) {
    var facts = new ArrayList<Fact>();
    for (int i = 0; i < 1 + random.nextInt(RegistryTable.FACTS); i++)
      facts.add(
          new Fact(
              Kind.values()[random.nextInt(Kind.values().length)],
              random.nextInt(200) - 1,
              random.nextInt(60_000) - 1,
              random.nextInt(65_536)));
    return facts;
  }

  private static byte[] table(Map<String, List<Fact>> all, String snapshot) {
    var rows = new ArrayList<byte[]>();
    all.forEach(
        (n, f) -> rows.add(RegistryTable.row(RegistryTable.key(n, SALT, TINY), snapshot, f)));
    rows.sort(Comparator.comparing(RegistryTable::tag, Long::compareUnsigned));
    var out = new ByteArrayOutputStream();
    rows.forEach(out::writeBytes);
    return out.toByteArray();
  }

  @Test
  void everyNumberFindsItsFactsAndNoOther() {
    var random = new Random(17);
    var all = new TreeMap<String, List<Fact>>();
    for (int i = 0; i < 1_000; i++) all.put(number(i), facts(random));
    byte[] table = table(all, "s1");
    all.forEach((n, f) ->
        assertEquals(
            Optional.of(f), RegistryTable.find(table, RegistryTable.key(n, SALT, TINY), "s1")));
    for (int i = 1_000; i < 2_000; i++)
      assertEquals(
          Optional.empty(),
          RegistryTable.find(table, RegistryTable.key(number(i), SALT, TINY), "s1"));
    assertEquals(
        Optional.empty(),
        RegistryTable.find(new byte[0], RegistryTable.key(number(1), SALT, TINY), "s1"));
  }

  @Test
  void aSmallXIsALargeOne() {
    assertArrayEquals(
        RegistryTable.key("11010119900101001X", SALT, TINY),
        RegistryTable.key("11010119900101001x", SALT, TINY));
  }

  @Test
  void twoSnapshotsUnderOneSaltTellNothingAboutEachOther() {
    Fact was = new Fact(Kind.HOUSEHOLD, -1, 3, 77);
    byte[] key = RegistryTable.key(number(1), SALT, TINY);
    byte[] one = RegistryTable.row(key, "s1", List.of(was));
    byte[] other = RegistryTable.row(key, "s2", List.of(was));
    int same = 0;
    for (int i = 8; i < RegistryTable.ROW; i++) if (one[i] == other[i]) same++;
    assertFalse(same > 6, "masks are alike in " + same + " bytes");
  }

  @Test
  void theTableHoldsNeitherNumbersNorFactsInClear() {
    byte[] table = table(Map.of(number(5), List.of(new Fact(Kind.DIED, -1, -1, 600))), "s");
    assertFalse(HexFormat.of().formatHex(table).contains("0100000258"));
    assertFalse(new String(table, StandardCharsets.ISO_8859_1).contains(number(5)));
  }

  @Test
  void messagesTravel() throws WireException {
    var head =
        new Registry.SnapshotHead(
            "ab".repeat(16),
            2,
            1,
            Set.of("PERSON", "BENEFIT"),
            "00",
            5120,
            1,
            40_000,
            "cd",
            List.of("110108001"),
            List.of("DIBAO"));
    var told = new Registry.SnapshotTold(5, 7, head, 1, "AAAA");
    assertEquals(told, Messages.read(Messages.write(told), Registry.SnapshotTold.class));
    assertEquals(2, head.pieces());
    var ask =
        new Registry.SnapshotAsk(
            null, 0, List.of(new Registry.RegistryQuery(1, 2, null, "CONSULT", "ab", true)));
    assertEquals(ask, Messages.read(Messages.write(ask), Registry.SnapshotAsk.class));
  }
}
