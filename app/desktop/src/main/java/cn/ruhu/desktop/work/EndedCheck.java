package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What follows the seal of the district's check (DOMAIN §6.2): the fact that it was made, and
/// where the case waits for it, the act that lets it go on. Done with the seal, and again from the
/// case's own screen where that was not to be. Stateless; touches the disk.
public final class EndedCheck {
  private EndedCheck() {}

  /// @param visit the VISIT that ended it, saved already
  /// @return what came of the act; empty where nothing waits for the check
  public static Optional<Outcome> end(Desk desk, CaseRecord visit) throws StoreException {
    UUID application = visit.ref("application").orElseThrow();
    CaseFile file = desk.caseFile(application);
    CaseRecord done = SpotChecks.done(desk.newId(), visit, desk.actor().staff(), desk.now());
    if (Process.stage(file).filter(s -> s == Stage.SPOT_CHECK).isEmpty()) {
      desk.save("save", "", true, List.of(RecordChange.create(done)));
      return Optional.empty();
    }
    String words = CodeTables.label("disposition", visit.text("disposition"));
    ActInput input = ActInput.because(words).carrying(List.of(done));
    return Optional.of(desk.act(application, Act.SPOT_FINISH, input));
  }
}
