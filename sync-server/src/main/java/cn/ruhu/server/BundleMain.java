package cn.ruhu.server;

import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.server.bundles.BundleFolder;
import cn.ruhu.wire.Bundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes the sealed bundles of a stick or a folder in, beside a serving server, and lays their
/// receipts there for the way back.
@Command(
    name = "bundle",
    description = "takes sealed bundles from a folder; the server may be running")
final class BundleMain implements Callable<Integer> {
  @Mixin Main.Where where = new Main.Where();

  @Option(names = "--in", required = true, description = "folder with the bundles (*.ruhu)")
  @Nullable Path in;

  @Option(names = "--receipts", description = "folder for the receipts, instead of the same")
  @Nullable Path receipts;

  @Option(
      names = "--trust-machine",
      description = "takes the machine's word for its person, whose work key never came here")
  boolean trusting;

  @Override
  public Integer call() throws Exception {
    Path from = Objects.requireNonNull(in);
    Path to = receipts == null ? from : receipts;
    for (Path folder : List.of(from, to))
      if (!Files.isDirectory(folder)) throw new Refused("FOLDER_MISSING", folder.toString());
    try (Wiring wiring = where.open()) {
      var carrier = new BundleDesk.Carrier(null, null, trusting);
      List<BundleFolder.Line> lines = new BundleFolder(wiring.bundles, carrier).take(from, to);
      boolean ok = lines.stream().allMatch(l -> l.outcome().isWhole() && l.receiptsKept());
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", ok);
      if (lines.isEmpty()) throw new Refused("NO_BUNDLES", from.toString());
      Bundles.BundleCounts sum = Bundles.BundleCounts.NONE;
      for (BundleFolder.Line l : lines) sum = sum.plus(l.outcome().counts());
      line.put("ops", sum.ops());
      line.put("files", sum.files());
      line.put("bundles", lines.stream().map(BundleFolder.Line::told).toList());
      Main.print(line);
      return ok ? CommandLine.ExitCode.OK : Main.FAILED;
    }
  }
}
