package cn.ruhu.desktop.caseload;

import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.store.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the person did today on this machine, and whether the district holds all of it: only what
/// the district answered, and whose files it gave a receipt for, counts as there.
///
/// Immutable, thread-safe.
///
/// @param cases households touched today
/// @param files files of today's acts
/// @param left households with something that is not in the district, today's or older
/// @param drafts drafts that are on this machine only
record Evening(int cases, int files, List<Left> left, int drafts) {
  static final Evening NONE = new Evening(0, 0, List.of(), 0);

  Evening {
    left = List.copyOf(left);
  }

  /// A household of which something is not there yet.
  ///
  /// @param name applicant, `""` while unknown
  /// @param number application number, `""` while unknown
  /// @param acts acts without the district's word
  /// @param files files without a receipt
  /// @param back something of it was not taken: it waits for a person, not for the line
  record Left(String name, String number, int acts, int files, boolean back) {}

  /// Everything is in the district.
  boolean whole() {
    return left.isEmpty();
  }

  /// Files that are not there yet.
  int filesLeft() {
    return left.stream().mapToInt(Left::files).sum();
  }

  /// Reads the journal.
  ///
  /// @param drafts number of drafts on this machine
  static Evening of(Desk desk, int drafts) {
    Set<UUID> cases = new LinkedHashSet<>();
    Set<String> files = new LinkedHashSet<>();
    Map<UUID, List<JournalEntry>> left = new LinkedHashMap<>();
    for (JournalEntry e : desk.store().journal().entries()) {
      List<UUID> of = cases(e);
      if (Show.day(Instant.ofEpochMilli(e.op().wall())).equals(desk.today())) {
        cases.addAll(of);
        files.addAll(e.op().files());
      }
      if (where(desk, e) == Where.ARRIVED) continue;
      for (UUID c : of) left.computeIfAbsent(c, _ -> new ArrayList<>()).add(e);
    }
    var rows = new ArrayList<Left>();
    left.forEach((c, entries) -> rows.add(left(desk, c, entries)));
    return new Evening(cases.size(), files.size(), rows, drafts);
  }

  private static List<UUID> cases(JournalEntry e) {
    var all = new LinkedHashSet<UUID>();
    for (var c : e.op().changes()) {
      UUID of = c.caseId();
      if (of != null) all.add(of);
    }
    return List.copyOf(all);
  }

  private static Where where(Desk desk, JournalEntry e) {
    return Way.where(e, e.verdict() == null ? 0 : Way.filesWaiting(desk.store(), e));
  }

  private static Left left(Desk desk, UUID application, List<JournalEntry> entries) {
    var file = desk.caseFile(application);
    Set<String> files = new LinkedHashSet<>();
    boolean back = false;
    for (JournalEntry e : entries) {
      for (String address : e.op().files()) if (!desk.inDistrict(address)) files.add(address);
      Where where = where(desk, e);
      back |= where == Where.REFUSED || where == Where.CONFLICT;
    }
    return new Left(
        file.applicant().map(p -> p.text("name")).orElse(""),
        file.application().map(a -> a.text("number")).orElse(""),
        entries.size(),
        files.size(),
        back);
  }
}
