package cn.ruhu.device.escl;

import cn.ruhu.device.scan.ScanStop;
import java.util.Optional;

/// The questions of a job.
record EsclAsk(EsclHttp http) {
  private static final int OK = 200;
  private static final int TRIES = 2;

  /// How the device stands; empty when it says nothing that makes sense.
  ///
  /// @throws EsclTrouble when it does not answer at all
  Optional<EsclStatus> status(ScanStop stop) throws EsclTrouble {
    for (int i = 1; ; i++)
      try {
        return read(stop);
      } catch (EsclTrouble t) {
        if (i == TRIES || stop.asked()) throw t;
      }
  }

  /// The same, asked once and whatever was stopped.
  Optional<EsclStatus> once() throws EsclTrouble {
    return read(new ScanStop());
  }

  private Optional<EsclStatus> read(ScanStop stop) throws EsclTrouble {
    EsclHttp.Answer answer = http.get("ScannerStatus", stop);
    return answer.status() == OK ? EsclStatus.read(answer.body()) : Optional.empty();
  }
}
