package cn.ruhu.casefile.flags;

import static cn.ruhu.casefile.flags.Flags.about;
import static cn.ruhu.casefile.flags.Flags.flag;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/// Doubts about people: X01–X03, X13–X20, X25, X27.
final class PersonRules {
  private static final Set<String> ABLE = Set.of("1", "2");
  private static final int IDLE_MONTHS = 6;

  private PersonRules() {}

  static List<Flag> of(Subject s) {
    var found = new ArrayList<Flag>();
    found.addAll(registry(s));
    for (CaseRecord m : s.file().members()) {
      found.addAll(card(s, m));
      school(s, m).ifPresent(found::add);
      idle(s, m).ifPresent(found::add);
      found.addAll(alive(s, m));
      certificate(s, m).ifPresent(found::add);
      pension(s, m).ifPresent(found::add);
      benefits(s, m).ifPresent(found::add);
    }
    s.file().supporters().forEach(p -> found.addAll(supporter(s, p)));
    relative(s).ifPresent(found::add);
    elsewhere(s).ifPresent(found::add);
    return found;
  }

  /// X01 rests on a fact of the registry alone; without one nothing is said.
  private static List<Flag> registry(Subject s) {
    var found = new ArrayList<Flag>();
    var seen = new HashSet<String>();
    for (CaseRecord f : s.file().gateFacts(GateKind.REGISTRY_HIT)) {
      String[] subject = f.text("subject").split(":", 2);
      if (!subject[0].equals(XRule.X01.name()) || !seen.add(f.text("subject"))) continue;
      Optional<UUID> who = subject.length > 1 ? Texts.uuid(subject[1]) : Optional.empty();
      found.add(who.map(w -> about(XRule.X01, w)).orElseGet(() -> flag(XRule.X01)));
    }
    return found;
  }

  /// X02: the card has run out, or the record says another number or name than the chip.
  private static List<Flag> card(Subject s, CaseRecord member) {
    Optional<CaseRecord> person = s.file().personOf(member);
    if (person.isEmpty()) return List.of();
    CaseRecord p = person.get();
    var why = new ArrayList<String>();
    Texts.date(p.text("validTo")).filter(s.today()::isAfter).ifPresent(d -> why.add("EXPIRED"));
    for (CaseRecord c : s.file().all(RecordType.CARD_READING)) {
      boolean his = c.ref("person").filter(p.id()::equals).isPresent();
      if (!his || !c.text("cardType").equals("R")) continue;
      Optional<ChipText> chip = ChipText.read(c.text("text256"));
      if (chip.filter(x -> !x.number().equals(p.text("idNumber"))).isPresent()) why.add("NUMBER");
      if (chip.filter(x -> !x.name().equals(p.text("name"))).isPresent()) why.add("NAME");
    }
    return why.isEmpty()
        ? List.of()
        : List.of(about(XRule.X02, member.id(), why.stream().distinct().toArray()));
  }

  /// X03
  private static Optional<Flag> school(Subject s, CaseRecord m) {
    boolean student =
        s.fact(m, "M17", "occupation").equals("2")
            || Answers.ticked(s.answers().get("S04", m.id()).orElse(""), "1");
    OptionalInt age = s.age(m);
    if (!student || age.isEmpty() || age.getAsInt() < 18) return Optional.empty();
    boolean paper =
        s.file().pages().stream()
            .filter(p -> p.text("slot").equals("D13"))
            .anyMatch(p -> p.ref("member").filter(x -> !x.equals(m.id())).isEmpty());
    return paper ? Optional.empty() : Optional.of(about(XRule.X03, m.id(), age.getAsInt()));
  }

  /// X13, X14: what the visit found, else what was declared. A judgement is a paper or a photo
  /// taken at the visit.
  private static List<Flag> supporter(Subject s, CaseRecord p) {
    var found = new ArrayList<Flag>();
    Optional<String> asked = s.answers().get("F04", p.id());
    boolean refused = asked.map("2"::equals).orElse(p.text("authorization").equals("REFUSED"));
    if (refused) found.add(about(XRule.X13, p.id()));
    String inability = s.answers().get("F08", p.id()).orElse(p.text("inability"));
    boolean able = inability.isEmpty() || inability.equals("0");
    String paid = s.answers().get("F10", p.id()).orElse(p.text("paidMonthlyFen"));
    boolean nothing = Texts.whole(paid).filter(f -> f == 0).isPresent();
    boolean photo = s.answers().get("F12", p.id()).isPresent();
    boolean judgement =
        photo
            || s.file().pages().stream()
                .anyMatch(x -> x.text("slot").equals("D05") && !x.text("path").startsWith("F12@"));
    if (able && nothing && !judgement) found.add(about(XRule.X14, p.id()));
    return found;
  }

