package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.process.PostingDuty;
import cn.ruhu.casefile.process.PostingDuty.Task;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A notice of another street at this street's board.
///
/// @param posting the POSTING record
/// @param task what is to be done next
/// @param due until when, or how long it hangs
/// @param late whether that day is over and something is to be done
/// @param facts what was recorded of it, oldest first
/// @param photos pages of it, oldest first
record PostingRow(
    CaseRecord posting,
    Task task,
    Optional<LocalDate> due,
    boolean late,
    List<CaseRecord> facts,
    List<CaseRecord> photos) {
  PostingRow {
    facts = List.copyOf(facts);
    photos = List.copyOf(photos);
  }

  /// What has to be done first stands first.
  static final Comparator<PostingRow> ORDER =
      Comparator.comparing((PostingRow r) -> !r.task().isOpen())
          .thenComparing(r -> r.task() == Task.DONE)
          .thenComparing(r -> r.due().orElse(LocalDate.MAX))
          .thenComparing(PostingRow::id);

  static PostingRow of(Desk desk, CaseRecord posting) {
    CaseFile file = desk.caseFile(posting.id());
    LocalDate today = desk.today();
    Task task = PostingDuty.task(file, today);
    Optional<LocalDate> due = PostingDuty.due(file, today);
    return new PostingRow(
        posting,
        task,
        due,
        task.isOpen() && due.filter(today::isAfter).isPresent(),
        file.all(RecordType.GATE_FACT).stream()
            .sorted(Comparator.comparing((CaseRecord f) -> f.text("at")))
            .toList(),
        file.pages());
  }

  UUID id() {
    return posting.id();
  }

  /// The file it belongs to in the other street: all that is known here of the case.
  Optional<UUID> application() {
    return posting.ref("application");
  }

  Optional<CaseRecord> fact(GateKind kind, String subject) {
    return facts.stream()
        .filter(f -> f.text("kind").equals(kind.name()))
        .filter(f -> subject.isEmpty() || f.text("subject").equals(subject))
        .reduce((_, later) -> later);
  }

  @Override
  public String toString() {
    return "PostingRow[" + posting.id() + "]";
  }
}
