package cn.ruhu.device.idcard.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The emulator as a process: prints its address as JSON, then obeys the lines on its input (see
/// [ControlLine]); ends with `quit` or with its input. The optional argument is the pace in baud, 0
/// for none.
public final class EmulatorMain {
  private EmulatorMain() {}

  public static void main(String[] args) throws IOException {
    int baud = args.length > 0 ? Integer.parseInt(args[0]) : 115_200;
    Executor threads = task -> Thread.ofPlatform().daemon().name("emulator").start(task);
    try (var emulator = SamEmulator.listen(baud, threads, System::nanoTime);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      var control = new ControlLine(emulator, SyntheticPeople.load());
      System.out.println(control.greeting());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<String> answer = control.command(line);
        if (answer.isEmpty()) return;
        System.out.println(answer.get());
      }
    }
  }
}
