package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the right side shows while a case is taken in: who counts, what it comes to so far, what is
/// missing. Advice: a person decides (Policy §13).
///
/// @param members everybody with the clause they are judged by
/// @param people number of those who count
/// @param net annual fen after exempt amounts and contributions
/// @param perCapita fen a person a month; empty when nobody counts
/// @param standard the 低保 standard of the date
/// @param below per-capita income is strictly below the standard; empty when it is not known
/// @param unknown income lines without an amount
/// @param submit what stands in the way of handing the case in
/// @param accept what stands in the way of accepting it
/// @param problems fields to be corrected
/// @param sums property, expenditure, debts beside it
/// @param copied values taken over from an earlier application that wait for a word
record LiveFacts(
    List<Who> members,
    int people,
    Ratio net,
    Optional<Ratio> perCapita,
    Figure standard,
    Optional<Boolean> below,
    int unknown,
    List<Hindrance> submit,
    List<Hindrance> accept,
    List<FieldProblem> problems,
    Sums sums,
    int copied) {

  LiveFacts {
    members = List.copyOf(members);
    submit = List.copyOf(submit);
    accept = List.copyOf(accept);
    problems = List.copyOf(problems);
  }

  /// @param member member record
  /// @param counted whether this person adds to the household's number
  /// @param clause code of the clause; words under `work.clause.<code>`
  record Who(UUID member, String name, boolean counted, String clause) {}

  static LiveFacts of(WorkingCopy copy, Actor actor, Standards standards, LocalDate today) {
    CaseFile file = copy.file();
    Income income = Income.of(file, Column.DECLARED);
    LocalDate day = RuleSets.referenceDay(file).orElse(today);
    Figure standard = standards.at(day).dibao();
    boolean some = income.people() > 0;
    Optional<Boolean> below = some ? standard.amountIfKnown().map(income::below) : Optional.empty();
    return new LiveFacts(
        members(file),
        income.people(),
        income.net(),
        income.perCapitaMonthly(),
        standard,
        below,
        income.unknown().size(),
        hindrances(at(file, Stage.DRAFT), Act.SUBMIT, actor, today),
        hindrances(at(file, Stage.SUBMITTED), Act.ACCEPT, actor, today),
        FieldProblem.of(copy, today),
        Sums.of(file),
        Copied.count(copy));
  }

  /// Whether this member adds to the household's number.
  boolean counts(UUID member) {
    return members.stream().anyMatch(w -> w.member().equals(member) && w.counted());
  }

  /// What the household declared beside its income, in fen.
  ///
  /// @param money cash, accounts, securities, cash value of insurance
  /// @param debts what it owes
  /// @param expenses of a year
  /// @param vehicles how many
  record Sums(long money, long debts, long expenses, long vehicles) {
    static Sums of(CaseFile file) {
      long money = 0;
      long debts = 0;
      long vehicles = 0;
      for (CaseRecord i : file.items("ASSET")) {
        long value = Texts.whole(i.text("declared")).orElse(0L);
        String code = i.text("code");
        if (FieldEdits.extra("asset", code).equals("MONEY")) money += value;
        if (code.equals("P07")) debts += value;
        if (code.equals("P08")) vehicles += value;
      }
      long expenses = 0;
      for (CaseRecord i : file.items("EXPENSE")) {
        long months = i.text("basis").equals("MONTHLY") ? Months.COUNT : 1;
        expenses += Texts.whole(i.text("declared")).orElse(0L) * months;
      }
      return new Sums(money, debts, expenses, vehicles);
    }

    /// Money a head of those who count; empty when nobody does.
    Optional<Fen> perHead(int people) {
      return people == 0 ? Optional.empty() : Optional.of(new Fen(money / people));
    }
  }

  private static List<Who> members(CaseFile file) {
    var all = new ArrayList<Who>();
    Membership m = Membership.count(file, RuleSets.forCase(file), Column.DECLARED);
    for (Membership.Counted c : m.members())
      all.add(
          new Who(
              c.member(),
              file.record(c.member()).flatMap(file::personOf).map(p -> p.text("name")).orElse(""),
              c.counted(),
              c.clause()));
    return all;
  }

  /// The case as if it stood at this stage, so that what is missing shows from the first field on.
  private static CaseFile at(CaseFile file, Stage stage) {
    Optional<CaseRecord> app = file.application();
    return app.flatMap(a -> RecordChange.between(a, a.with("stage", stage.name())))
        .map(c -> file.with(List.of(c)))
        .orElse(file);
  }

  private static List<Hindrance> hindrances(CaseFile file, Act act, Actor actor, LocalDate today) {
    return Process.check(file, act, actor, ActInput.NONE, today)
            instanceof Ruling.Refused(List<Hindrance> found)
        ? found
        : List.of();
  }

  /// Codes of papers still to be seen.
  List<String> missingPapers() {
    return submit.stream()
        .filter(h -> h.code().equals("PAPER_MISSING"))
        .flatMap(h -> h.args().stream())
        .toList();
  }

  /// The standard in fen, when it is known.
  Optional<Fen> standardFen() {
    return standard.amountIfKnown();
  }
}
