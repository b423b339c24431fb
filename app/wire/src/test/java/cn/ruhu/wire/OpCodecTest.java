package cn.ruhu.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpCodecTest {
  @Test
  void writesOneLineAndReadsItBack() throws WireException {
    Op op = Samples.op(3);
    byte[] line = OpCodec.write(op);
    for (byte b : line) assertTrue(b != '\n' && b != '\r');
    assertEquals(op, OpCodec.read(line));
    assertArrayEquals(line, OpCodec.write(OpCodec.read(line)));
  }

  @Test
  void toleratesFieldsItDoesNotKnow() throws WireException {
    String line = text(OpCodec.write(Samples.op(1)));
    String newer =
        "{\"mood\":{\"a\":[1,{\"b\":null}]},"
            + line.substring(1).replace("\"create\":true", "\"create\":true,\"later\":[]");
    assertEquals(Samples.op(1), OpCodec.read(bytes(newer)));
  }

  @Test
  void refusesMissingDoubledAndMistypedFields() throws WireException {
    String line = text(OpCodec.write(Samples.op(1)));
    for (String bad :
        new String[] {
          line.replace("\"opId\":", "\"noId\":"),
          line.replace("\"jseq\":1,", ""),
          line.replace("\"changes\":", "\"chances\":"),
          line.replace("\"jseq\":1,", "\"jseq\":1,\"jseq\":2,"),
          line.replace("\"jseq\":1,", "\"jseq\":\"one\","),
          line.replace("\"jseq\":1,", "\"jseq\":1.5,"),
          line.replace("\"atomic\":false", "\"atomic\":null"),
          line.replace("[null,", "[null,null,"),
          line + " {}",
          line + "\n",
          "[]",
          "null",
          "",
          "{\"a\":".repeat(200) + "1" + "}".repeat(200),
        }) {
      WireException e = assertThrows(WireException.class, () -> OpCodec.read(bytes(bad)), bad);
      assertEquals(WireException.Code.MALFORMED, e.code());
      assertFalse(e.getMessage().contains("13800000000"), "no personal data in messages");
    }
  }

  @Test
  void refusesAnOpThatCouldNeverBeSent() {
    Op op = Samples.op(1);
    var fat =
        new Op(
            op.opId(),
            1,
            op.user(),
            op.device(),
            "x".repeat(Protocol.OP_BYTES_MAX),
            1,
            "save",
            null,
            0,
            0,
            0,
            false,
            op.changes(),
            op.files());
    assertEquals(
        WireException.Code.TOO_LARGE,
        assertThrows(WireException.class, () -> OpCodec.write(fat)).code());
  }

  @Test
  void refusesAShapeFromTheFuture() throws WireException {
    String line = text(OpCodec.write(Samples.op(1))).replace("\"schema\":1", "\"schema\":2");
    assertEquals(
        WireException.Code.VERSION,
        assertThrows(WireException.class, () -> OpCodec.read(bytes(line))).code());
  }

  @Test
  void turnsChangesIntoTheirWireFormAndBack() {
    var made =
        CaseRecord.of(
            RecordType.PERSON, new UUID(1, 2), "110108007", Samples.CASE, Map.of("name", "张三"));
    RecordChange create = RecordChange.create(made);
    assertEquals(create, OpCodec.change(OpCodec.change(create)).orElseThrow());
    RecordChange edit = RecordChange.between(made, made.with("name", null)).orElseThrow();
    assertEquals(Arrays.asList("张三", null), OpCodec.change(edit).set().get("name"));
    assertEquals(edit, OpCodec.change(OpCodec.change(edit)).orElseThrow());
    RecordChange gone = RecordChange.delete(made);
    assertEquals(gone, OpCodec.change(OpCodec.change(gone)).orElseThrow());
  }

  @Test
  void keepsQuietAboutRecordTypesItDoesNotKnow() {
    var foreign = new Change("STARSHIP", new UUID(1, 1), "pub", null, Map.of(), true, false);
    assertTrue(OpCodec.change(foreign).isEmpty());
  }

  @Test
  void neverPrintsWhatAPersonWrote() {
    assertFalse(Samples.op(1).toString().contains("张"));
    assertFalse(Samples.op(1).changes().toString().contains("138"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
