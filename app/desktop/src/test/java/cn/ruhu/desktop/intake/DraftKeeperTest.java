package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.work.IntakeDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftKeeperTest {
  @TempDir Path home;

  private static IntakeDraft draft(UUID application, String field) {
    return IntakeDraft.of(application, "APPLICANT", field, List.of(), List.of(), Map.of());
  }

  @Test
  void ofEachApplicationTheNewestStateReachesTheDiskHoweverSlowItIs() throws Exception {
    try (var at = TestDesk.clerk(home)) {
      var late = new LateBackground();
      var kept = new ArrayList<Boolean>();
      var quiet = new ArrayList<String>();
      var drafts = at.store().drafts();
      var keeper =
          new DraftKeeper(
              drafts,
              late,
              kept::add,
              cause -> {
                throw new AssertionError(cause);
              });
      var before = new UUID(0, 1);
      var now = new UUID(0, 2);
      keeper.keep(draft(before, "phone"));
      keeper.keep(draft(before, "reason"));
      keeper.keep(draft(now, "name"));
      keeper.keep(draft(now, "sex"));
      keeper.whenQuiet(() -> quiet.add("quiet after " + kept.size()));
      late.settle();
      for (UUID application : List.of(before, now)) {
        byte[] read = drafts.get(IntakeDraft.key(application)).orElseThrow();
        assertEquals(application.equals(before) ? "reason" : "sex", IntakeDraft.read(read).field());
      }
      assertEquals(true, kept.getLast());
      assertEquals(1, kept.stream().filter(k -> k).count());
      assertEquals(List.of("quiet after " + kept.size()), quiet);
    }
  }
}
