package cn.ruhu.server.linking;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Sex;
import cn.ruhu.casefile.linking.Particulars;
import cn.ruhu.casefile.linking.Signals;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Everybody in the open cases of the district, as the linker compares them. Reads some thousand
/// records at a time; used once.
final class CasePeople {
  private static final int PAGE = 2_000;

  /// of these nothing follows from the registry any more
  private static final Set<String> OVER =
      Set.of(
          Stage.REJECTED.name(),
          Stage.TERMINATED.name(),
          Stage.WITHDRAWN.name(),
          Stage.ABORTED.name(),
          Stage.TRANSFERRED.name());

  private final Database database;
  private final LocalDate today;
  private final Map<UUID, Held> applications = new HashMap<>();
  private final Map<UUID, Held> people = new LinkedHashMap<>();
  private final Set<UUID> told = new HashSet<>();

  CasePeople(Database database, Instant now) {
    this.database = database;
    this.today = LocalDate.ofInstant(now, Process.ZONE);
  }

  /// Reads everybody as they stand by then.
  List<Particulars> read() throws StorageException {
    for (String scope : database.read(tx -> tx.records().scopes())) scope(scope);
    var out = new ArrayList<Particulars>();
    for (Held person : people.values()) {
      UUID caseId = person.caseId();
      Held application = caseId == null ? null : applications.get(caseId);
      if (application != null) out.add(particulars(person, application));
    }
    return out;
  }

  /// Everybody that was read, by id.
  Map<UUID, Held> people() {
    return people;
  }

  /// What is written meanwhile goes to the end of its scope, so it is met, perhaps twice: the later
  /// one counts.
  private void scope(String scope) throws StorageException {
    long after = 0;
    int limit = PAGE;
    while (true) {
      long from = after;
      int most = limit;
      List<Held> page =
          database.read(tx -> tx.records().inScope(scope, from, Long.MAX_VALUE, most));
      boolean last = page.size() < most;
      long end = page.isEmpty() ? 0 : page.getLast().seq();
      // the commit at the page's end may go on behind it
      List<Held> whole = last ? page : page.stream().filter(h -> h.seq() < end).toList();
      if (!last && whole.isEmpty()) {
        limit *= 2;
        continue;
      }
      whole.forEach(this::take);
      if (last) return;
      after = whole.getLast().seq();
    }
  }

  /// Cases in receipt of whose income the city told something.
  Set<UUID> told() {
    var out = new HashSet<>(told);
    out.removeIf(id -> {
      Held a = applications.get(id);
      return a == null || !Signals.receives(a.text("stage"));
    });
    return out;
  }

  private void take(Held h) {
    UUID caseId = h.caseId();
    boolean income = h.type().equals("ITEM") && h.text("kind").equals("INCOME");
    if (income && caseId != null && !h.text("registry").isEmpty()) told.add(caseId);
    if (h.type().equals("APPLICATION")) {
      if (h.deleted() || OVER.contains(h.text("stage"))) applications.remove(h.id());
      else applications.put(h.id(), h);
    } else if (h.type().equals("PERSON")) {
      if (h.deleted()) people.remove(h.id());
      else people.put(h.id(), h);
    }
  }

  private Particulars particulars(Held person, Held application) {
    boolean applicant = application.text("applicant").equals(person.id().toString());
    String phone = person.text("phone");
    if (phone.isEmpty() && applicant) phone = application.text("phone");
    return new Particulars(
        person.id().toString(),
        person.text("name"),
        IdNumber.parse(person.text("idNumber"), today).toOptional(),
        Texts.date(person.text("birthDate")).orElse(null),
        sex(person.text("sex")),
        phone,
        application.text("residenceAddress"),
        application.text("street"),
        application.id().toString());
  }

  private static Sex sex(String code) {
    for (Sex s : Sex.values()) if (s.code().equals(code)) return s;
    return Sex.UNKNOWN;
  }
}
