package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.ConfiguredServerTest.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list replaces another one while a server takes what machines bring.
class RegistryBesideServerTest {
  /// enough for several sweeps
  private static final int PEOPLE = Integer.getInteger("ruhu.test.registry", 12_000);

  @TempDir Path folder;

  @Test
  void pushesAreTakenWhileAListReplacesAnother() throws Exception {
    Path data = folder.resolve("district");
    try (District district = new District(data);
        TestMachine clerk = district.machine("clerk");
        var threads = Executors.newSingleThreadExecutor()) {
      assertTrue(take(data, 0).out().contains("\"kept\":" + PEOPLE));
      Future<Ran> importing = threads.submit(() -> take(data, 1));
      int households = 0;
      do {
        District.open(clerk, District.HERE, "王芳");
        households++;
      } while (!importing.isDone());
      assertEquals(0, importing.get().exit(), importing.get().out());
      long people =
          district
              .server
              .wiring()
              .database
              .read(tx -> tx.number("SELECT COUNT(*) AS n FROM registry_person_row"));
      assertEquals(PEOPLE, people, "the list before is gone");
      assertTrue(households > 0);
      assertTrue(district.server.chainsHold());
    }
  }

  private Ran take(Path data, int first) throws Exception {
    var text = new StringBuilder("姓名,证件号码,户编号\n");
    for (int n = first; n < first + PEOPLE; n++)
      text.append("王芳,").append(number(n)).append(",H").append(n).append('\n');
    Path file = Files.writeString(folder.resolve("p" + first + ".csv"), text);
    return ConfiguredServerTest.run(
        "registry", "import", "--kind", "person", "--data", data.toString(), file.toString());
  }

  /// Invented, of the unassigned region.
  private static String number(int n) {
    String body =
        "110199%04d%02d07%03d".formatted(1930 + n / 12_000, 1 + n / 1_000 % 12, n % 1_000);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) sum += weights[i] * (body.charAt(i) - '0');
    return body + "10X98765432".charAt(sum % 11);
  }
}
