package cn.ruhu.doctor;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.assess.Pending;
import cn.ruhu.casefile.assess.Profile;
import cn.ruhu.casefile.assess.PropertyTest;
import cn.ruhu.casefile.assess.TraceLine;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An assessment as JSON: amounts are texts in yuan, exact where the name says so.
final class AssessmentJson {
  private AssessmentJson() {}

  /// The figures everybody asks for first.
  static Map<String, @Nullable Object> summary(Assessment a) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    Optional<Ratio> pc = a.perCapitaMonthly();
    out.put("N", a.facts().counted());
    out.put("S", a.figures().standard().map(Fen::yuan).orElse(null));
    out.put("L", a.figures().lowIncome().map(Fen::yuan).orElse(null));
    out.put("net", a.sums().net().over(12).fenAsYuan());
    out.put("netAnnual", a.sums().net().fenAsExactYuan());
    out.put("pc", pc.map(Ratio::fenAsYuan).orElse(null));
    out.put("pcExact", pc.map(r -> r.over(100).toString()).orElse(null));
    out.put("dibao", a.dibao().orElse(null));
    out.put("lowIncome", a.lowIncome().orElse(null));
    out.put("marginalHousehold", a.marginal().orElse(null));
    out.put("benefit", a.benefit().map(Fen::yuan).orElse(null));
    out.put("flag", a.marks().isEmpty() ? null : a.marks().getFirst());
    out.put("reject", a.rejects());
    return out;
  }

  /// Everything.
  ///
  /// @param names ids of the file by record; a record without one is left as its id
  static Map<String, @Nullable Object> of(
      Assessment a, Map<UUID, String> names, Profile profile, boolean trace) {
    Map<String, @Nullable Object> out = summary(a);
    out.put("acceptDate", a.facts().day().toString());
    out.put("ruleSet", a.facts().membership().ruleSet());
    out.put("policy", a.policy().id());
    out.put("column", a.facts().column().field());
    out.put("minWage", a.figures().minWage().map(Fen::yuan).orElse(null));
    out.put("C", a.figures().consumption().map(Fen::yuan).orElse(null));
    sums(a, out);
    out.put("members", members(a, names));
    out.put("property", a.property().stream().map(AssessmentJson::property).toList());
    out.put("schemes", a.outcomes().stream().map(AssessmentJson::outcome).toList());
    out.put("singlePersonCases", a.singles().stream().map(s -> single(s, names)).toList());
    out.put("severeIllnessSubsidy", a.illnessSubsidy().map(Fen::yuan).orElse(null));
    out.put("illnessAid", a.illnessAid().map(Fen::yuan).orElse(null));
    out.put("pending", a.pending().stream().map(p -> pending(p, names)).toList());
    if (trace)
      out.put("trace", TraceLine.of(a.trace(), profile).stream().map(l -> line(l, names)).toList());
    return out;
  }

  private static void sums(Assessment a, Map<String, @Nullable Object> out) {
    Assessment.Sums s = a.sums();
    out.put("grossAnnual", s.gross().fenAsExactYuan());
    out.put("exemptAnnual", s.exempt().fenAsExactYuan());
    out.put("contributionsAnnual", s.contributions().fenAsExactYuan());
    out.put("jobDeductAnnual", s.job().fenAsExactYuan());
    out.put("support", s.support().fenAsExactYuan());
    out.put("supportAddedAnnual", s.supportAdded().fenAsExactYuan());
    out.put("classDeductAnnual", s.byClass().fenAsExactYuan());
  }

  private static List<Map<String, Object>> members(Assessment a, Map<UUID, String> names) {
    var all = new ArrayList<Map<String, Object>>();
    for (Membership.Counted m : a.facts().membership().members()) {
      var row = new LinkedHashMap<String, Object>();
      row.put("id", names.getOrDefault(m.member(), m.member().toString()));
      row.put("counted", m.counted());
      row.put("clause", m.clause());
      all.add(row);
    }
    return all;
  }

  private static Map<String, Object> property(PropertyTest t) {
    var row = new LinkedHashMap<String, Object>();
    row.put("kind", t.kind());
    row.put("result", t.result().name());
    row.put("reject", t.reject());
    row.put("reason", t.reason());
    return row;
  }

  private static Map<String, @Nullable Object> outcome(Outcome o) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("scheme", o.scheme());
    row.put("verdict", o.verdict().name());
    row.put("reasons", o.reasons());
    row.put("monthly", o.monthly().map(Fen::yuan).orElse(null));
    return row;
  }

  private static Map<String, @Nullable Object> single(
      Assessment.Single s, Map<UUID, String> names) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("member", names.getOrDefault(s.member(), s.member().toString()));
    row.put("ground", s.ground());
    row.put("net", s.netYear().over(12).fenAsYuan());
    row.put("benefit", s.benefit().map(Fen::yuan).orElse(null));
    return row;
  }

  private static Map<String, Object> pending(Pending p, Map<UUID, String> names) {
    var row = new LinkedHashMap<String, Object>();
    row.put("what", p.what());
    row.put("subject", named(p.subject(), names));
    row.put("effect", p.effect().name());
    return row;
  }

  private static Map<String, Object> line(TraceLine l, Map<UUID, String> names) {
    var row = new LinkedHashMap<String, Object>();
    row.put("code", l.code());
    row.put("subject", named(l.subject(), names));
    row.put("words", l.words(true));
    row.put("clause", l.clause());
    row.put("formula", l.formula());
    row.put("inputs", l.inputs());
    row.put("result", l.result());
    return row;
  }

  private static String named(String subject, Map<UUID, String> names) {
    return subject.length() == 36 ? names.getOrDefault(UUID.fromString(subject), subject) : subject;
  }
}
