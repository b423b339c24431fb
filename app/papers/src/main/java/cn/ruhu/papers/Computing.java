package cn.ruhu.papers;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.assess.Pending;
import cn.ruhu.casefile.assess.Profile;
import cn.ruhu.casefile.assess.Replay;
import cn.ruhu.casefile.assess.TraceLine;
import cn.ruhu.casefile.assess.TraceWords;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.template.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values of the sheet that tells how it was computed: who counts and by which clause, every step,
/// each property test, what the figures say; as a household stands now, or again as it was for a
/// past opinion or decision (T18). It is printed for three kinds of readers (DOMAIN §0.2 C17): the
/// office sees every step; the applicant neither a supporter's income nor single bank lines;
/// another office, to which the case goes, sums and results without a single line and without
/// health.
final class Computing {
  private static final Set<String> COUNTING = Set.of("COUNTS", "COUNTS_NOT", "PEOPLE");
  private static final Set<String> JUDGED = Set.of("DB", "DS", "TK", "SN", "YB");

  /// reasons, steps, inputs and missing facts that tell of somebody's health
  private static final Pattern HEALTH =
      Pattern.compile("ILL|DISAB|MIND|CARE|MEDICAL", Pattern.CASE_INSENSITIVE);

  /// the scheme that is granted for an illness
  private static final String ILLNESS = "YB";

  private static final String COMMA = Form.WORDS.getProperty("means.comma");

  private Computing() {}

  /// For whom it is printed, as the paper's note says: a profile, `:` and the record of a past
  /// opinion or decision. A note of before there were profiles is the applicant's.
  private static Profile profile(PaperFacts facts) {
    String name = facts.subject().note().split(":", 2)[0];
    for (Profile p : Profile.values()) if (p.name().equals(name)) return p;
    return Profile.APPLICANT;
  }

  private static Optional<CaseRecord> past(CaseFile file, PaperFacts facts) {
    String[] parts = facts.subject().note().split(":", 2);
    return parts.length < 2 ? Optional.empty() : Texts.uuid(parts[1]).flatMap(file::record);
  }

  /// What was to be computed again cannot be: nothing was kept with it.
  static Optional<Rendered.Refused> refusal(CaseFile file, PaperFacts facts) {
    boolean again = facts.subject().note().contains(":");
    boolean kept = past(file, facts).flatMap(r -> Replay.of(file, r, facts.date())).isPresent();
    return again && !kept
        ? Optional.of(new Rendered.Refused("REPLAY_MISSING", ""))
        : Optional.empty();
  }

  static Fields fields(CaseFile file, PaperFacts facts) {
    Profile profile = profile(facts);
    Optional<CaseRecord> past = past(file, facts);
    Assessment a =
        past.flatMap(r -> Replay.of(file, r, facts.date()))
            .map(Replay::then)
            .orElseGet(() -> MeansTest.of(file, Column.ADOPTED, facts.date()));
    Fields fields = Form.common(file, facts);
    fields.put("profileName", Form.WORDS.getProperty("means.profile." + profile.name()));
    fields.put("own", profile == Profile.APPLICANT);
    fields.put("again", past.map(Computing::again).orElse(""));
    var people = new ArrayList<Fields>();
    var lines = new ArrayList<Fields>();
    var property = new ArrayList<Fields>();
    for (TraceLine l : TraceLine.of(a.trace(), profile)) {
      if (!told(l.code(), profile)) continue;
      if (COUNTING.contains(l.code())) {
        if (!l.subject().isEmpty()) people.add(person(l, file));
      } else if (l.code().startsWith("PROPERTY_")) {
        property.add(row(l.words(true), how(l, profile), result(l)));
      } else if (!l.code().equals("VEHICLE_LINE") || profile == Profile.INTERNAL) {
        lines.add(row(about(l, file, profile), how(l, profile), result(l)));
      }
    }
    var outcomes = new ArrayList<Fields>();
    for (Outcome o : a.outcomes())
      if (JUDGED.contains(o.scheme()) && shown(o, profile)) outcomes.add(outcome(o, a, profile));
    fields.put("people", people).put("lines", lines).put("property", property);
    fields.put("outcomes", outcomes).put("pending", pending(a, profile));
    fields.put("rules", Form.label("ruleSet", a.facts().membership().ruleSet()));
    return fields.put("day", Form.date(a.facts().day()));
  }

