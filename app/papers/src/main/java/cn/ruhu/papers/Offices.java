package cn.ruhu.papers;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.tables.Tsv;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// In whose name a paper goes: dated configuration (DOMAIN §0.2 C1, C11). Letters of decision go
/// out under the organ that decided, everything else under the street.
///
/// Stateless and thread-safe.
public final class Offices {
  private static final List<List<String>> ROWS = Tsv.rows(Offices.class, "offices.tsv");

  /// Papers that tell of a decision, and the proof that one was delivered.
  private static final Set<Paper> LETTERS = EnumSet.of(Paper.N05, Paper.N06, Paper.N07, Paper.N11);

  private Offices() {}

  /// The office that writes this paper, with the phone of the person in charge.
  ///
  /// @param scheme scheme of a letter, `""` for other papers
  /// @param day on the paper
  /// @param phone of the window; empty: a line is left for the pen
  /// @return empty for days before the table begins
  public static Optional<Office> of(
      Paper paper, CaseFile file, String scheme, LocalDate day, String phone) {
    return ROWS.stream()
        .filter(r -> r.get(0).equals(byDistrict(paper, file, scheme) ? "DISTRICT" : "STREET"))
        .filter(r -> !LocalDate.parse(r.get(1)).isAfter(day))
        .reduce((_, later) -> later)
        .map(r -> {
          String street = file.head().map(a -> a.text("street")).orElse("");
          return new Office(
              MessageFormat.format(r.get(3), CodeTables.label("street", street)),
              r.get(2),
              "",
              phone,
              r.get(4),
              r.get(5),
              r.get(6));
        });
  }

  /// Whether the district's own office writes this paper: the letters of what it decided itself.
  public static boolean byDistrict(Paper paper, CaseFile file, String scheme) {
    if (paper == Paper.N04B) return true;
    if (!LETTERS.contains(paper)) return false;
    Optional<String> level = file.decision(scheme).flatMap(d -> d.get("level"));
    if (level.isPresent()) return level.get().equals("DISTRICT");
    Optional<CaseRecord> app = file.application();
    Optional<String> mode = app.flatMap(a -> a.get("confirmMode"));
    LocalDate accepted =
        app.flatMap(a -> Texts.date(a.text("acceptDate"))).orElse(LocalDate.of(2017, 11, 17));
    return mode.orElseGet(() -> RuleSets.confirmMode(file.schemes(), accepted).name())
        .equals(RuleSets.ConfirmMode.DISTRICT.name());
  }
}
