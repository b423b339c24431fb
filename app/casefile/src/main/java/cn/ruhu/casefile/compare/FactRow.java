package cn.ruhu.casefile.compare;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.FactRulings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One fact in its four columns, each as it was said: a ruling stands beside them. Values are
/// stored text (see [#value]), `""` when there is none.
///
/// Immutable, thread-safe.
///
/// @param key stable within a case, e.g. `M16@<member>`, `ITEM:<id>`, `H04`
/// @param code what the fact is: a question of the visit form or the code of an item
/// @param codeTable table the code is labelled by (`income`, `asset`…), empty for questions
/// @param label the item's own words, `""` for none
/// @param subject member it speaks of, empty for the household
/// @param path question a return asks again, as answers are named
///   ([cn.ruhu.casefile.record.Answers])
/// @param item the ITEM record, empty for facts that have none
/// @param value how to read the values
/// @param adopted what counts now: the ruling, else what the rules take (DOMAIN §5.0)
/// @param byRule what the rules would take without a ruling; another value needs a reason
/// @param ruled whether a person ruled on the adopted value
/// @param lapsed the value of a ruling that does not count any more, because what it was made on
///   has changed; `""` for none
/// @param byYear whether the columns are year's sums, because the visit counted the income
///   otherwise than it was declared
/// @param reason why, when somebody ruled
/// @param notes words of the household, the visit and the registry, in that order, empty ones left
///   out
/// @param evidence pages that show the fact
public record FactRow(
    String key,
    String code,
    String codeTable,
    String label,
    Optional<UUID> subject,
    String path,
    Optional<UUID> item,
    Value value,
    String declared,
    String visited,
    String registry,
    String adopted,
    String byRule,
    boolean ruled,
    String lapsed,
    boolean byYear,
    String reason,
    Difference difference,
    List<Note> notes,
    List<UUID> evidence) {

  public FactRow {
    notes = List.copyOf(notes);
    evidence = List.copyOf(evidence);
  }

  /// Words about a value.
  public record Note(Column column, String words) {}

  /// Facts that follow from others or are somebody else's to put right: how many people count
  /// follows from the members, and who somebody is and what aid they have from the window's record
  /// and the registry's.
  private static final Set<String> ELSEWHERE = Set.of("N", "NAME", "NUMBER", "BENEFITS");

  /// Whether a person may rule on the adopted value here; where not, [#code] says of which kind it
  /// is.
  public boolean adoptable() {
    return item.isPresent() || !ELSEWHERE.contains(code);
  }

  /// The row with a ruling on it, or one that does not stand any more.
  FactRow ruled(FactRulings.Ruled by) {
    String why = by.fact().text("reason");
    var said = new ArrayList<>(notes);
    if (!why.isBlank()) said.add(new Note(Column.ADOPTED, why));
    return with(
        by.stands() ? by.value() : adopted,
        by.stands(),
        by.stands() ? "" : by.value(),
        why,
        said,
        evidence);
  }

  /// The stored text of a column.
  public String of(Column column) {
    return switch (column) {
      case DECLARED -> declared;
      case VERIFIED -> visited;
      case REGISTRY -> registry;
      case ADOPTED -> adopted;
    };
  }

  /// The row with what the registry says, how it differs, and where that comes from.
  FactRow told(String value, Difference apart, Note from) {
    return new FactRow(
        key,
        code,
        codeTable,
        label,
        subject,
        path,
        item,
        this.value,
        declared,
        visited,
        value,
        adopted,
        byRule,
        ruled,
        lapsed,
        byYear,
        reason,
        apart,
        List.of(from),
        evidence);
  }

  FactRow showing(List<UUID> pages) {
    return with(adopted, ruled, lapsed, reason, notes, pages);
  }

  private FactRow with(
      String counts, boolean byPerson, String over, String why, List<Note> said, List<UUID> pages) {
    return new FactRow(
        key,
        code,
        codeTable,
        label,
        subject,
        path,
        item,
        value,
        declared,
        visited,
        registry,
        counts,
        byRule,
        byPerson,
        over,
        byYear,
        why,
        difference,
        said,
        pages);
  }
}