  /// Another office is told nothing of anybody's health.
  private static boolean told(String code, Profile profile) {
    return profile != Profile.TRANSFER || !HEALTH.matcher(code).find();
  }

  private static boolean shown(Outcome o, Profile profile) {
    return profile != Profile.TRANSFER || !o.scheme().equals(ILLNESS);
  }

  private static Fields person(TraceLine l, CaseFile file) {
    return new Fields()
        .put("name", name(l.subject(), file))
        .put("counts", l.words(true))
        .put("clause", TraceWords.clause(l.result(), true));
  }

  private static Fields row(String what, String how, String result) {
    return new Fields().put("what", what).put("how", how).put("result", result);
  }

  /// Which judgement is computed again, and when it was made.
  private static String again(CaseRecord judged) {
    String day =
        CaseFile.instant(judged, "at")
            .map(at -> Form.date(at.atZone(Process.ZONE).toLocalDate()))
            .orElse("");
    return Form.label("scheme", judged.text("scheme")) + " " + day;
  }

  private static Fields outcome(Outcome o, Assessment a, Profile profile) {
    String why =
        o.reasons().stream()
            .filter(r -> told(r, profile))
            .map(r -> TraceWords.reason(r, true))
            .collect(Collectors.joining(COMMA));
    var amount = o.scheme().equals(ILLNESS) ? a.illnessAid() : o.monthly();
    return new Fields()
        .put("schemeName", Form.label("scheme", o.scheme()))
        .put("verdict", TraceWords.reason(o.verdict().name(), true))
        .put("why", why)
        .put("sum", amount.map(f -> f.grouped()).orElse(""));
  }

  private static String pending(Assessment a, Profile profile) {
    var names = new LinkedHashSet<String>();
    for (Pending p : a.pending())
      if (told(p.what(), profile)) names.add(TraceWords.reason(p.what(), true));
    return String.join(COMMA, names);
  }

  private static Optional<CaseRecord> record(String subject, CaseFile file) {
    return Texts.uuid(subject).flatMap(file::record);
  }

  /// Whose step it is in the office's own print.
  private static String supporter(String subject, CaseFile file) {
    return record(subject, file)
        .filter(r -> r.type() == RecordType.SUPPORTER)
        .map(r -> r.text("name"))
        .orElse("");
  }

  /// A supporter stands there without a name: it is another person's.
  private static String name(String subject, CaseFile file) {
    return record(subject, file)
        .filter(r -> r.type() == RecordType.MEMBER)
        .flatMap(file::personOf)
        .map(p -> p.text("name"))
        .orElse("");
  }

  private static String about(TraceLine l, CaseFile file, Profile profile) {
    Optional<CaseRecord> item = record(l.subject(), file).filter(r -> r.type() == RecordType.ITEM);
    String whose = item.map(i -> i.text("member")).orElse(l.subject());
    String supporter = profile == Profile.INTERNAL ? supporter(whose, file) : "";
    return List.of(name(whose, file) + supporter, l.words(true)).stream()
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String how(TraceLine l, Profile profile) {
    return l.inputs().entrySet().stream()
        .filter(e -> told(e.getKey(), profile))
        .filter(e -> !l.code().equals("NET") || !e.getValue().equals("0.00"))
        .map(e ->
            TraceWords.input(e.getKey(), true)
                + " "
                + TraceWords.value(e.getKey(), e.getValue(), true))
        .collect(Collectors.joining(COMMA));
  }

  private static String result(TraceLine l) {
    String first = l.result().split(" ", 2)[0];
    boolean shares = l.code().startsWith("CLASS_") && !l.code().equals("CLASS_DEDUCT");
    if (shares || l.code().equals("UPLIFT")) return l.result();
    String amount = TraceWords.amount(first);
    return amount.equals(first) ? TraceWords.reason(first, true) : amount;
  }
}
