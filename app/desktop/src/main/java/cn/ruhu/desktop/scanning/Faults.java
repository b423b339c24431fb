package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// What is wrong with a stack, over all its households, as soon as it is read: pages that are
/// missing, double or superseded. Pure.
final class Faults {
  private Faults() {}

  /// What is wrong. Names are keys of words.
  enum Kind {
    /// a page of those that belong together did not come
    MISSING,
    /// nobody's sheet of signature came
    UNSIGNED,
    /// the same page twice, here or on file
    DOUBLE,
    /// the same sheet lies elsewhere, here or in another household, in another scan
    ALIKE,
    /// one side of a card twice, and the other not at all
    SAME_SIDE,
    /// printed with an edition that no longer counts
    SUPERSEDED
  }

  /// @param applicant whose case
  /// @param slot code of table `docType`
  /// @param owner whose sheet, by name; `""` for the household's
  /// @param page number of the page, 0 for none
  record Fault(Kind kind, String applicant, String slot, String owner, int page) {}

  static List<Fault> of(List<TrayRow> rows, Function<UUID, CaseFile> cases, LocalDate today) {
    var found = new ArrayList<Fault>();
    var applications = new LinkedHashSet<UUID>();
    for (TrayRow r : rows) {
      if (r.settled()) continue;
      r.place().map(Routing.Slot::application).ifPresent(applications::add);
      doubted(r, found);
      if (isSameSide(r, rows, cases))
        found.add(
            new Fault(
                Kind.SAME_SIDE,
                r.names().applicant(),
                r.place().orElseThrow().docType(),
                r.names().owner(),
                0));
    }
    for (UUID a : applications) {
      CaseFile file = cases.apply(a);
      String name = file.applicant().map(p -> p.text("name")).orElse("");
      for (CaseSlots.Line l : CaseSlots.of(file, rows, today))
        if (l.coming() > 0)
          for (CaseSlots.Hole h : l.holes())
            found.add(
                new Fault(
                    h.page() == 0 ? Kind.UNSIGNED : Kind.MISSING,
                    name,
                    l.slot(),
                    h.owner(),
                    h.page()));
    }
    return List.copyOf(found);
  }

  /// Whether a sheet shows the side of a card that lies in its place already, filed or coming
  /// before it, while nobody has the other side: it was not turned over.
  static boolean isSameSide(TrayRow r, List<TrayRow> rows, Function<UUID, CaseFile> cases) {
    String side = r.page().side();
    if (side.isEmpty() || r.place().isEmpty() || r.settled()) return false;
    Routing.Slot place = r.place().get();
    var there = new HashSet<String>();
    for (CaseRecord p : cases.apply(place.application()).pages())
      if (p.text("slot").equals(place.docType())
          && Routing.owner(p).equals(place.owner())
          && !p.id().toString().equals(r.page().choice().replaces())) there.add(p.text("side"));
    boolean same = there.contains(side);
    for (TrayRow o : rows) {
      if (o.id().equals(r.id()) || o.settled() || o.place().isEmpty()) continue;
      Routing.Slot at = o.place().get();
      if (!at.application().equals(place.application())
          || !at.docType().equals(place.docType())
          || !at.owner().equals(place.owner())) continue;
      there.add(o.page().side());
      same |= o.number() < r.number() && o.page().side().equals(side);
    }
    return same && there.stream().allMatch(s -> s.isEmpty() || s.equals(side));
  }

  private static void doubted(TrayRow r, List<Fault> found) {
    if (r.state() == TrayRow.State.TWIN)
      r.place()
          .ifPresent(s ->
              found.add(
                  new Fault(
                      Kind.ALIKE,
                      r.names().applicant(),
                      s.docType(),
                      r.names().owner(),
                      s.page())));
    if (r.doubt().isEmpty() || r.place().isEmpty()) return;
    Routing.Slot s = r.place().get();
    switch (r.doubt().get()) {
      case TWICE, FILED_BEFORE ->
          found.add(
              new Fault(
                  Kind.DOUBLE, r.names().applicant(), s.docType(), r.names().owner(), s.page()));
      case STALE_EDITION ->
          found.add(
              new Fault(
                  Kind.SUPERSEDED,
                  r.names().applicant(),
                  s.docType(),
                  r.names().owner(),
                  s.page()));
      case CASE_CLOSED, OWNER_UNKNOWN -> {}
    }
  }
}
