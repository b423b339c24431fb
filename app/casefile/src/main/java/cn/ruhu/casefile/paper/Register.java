package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The papers of a case that went out and count: no copies, nothing taken back.
///
/// Pure and thread-safe.
public final class Register {
  private Register() {}

  /// First rows of the register that nobody took back, oldest first.
  public static List<CaseRecord> firsts(CaseFile file) {
    List<UUID> voided = file.documents().stream().flatMap(d -> d.ref("voids").stream()).toList();
    return file.documents().stream()
        .filter(d -> d.get("copyOf").isEmpty() && !voided.contains(d.id()))
        .toList();
  }

  /// The newest paper of a kind that counts.
  ///
  /// @param paper code of table `paper`
  public static Optional<CaseRecord> newest(CaseFile file, String paper) {
    return firsts(file).stream()
        .filter(d -> d.text("paper").equals(paper))
        .reduce((_, newer) -> newer);
  }
}
