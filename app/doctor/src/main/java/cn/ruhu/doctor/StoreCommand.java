package cn.ruhu.doctor;

import cn.ruhu.store.StoreCheck;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreSalvage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks over a data folder without a password.
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = "Looks over the data folder of this machine; changes nothing but with --salvage.")
final class StoreCommand implements Callable<Integer> {
  private final Surroundings machine;

  @Option(names = "--home", description = "data folder (default: RUHU_HOME, else ~/.ruhu)")
  private @Nullable Path home;

  @Option(
      names = "--salvage",
      description =
          "puts what can be read of damaged databases into fresh ones; the damaged ones stay beside"
              + " them. The program must be closed; whose database it is learns at the next sign-in"
              + " what was missing")
  private boolean salvage;

  StoreCommand(Surroundings machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    try {
      List<UUID> salvaged =
          salvage ? StoreSalvage.run(machine.home(home), machine.time().wall()) : List.of();
      var facts = StoreCheck.run(machine.home(home));
      answer.put("ok", facts.ok());
      answer.put("device", facts.device());
      answer.put("enrolled", facts.enrolled());
      answer.put("problems", facts.problems());
      answer.put("vaults", facts.vaults());
      answer.put("salvaged", salvaged);
      answer.put("error", null);
      return machine.print(facts.ok(), answer);
    } catch (StoreException e) {
      answer.put("ok", false);
      answer.put("device", null);
      answer.put("enrolled", false);
      answer.put("problems", List.of());
      answer.put("vaults", List.of());
      answer.put("salvaged", List.of());
      answer.put("error", e.code().name());
      return machine.print(false, answer);
    }
  }
}
