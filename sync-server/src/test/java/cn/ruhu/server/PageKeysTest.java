package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageKeysTest {
  @TempDir Path data;

  private static WireRecord key(District district, String login) throws Exception {
    try (TestMachine machine = district.machine(login)) {
      machine.pull();
      List<WireRecord> seen = machine.seen("PAGE_KEY");
      assertEquals(1, seen.size(), login);
      return seen.getFirst();
    }
  }

  private static List<PageKey> keys(WireRecord record) {
    return PageKey.all(
        List.of(
            CaseRecord.of(
                RecordType.PAGE_KEY, record.id(), CaseRecord.PUBLIC, null, record.fields())));
  }

  @Test
  void aDistrictHasOneKeyForEverAndItsSecretLiesSealed() throws Exception {
    WireRecord first;
    try (District district = new District(data.resolve("a"))) {
      first = key(district, "clerk");
      assertEquals(List.of(1), keys(first).stream().map(PageKey::id).toList());
      assertEquals(64, first.fields().get("secret").length());
      assertTrue(district.server.chainsHold());
    }
    try (EmbeddedServer again =
            EmbeddedServer.start(data.resolve("a"), EmbeddedServer.Config.forTests());
        TestMachine clerk = TestMachine.of(again, "clerk", District.PASSWORD)) {
      clerk.pull();
      assertEquals(List.of(first.fields()), fields(clerk), "a second start keeps the key");
    }
    try (Stream<Path> files = Files.walk(data.resolve("a"))) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        assertFalse(
            Files.readString(file, StandardCharsets.ISO_8859_1)
                .contains(first.fields().get("secret")),
            file.getFileName() + " shows the secret");
    }
    try (District other = new District(data.resolve("b"))) {
      assertNotEquals(first.fields().get("secret"), key(other, "clerk").fields().get("secret"));
    }
  }

  private static List<Map<String, String>> fields(TestMachine machine) {
    return machine.seen("PAGE_KEY").stream().map(r -> Map.copyOf(r.fields())).toList();
  }

  @Test
  void theKeyGoesToThoseWhoPrintAndToNobodyOfAnAgency() throws Exception {
    try (District district = new District(data)) {
      for (String login : List.of("clerk", "clerkThere", "reviewer", "chief", "district"))
        assertEquals("1", key(district, login).fields().get("keyId"));
      for (String login : List.of("visitor1", "manager", "evaluator", "admin"))
        try (TestMachine machine = district.machine(login)) {
          machine.pull();
          assertEquals(List.of(), machine.seen("PAGE_KEY"), login);
        }
    }
  }

  @Test
  void noClientMakesOrChangesAKey() throws Exception {
    try (District district = new District(data);
        TestMachine chief = district.machine("chief")) {
      chief.pull();
      WireRecord there = chief.seen("PAGE_KEY").getFirst();
      CaseRecord own =
          CaseRecord.of(
              RecordType.PAGE_KEY,
              District.IDS.next(),
              CaseRecord.PUBLIC,
              null,
              Map.of("keyId", "2", "secret", "ab".repeat(32)));
      CaseRecord before =
          CaseRecord.of(RecordType.PAGE_KEY, there.id(), CaseRecord.PUBLIC, null, there.fields());
      RecordChange change =
          RecordChange.between(before, before.with("secret", "cd".repeat(32))).orElseThrow();
      assertEquals(Verdict.Kind.REJECTED, chief.save(RecordChange.create(own)).verdict());
      assertEquals(Verdict.Kind.REJECTED, chief.save(change).verdict());
      assertEquals(there.fields(), key(district, "clerk").fields());
    }
  }
}
