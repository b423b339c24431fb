package cn.ruhu.device.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlatReplyTest {
  @Test
  void textsNumbersAndNothingComeAsTheyWere() {
    assertEquals(
        Optional.of(Map.of("name", "测试", "resultFlag", "-11", "ok", "true")),
        FlatReply.read("{\"name\":\"测试\",\"resultFlag\":-11,\"ok\":true,\"FpData\":null}"));
    assertEquals(Optional.of(Map.of()), FlatReply.read(" {} "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"x\"",
        "{",
        "{\"a\":\"b\"",
        "{\"a\":{\"b\":1}}",
        "{\"a\":[1]}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1}{\"a\":2}",
        "{\"a\":1} x",
        "GetIDCard({\"a\":1});",
        "<html>404</html>"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), FlatReply.read(text));
  }

  @Test
  void whatIsTooLongOrTooManyIsNone() {
    assertEquals(
        Optional.empty(), FlatReply.read("{\"a\":\"" + "x".repeat(FlatReply.TEXT_MAX + 1) + "\"}"));
    assertEquals(Optional.empty(), FlatReply.read("{\"" + "n".repeat(100) + "\":1}"));
    var many = new StringBuilder("{\"f0\":0");
    for (int i = 1; i <= 64; i++) many.append(",\"f").append(i).append("\":0");
    assertEquals(Optional.empty(), FlatReply.read(many.append('}').toString()));
    assertEquals(Optional.empty(), FlatReply.read("[".repeat(10_000)));
  }
}
