package cn.ruhu.desktop;

import cn.ruhu.store.RegistryCopy;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.RegistryTable.Fact;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small district that knows some people by number, for tests of the window.
public final class TestRegistry {
  public static final String THERE = "110108027";

  private static final String SALT = "00112233445566778899aabbccddeeff";

  private final Map<String, List<Fact>> people = new HashMap<>();
  private int made;

  /// @param month months since January 1970
  public TestRegistry knows(String number, RegistryTable.Kind kind, int month) {
    int code =
        switch (kind) {
          case BENEFIT, ENDED -> 0;
          case CASE -> 1;
          default -> -1;
        };
    people.computeIfAbsent(number, _ -> new ArrayList<>()).add(new Fact(kind, code, 0, month));
    return this;
  }

  public static int month(int year, int month) {
    return (year - 1970) * 12 + month - 1;
  }

  /// Hands a window a snapshot of it.
  ///
  /// @param missing lists that were never taken in
  public void give(RegistryCopy copy, Instant asOf, Instant madeAt, Set<String> missing)
      throws StoreException {
    String id = "%032d".formatted(++made);
    var rows = new ArrayList<byte[]>();
    people.forEach((number, facts) ->
        rows.add(
            RegistryTable.row(
                RegistryTable.key(number, Hashes.bytes(SALT), PasswordHash.Cost.TINY), id, facts)));
    rows.sort(Comparator.comparing(RegistryTable::tag, Long::compareUnsigned));
    var table = new ByteArrayOutputStream();
    rows.forEach(table::writeBytes);
    var head =
        new Registry.SnapshotHead(
            id,
            madeAt.toEpochMilli(),
            asOf.toEpochMilli(),
            missing,
            SALT,
            PasswordHash.Cost.TINY.kib(),
            1,
            rows.size(),
            Hashes.sha256Hex(table.toByteArray()),
            List.of(THERE),
            List.of("benefit.01", "stage.VISITING"));
    String piece = rows.isEmpty() ? null : Base64.getEncoder().encodeToString(table.toByteArray());
    copy.take(new Registry.SnapshotTold(madeAt.toEpochMilli(), 0, head, 0, piece));
  }
}
