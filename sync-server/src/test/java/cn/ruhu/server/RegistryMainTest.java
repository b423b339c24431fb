package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.ConfiguredServerTest.Ran;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryMainTest {
  private static final String HEADINGS = "姓名,证件号码,户编号\n";

  /// invented, of the unassigned region
  private static final String ROW = "王芳,110199195203070013,H1\n";

  @TempDir Path folder;

  @Test
  void aFileIsTakenOnceAndTheReportOfBadRowsIsNamed() throws Exception {
    String data = folder.resolve("district").toString();
    assertEquals(0, ConfiguredServerTest.run("init", "--data", data).exit());
    String bad = HEADINGS + ROW + "李四,123,H2\n";
    Path file = Files.write(folder.resolve("p.csv"), bad.getBytes(Charset.forName("GB18030")));
    Ran refused = take(data, file);
    assertEquals(1, refused.exit());
    assertTrue(
        refused.out().contains("\"error\":\"TOO_MANY_BAD\",\"zh\":\"共 2 行，其中 1 行有错"),
        refused.out());
    Ran taken = take(data, file, "--max-bad", "50");
    assertEquals(0, taken.exit(), taken.out());
    assertTrue(
        taken
            .out()
            .matches(
                "\\{\"ok\":true,\"import\":2,\"kept\":1,\"bad\":1,\"charset\":\"GB18030\",\"report\":\".*/registry/person-[0-9a-f]{12}.csv\"}"),
        taken.out());
    assertEquals(
        "{\"ok\":true,\"unchanged\":true,\"import\":2,\"kept\":1,\"bad\":1}",
        take(data, file).out());
    Ran again = take(data, file, "--max-bad", "50", "--again", "--fewer");
    assertTrue(again.out().contains("\"import\":3,\"kept\":1"), again.out());
    assertEquals(0, ConfiguredServerTest.run("verify-audit", "--data", data).exit());
  }

  @Test
  void wrongColumnsAreToldInOneLineOfJson() throws Exception {
    String data = folder.resolve("district").toString();
    assertEquals(0, ConfiguredServerTest.run("init", "--data", data).exit());
    Path file = Files.writeString(folder.resolve("p.csv"), "姓名,证件号码,爱好\n");
    Ran refused = take(data, file);
    assertEquals(1, refused.exit());
    assertTrue(
        refused.out().endsWith("\"missing\":[\"户编号\"],\"unknown\":[\"C 爱好\"]}"), refused.out());
    assertEquals(1, refused.out().lines().count());
    Ran tolerant = take(data, file, "--max-bad", "51");
    assertEquals(1, tolerant.exit());
    assertTrue(
        tolerant.out().contains("\"error\":\"MAX_BAD\",\"zh\":\"--max-bad 应为 0 到 50"),
        tolerant.out());
    assertEquals(2, ConfiguredServerTest.run("registry").exit());
  }

  private static Ran take(String data, Path file, String... more) {
    var args =
        new java.util.ArrayList<>(java.util.List.of("registry", "import", "--kind", "person"));
    args.addAll(java.util.List.of("--data", data, file.toString()));
    args.addAll(java.util.List.of(more));
    Ran ran = ConfiguredServerTest.run(args.toArray(String[]::new));
    String json =
        ran.out()
            .lines()
            .filter(l -> l.startsWith("{"))
            .collect(java.util.stream.Collectors.joining("\n"));
    return new Ran(ran.exit(), json);
  }
}
