package cn.ruhu.casefile.dossier;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What a dossier (一户一档) tells of a household: who lives there, what was done and by whom, what was
/// judged, what is paid from which month, when it was visited, which papers lie in the file. Words
/// are those of the code tables and of the people who wrote them.
///
/// What accuses the household, and who said so, stands in no dossier: complaints and their papers
/// are left out (DOMAIN §0.2 C17, §6.9). ID numbers are masked. Immutable, thread-safe.
///
/// @param people members in paper order
/// @param moments everything that happened, oldest first
/// @param benefits what is paid, by scheme and month, oldest first
/// @param visits finished visits and attempts, oldest first
/// @param papers pages that stand, by kind and order
/// @param leftOut pages and facts of complaints, objections and alerts that exist and are not told
public record Story(
    List<Member> people,
    List<Moment> moments,
    List<Benefit> benefits,
    List<Visit> visits,
    List<CaseRecord> papers,
    int leftOut) {
  /// Papers of complaints (D26).
  public static final String COMPLAINTS = "D26";

  /// Who accuses, and what is feared for somebody: never told on.
  private static final Set<GateKind> ACCUSING =
      EnumSet.of(
          GateKind.COMPLAINT_OPENED,
          GateKind.COMPLAINT_CLOSED,
          GateKind.OBJECTION_RAISED,
          GateKind.SAME_DAY_ALERT,
          GateKind.ALERT_ANSWERED);

  /// Notes of the program's own use.
  private static final Set<GateKind> NOTES =
      EnumSet.of(
          GateKind.CLOCK_AHEAD,
          GateKind.COPIED_OUT,
          GateKind.DRAW_COMMITTED,
          GateKind.INSPECTORS_DRAWN,
          GateKind.OBJECTION_TAKEN,
          GateKind.PAIR_DOUBTED,
          GateKind.PRIVACY_NOTICE,
          GateKind.REGISTRY_HIT,
          GateKind.SEAL_RECEIVED,
          GateKind.SECOND_SIGNED,
          GateKind.SIGNATURE_DOUBTED,
          GateKind.SPOT_COMPARED,
          GateKind.VERIFICATION_ANSWERED);

  /// Acts about an objection: their words say who objected (C17, §6.9).
  private static final Set<String> OF_AN_OBJECTION = Set.of("OBJECT", "SETTLE");

  /// Facts whose value names people of elsewhere.
  private static final Set<String> NAMES_OTHERS =
      Set.of(GateKind.OTHER_PLACE_ASKED.name(), GateKind.OTHER_PLACE_REPLY.name());

  /// Facts whose words are told nobody: who objected, and what a draw was made from.
  private static final Set<String> WORDLESS =
      Set.of(GateKind.OBJECTION_SETTLED.name(), GateKind.DRAW_DONE.name(), GateKind.DRAWN.name());

  private static final Set<String> ENDS = Set.of("SUSPENDED", "TERMINATED", "REJECTED");

  public Story {
    people = List.copyOf(people);
    moments = List.copyOf(moments);
    benefits = List.copyOf(benefits);
    visits = List.copyOf(visits);
    papers = List.copyOf(papers);
  }

  /// One member.
  ///
  /// @param number masked
  /// @param relation in words
  /// @param counted whether the member counts in N
  public record Member(String name, String number, String relation, String born, boolean counted) {}

  /// What a moment is.
  public enum Kind {
    ACT,
    OPINION,
    DECISION,
    VISIT,
    QUESTION,
    ANSWER,
    FACT
  }

  /// Something that happened.
  ///
  /// @param by who did it; empty where the program did
  /// @param parts words, the most telling first; none is blank
  public record Moment(Instant at, Kind kind, Optional<UUID> by, List<String> parts) {
    public Moment {
      parts = parts.stream().filter(p -> !p.isBlank()).toList();
    }
  }

  /// What is paid from a month on.
  ///
  /// @param from first month; empty where the decision names none
  /// @param until last month; empty while it is paid
  /// @param monthly empty where nothing is paid, or no amount was named
  public record Benefit(
      String scheme,
      String outcome,
      Optional<YearMonth> from,
      Optional<YearMonth> until,
      Optional<Fen> monthly,
      String number) {}

  /// A visit or an attempt at one.
  ///
  /// @param sealed whether its answers are sealed
  public record Visit(
      Instant at, String purpose, String disposition, List<UUID> pair, boolean sealed) {
    public Visit {
      pair = List.copyOf(pair);
    }
  }

  /// Reads a case.
  public static Story of(CaseFile file) {
    List<CaseRecord> papers =
        file.pages().stream()
            .filter(p -> !p.text("slot").equals(COMPLAINTS))
            .sorted(
                Comparator.comparing((CaseRecord p) -> p.text("slot"))
                    .thenComparing(p -> Texts.whole(p.text("order")).orElse(0L))
                    .thenComparing(p -> p.text("takenAt")))
            .toList();
    int silent = file.pages().size() - papers.size();
    for (GateKind k : ACCUSING) silent += file.gateFacts(k).size();
    return new Story(members(file), moments(file), benefits(file), visits(file), papers, silent);
  }

  private static List<Member> members(CaseFile file) {
    Membership counted = Membership.count(file, RuleSets.forCase(file));
    return file.members().stream()
        .map(m -> {
          Optional<CaseRecord> p = file.personOf(m);
          return new Member(
              text(p, "name"),
              Mask.idNumber(text(p, "idNumber")),
              label("relation", m.text("relation")),
              text(p, "birthDate"),
              counted.counts(m.id()));
        })
        .toList();
  }

  private static List<Moment> moments(CaseFile file) {
    var all = new ArrayList<Moment>();
    for (CaseRecord e : file.events()) add(all, e, "at", "by", Kind.ACT, act(e));
    for (CaseRecord o : file.all(RecordType.OPINION))
      add(all, o, "at", "by", Kind.OPINION, judged(o, o.is("positive") ? "APPROVED" : "REJECTED"));
    for (CaseRecord d : file.all(RecordType.DECISION))
      add(all, d, "at", "by", Kind.DECISION, judged(d, d.text("outcome")));
    for (CaseRecord v : file.visits())
      add(
          all,
          v,
          "finishedAt",
          "investigatorA",
          Kind.VISIT,
          List.of(
              label("visitPurpose", v.text("purpose")),
              label("disposition", v.text("disposition"))));
    for (CaseRecord q : file.questions()) {
      add(all, q, "askedAt", "askedBy", Kind.QUESTION, List.of(q.text("words")));
      if (!q.text("answer").isEmpty())
        add(all, q, "answeredAt", "answeredBy", Kind.ANSWER, List.of(q.text("answer")));
    }
    for (CaseRecord f : file.all(RecordType.GATE_FACT)) fact(file, all, f);
    all.sort(Comparator.comparing(Moment::at).thenComparing(Moment::kind));
    return all;
  }

  private static void add(
      List<Moment> all, CaseRecord r, String at, String by, Kind kind, List<String> parts) {
    CaseFile.instant(r, at).ifPresent(t -> all.add(new Moment(t, kind, person(r, by), parts)));
  }

  /// The program is nobody.
  private static Optional<UUID> person(CaseRecord r, String field) {
    return r.text("role").equals("SYSTEM") ? Optional.empty() : r.ref(field);
  }

  private static List<String> act(CaseRecord e) {
    boolean accuses = OF_AN_OBJECTION.contains(e.text("act"));
    return List.of(
        label("act", e.text("act")), label("stage", e.text("to")), accuses ? "" : e.text("reason"));
  }

  private static List<String> judged(CaseRecord r, String outcome) {
    String amount = Texts.whole(r.text("monthlyFen")).map(f -> new Fen(f).grouped()).orElse("");
    return List.of(
        label("scheme", r.text("scheme")),
        label("outcome", outcome),
        amount,
        label(r.text("reasonCode").startsWith("S") ? "stop" : "reject", r.text("reasonCode")),
        r.text("reasonText"));
  }

  private static void fact(CaseFile file, List<Moment> all, CaseRecord f) {
    for (GateKind k : GateKind.values())
      if (k.name().equals(f.text("kind")) && (ACCUSING.contains(k) || NOTES.contains(k))) return;
    String kind = f.text("kind");
    String value = NAMES_OTHERS.contains(kind) ? "" : told(file, f);
    String reason = WORDLESS.contains(kind) ? "" : f.text("reason");
    add(
        all,
        f,
        "at",
        "by",
        Kind.FACT,
        List.of(
            label("gateKind", kind),
            label("notice", f.text("subject")),
            words(value),
            label("scheme", reason, words(reason))));
  }

  /// The first line of what was found; codes by their names, of a ruling which fact it is on, of an
  /// objection which one and what it came to.
  private static String told(CaseFile file, CaseRecord f) {
    String value = f.text("value").lines().findFirst().orElse("");
    if (f.text("kind").equals(GateKind.OBJECTION_SETTLED.name()))
      return Objections.of(file, f).map(Story::settled).orElse("");
    if (f.text("kind").equals(GateKind.FACT_ADOPTED.name()))
      return label("fact", f.text("subject").split("@", 2)[0]);
    boolean check = f.text("kind").equals(GateKind.SPOT_CHECK_DONE.name());
    return check ? label("disposition", value, value) : value;
  }

  /// By its day and number; who objected and with what words is never told on.
  private static String settled(Objections.Objection o) {
    String which = o.day() + " \u7b2c" + o.number() + "\u4ef6"; // 第…件
    String came = label("objectionResult", o.result());
    return came.isEmpty() ? which : which + " \u00b7 " + came;
  }

  /// An id between records tells nobody anything.
  private static String words(String text) {
    return Texts.uuid(text).isPresent() ? "" : text;
  }

  /// Every decision begins a stretch; one that was made later on the same scheme ends it the month
  /// before. What a later one replaced from its first month on is no stretch.
  private static List<Benefit> benefits(CaseFile file) {
    var all = new ArrayList<Benefit>();
    List<CaseRecord> decisions =
        file.all(RecordType.DECISION).stream()
            .sorted(Comparator.comparing(d -> d.text("at")))
            .toList();
    for (int i = 0; i < decisions.size(); i++) {
      CaseRecord d = decisions.get(i);
      Optional<YearMonth> from = Texts.month(d.text("startMonth"));
      Optional<YearMonth> next =
          decisions.subList(i + 1, decisions.size()).stream()
              .filter(x -> x.text("scheme").equals(d.text("scheme")))
              .flatMap(x -> Texts.month(x.text("startMonth")).stream())
              .min(Comparator.naturalOrder());
      boolean paid = !ENDS.contains(d.text("outcome"));
      if (paid && from.isPresent() && next.filter(n -> !n.isAfter(from.get())).isPresent())
        continue;
      all.add(
          new Benefit(
              d.text("scheme"),
              d.text("outcome"),
              from,
              paid ? next.map(m -> m.minusMonths(1)) : Optional.empty(),
              paid ? Texts.whole(d.text("monthlyFen")).map(Fen::new) : Optional.empty(),
              d.text("documentNumber")));
    }
    return all;
  }

  private static List<Visit> visits(CaseFile file) {
    return file.visits().stream()
        .flatMap(v ->
            CaseFile.instant(v, "startedAt")
                .or(() -> CaseFile.instant(v, "finishedAt"))
                .map(at ->
                    new Visit(
                        at,
                        v.text("purpose"),
                        v.text("disposition"),
                        Stream.of("investigatorA", "investigatorB")
                            .flatMap(f -> v.ref(f).stream())
                            .toList(),
                        !v.text("sealHash").isEmpty()))
                .stream())
        .sorted(Comparator.comparing(Visit::at))
        .toList();
  }

  private static String label(String table, String code) {
    return label(table, code, "");
  }

  private static String label(String table, String code, String otherwise) {
    return CodeTables.table(table).has(code) ? CodeTables.label(table, code) : otherwise;
  }

  private static String text(Optional<CaseRecord> record, String field) {
    return record.map(r -> r.text(field)).orElse("");
  }
}
