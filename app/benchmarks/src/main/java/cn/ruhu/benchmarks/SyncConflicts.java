package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// The same records edited on two machines that did not see each other, once in two fields and once
/// in the same one. An edit is lost when a machine, after everything has gone round, shows its
/// value neither in the record nor in a conflict that asks about it. The second push finds every
/// record changed under it; what that costs is told as a ratio to the first, which does not.
final class SyncConflicts {
  private static final int WARM = 10;
  private static final String PHONE = "phone";
  private static final String ADDRESS = "residenceAddress";

  private final Figures figures;
  private final SyncClient first;
  private final SyncClient second;

  private SyncConflicts(Figures figures, SyncClient first, SyncClient second) {
    this.figures = figures;
    this.first = first;
    this.second = second;
  }

  /// @param records measured, after a tenth as many to warm up
  static void measure(Figures figures, Path scratch, int records)
      throws StoreException, IOException {
    Path folder = Files.createTempDirectory(scratch, "conflicts");
    try (SyncServer server = SyncServer.onSqlite(folder, 2);
        var first = new SyncClient(folder.resolve("first"), server, 0);
        var second = new SyncClient(folder.resolve("second"), server, 1)) {
      var households = new Households(new Random(20_266));
      var warm = new ArrayList<UUID>();
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < records + Math.max(1, records / WARM); i++) {
        CaseRecord record = households.record(i, first.newId(), first.clerk());
        first.save(record);
        (i < records ? ids : warm).add(record.id());
      }
      first.round();
      second.round();
      var conflicts = new SyncConflicts(figures, first, second);
      conflicts.edited(warm, ADDRESS);
      conflicts.edited(warm, PHONE);
      conflicts.told(ids, ADDRESS, "two fields");
      conflicts.told(ids, PHONE, "the same field");
    }
  }

  /// @param lost edits of either machine
  private record Came(double firstMs, double secondMs, int lost, int asked) {}

  private void told(List<UUID> ids, String field, String how) throws StoreException, IOException {
    Came came = edited(ids, field);
    String what = ids.size() + " records edited on two machines, " + how + ": ";
    figures.atMost(what + "edits lost", came.lost(), "edits", 0);
    figures.probe(what + "conflicts that ask", came.asked(), "conflicts");
    figures.probe(what + "second push, of the first", came.secondMs() / came.firstMs(), "ratio");
    figures.probe(what + "first push", came.firstMs(), "ms");
  }

  /// The first machine edits the telephone, the second the field.
  private Came edited(List<UUID> ids, String field) throws StoreException, IOException {
    Set<UUID> before = conflicts(first, ids);
    for (int i = 0; i < ids.size(); i++) {
      edit(first, ids.get(i), PHONE, phone(field, 0, i));
      edit(second, ids.get(i), field, phone(field, 1, i));
    }
    double firstMs = pushed(first);
    double secondMs = pushed(second);
    second.round();
    first.round();
    int lost = 0;
    for (int i = 0; i < ids.size(); i++) {
      for (SyncClient seenBy : List.of(first, second)) {
        if (!shown(seenBy, ids.get(i), PHONE, phone(field, 0, i))) lost++;
        if (!shown(seenBy, ids.get(i), field, phone(field, 1, i))) lost++;
      }
    }
    Set<UUID> asked = conflicts(first, ids);
    asked.removeAll(before);
    return new Came(firstMs, secondMs, lost, asked.size());
  }

  private static double pushed(SyncClient client) throws StoreException, IOException {
    long begun = System.nanoTime();
    client.push();
    return (System.nanoTime() - begun) / 1e6;
  }

  /// Another number each time.
  private static String phone(String field, int machine, int index) {
    return "13" + (field.equals(PHONE) ? 1 : 2) + machine + "%07d".formatted(index);
  }

  private static void edit(SyncClient client, UUID id, String field, String value)
      throws StoreException {
    CaseRecord record = client.store().record(id).orElseThrow();
    client.save(RecordChange.between(record, record.with(field, value)).orElseThrow());
  }

  private static boolean shown(SyncClient client, UUID id, String field, String value) {
    boolean stands =
        client.store().record(id).map(r -> r.text(field)).filter(value::equals).isPresent();
    return stands
        || client.store().ofCase(id).stream()
            .filter(r -> r.type() == RecordType.CONFLICT)
            .filter(r -> r.text("record").equals(id.toString()))
            .anyMatch(r -> r.text("offered." + field).equals(value));
  }

  private static Set<UUID> conflicts(SyncClient client, List<UUID> ids) {
    var found = new HashSet<UUID>();
    for (UUID id : ids)
      for (CaseRecord r : client.store().ofCase(id))
        if (r.type() == RecordType.CONFLICT) found.add(r.id());
    return found;
  }
}
