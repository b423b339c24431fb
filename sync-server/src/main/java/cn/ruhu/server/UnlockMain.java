package cn.ruhu.server;

import cn.ruhu.server.accounts.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `unlock`: answers a machine on which somebody is locked out, by telephone. May run beside a
/// serving server.
@Command(
    name = "unlock",
    description = "answers the code a machine shows to somebody who is locked out, by telephone")
final class UnlockMain implements Callable<Integer> {
  @Mixin Main.Where where = new Main.Where();

  @Option(names = "--login", required = true, description = "who is locked out")
  String login = "";

  @Option(names = "--challenge", required = true, description = "the code the machine shows")
  String challenge = "";

  @Option(names = "--by", required = true, description = "who answers")
  String by = "";

  @Option(names = "--reason", required = true, description = "why, in a few words")
  String reason = "";

  @Override
  public Integer call() throws Exception {
    String who = DistrictMain.given("--by", by);
    String why = DistrictMain.given("--reason", reason);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ok", true);
    try (Wiring wiring = where.open()) {
      switch (wiring.unlocks.response(login, challenge, who, why)) {
        case Answer.Given<String>(String response) -> line.put("response", response);
        case Answer.Refused<String>(var no) -> throw new Refused(no.code(), no.detail());
      }
    }
    Main.print(line);
    return CommandLine.ExitCode.OK;
  }
}
