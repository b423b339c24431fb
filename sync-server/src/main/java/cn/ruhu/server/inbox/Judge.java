package cn.ruhu.server.inbox;

import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has ops judged one by one. In a push whose keeping failed for what one of its ops holds, each op
/// is judged between savepoints and kept on trial, so that the one that cannot be kept is found,
/// refused and blocks nothing. Stateless and thread-safe.
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
  private static final int TRIES_MAX = 3;

  private final Desk desk;

  Judge(Desk desk) {
    this.desk = desk;
  }

  /// Writes what an op did, to see whether it can be written; all of it is taken back.
  @FunctionalInterface
  interface Trial {
    void keep(Workspace own, Taken taken) throws StorageException;
  }

  /// What is done on trial.
  @FunctionalInterface
  interface Writing {
    void run() throws StorageException;
  }

  /// What becomes of an op; what it does is in `work` afterwards.
  Taken judge(Workspace work, Context context) throws StorageException {
    Workspace own = work.child();
    Taken taken = desk.take(own, context);
    if (leavesSomething(taken)) own.keep();
    return taken;
  }

  /// As [#judge], but what breaks on this op alone, three times, refuses it as `internal`. A full
  /// disk or a lost connection is nobody's fault and breaks the whole push.
  Taken carefully(Workspace work, Context context, Trial trial) throws StorageException {
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      try {
        return work.rows()
            .attempt(() -> {
              Workspace own = work.child();
              Taken taken = desk.take(own, context);
              onTrial(work.rows(), () -> trial.keep(own, taken));
              if (leavesSomething(taken)) own.keep();
              return taken;
            });
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.DATA) throw e;
        LOG.error("op {} cannot be kept, try {}", context.op().opId(), attempt, e);
      } catch (RuntimeException e) {
        LOG.error("op {} could not be judged, try {}", context.op().opId(), attempt, e);
      }
    }
    return Taken.rejected("internal", null, null);
  }

  /// Does something that writes, to see whether it can be done, and takes it back.
  static void onTrial(Rows rows, Writing writing) throws StorageException {
    try {
      rows.attempt(() -> {
        writing.run();
        throw new TrialOver();
      });
    } catch (TrialOver e) {
      LOG.trace("it can be kept");
    }
  }

  private static boolean leavesSomething(Taken taken) {
    return taken.kind() != Verdict.Kind.REJECTED && taken.kind() != Verdict.Kind.DEFERRED;
  }

  /// Takes a trial back.
  private static final class TrialOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrialOver() {
      super("", null, false, false);
    }
  }
}
