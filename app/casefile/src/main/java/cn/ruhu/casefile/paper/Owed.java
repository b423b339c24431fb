package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A paper the household still owes: it promised it on a sheet (容缺, DOMAIN §0.2 C9), or it was told
/// in writing that it is missing (N02).
///
/// Immutable, thread-safe.
///
/// @param slot code of table `docType`
/// @param kind why it is owed
/// @param due last day; empty while no sheet says one
/// @param signed the signed sheet of the promise is on file; false for what was asked for
public record Owed(String slot, Kind kind, Optional<LocalDate> due, boolean signed) {

  /// Why a paper is owed.
  public enum Kind {
    /// taken in without it on the household's word
    PROMISED,
    /// asked for in writing
    ASKED
  }

  /// Whether its day has passed.
  public boolean late(LocalDate today) {
    return due.filter(today::isAfter).isPresent();
  }

  /// What is owed and has not come, in the order of the archive; a promise stands before an asking.
  public static List<Owed> of(CaseFile file) {
    var all = new ArrayList<Owed>();
    for (CodeEntry e : CodeTables.table("docType").entries())
      promised(file, e.code()).or(() -> asked(file, e.code())).ifPresent(all::add);
    return List.copyOf(all);
  }

  private static Optional<Owed> promised(CaseFile file, String slot) {
    List<CaseRecord> facts =
        file.gateFacts(GateKind.SHORTFALL_SHEET).stream()
            .filter(f -> f.text("subject").equals(slot))
            .toList();
    if (facts.isEmpty() || came(file, slot, at(facts.getFirst()))) return Optional.empty();
    Optional<LocalDate> said =
        facts.stream().flatMap(f -> Texts.date(f.text("value")).stream()).reduce((_, b) -> b);
    boolean signed = facts.stream().anyMatch(f -> f.ref("page").flatMap(file::record).isPresent());
    return Optional.of(
        new Owed(slot, Kind.PROMISED, said.or(() -> day(file, "PROMISE", slot)), signed));
  }

  private static Optional<Owed> asked(CaseFile file, String slot) {
    Optional<CaseRecord> notice =
        Register.newest(file, "N02").filter(d -> CaseFile.codes(d, "slots").contains(slot));
    if (notice.isEmpty() || came(file, slot, at(notice.get()))) return Optional.empty();
    return Optional.of(new Owed(slot, Kind.ASKED, Texts.date(notice.get().text("due")), false));
  }

  private static Optional<LocalDate> day(CaseFile file, String paper, String slot) {
    return Register.newest(file, paper)
        .filter(d -> CaseFile.codes(d, "slots").contains(slot))
        .flatMap(d -> Texts.date(d.text("due")));
  }

  private static Instant at(CaseRecord record) {
    return CaseFile.instant(record, "at").orElse(Instant.EPOCH);
  }

  /// A page of it is filed, the original was seen since, or a chip stands for the card.
  private static boolean came(CaseFile file, String slot, Instant since) {
    if (file.pages().stream().anyMatch(p -> p.text("slot").equals(slot))) return true;
    for (CaseRecord f : file.gateFacts(GateKind.PAPERS_SEEN))
      if (f.text("subject").equals(slot) && !at(f).isBefore(since)) return true;
    String applicant = file.application().map(a -> a.text("applicant")).orElse("");
    return slot.equals("D03")
        && file.all(RecordType.CARD_READING).stream()
            .anyMatch(c -> c.text("person").equals(applicant));
  }
}
