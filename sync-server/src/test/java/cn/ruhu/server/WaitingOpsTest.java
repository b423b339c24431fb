package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// Ops that came before what they are about: kept, and done when it comes (verdict DEFERRED).
@OnEachStore
class WaitingOpsTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private List<CaseRecord> drafted;
  private CaseRecord item;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    drafted = District.household(District.HERE, clerk.staff(), "王芳");
    UUID app = drafted.getFirst().id();
    item =
        CaseRecord.of(
            RecordType.ITEM,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of(
                "application", app.toString(),
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "declared", "100000"));
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private RecordChange raised() {
    return District.edit(item, "declared", "100000", "120000");
  }

  @Test
  void anOpOnAnUnknownRecordWaitsUntilTheRecordAppears() throws Exception {
    District.open(clerk, drafted);
    try (TestMachine other = district.machine("clerk2")) {
      assertEquals(Verdict.Kind.DEFERRED, other.save(raised()).verdict());
      assertEquals(Verdict.Kind.APPLIED, clerk.save(RecordChange.create(item)).verdict());
      assertEquals(
          Verdict.Kind.APPLIED, other.push(1, 1).verdicts().getFirst().verdict(), "now applied");
      clerk.pull();
      assertEquals("120000", clerk.seen(item.id(), "declared"));
    }
  }

  @Test
  void anOpThatWaitsForOneThatWaitsIsDoneWithIt() throws Exception {
    try (TestMachine second = district.machine("clerk2");
        TestMachine third = district.machine("clerk")) {
      assertEquals(Verdict.Kind.DEFERRED, third.save(raised()).verdict(), "the item is unknown");
      assertEquals(
          Verdict.Kind.DEFERRED,
          second.save(RecordChange.create(item)).verdict(),
          "its case is unknown");
      District.open(clerk, drafted);
      assertEquals(Verdict.Kind.APPLIED, second.push(1, 1).verdicts().getFirst().verdict());
      assertEquals(Verdict.Kind.APPLIED, third.push(1, 1).verdicts().getFirst().verdict());
      clerk.pull();
      assertEquals("120000", clerk.seen(item.id(), "declared"));
    }
    assertTrue(district.server.chainsHold());
  }
}
