package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which step a record stands in, and how far each step is. Stateless.
final class StepProblems {
  /// what the application says in the step of statements
  private static final Set<String> DECLARED = Set.of("relativeOfOfficial", "relativeNote");

  private StepProblems() {}

  /// The step a field stands in: those of the application stand in two.
  static Step stepOf(WorkingCopy copy, Spot at) {
    return at.record().equals(copy.application()) && DECLARED.contains(at.field())
        ? Step.DECLARATION
        : stepOf(copy, at.record());
  }

  static Step stepOf(WorkingCopy copy, UUID record) {
    Optional<CaseRecord> r = copy.get(record);
    if (r.isEmpty()) return Step.APPLICANT;
    Optional<UUID> applicant = CaseEdits.applicant(copy);
    return switch (r.get().type()) {
      case SUPPORTER -> Step.SUPPORTERS;
      case RELATIVE -> Step.DECLARATION;
      case PERSON -> ofMember(copy, record, applicant) ? Step.MEMBERS : Step.APPLICANT;
      case MEMBER -> r.get().ref("person").equals(applicant) ? Step.APPLICANT : Step.MEMBERS;
      case ITEM -> ofItem(r.get().text("kind"));
      case PAGE, GATE_FACT -> Step.PAPERS;
      default -> Step.APPLICANT;
    };
  }

  /// Applicant and agent stand in the first step.
  private static boolean ofMember(WorkingCopy copy, UUID person, Optional<UUID> applicant) {
    if (applicant.equals(Optional.of(person))) return false;
    return copy.file().members().stream().anyMatch(m -> m.text("person").equals(person.toString()));
  }

  private static Step ofItem(String kind) {
    return switch (kind) {
      case "INCOME" -> Step.INCOME;
      case "EXPENSE", "BENEFIT" -> Step.EXPENSES;
      default -> Step.PROPERTY;
    };
  }

  /// Fields to be corrected in a step; in the last one, what keeps the case from being handed in.
  static int count(WorkingCopy copy, LiveFacts facts, Step step) {
    int wrong =
        (int)
            facts.problems().stream()
                .filter(p -> stepOf(copy, new Spot(p.record(), p.field())) == step)
                .count();
    return step == Step.PAPERS ? wrong + facts.missingPapers().size() : wrong;
  }

  /// Whether a step holds what a household of any kind has.
  static boolean done(WorkingCopy copy, LiveFacts facts, Step step) {
    CaseRecord app = copy.get(copy.application()).orElseThrow();
    return switch (step) {
      case APPLICANT ->
          copy.file().applicant().filter(p -> p.get("name").isPresent()).isPresent()
              && app.get("phone").isPresent()
              && app.get("schemes").isPresent()
              && app.get("residenceAddress").isPresent();
      case MEMBERS ->
          copy.file().members().stream().allMatch(m -> m.get("relation").isPresent())
              && copy.file().all(RecordType.PERSON).stream()
                  .allMatch(p -> p.get("name").isPresent());
      case SUPPORTERS ->
          !copy.file().supporters().isEmpty()
              && copy.file().supporters().stream()
                  .allMatch(r -> r.get("name").isPresent() && r.get("duty").isPresent());
      case INCOME -> !copy.file().items("INCOME").isEmpty() && facts.unknown() == 0;
      case PROPERTY ->
          !copy.file().items("ASSET").isEmpty() || !copy.file().items("HOUSING").isEmpty();
      case EXPENSES ->
          !copy.file().items("EXPENSE").isEmpty() || !copy.file().items("BENEFIT").isEmpty();
      case DECLARATION ->
          app.get("relativeOfOfficial").isPresent()
              && !copy.file().gateFacts(GateKind.PRIVACY_NOTICE).isEmpty();
      case PAPERS -> facts.submit().isEmpty() && facts.accept().isEmpty();
    };
  }
}
