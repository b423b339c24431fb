package cn.ruhu.server;

import cn.ruhu.server.jobs.Scrub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Reads every file again and compares it with its address, now and without pauses.
@Command(
    name = "scrub",
    description = "reads every file again, asks for what is damaged; the server may be running")
final class ScrubMain implements Callable<Integer> {
  @Mixin Main.Where where = new Main.Where();

  @Override
  public Integer call() throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    boolean ok;
    try (Wiring wiring = where.open()) {
      String files = wiring.stock().place();
      Scrub.Scrubbed scrubbed;
      try {
        scrubbed =
            wiring.scrub(() -> {}).all().orElseThrow(() -> new Refused("SCRUB_RUNNING", files));
      } catch (Scrub.Gone e) {
        throw new Refused("FILES_GONE", files);
      }
      ok = scrubbed.count(Scrub.Found.UNREADABLE) == 0;
      line.put("ok", ok);
      line.put("files", scrubbed.all());
      line.put("bytes", scrubbed.bytes());
      for (Scrub.Found found : Scrub.Found.values()) line.put(found.label(), scrubbed.count(found));
      line.put("aside", wiring.stock().aside());
    }
    Main.print(line);
    return ok ? CommandLine.ExitCode.OK : Main.FAILED;
  }
}
