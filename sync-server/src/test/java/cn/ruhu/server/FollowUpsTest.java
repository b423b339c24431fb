package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.GateKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What goes on by itself once the district holds what two machines brought.
@OnEachStore
class FollowUpsTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  @Test
  void twoWindowsThatEachDeliverALetterOfflineFinishTheCaseTogether() throws Exception {
    var refused = new RefusedCase(district, clerk);
    refused.records(clerk, GateKind.DELIVERED, Map.of("reason", "DB"));
    assertEquals(List.of(), refused.finished(), "the other letter is owed");
    try (TestMachine other = district.machine("clerk2")) {
      refused.records(other, GateKind.DELIVERED, Map.of("reason", "DS"));
    }
    List<String> byItself = List.of(Actor.NOBODY.toString());
    assertEquals(byItself, refused.finished());
    refused.records(clerk, GateKind.DELIVERED, Map.of("reason", "DB"));
    assertEquals(byItself, refused.finished(), "once");
  }
}
