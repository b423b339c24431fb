package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.server.accounts.Answer;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.UnlockCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// The helpdesk ends a lock-out on a machine no network reaches.
@OnEachStore
class UnlocksTest {
  @Parameter Store store;
  @TempDir Path data;

  private static String refusal(Answer<String> answer) {
    return assertInstanceOf(Answer.Refused.class, answer).refusal().code();
  }

  @Test
  void theAnswerIsTheOneTheMachineExpectsAndIsAudited() throws Exception {
    try (District district = new District(data, store);
        TestMachine clerk = district.machine("clerk")) {
      var unlocks = district.server.wiring().unlocks;
      int block = Integer.parseInt(clerk.block);
      var challenge = UnlockCode.challenge(block, 1, new Random(5));
      String heard = challenge.text().toLowerCase(java.util.Locale.ROOT);
      String answer =
          ((Answer.Given<String>) unlocks.response("clerk", heard, "李工", "电话核实")).value();
      byte[] hello = clerk.send("GET", Protocol.HELLO, new byte[0], Map.of()).body();
      String recovery = Messages.read(hello, Accounts.Hello.class).recoveryKey();
      byte[] secret = UnlockCode.ofMachine(clerk.key, recovery);
      assertEquals(UnlockCode.response(secret, challenge, clerk.device, clerk.staff()), answer);
      assertEquals(
          "电话核实",
          district
              .server
              .wiring()
              .database
              .read(tx ->
                  tx.one(
                      "SELECT detail FROM audit WHERE what = 'UNLOCK_ANSWERED' AND staff = ?",
                      row -> row.text("detail"),
                      "李工"))
              .orElseThrow());

      assertEquals("CHALLENGE", refusal(unlocks.response("clerk", "22222-22223", "李工", "电话核实")));
      assertEquals("REASON", refusal(unlocks.response("clerk", heard, "李工", "110199195203070013")));
      assertEquals("NOBODY", refusal(unlocks.response("nobody", heard, "李工", "电话核实")));
      assertEquals("NEVER_HERE", refusal(unlocks.response("clerk2", heard, "李工", "电话核实")));
      String other = UnlockCode.challenge(block + 700, 1, new Random(5)).text();
      assertEquals("CHALLENGE_MACHINE", refusal(unlocks.response("clerk", other, "李工", "电话核实")));
      district.server.revokeMachine(clerk.device);
      assertEquals("MACHINE_CLOSED", refusal(unlocks.response("clerk", heard, "李工", "电话核实")));
    }
  }
}
