package cn.ruhu.casefile.flags;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the rules read: the case, the answers of its newest finished visit, the standards of the
/// day it is judged by.
record Subject(CaseFile file, Answers answers, LocalDate today, Standards standards) {
  static Subject of(CaseFile file, LocalDate today) {
    Standards standards = Standards.builtIn().with(file.all(RecordType.STANDARD));
    return new Subject(file, file.answers(), today, standards);
  }

  /// Standards of the day the case is judged by.
  Standards.Day figures() {
    return standards.at(RuleSets.judgedOn(file, today));
  }

  /// Full years of a member on the day the case is judged by.
  OptionalInt age(CaseRecord member) {
    Optional<LocalDate> born = file.personOf(member).flatMap(p -> Texts.date(p.text("birthDate")));
    LocalDate at = RuleSets.judgedOn(file, today);
    return born.map(b -> OptionalInt.of(Age.years(b, at))).orElse(OptionalInt.empty());
  }

  /// What the visit found about a member, else what was declared.
  String fact(CaseRecord member, String question, String field) {
    return answers.get(question, member.id()).orElse(member.text(field));
  }

  static boolean yes(String answer) {
    return answer.equals("true") || answer.equals("1");
  }

  /// Whether a quantity is stated as none; not stated at all counts as none too.
  static boolean none(Optional<String> answer) {
    return answer.filter(a -> !a.equals("0") && !a.equals("false")).isEmpty();
  }

  /// What the visit found of an item of property, else its declared value.
  Optional<String> property(String code) {
    return answers
        .get(code)
        .or(() ->
            items(code).stream()
                .flatMap(i -> i.get("verified").or(() -> i.get("declared")).stream())
                .findFirst());
  }

  List<CaseRecord> items(String code) {
    return file.items().stream().filter(i -> i.text("code").equals(code)).toList();
  }
}
