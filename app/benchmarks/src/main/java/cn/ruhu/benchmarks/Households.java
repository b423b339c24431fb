package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.demo.DemoDistrict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The demonstration district's households as case records: one application each, whose note is the
/// whole household as JSON. Every record has an id and names of its own, so that no two are alike.
final class Households {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int NAME_FROM = 0x4e00;
  private static final int NAMES = 5_000;

  private final List<Map<String, Object>> all = new ArrayList<>();
  private final RandomGenerator random;

  Households(RandomGenerator random) throws IOException {
    this.random = random;
    var members = rows("members.tsv");
    var items = rows("items.tsv");
    var supporters = rows("supporters.tsv");
    for (Map<String, String> row : rows("households.tsv")) {
      String key = row.getOrDefault("key", "");
      var house = new TreeMap<String, Object>(row);
      house.put("members", of(members, key));
      house.put("items", of(items, key));
      house.put("supporters", of(supporters, key));
      all.add(house);
    }
  }

  private static List<Map<String, String>> of(List<Map<String, String>> rows, String key) {
    return rows.stream()
        .filter(r -> key.equals(r.get("household")))
        .map(r -> {
          var row = new TreeMap<>(r);
          row.remove("household");
          return (Map<String, String>) row;
        })
        .toList();
  }

  private static List<Map<String, String>> rows(String name) throws IOException {
    try (InputStream in = DemoDistrict.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
      String[] columns = lines.getFirst().split("\t", -1);
      var out = new ArrayList<Map<String, String>>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        var row = new TreeMap<String, String>();
        for (int i = 0; i < Math.min(columns.length, cells.length); i++)
          if (!cells[i].isEmpty()) row.put(columns[i], cells[i]);
        out.add(row);
      }
      return out;
    }
  }

  /// @param index any number; households come round again, under other names
  CaseRecord record(int index, UUID id, UUID clerk) {
    Map<String, Object> house = new TreeMap<>(all.get(index % all.size()));
    house.put("id", id.toString());
    for (String people : List.of("members", "supporters"))
      house.computeIfPresent(people, (_, rows) -> renamed((List<?>) rows));
    return record(id, clerk, JSON.writeValueAsString(house));
  }

  /// A record with a note of that many bytes, cut from households one behind the other.
  CaseRecord recordOf(int bytes, int index, UUID id, UUID clerk) {
    var note = new StringBuilder();
    int have = 0;
    for (int i = index; have < bytes; i++) {
      String more = record(i, UUID.randomUUID(), clerk).text("note");
      note.append(more);
      have += more.getBytes(StandardCharsets.UTF_8).length;
    }
    while (have > bytes) {
      int last = note.codePointBefore(note.length());
      have -= Character.toString(last).getBytes(StandardCharsets.UTF_8).length;
      note.setLength(note.length() - Character.charCount(last));
    }
    return record(id, clerk, note.toString());
  }

  /// A record with this note.
  static CaseRecord record(UUID id, UUID clerk, String note) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        id,
        Homes.STREET,
        id,
        Map.of(
            "street",
            Homes.STREET,
            "schemes",
            "DB",
            "clerk",
            clerk.toString(),
            "receivedFor",
            Homes.STREET,
            "familySize",
            "2",
            "phone",
            "13800000001",
            "note",
            note));
  }

  private List<Map<String, Object>> renamed(List<?> rows) {
    var out = new ArrayList<Map<String, Object>>();
    for (Object row : rows) {
      var other = new TreeMap<String, Object>();
      ((Map<?, ?>) row).forEach((k, v) -> other.put(k.toString(), v));
      other.put("name", name());
      out.add(other);
    }
    return out;
  }

  private String name() {
    var name = new StringBuilder();
    for (int i = 0; i < 3; i++) name.append((char) (NAME_FROM + random.nextInt(NAMES)));
    return name.toString();
  }
}
