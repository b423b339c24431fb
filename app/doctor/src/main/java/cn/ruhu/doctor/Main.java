package cn.ruhu.doctor;

import cn.ruhu.device.DeviceTime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import javax.imageio.ImageIO;
import picocli.CommandLine;

/// Starts the doctor on this machine. Output is UTF-8 whatever the terminal's locale is.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // pictures of a household are never laid into the folder for temporary files
    ImageIO.setUseCache(false);
    var out =
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            true);
    int code = run(args, out, System.getenv());
    out.flush();
    System.exit(code);
  }

  /// One command. @return the exit code: 0 only when the thing asked for succeeded, 2 for wrong
  /// arguments
  static int run(String[] args, PrintWriter out, Map<String, String> environment) {
    var machine =
        new Surroundings(
            out,
            new DeviceTime(InstantSource.system(), System::nanoTime),
            new SecureRandom(),
            task -> Thread.ofPlatform().daemon().name("doctor-device").start(task),
            environment);
    return new CommandLine(new Doctor())
        .addSubcommand(new ReaderCommand(machine))
        .addSubcommand(new IdCommand(machine))
        .addSubcommand(new FormCommand(machine))
        .addSubcommand(new PageCommand(machine))
        .addSubcommand(new ScanCommand(machine))
        .addSubcommand(new MeansTestCommand(machine))
        .addSubcommand(new DrawCommand(machine))
        .addSubcommand(new PlaceCommand(machine))
        .addSubcommand(new StoreCommand(machine))
        .addSubcommand(new SyncCommand(machine))
        .addSubcommand(new EvidenceCommand(machine))
        .addSubcommand(new DossierCommand(machine))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(stderr())
        .execute(args);
  }

  private static PrintWriter stderr() {
    return new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
  }
}
