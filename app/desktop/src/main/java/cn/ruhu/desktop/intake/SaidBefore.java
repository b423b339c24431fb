package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Words that need not be typed again: communities this street's applications named, the most
/// frequent first, and the banks of the district. Anything else may be typed all the same. Window
/// thread only.
final class SaidBefore {
  private static final int MOST = 200;

  private static final Supplier<List<Choice>> BANKS = SaidBefore::readBanks;

  private final IntakeViewModel model;
  private List<Choice> communities = List.of();

  SaidBefore(IntakeViewModel model) {
    this.model = model;
    model.open.subscribe((before, now) -> {
      boolean same =
          before != null && now != null && before.application().equals(now.application());
      if (now != null && !same) read();
    });
  }

  private void read() {
    String own = model.desk().actor().street();
    model
        .background()
        .run(
            () -> model.desk().store().all(RecordType.APPLICATION),
            all -> {
              communities = named(all, own);
            },
            model::failed);
  }

  private static List<Choice> named(List<CaseRecord> applications, String street) {
    Map<String, Long> counts =
        applications.stream()
            .filter(a -> a.text("street").equals(street) && a.get("community").isPresent())
            .collect(
                Collectors.groupingBy(
                    a -> a.text("community"), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .map(e -> new Choice(e.getKey(), e.getKey(), Pinyin.of(e.getKey()).initials()))
        .toList();
  }

  Supplier<List<Choice>> communities() {
    return () -> communities;
  }

  /// Banks by their usual names; the text is kept, not a code.
  static Supplier<List<Choice>> banks() {
    return BANKS;
  }

  private static List<Choice> readBanks() {
    return CodeTables.table("bank").entries().stream()
        .map(e -> new Choice(e.label(), e.label(), e.initials()))
        .toList();
  }
}
