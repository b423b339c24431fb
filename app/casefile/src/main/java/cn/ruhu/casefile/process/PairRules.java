package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who may be sent to a household (Policy §13, Policy §19): two different investigators of one
/// agency; nobody whom the household named as a near relative (近亲属备案, DOMAIN §6.4); and where the
/// visit has to be made again because somebody doubts the first, not the same two once more. The
/// dispatcher's window asks before it saves and the server asks again, because only it knows the
/// district's people for certain. Stateless, thread-safe.
public final class PairRules {
  private static final String RELATIVES = "policy §19";
  private static final String POLICY = "policy §13";

  private PairRules() {}

  /// Everything that stands against a pair; empty when it may go.
  ///
  /// @param file of the case, with its relatives' filings, visits and facts
  /// @param staff the two people's STAFF records; somebody nobody knows is left out
  /// @param agency they are sent for; empty when nobody says
  public static List<Hindrance> against(CaseFile file, List<CaseRecord> staff, String agency) {
    Set<UUID> pair = new HashSet<>();
    staff.forEach(s -> pair.add(s.id()));
    if (pair.size() != 2) return List.of(Hindrance.of("PAIR_INCOMPLETE", POLICY));
    return bars(file, pair, staff, agency);
  }

  /// As [#against], of a pair some of whom may be known by their ids alone.
  public static List<Hindrance> bars(
      CaseFile file, Set<UUID> pair, List<CaseRecord> staff, String agency) {
    var found = new ArrayList<Hindrance>();
    for (CaseRecord s : staff) {
      boolean goes =
          s.text("role").equals(Role.INVESTIGATOR.name()) && !s.text("active").equals("false");
      if (!goes) found.add(Hindrance.of("PAIR_NOT_INVESTIGATOR", POLICY, s.id()));
      else if (!agency.isEmpty() && !s.text("agency").equals(agency))
        found.add(Hindrance.of("PAIR_OTHER_AGENCY", POLICY, s.id()));
      if (relative(file, s.text("name")))
        found.add(Hindrance.of("PAIR_RELATIVE", RELATIVES, s.id()));
    }
    if (again(file, pair)) found.add(Hindrance.of("PAIR_AGAIN", POLICY));
    return found;
  }

  /// Whether the household named a near relative of this name. Names are all the filing has: who
  /// merely bears the same name is not sent either, another pair is.
  static boolean relative(CaseFile file, String name) {
    String wanted = plain(name);
    if (wanted.isEmpty()) return false;
    return file.all(RecordType.RELATIVE).stream()
        .anyMatch(r -> plain(r.text("name")).equals(wanted));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).replace(" ", "").replace("\u00B7", "");
  }

  /// Whether the last finished visit is doubted: an objection, a complaint or the district's return
  /// came after it. A return by the street's reviewer goes back to the same pair, with questions.
  public static boolean doubted(CaseFile file) {
    Optional<Instant> last = last(file).flatMap(v -> CaseFile.instant(v, "finishedAt"));
    if (last.isEmpty()) return false;
    boolean event =
        file.lastEvent(Act.OBJECT.name(), Act.RETURN_TO_STREET.name())
            .flatMap(e -> CaseFile.instant(e, "at"))
            .filter(at -> at.isAfter(last.get()))
            .isPresent();
    boolean complaint =
        file.gateFacts(GateKind.COMPLAINT_OPENED).stream()
            .flatMap(f -> CaseFile.instant(f, "at").stream())
            .anyMatch(at -> at.isAfter(last.get()));
    return event || complaint;
  }

  private static Optional<CaseRecord> last(CaseFile file) {
    return file.finishedVisit();
  }

  private static boolean again(CaseFile file, Set<UUID> pair) {
    Optional<CaseRecord> visit = last(file);
    if (visit.isEmpty() || !doubted(file)) return false;
    var before = new HashSet<UUID>();
    visit.get().ref("investigatorA").ifPresent(before::add);
    visit.get().ref("investigatorB").ifPresent(before::add);
    return before.equals(pair);
  }
}
