package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an act is given besides the case.
///
/// @param reason the person's words, written into the event
/// @param detail what the act names: receiving office (TRANSFER), change code (CHANGE), stop code
///   (STOP, CONFIRM that ends), else empty
/// @param carried records written together with the act (opinions, decisions, questions, facts…)
/// @param filesThere addresses of files known to have arrived where the act is done
/// @param target stage wanted where the act leaves a choice (STOP, CONFIRM), else null
public record ActInput(
    String reason,
    String detail,
    List<RecordChange> carried,
    Set<String> filesThere,
    @Nullable Stage target) {

  /// Nothing given.
  public static final ActInput NONE = new ActInput("", "", List.of(), Set.of(), null);

  public ActInput {
    carried = List.copyOf(carried);
    filesThere = Set.copyOf(filesThere);
  }

  public static ActInput because(String reason) {
    return NONE.withReason(reason);
  }

  public ActInput withReason(String words) {
    return new ActInput(words, detail, carried, filesThere, target);
  }

  public ActInput withDetail(String named) {
    return new ActInput(reason, named, carried, filesThere, target);
  }

  /// With new records to be created by the act.
  public ActInput carrying(Collection<CaseRecord> made) {
    return withCarried(made.stream().map(RecordChange::create).toList());
  }

  public ActInput withCarried(List<RecordChange> changes) {
    return new ActInput(reason, detail, changes, filesThere, target);
  }

  public ActInput withFiles(Set<String> there) {
    return new ActInput(reason, detail, carried, there, target);
  }

  public ActInput to(Stage wanted) {
    return new ActInput(reason, detail, carried, filesThere, wanted);
  }
}
