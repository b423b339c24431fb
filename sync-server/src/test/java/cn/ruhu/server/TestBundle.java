package cn.ruhu.server;

import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.BundleWriter;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A sealed bundle of a test machine's journal, made as the client's store makes it, and its
/// receipts opened as the client opens them.
final class TestBundle {
  private final TestMachine machine;
  private final String recoveryKey;
  final byte[] workKey = TestMachine.bytes(32);
  private final List<File> files = new ArrayList<>();
  long resets;

  /// claims to hold this many bytes
  long claimedLength = -1;

  private record File(UUID caseId, byte[] content) {}

  TestBundle(TestMachine machine, String recoveryKey) {
    this.machine = machine;
    this.recoveryKey = recoveryKey;
  }

  /// The person's work key goes to the district, as at each sign-in.
  TestBundle known() throws Exception {
    byte[] message = Messages.write(new Accounts.WorkKey(sealedKey()));
    machine.send("POST", Protocol.WORK_KEY, message, Map.of()).as(Accounts.WorkKey.class);
    return this;
  }

  String sealedKey() {
    String as = Protocol.workKeyOf(machine.staff());
    return Hashes.hex(SealedBox.seal(recoveryKey, as, workKey, TestMachine.RANDOM));
  }

  TestBundle with(UUID caseId, byte[] content) {
    files.add(new File(caseId, content));
    return this;
  }

  /// Journal lines `from`…`to` and all files.
  byte[] of(int from, int to) throws Exception {
    var out = new ByteArrayOutputStream();
    String id = Hashes.hex(TestMachine.bytes(16));
    String tag = Bundles.tag(machine.device, machine.staff());
    var writer = new BundleWriter(out, id, recoveryKey, tag, TestMachine.RANDOM);
    writer.manifest(manifest(id, to - from + 1, writer.keyCheck()), machine.key);
    String hash = Chain.start(machine.journal);
    for (int i = 1; i <= to; i++) {
      byte[] line = machine.lines.get(i - 1);
      String next = Chain.next(hash, line);
      if (i >= from) line(writer, i, line, hash, next);
      hash = next;
    }
    for (File file : files) file(writer, file);
    writer.end();
    return out.toByteArray();
  }

  private Bundles.Manifest manifest(String id, int ops, String keyCheck) {
    long bytes = files.stream().mapToLong(f -> f.content().length).sum();
    return new Bundles.Manifest(
        id,
        machine.device,
        machine.staff(),
        "test",
        1,
        keyCheck,
        sealedKey(),
        ops,
        files.size(),
        bytes,
        resets,
        machine.witness,
        machine.cursors);
  }

  private void line(BundleWriter writer, long jseq, byte[] line, String prev, String hash)
      throws Exception {
    UUID opId = OpCodec.read(line).opId();
    byte[] sealed = Aead.seal(workKey, AtRest.line(opId), line, TestMachine.RANDOM);
    writer.line(new BundleWriter.SealedLine(machine.journal, jseq, opId, prev, hash, sealed));
  }

  private void file(BundleWriter writer, File file) throws Exception {
    String name = Hashes.hex(TestMachine.bytes(16));
    byte[] key = TestMachine.bytes(32);
    byte[] facts = new AtRest.FileFacts(key, FileAddress.of(file.content()), "image/jpeg").bytes();
    byte[] aad = AtRest.file(name, file.caseId(), null);
    byte[] sealed = Aead.seal(workKey, aad, facts, TestMachine.RANDOM);
    long length = file.content().length;
    writer.file(
        new BundleWriter.SealedFacts(
            name, file.caseId(), claimedLength < 0 ? length : claimedLength, sealed));
    long segments = AtRest.segments(length);
    for (long i = 0; i < segments; i++) {
      int from = (int) i * AtRest.SEGMENT;
      byte[] plain = Arrays.copyOfRange(file.content(), from, from + AtRest.plainLength(length, i));
      byte[] segmentAad = AtRest.segment(name, i, i == segments - 1);
      writer.segment(Aead.seal(key, segmentAad, plain, TestMachine.RANDOM));
    }
  }

  /// What a receipt says to the machine it is for.
  Bundles.Receipt open(Bundles.SealedReceipt sealed) throws Exception {
    return Bundles.open(sealed, machine.serverKey, workKey);
  }
}
