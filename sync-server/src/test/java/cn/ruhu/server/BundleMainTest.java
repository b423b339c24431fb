package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.server.ConfiguredServerTest.Ran;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command an operator takes a stick of sealed bundles in with, beside the serving server.
class BundleMainTest {
  @TempDir Path folder;

  private Ran bundle(String... more) throws Exception {
    var all = new java.util.ArrayList<>(List.of("bundle", "--data", data().toString()));
    all.addAll(List.of(more));
    return ConfiguredServerTest.run(all.toArray(new String[0]));
  }

  private Path data() {
    return folder.resolve("district");
  }

  @Test
  void aStickIsTakenAndToldBundleByBundle() throws Exception {
    Path stick = Files.createDirectories(folder.resolve("stick"));
    try (District district = new District(data());
        TestMachine clerk = district.machine("clerk")) {
      String recovery =
          clerk
              .send("GET", Protocol.HELLO, new byte[0], Map.of())
              .as(Accounts.Hello.class)
              .recoveryKey();
      var made = new TestBundle(clerk, recovery);
      CaseFile file = District.open(clerk, District.HERE, "王芳");
      CaseRecord a = file.application().orElseThrow();
      clerk.add(
          clerk.op(
              "save",
              false,
              TestMachine.wire(District.edit(a, "phone", a.text("phone"), "13900000002"))));
      byte[] bytes = made.of(2, 2);
      Files.write(stick.resolve("a.ruhu"), bytes);
      Files.write(stick.resolve("c.ruhu"), new byte[100]);
      Files.writeString(stick.resolve("readme.txt"), "not ours");
      Ran unknown = bundle("--in", stick.toString());
      assertEquals(1, unknown.exit());
      assertTrue(unknown.out().contains("\"error\":\"WORK_KEY\",\"times\":1,\"zh\":\"区里没有此人"));
      assertTrue(unknown.out().contains("\"file\":\"c.ruhu\""));
      assertTrue(unknown.out().contains("\"error\":\"NO_BUNDLE\""));
      made.known();
      Files.delete(stick.resolve("c.ruhu"));
      Files.write(stick.resolve("b.ruhu"), Arrays.copyOf(bytes, bytes.length - 20));
      Ran part = bundle("--in", stick.toString());
      assertEquals(1, part.exit());
      String begin = "{\"ok\":false,\"ops\":1,\"files\":0,\"bundles\":[";
      assertEquals(1, part.out().lines().filter(l -> l.startsWith(begin)).count());
      assertTrue(part.out().contains("\"error\":\"CUT\""), part.out());
      Files.delete(stick.resolve("b.ruhu"));
      Ran again = bundle("--in", stick.toString());
      assertEquals(0, again.exit(), again.out());
      assertTrue(again.out().contains("\"ops\":0,\"opsKnown\":1,\"opsLeft\":0"), again.out());
      assertTrue(again.out().contains("-r.ruhu\""), "receipts lie on the stick");
      for (String word : List.of("王芳", "clerk", "13900000002"))
        assertFalse((unknown.out() + part.out() + again.out()).contains(word), word);
    }
    assertEquals(0, ConfiguredServerTest.run("verify-audit", "--data", data().toString()).exit());
  }

  @Test
  void aFolderWithoutBundlesIsSaidSo() throws Exception {
    assertEquals(0, ConfiguredServerTest.run("init", "--data", data().toString()).exit());
    Ran none = bundle("--in", folder.toString());
    assertTrue(none.out().contains("\"error\":\"NO_BUNDLES\""), none.out());
    Ran gone = bundle("--in", folder.resolve("gone").toString());
    assertTrue(gone.out().contains("\"error\":\"FOLDER_MISSING\""), gone.out());
    assertEquals(1, gone.exit());
  }
}
