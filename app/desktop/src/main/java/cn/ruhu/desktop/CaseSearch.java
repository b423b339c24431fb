package cn.ruhu.desktop;

import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.desktop.work.People;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a case by whatever one remembers: a name, its pinyin, an identity number or its last four,
/// a telephone, a piece of the address, the case number. In memory, over what this person may see.
/// Thread-safe.
final class CaseSearch {
  private static final Logger LOG = LoggerFactory.getLogger(CaseSearch.class);
  private static final int HITS_MAX = 20;

  /// people looked at: several of one household are one case
  private static final int PEOPLE_MAX = 60;

  private final LocalStore store;
  private final People people;
  private final String feature;

  /// @param feature that opens a case for this person
  CaseSearch(LocalStore store, People people, String feature) {
    this.store = store;
    this.people = people;
    this.feature = feature;
  }

  /// Best first, each case once.
  List<Session.Hit> find(String typed) {
    String query = typed.strip();
    if (query.isEmpty()) return List.of();
    Set<UUID> found = new LinkedHashSet<>();
    for (var hit : people.search(query, PEOPLE_MAX)) found.add(hit.household());
    String step = byPageCode(query, found);
    // numbers are read aloud and written in groups: 138 1001 2345, 110108 07 2026 001 00001 3
    String digits = query.replaceAll("[\\s-]", "");
    var hits = new ArrayList<Session.Hit>();
    for (UUID caseId : found) {
      if (hits.size() == HITS_MAX) break;
      store.record(caseId).ifPresent(a -> hits.add(hit(a, step)));
    }
    received(query, digits, found, hits);
    return hits;
  }

  /// Receipts of cases that were handed over to another street, by number, street or name as it is
  /// kept.
  private void received(String query, String digits, Set<UUID> found, List<Session.Hit> hits) {
    try {
      for (ReceivedCase r : ReceivedCase.all(store)) {
        boolean fits =
            found.contains(r.application())
                || (digits.length() >= 4 && r.number().contains(digits.toUpperCase(Locale.ROOT)))
                || (query.length() >= 2 && r.streetName().contains(query))
                || r.applicant().equals(Mask.name(query));
        boolean known =
            hits.stream().anyMatch(h -> h.argument().startsWith(r.application().toString()));
        if (!fits || known || hits.size() >= HITS_MAX) continue;
        hits.add(
            new Session.Hit(
                r.applicant(),
                r.streetName()
                    + " \u00b7 "
                    + Show.caseNumber(r.number())
                    + " \u00b7 "
                    + Show.minute(Instant.ofEpochMilli(r.at())),
                feature,
                r.application().toString()));
      }
    } catch (StoreException | WireException e) {
      LOG.warn("receipts are not searched: {}", e.getClass().getSimpleName());
    }
  }

  /// The code on a printed page, out of a gun. A notice the household brought back leads the window
  /// to what is missing.
  ///
  /// @return what follows the application's id in the argument of the feature
  private String byPageCode(String query, Set<UUID> found) {
    if (query.length() != PageCode.LENGTH) return "";
    return switch (PageCode.read(query, PageKey.all(store.all(RecordType.PAGE_KEY)))) {
      case PageCode.Valid(var code) -> led(code, found);
      case PageCode.Stale(var code, _) -> led(code, found);
      case PageCode.Forged _, PageCode.OtherLayout _, PageCode.Foreign _ -> "";
    };
  }

  private String led(PageCode code, Set<UUID> found) {
    found.add(code.application());
    boolean notice = code.use() == PageCode.Use.NOTICE && feature.equals("intake");
    return notice ? CasePlace.MISSING : "";
  }

  private Session.Hit hit(CaseRecord application, String step) {
    String name =
        application
            .ref("applicant")
            .flatMap(store::record)
            .map(r ->
                r.type() == RecordType.PERSON
                    ? r.text("name")
                    : r.ref("person").flatMap(store::record).map(p -> p.text("name")).orElse(""))
            .orElse("");
    String number = Show.caseNumber(application.text("number"));
    // which of several of one name it is: how far, where, its number
    String detail =
        Stream.of(
                CodeTables.label("stage", application.text("stage")),
                application.text("residenceAddress"),
                name.isEmpty() ? "" : number)
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    return new Session.Hit(
        name.isEmpty() ? number : name, detail, feature, application.id() + step);
  }
}
