package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a card offers that asks where a page belongs: the kind of paper, and whose it is. Stateless
/// and thread-safe.
public final class PlaceChoices {
  /// Code of the household as a whole.
  public static final String HOUSEHOLD = "-";

  private PlaceChoices() {}

  /// Kinds of paper in the order of the archive (DOMAIN §3, table `docType`).
  public static List<Choice> papers() {
    return CodeTables.table("docType").entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// The household, then its members, then who supports them.
  ///
  /// @param household what the household is called
  /// @param file empty while no case was chosen
  public static List<Choice> people(String household, Optional<CaseFile> file) {
    var all = new ArrayList<Choice>();
    all.add(new Choice(HOUSEHOLD, household, Pinyin.ofWords(household).initials()));
    file.ifPresent(f -> {
      for (CaseRecord m : f.members())
        all.add(person(m, f.personOf(m).map(p -> p.text("name")).orElse("")));
      for (CaseRecord s : f.supporters()) all.add(person(s, s.text("name")));
    });
    return all;
  }

  private static Choice person(CaseRecord who, String name) {
    return new Choice(who.id().toString(), name, Pinyin.of(name).initials());
  }

  /// Whose a page is, by what was chosen of [#people]; empty for the household.
  public static Optional<UUID> owner(String chosen) {
    return chosen.isEmpty() || chosen.equals(HOUSEHOLD)
        ? Optional.empty()
        : Optional.of(UUID.fromString(chosen));
  }
}