  /// X15: able, of working age, not looking for work, for six months.
  private static Optional<Flag> idle(Subject s, CaseRecord m) {
    boolean idle = s.answers().get("J01", m.id()).filter("6"::equals).isPresent();
    OptionalInt age = s.age(m);
    boolean working = age.isPresent() && age.getAsInt() >= 16 && age.getAsInt() < 60;
    if (!idle || !working || !ABLE.contains(s.fact(m, "M16", "labour"))) return Optional.empty();
    Optional<Long> months =
        s.answers()
            .get("J03", m.id())
            .flatMap(PersonRules::month)
            .map(since -> ChronoUnit.MONTHS.between(since, YearMonth.from(s.today())));
    return months.filter(n -> n >= IDLE_MONTHS).map(n -> about(XRule.X15, m.id(), n));
  }

  private static Optional<YearMonth> month(String text) {
    Optional<LocalDate> day = Texts.date(text.length() == 7 ? text + "-01" : text);
    return day.map(YearMonth::from);
  }

  /// X16, X17
  private static List<Flag> alive(Subject s, CaseRecord m) {
    String seen = s.answers().get("M12", m.id()).orElse("");
    if (seen.equals("6") || s.fact(m, "M10", "livingTogether").equals("7"))
      return List.of(about(XRule.X17, m.id()));
    if (reportedDead(s, m)) return List.of(about(XRule.X17, m.id(), "REPORTED"));
    return seen.equals("5") ? List.of(about(XRule.X16, m.id())) : List.of();
  }

  /// The household said so itself, and the street did not find that nothing changes.
  private static boolean reportedDead(Subject s, CaseRecord m) {
    return s.file().all(RecordType.CHANGE_REPORT).stream()
        .filter(r -> r.text("kind").equals("DEATH"))
        .filter(r -> !Set.of("TAKEN_BACK", "CLOSED").contains(r.text("state")))
        .anyMatch(r -> r.ref("member").filter(m.id()::equals).isPresent());
  }

  /// X18: 18 characters of the identity number, category, grade, perhaps `B1`, `B2`…
  private static Optional<Flag> certificate(Subject s, CaseRecord m) {
    String number = s.answers().get("D10", m.id()).orElse(m.text("disabilityCertificate"));
    if (number.isEmpty()) return Optional.empty();
    if (number.length() < 20) return Optional.of(about(XRule.X18, m.id(), "LENGTH"));
    var why = new ArrayList<String>();
    String id = s.file().personOf(m).map(p -> p.text("idNumber")).orElse("");
    if (!id.isEmpty() && !number.startsWith(id)) why.add("NUMBER");
    if (differs(s.fact(m, "D11", "disabilityCategory"), number.substring(18, 19)))
      why.add("CATEGORY");
    if (differs(s.fact(m, "D12", "disabilityGrade"), number.substring(19, 20))) why.add("GRADE");
    return why.isEmpty() ? Optional.empty() : Optional.of(about(XRule.X18, m.id(), why.toArray()));
  }

  private static boolean differs(String stated, String inNumber) {
    return !stated.isEmpty() && !stated.equals(inNumber);
  }

  /// X19: 60 and older without any pension, younger than 50 with one.
  private static Optional<Flag> pension(Subject s, CaseRecord m) {
    OptionalInt age = s.age(m);
    if (age.isEmpty()) return Optional.empty();
    boolean item =
        s.items("401").stream().anyMatch(i -> i.ref("member").filter(m.id()::equals).isPresent());
    String insured = s.answers().get("M19", m.id()).orElse("");
    boolean drawn =
        item
            || (age.getAsInt() >= 60
                && List.of("1", "2", "3").stream().anyMatch(c -> Answers.ticked(insured, c)));
    boolean odd = age.getAsInt() >= 60 ? !drawn : age.getAsInt() < 50 && item;
    return odd ? Optional.of(about(XRule.X19, m.id(), age.getAsInt())) : Optional.empty();
  }

  /// X20 (Policy §19): a filed relative of an official is visited by the district.
  private static Optional<Flag> relative(Subject s) {
    boolean filed = s.file().application().filter(a -> a.is("relativeOfOfficial")).isPresent();
    boolean checked = !s.file().gateFacts(GateKind.SPOT_CHECK_DONE).isEmpty();
    return filed && !checked ? Optional.of(flag(XRule.X20)) : Optional.empty();
  }

  /// X25: 特困 with 低保, orphan's support with 特困.
  private static Optional<Flag> benefits(Subject s, CaseRecord m) {
    List<String> has =
        s.answers().get("M20", m.id()).map(Answers::choices).orElse(CaseFile.codes(m, "benefits"));
    boolean clash = has.contains("02") && (has.contains("01") || has.contains("08"));
    return clash ? Optional.of(about(XRule.X25, m.id(), String.join(",", has))) : Optional.empty();
  }

  /// X27: somebody is registered in another province, or the pair found nobody but a registration,
  /// and no other place has answered.
  private static Optional<Flag> elsewhere(Subject s) {
    boolean answered =
        !s.file().gateFacts(GateKind.OTHER_PLACE_REPLY).isEmpty()
            || !s.file().gateFacts(GateKind.RESIDENCE_RULING).isEmpty();
    boolean away =
        s.file().visits().stream().anyMatch(v -> v.text("disposition").equals("42"))
            || s.file().members().stream()
                .anyMatch(m -> s.fact(m, "M09", "hukouRelation").equals("3"));
    return away && !answered ? Optional.of(flag(XRule.X27)) : Optional.empty();
  }
}
