package cn.ruhu.doctor;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The root: without a command it shows what there is and fails.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    version = "doctor 0.1.0",
    description = "Tries one thing and prints one JSON object; exit code 0 only when it worked.")
final class Doctor implements Callable<Integer> {
  @Spec private CommandSpec spec;

  Doctor() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
