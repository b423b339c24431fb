package cn.ruhu.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Messages every test may use: fixed ids, invented people of the unassigned region 110199.
final class Samples {
  static final UUID USER = UUID.fromString("01970000-0000-7000-8000-000000000001");
  static final UUID DEVICE = UUID.fromString("01970000-0000-7000-8000-000000000002");
  static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-000000000003");
  static final String JOURNAL = "00112233445566778899aabbccddeeff";

  private Samples() {}

  static UUID opId(long n) {
    return new UUID(0x0197000000017000L, 0x8000000000000000L | n);
  }

  static Op op(long jseq) {
    return new Op(
        opId(jseq),
        jseq,
        USER,
        DEVICE,
        "0.1.0",
        1,
        "save",
        null,
        1_760_000_000_000L + jseq,
        12_345,
        0,
        false,
        List.of(
            new Change(
                "PERSON",
                new UUID(7, jseq),
                "110108007",
                CASE,
                Map.of(
                    "name", Arrays.asList(null, "张𠮷\n\"三\""),
                    "phone", Arrays.asList("13800000000", null)),
                jseq == 1,
                false)),
        List.of(FileAddress.of(new byte[] {1, 2, 3}).text()));
  }

  static List<byte[]> lines(int count) throws WireException {
    var lines = new ArrayList<byte[]>();
    for (int i = 1; i <= count; i++) lines.add(OpCodec.write(op(i)));
    return lines;
  }

  static Witness witness(long seq) {
    return new Witness(
        "01970000-0000-4000-8000-0000000000ee", seq, Hashes.sha256Hex(new byte[] {(byte) seq}));
  }

  static PushBody body(int count) throws WireException {
    return PushBody.of(
        JOURNAL,
        1,
        Chain.start(JOURNAL),
        lines(count),
        witness(4),
        Map.of("110108007", new Cursor(4, Hashes.sha256Hex(new byte[] {4}))));
  }
}
