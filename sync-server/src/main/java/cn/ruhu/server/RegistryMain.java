package cn.ruhu.server;

import cn.ruhu.server.disk.DataFolder;
import cn.ruhu.server.registry.Kind;
import cn.ruhu.server.registry.Refusal;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.RegistryImport.Insist;
import cn.ruhu.server.registry.RegistryImport.Outcome;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands about the district's registry. May run beside a serving server.
@Command(
    name = "registry",
    description = "the district's registry",
    subcommands = RegistryMain.Import.class)
final class RegistryMain implements Callable<Integer> {
  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  @Command(name = "import", description = "takes a file of the registry, whole or not at all")
  static final class Import implements Callable<Integer> {
    @Mixin Main.Where where = new Main.Where();

    @Option(
        names = "--kind",
        required = true,
        description = "what the file tells of: ${COMPLETION-CANDIDATES}")
    @Nullable Kind kind;

    @Option(names = "--charset", description = "UTF-8 or GB18030, when it is not found out")
    @Nullable String charset;

    @Option(
        names = "--max-bad",
        defaultValue = "1",
        description = "bad rows tolerated, in percent of all, 0 to 50 (default ${DEFAULT-VALUE})")
    BigDecimal badPercentMax = BigDecimal.ONE;

    @Option(names = "--reports", description = "folder for the report of bad rows")
    @Nullable Path reports;

    @Option(names = "--again", description = "takes a list although it is the one of now")
    boolean again;

    @Option(names = "--fewer", description = "takes a list that lost many rows")
    boolean fewer;

    @Parameters(paramLabel = "FILE", description = "CSV or XLSX with headings")
    @Nullable Path file;

    @Override
    public Integer call() throws Exception {
      try (Wiring wiring = where.open()) {
        Path folder = wiring.config.data().resolve(DataFolder.REGISTRY);
        Outcome outcome =
            wiring.registry.run(
                new RegistryImport.Request(
                    Objects.requireNonNull(kind),
                    Objects.requireNonNull(file),
                    Optional.ofNullable(charset),
                    badPercentMax,
                    Objects.requireNonNullElse(reports, folder),
                    insisted()));
        Main.print(told(outcome));
        return outcome instanceof Outcome.Refused ? Main.FAILED : CommandLine.ExitCode.OK;
      }
    }

    private Set<Insist> insisted() {
      Set<Insist> insisted = EnumSet.noneOf(Insist.class);
      if (again) insisted.add(Insist.AGAIN);
      if (fewer) insisted.add(Insist.FEWER);
      return insisted;
    }

    private static Map<String, Object> told(Outcome outcome) {
      Map<String, Object> line = new LinkedHashMap<>();
      switch (outcome) {
        case Outcome.Taken taken -> {
          line.put("ok", true);
          line.put("import", taken.number());
          line.put("kept", taken.kept());
          line.put("bad", taken.bad());
          if (!taken.charset().isEmpty()) line.put("charset", taken.charset());
          taken.report().ifPresent(report -> line.put("report", report.toString()));
        }
        case Outcome.Unchanged unchanged -> {
          line.put("ok", true);
          line.put("unchanged", true);
          line.put("import", unchanged.number());
          line.put("kept", unchanged.kept());
          line.put("bad", unchanged.bad());
        }
        case Outcome.Refused(Refusal refusal, Optional<Path> report) -> {
          line.put("ok", false);
          line.put("error", refusal.code().name());
          line.put("zh", refusal.chinese());
          line.put("en", refusal.english());
          if (!refusal.missing().isEmpty()) line.put("missing", refusal.missing());
          if (!refusal.unknown().isEmpty()) line.put("unknown", refusal.unknown());
          report.ifPresent(path -> line.put("report", path.toString()));
        }
      }
      return line;
    }
  }
}
