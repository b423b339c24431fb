package cn.ruhu.device.escl;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A scanner of the network. Holds no connection between calls. One caller at a time.
public final class EsclScanner implements PageSource {
  private static final String CAPABILITIES = "ScannerCapabilities";
  private static final int OK = 200;

  private final EsclHttp http;
  private final EsclPace pace;
  private final DeviceTime time;
  private EsclQuirks quirks = EsclQuirks.NONE;
  private @Nullable EsclCaps known;

  public EsclScanner(EsclAddress address, EsclPace pace, DeviceTime time) {
    this.http = new EsclHttp(address, pace);
    this.pace = pace;
    this.time = time;
  }

  @Override
  public SourceLook look() {
    var stop = new ScanStop();
    try {
      EsclCaps caps = caps(stop);
      Optional<EsclStatus> status = new EsclAsk(http).status(stop);
      return new SourceLook.Known(
          caps.caps(), status.map(EsclStatus::told).orElse(SourceState.READY));
    } catch (EsclTrouble t) {
      return new SourceLook.Not(t.why(), t.fingerprint());
    }
  }

  @Override
  public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
    try {
      @Nullable EsclCaps before = known;
      EsclCaps caps = before == null ? caps(stop) : before;
      var job = new EsclRun.Job(caps, quirks, settings.fitting(caps.caps()));
      return new EsclRun(new EsclAsk(http), job, pace, time, sink, stop).run();
    } catch (EsclTrouble t) {
      return ScanEnd.of(t.why(), 0);
    }
  }

  /// Some devices refuse whom they do not know by name: what their refusal says of them counts too.
  private EsclCaps caps(ScanStop stop) throws EsclTrouble {
    EsclHttp.Answer answer = http.get(CAPABILITIES, stop);
    if (answer.status() != OK) {
      quirks = EsclQuirks.of("", answer.server());
      http.treat(quirks);
      if (!quirks.host().isEmpty()) answer = http.get(CAPABILITIES, stop);
    }
    switch (answer.status()) {
      case OK -> {}
      case 401, 403 -> throw new EsclTrouble(Why.DENIED);
      case 503 -> throw new EsclTrouble(Why.BUSY);
      default -> throw new EsclTrouble(Why.REPLY);
    }
    EsclCaps first =
        EsclCaps.read(answer.body(), EsclQuirks.NONE).orElseThrow(() -> new EsclTrouble(Why.REPLY));
    quirks = EsclQuirks.of(first.caps().model(), answer.server());
    http.treat(quirks);
    EsclCaps caps = EsclCaps.read(answer.body(), quirks).orElse(first);
    known = caps;
    return caps;
  }

  @Override
  public void close() {}
}
