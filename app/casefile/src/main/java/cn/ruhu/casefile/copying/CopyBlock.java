package cn.ruhu.casefile.copying;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A part of a case whose fields are copied together; a roster repeats its part for every entry.
/// Names are codes of table `copyBlock`.
@SuppressWarnings("ImmutableEnumChecker") // a list that is never written
public enum CopyBlock {
  APPLICATION(RecordType.APPLICATION),
  HOUSEHOLD(RecordType.HOUSEHOLD),
  APPLICANT(RecordType.PERSON, RecordType.MEMBER),
  /// every other member
  MEMBER(RecordType.PERSON, RecordType.MEMBER),
  SUPPORTER(RecordType.SUPPORTER),
  RELATIVE(RecordType.RELATIVE),
  INCOME(RecordType.ITEM),
  ASSET(RecordType.ITEM),
  HOUSING(RecordType.ITEM),
  EXPENSE(RecordType.ITEM),
  DEBT(RecordType.ITEM),
  BENEFIT(RecordType.ITEM);

  private final List<RecordType> types;

  CopyBlock(RecordType... types) {
    this.types = List.of(types);
  }

  /// Whether it repeats.
  public boolean isRoster() {
    return switch (this) {
      case APPLICATION, HOUSEHOLD, APPLICANT -> false;
      case MEMBER, SUPPORTER, RELATIVE, INCOME, ASSET, HOUSING, EXPENSE, DEBT, BENEFIT -> true;
    };
  }

  /// The field of this name, of the first record that has one.
  Optional<FieldSpec> field(String name) {
    Optional<FieldSpec> field = types.stream().flatMap(t -> t.field(name).stream()).findFirst();
    String codes = name.equals("code") ? itemCodes() : "";
    return codes.isEmpty()
        ? field
        : field.map(f ->
            new FieldSpec(
                f.name(), FieldKind.CODE, codes, f.group(), f.sensitivity(), f.required()));
  }

  /// An item's code is of the table of its kind; `""` where there is none.
  private String itemCodes() {
    return switch (this) {
      case INCOME -> "income";
      case ASSET -> "asset";
      case EXPENSE -> "expense";
      case BENEFIT -> "benefit";
      case HOUSING -> "housing";
      case APPLICATION, HOUSEHOLD, APPLICANT, MEMBER, SUPPORTER, RELATIVE, DEBT -> "";
    };
  }

  /// The entries of this part, each with the records its fields are looked for in.
  List<List<CaseRecord>> entries(CaseFile file) {
    return switch (this) {
      case APPLICATION -> file.application().map(a -> List.of(List.of(a))).orElse(List.of());
      case HOUSEHOLD -> file.household().map(h -> List.of(List.of(h))).orElse(List.of());
      case APPLICANT -> members(file, true);
      case MEMBER -> members(file, false);
      case SUPPORTER -> each(file.supporters());
      case RELATIVE -> each(file.all(RecordType.RELATIVE));
      case INCOME, ASSET, HOUSING, EXPENSE, DEBT, BENEFIT -> each(file.items(name()));
    };
  }

  private static List<List<CaseRecord>> each(List<CaseRecord> records) {
    return records.stream().map(List::of).toList();
  }

  private static List<List<CaseRecord>> members(CaseFile file, boolean applicant) {
    Optional<CaseRecord> self = file.applicant();
    var all = new ArrayList<List<CaseRecord>>();
    for (CaseRecord m : file.members()) {
      Optional<CaseRecord> person = file.personOf(m);
      boolean same = person.isPresent() && person.equals(self);
      if (same != applicant) continue;
      all.add(person.isPresent() ? List.of(person.get(), m) : List.of(m));
    }
    if (applicant && all.isEmpty() && self.isPresent()) all.add(List.of(self.get()));
    return all;
  }
}
