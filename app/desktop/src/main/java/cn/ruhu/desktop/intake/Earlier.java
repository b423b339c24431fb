package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the household declared in an earlier application, taken over into a new one. Every value is
/// marked until somebody says it still holds; nothing that a card or a hand has said meanwhile is
/// touched. What must be said anew each time is left out: schemes, reason, signatures, months of
/// income, rulings of the office. Stateless.
final class Earlier {
  private static final List<String> APPLICATION =
      List.of(
          "community",
          "phone",
          "residenceAddress",
          "residenceStreet",
          "residenceCommunity",
          "residenceOutside",
          "deliveryAddress",
          "familySize",
          "bankName",
          "bankHolder",
          "bankAccount",
          "relativeOfOfficial",
          "relativeNote");

  /// of people, members and lines everything is taken but this
  private static final Set<String> LEFT =
      Set.of(
          "application",
          "person",
          "member",
          "guardian",
          "authorization",
          "countedOverride",
          "countedReason",
          "upliftPercent",
          "upliftReason",
          "rewardYear",
          "rewardReason",
          "sources",
          "chipValues",
          "copied",
          "monthly",
          "months",
          "verified",
          "verifiedNote",
          "verifiedVisit",
          "verifiedBasis",
          "verifiedMonths",
          "verifiedExemptCode",
          "verifiedExemptFen",
          "verifiedContributionFen",
          "registry",
          "registryNote",
          "adopted",
          "adoptReason",
          "adoptedBy",
          "adoptedBasis",
          "adoptedOn",
          "order");

  /// what only says where a record belongs needs nobody's word
  private static final Set<String> SILENT = Set.of("kind", "basis", "order", "idKind");

  private static final String DEAD = "7";

  /// What the window writes of a line beside its value.
  private static final Set<String> TOLD =
      Set.of("declaredNote", "address", "nature", "use", "year", "plate", "brand", "since");

  private final CaseEdits edits;
  private final WorkingCopy copy;
  private final CaseFile from;
  private final Map<UUID, UUID> members = new HashMap<>();

  private Earlier(CaseEdits edits, WorkingCopy copy, CaseFile from) {
    this.edits = edits;
    this.copy = copy;
    this.from = from;
  }

  /// Takes over what the earlier case says.
  ///
  /// @param records the earlier case
  /// @return how many values wait for a word now
  static int take(CaseEdits edits, WorkingCopy copy, Collection<CaseRecord> records) {
    var earlier = new Earlier(edits, copy, CaseFile.of(records));
    earlier.application();
    earlier.members();
    earlier.others();
    FieldEdits.benefits(copy);
    return Copied.count(copy);
  }

  private void application() {
    UUID id = copy.application();
    from.application().ifPresent(a -> fill(id, a, APPLICATION));
    copy.set(id, "firstTime", "false");
  }

  /// Fills what is still empty and marks it.
  private void fill(UUID id, CaseRecord said, Collection<String> fields) {
    CaseRecord now = copy.get(id).orElseThrow();
    var taken = new ArrayList<String>();
    for (String f : fields) {
      if (LEFT.contains(f) || said.get(f).isEmpty() || now.get(f).isPresent()) continue;
      now = now.with(f, said.text(f));
      if (!SILENT.contains(f) && !names(said, f)) taken.add(f);
    }
    copy.put(Copied.marked(now, taken));
  }

  /// The code of a fact of the dwelling only says which field it stands in: nobody could confirm
  /// it.
  private static boolean names(CaseRecord said, String field) {
    return field.equals("code")
        && said.text("kind").equals(LineKind.HOUSE.kind())
        && !said.text("code").equals(LineKind.OWNED);
  }

  private void fillAll(UUID id, CaseRecord said) {
    fill(id, said, said.fields().keySet());
  }

  private void members() {
    for (CaseRecord m : from.members()) {
      if (m.text("livingTogether").equals(DEAD)) continue;
      Optional<CaseRecord> person = from.personOf(m);
      UUID mine = same(person).orElseGet(() -> edits.addMember(copy));
      members.put(m.id(), mine);
      boolean fresh = copy.text(mine, "relation").isEmpty();
      if (fresh) copy.set(mine, "livingTogether", "");
      person.ifPresent(
          p -> copy.get(mine).flatMap(x -> x.ref("person")).ifPresent(x -> fillAll(x, p)));
      fillAll(mine, relative(m));
    }
    for (CaseRecord m : from.members())
      m.ref("guardian")
          .map(members::get)
          .ifPresent(g -> mark(members.get(m.id()), "guardian", g.toString()));
  }

  private void mark(@Nullable UUID id, String field, String value) {
    if (id == null || copy.get(id).isEmpty()) return;
    copy.put(Copied.marked(copy.get(id).get().with(field, value), List.of(field)));
  }

  private void others() {
    for (CaseRecord s : from.supporters())
      if (!known(s)) add(RecordType.SUPPORTER, s, "authorization", "PENDING");
    for (CaseRecord r : from.all(RecordType.RELATIVE)) line(RecordType.RELATIVE, r);
    for (CaseRecord i : from.items()) if (declared(i)) line(RecordType.ITEM, i);
  }

  /// Whether the household said it: with a value, with what only the window writes beside one (an
  /// address, what a dwelling is used for, since when), or of a member; not what a visit or a check
  /// found. A dwelling nobody knows the area of is a dwelling.
  private static boolean declared(CaseRecord item) {
    boolean told =
        item.get("declared").isPresent() || TOLD.stream().anyMatch(f -> item.get(f).isPresent());
    boolean found = item.get("verified").isPresent() || item.get("registry").isPresent();
    return told || (item.ref("member").isPresent() && !found);
  }

  private boolean known(CaseRecord supporter) {
    String number = supporter.text("idNumber");
    return !number.isEmpty()
        && copy.file().supporters().stream().anyMatch(s -> s.text("idNumber").equals(number));
  }

  /// A line of somebody who is no member now is left out.
  private void line(RecordType type, CaseRecord said) {
    Optional<UUID> before = said.ref("member");
    UUID mine = before.map(members::get).orElse(null);
    if (before.isPresent() && mine == null) return;
    add(type, said, "member", mine == null ? "" : mine.toString());
  }

  private void add(RecordType type, CaseRecord said, String field, String value) {
    CaseRecord blank =
        edits.blank(copy, type).with(field, value).with("order", Integer.toString(next(type)));
    copy.put(type == RecordType.SUPPORTER ? blank.with("order", null) : blank);
    fillAll(blank.id(), said);
  }

  private int next(RecordType type) {
    return copy.file().all(type).size() + 1;
  }

  /// Relations are to the applicant: they hold only when the same person applies again.
  private CaseRecord relative(CaseRecord m) {
    return sameApplicant() ? m : m.with("relation", null);
  }

  private boolean sameApplicant() {
    String before = from.applicant().map(p -> p.text("idNumber")).orElse("");
    String now = copy.file().applicant().map(p -> p.text("idNumber")).orElse("");
    return !before.isEmpty() && before.equals(now);
  }

  private Optional<UUID> same(Optional<CaseRecord> person) {
    String number = person.map(p -> p.text("idNumber")).orElse("");
    if (number.isEmpty()) return Optional.empty();
    return copy.file().members().stream()
        .filter(
            m -> copy.file().personOf(m).filter(p -> p.text("idNumber").equals(number)).isPresent())
        .map(CaseRecord::id)
        .findFirst();
  }
}
