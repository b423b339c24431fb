package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;

/// What a list of lines of the form is about: income (block F), property and dwellings (G),
/// expenditure (H), benefits received (I).
enum LineKind {
  INCOME("INCOME", "income", "intake.income.", "MONTHLY"),
  ASSET("ASSET", "asset", "intake.property.", "AMOUNT"),
  /// dwellings the household owns beside the one it lives in
  HOUSE("HOUSING", "housing", "intake.house.", "AREA"),
  EXPENSE("EXPENSE", "expense", "intake.expense.", "MONTHLY"),
  BENEFIT("BENEFIT", "benefit", "intake.benefit.", "MONTHLY");

  /// code of an owned dwelling in table `housing`; the other codes tell of the one lived in
  static final String OWNED = "H21";

  private final String kind;
  private final String table;
  private final String keys;
  private final String basis;

  LineKind(String kind, String table, String keys, String basis) {
    this.kind = kind;
    this.table = table;
    this.keys = keys;
    this.basis = basis;
  }

  /// Code of table `itemKind`.
  String kind() {
    return kind;
  }

  /// Table of the line's code.
  String table() {
    return table;
  }

  /// Key of this kind's words for something.
  String key(String what) {
    return keys + what;
  }

  /// What ids of this kind begin with.
  String words() {
    return keys.split("\\.", -1)[1];
  }

  /// Basis of a new line.
  String basis() {
    return basis;
  }

  /// Code of a new line, `""` where a person chooses.
  String code() {
    return this == HOUSE ? OWNED : "";
  }

  List<CaseRecord> of(CaseFile file) {
    List<CaseRecord> all = file.items(kind);
    return this == HOUSE ? all.stream().filter(i -> i.text("code").equals(OWNED)).toList() : all;
  }
}
