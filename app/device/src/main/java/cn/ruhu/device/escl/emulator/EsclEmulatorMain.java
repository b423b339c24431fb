package cn.ruhu.device.escl.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The emulated scanner as a process: prints its address as JSON, then obeys the lines on its input
/// (see [EsclControl]); ends with `quit` or with its input. The optional argument is the port.
public final class EsclEmulatorMain {
  private EsclEmulatorMain() {}

  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    Executor threads = task -> Thread.ofPlatform().daemon().name("scanner").start(task);
    try (var emulator = EsclEmulator.listen(port, threads);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      var control = new EsclControl(emulator);
      System.out.println(control.greeting());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<String> answer = control.command(line);
        if (answer.isEmpty()) return;
        System.out.println(answer.get());
      }
    }
  }
}
