package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.work.ManyCases;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was kept of a large district's cases is what is made of them anew, whatever changed.
class DispatchKeptTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"1, STREET_REVIEWER", "2, WINDOW_CLERK", "3, STREET_CHIEF", "4, DISTRICT_REVIEWER"})
  void keptIsWhatIsMadeAnew(long seed, Role role) throws Exception {
    try (TestDesk at = TestDesk.open(home, new UUID(9, 70 + seed), "\u4f55\u5fd7\u5f3a", role)) {
      ManyCases.check(at, seed, d -> new DispatchList(d));
    }
  }
}
