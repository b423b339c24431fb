package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// Rulings on facts that are no items: what a member, a supporter, a dwelling or an address is
/// taken to be (DOMAIN §5.0: four columns for every fact; never overwrite declared). Each is a gate
/// fact `FACT_ADOPTED` of its own, so that the newest counts, the earlier ones stay, and who ruled
/// when and why stands with it. As a ruling on an item ([Rulings]) it keeps what it was made on,
/// and does not count any more when the declaration or a later visit says otherwise.
///
/// Stateless and thread-safe.
public final class FactRulings {
  /// Fields of the declaration that ask the same as a question of the visit.
  private static final Map<String, String> DECLARED =
      Map.ofEntries(
          Map.entry("M09", "hukouRelation"),
          Map.entry("M10", "livingTogether"),
          Map.entry("M13", "marital"),
          Map.entry("M14", "education"),
          Map.entry("M15", "health"),
          Map.entry("M16", "labour"),
          Map.entry("M17", "occupation"),
          Map.entry("M18", "specialIdentity"),
          Map.entry("F03", "duty"),
          Map.entry("F06", "familyMonthlyFen"),
          Map.entry("F08", "inability"),
          Map.entry("F10", "paidMonthlyFen"));

  private static final String ADDRESS = "H02";
  private static final int WORDS_MAX = 60;

  /// Several codes, with a comma or a space between them.
  private static final Pattern CODES = Pattern.compile("\\w+([ ,]\\w+)*");

  private FactRulings() {}

  /// A ruling.
  ///
  /// @param fact its `FACT_ADOPTED`
  /// @param value what is adopted, as answers are stored
  /// @param stands what it was made on still holds
  public record Ruled(CaseRecord fact, String value, boolean stands) {}

  /// A ruling as a record to be kept.
  ///
  /// @param file the case as whoever rules sees it
  /// @param id of the new record
  /// @param key of the fact: the path of its answer (`M10@<member>`, `H04`)
  /// @param value what counts from now on; `""` takes a ruling back
  /// @param by STAFF record of whoever rules
  /// @param at now, ISO-8601
  public static CaseRecord rule(
      CaseFile file, UUID id, String key, String value, String reason, UUID by, String at) {
    CaseRecord a = file.application().orElseThrow();
    return CaseRecord.of(
            RecordType.GATE_FACT,
            id,
            a.scope(),
            a.id(),
            Map.of(
                "application", a.id().toString(),
                "kind", GateKind.FACT_ADOPTED.name(),
                "subject", key,
                "by", by.toString(),
                "at", at))
        .with("value", value.isEmpty() ? null : value.replace('\n', ' ') + "\n" + madeOn(file, key))
        .with("reason", reason);
  }

  /// The newest ruling on a fact; empty when there is none, or it was taken back.
  public static Optional<Ruled> of(CaseFile file, String key) {
    return Optional.ofNullable(newest(file).get(key)).flatMap(f -> read(file, f));
  }

  private static Map<String, CaseRecord> newest(CaseFile file) {
    var newest = new LinkedHashMap<String, CaseRecord>();
    for (CaseRecord f : file.gateFacts(GateKind.FACT_ADOPTED)) newest.put(f.text("subject"), f);
    return newest;
  }

  private static Optional<Ruled> read(CaseFile file, CaseRecord fact) {
    String[] parts = fact.text("value").split("\n", 2);
    if (parts[0].isEmpty()) return Optional.empty();
    boolean stands = parts.length == 1 || parts[1].equals(madeOn(file, fact.text("subject")));
    return Optional.of(new Ruled(fact, parts[0], stands));
  }

  /// Every ruling, in the order of the facts' keys.
  public static List<Ruled> all(CaseFile file) {
    return new TreeMap<>(newest(file))
        .values().stream().flatMap(f -> read(file, f).stream()).toList();
  }

  /// Rulings that do not count any more, because what they were made on has changed: somebody has
  /// to rule again, unless what was ruled is what was found now, or nothing is declared or asked
  /// there any more, as at a review with a shorter form, so that there is nothing to rule on.
  public static List<Ruled> lapsed(CaseFile file) {
    var found = new ArrayList<Ruled>();
    for (Ruled r : all(file)) {
      String key = r.fact().text("subject");
      boolean gone = found(file, key).isEmpty() && declared(file, key).isEmpty();
      if (!r.stands() && !gone && !same(r.value(), found(file, key))) found.add(r);
    }
    return found;
  }

  /// Several codes are the same in any order, whatever stands between them.
  private static boolean same(String ruled, String answer) {
    if (!CODES.matcher(ruled).matches()) return ruled.equals(answer);
    return Set.copyOf(Answers.choices(ruled)).equals(Set.copyOf(Answers.choices(answer)));
  }

  /// What counts: the answers of the visit with rulings that stand over them.
  public static Answers answers(CaseFile file) {
    var ruled = new TreeMap<String, String>();
    for (Ruled r : all(file)) if (r.stands()) ruled.put(r.fact().text("subject"), r.value());
    return ruled.isEmpty() ? file.answers() : file.answers().with(ruled);
  }

  /// What a ruling is made on, as text that is compared and never read: what was declared and what
  /// the visit answered.
  private static String madeOn(CaseFile file, String key) {
    return "D:" + brief(declared(file, key)) + "|V:" + brief(found(file, key));
  }

  private static String found(CaseFile file, String key) {
    return file.answers().byPath().getOrDefault(key, "");
  }

  private static String declared(CaseFile file, String key) {
    if (key.equals(ADDRESS))
      return file.application().map(a -> a.text("residenceAddress")).orElse("");
    String[] parts = key.split("@", 2);
    String field = DECLARED.getOrDefault(parts[0], "");
    return parts.length < 2 || field.isEmpty()
        ? ""
        : Texts.uuid(parts[1]).flatMap(file::record).map(r -> r.text(field)).orElse("");
  }

  /// Long words by their length and a check sum: they are only compared.
  private static String brief(String said) {
    if (said.length() <= WORDS_MAX) return said.replace('\n', ' ');
    return String.format(Locale.ROOT, "%d-%08x", said.length(), said.hashCode());
  }
}
