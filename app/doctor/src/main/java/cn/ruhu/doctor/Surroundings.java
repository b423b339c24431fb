package cn.ruhu.doctor;

import cn.ruhu.device.DeviceTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the commands need of the machine they run on.
///
/// @param out where the one JSON object goes
/// @param time clocks
/// @param random cryptographic, for throw-away keys
/// @param thread runs a device
/// @param environment `RUHU_HOME` and `HOME` are read
record Surroundings(
    PrintWriter out,
    DeviceTime time,
    RandomGenerator random,
    Executor thread,
    Map<String, String> environment) {

  /// Prints the answer. @return exit code 0 when it is ok, else 1
  int print(boolean ok, Map<String, ?> answer) {
    out.println(JsonMapper.shared().writeValueAsString(answer));
    out.flush();
    return ok ? 0 : 1;
  }

  LocalDate today() {
    return LocalDate.ofInstant(time.wall().instant(), ZoneId.of("Asia/Shanghai"));
  }

  /// The data folder: what was asked for, else `RUHU_HOME`, else `~/.ruhu`.
  Path home(@Nullable Path asked) {
    if (asked != null) return asked;
    String set = environment.getOrDefault("RUHU_HOME", "");
    return set.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".ruhu")
        : Path.of(set);
  }
}
