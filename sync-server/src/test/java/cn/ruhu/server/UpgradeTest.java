package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every data folder a released version ever left opens with this one, with all that is in it.
class UpgradeTest {
  @TempDir Path data;

  static List<String> saved() {
    return SavedDistrict.all();
  }

  @ParameterizedTest
  @MethodSource("saved")
  void aSavedDistrictOpensWithAllThatIsInItAndGoesOn(String name) throws Exception {
    SavedDistrict.unpack(name, data);
    try (EmbeddedServer server = EmbeddedServer.start(data, EmbeddedServer.Config.forTests());
        TestMachine clerk = TestMachine.of(server, "clerk", District.PASSWORD)) {
      assertTrue(server.chainsHold());
      assertEquals("002", clerk.block, "the old machine keeps its block");
      long before = server.seq();
      clerk.pull();
      var person = clerk.seen("PERSON").getFirst();
      assertEquals(SavedDistrict.NAME, person.fields().get("name"));
      assertEquals("110199195203070013", person.fields().get("idNumber"), "sealed columns open");
      assertArrayEquals(SavedDistrict.PAGE, clerk.file(FileAddress.of(SavedDistrict.PAGE).text()));
      assertEquals(1, clerk.receipts.size());
      District.open(clerk, District.HERE, "李强");
      assertEquals(before + 1, server.seq());
      assertEquals(Verdict.Kind.APPLIED, clerk.push(1, 1).verdicts().getFirst().verdict());
    }
    try (EmbeddedServer again = EmbeddedServer.start(data, EmbeddedServer.Config.forTests())) {
      assertTrue(again.chainsHold(), "and opens again");
    }
  }

  @Test
  void everySavedDistrictIsTried() throws Exception {
    try (Stream<Path> all = Files.list(Path.of("src/test/resources/saved"))) {
      assertEquals(saved(), all.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }
}
