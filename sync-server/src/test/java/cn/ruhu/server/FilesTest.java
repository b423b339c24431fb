package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.FileStore;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Signatures;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class FilesTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private UUID app;
  private byte[] content;
  private FileAddress address;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    CaseFile file = District.open(clerk, District.HERE, "王芳");
    app = file.application().orElseThrow().id();
    content = TestMachine.bytes(300_000);
    address = FileAddress.of(content);
  }

  @AfterEach
  void stop() {
    clerk.close();
    district.close();
  }

  private String path() {
    return Protocol.FILES + address;
  }

  private Map<String, String> headers(long offset, boolean last) {
    return TestMachine.part(app, offset, content.length, last);
  }

  private TestMachine.Answer part(int from, int to, boolean last) throws Exception {
    return clerk.send("PATCH", path(), Arrays.copyOfRange(content, from, to), headers(from, last));
  }

  private TestMachine.Answer standing(TestMachine who) throws Exception {
    return who.send("HEAD", path(), new byte[0], Map.of(Protocol.FILE_CASE, app.toString()));
  }

  private static String offset(TestMachine.Answer answer) {
    return answer.response().headers().firstValue(Protocol.UPLOAD_OFFSET).orElse("none");
  }

  private void addPage() throws Exception {
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            District.IDS.next(),
            District.HERE,
            app,
            Map.of("application", app.toString(), "slot", "D03", "file", address.text()));
    clerk.save(RecordChange.create(page));
  }

  @Test
  void aFileSentInPartsArrivesWholeAndItsReceiptComesWithThePull() throws Exception {
    addPage();
    clerk.pull();
    assertEquals(0, clerk.receipts.size());
    assertEquals("0", offset(standing(clerk)));
    assertEquals("100000", offset(part(0, 100_000, false)));
    assertEquals("100000", offset(standing(clerk)));
    TestMachine.Answer wrong = part(150_000, 200_000, false);
    assertEquals(409, wrong.status());
    assertEquals("100000", offset(wrong), "the right offset");
    assertEquals(201, part(100_000, 300_000, true).status());
    clerk.pull();
    assertEquals(java.util.List.of(address.text()), clerk.receipts);
    try (TestMachine reviewer = district.machine("reviewer")) {
      assertArrayEquals(content, reviewer.send("GET", path(), new byte[0], Map.of()).body());
    }
    assertEquals(201, part(0, 100_000, false).status(), "sent again, nothing happens");
  }

  @Test
  void contentThatIsNotWhatItsNameSaysIsDiscarded() throws Exception {
    byte[] good = content.clone();
    content[7] ^= 1;
    part(0, 200_000, false);
    TestMachine.Answer refused = part(200_000, 300_000, true);
    assertEquals("FILE_HASH", refused.refusal().code());
    assertEquals("0", offset(refused));
    content = good;
    assertEquals(201, part(0, 300_000, true).status());
  }

  @Test
  void whoIsNotOnTheCaseLearnsNothing() throws Exception {
    addPage();
    part(0, 300_000, true);
    for (String login : java.util.List.of("clerkThere", "visitor1", "evaluator", "admin")) {
      try (TestMachine stranger = district.machine(login)) {
        boolean district = login.equals("evaluator");
        if (!district) assertEquals(404, standing(stranger).status(), login);
        assertEquals(404, stranger.send("GET", path(), new byte[0], Map.of()).status(), login);
      }
    }
  }

  @Test
  void aPartWithAWrongSignatureIsTakenAwayAgain() throws Exception {
    part(0, 100_000, false);
    UUID me = clerk.device;
    try (TestMachine forger = new TestMachine(clerk.url, district.server.certificate())) {
      forger.token = clerk.token;
      forger.claims = me;
      TestMachine.Answer refused =
          forger.send(
              "PATCH",
              path(),
              Arrays.copyOfRange(content, 100_000, 150_000),
              headers(100_000, false));
      assertEquals("SIGNATURE", refused.refusal().code());
    }
    assertEquals("100000", offset(standing(clerk)));
  }

  @Test
  void bytesOfAPartThatWasCutCount() throws Exception {
    byte[] body = Arrays.copyOfRange(content, 0, 200_000);
    String nonce = Hashes.hex(TestMachine.bytes(16));
    String signature =
        clerk.key.sign(
            Signatures.requestText(
                "PATCH",
                path(),
                Hashes.sha256Hex(body),
                nonce,
                clerk.device.toString(),
                clerk.token));
    var request = new StringBuilder("PATCH " + path() + " HTTP/1.1\r\nHost: x\r\n");
    headers(0, false).forEach((k, v) -> request.append(k).append(": ").append(v).append("\r\n"));
    request
        .append(Protocol.TOKEN + ": Bearer " + clerk.token + "\r\n")
        .append(Protocol.DEVICE + ": " + clerk.device + "\r\n")
        .append(Protocol.NONCE + ": " + nonce + "\r\n")
        .append(Protocol.SIGNATURE + ": " + signature + "\r\n")
        .append("Content-Length: 200000\r\n\r\n");
    URI uri = URI.create(clerk.url);
    try (SSLSocket socket =
        (SSLSocket)
            clerk.http.sslContext().getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body, 0, 90_000);
      socket.getOutputStream().flush();
    }
    long there = 0;
    for (int i = 0; i < 200 && there == 0; i++) {
      TestMachine.Answer answer = standing(clerk);
      there = Long.parseLong(offset(answer));
      if (there == 0) Thread.onSpinWait();
    }
    assertTrue(there > 0 && there <= 90_000, there + " bytes");
    TestMachine.Answer rest = part((int) there, 300_000, true);
    // bytes that were still on their way count as well: the server says from where
    for (int i = 0; i < 20 && rest.status() == 409; i++)
      rest = part(Integer.parseInt(offset(rest)), 300_000, true);
    assertEquals(201, rest.status(), "it goes on from there");
  }

  @Test
  void sizesBeyondTheLimitsAreRefused() throws Exception {
    var huge = headers(0, false);
    huge.put(Protocol.UPLOAD_LENGTH, Long.toString(Protocol.FILE_BYTES_MAX + 1));
    assertEquals(413, clerk.send("PATCH", path(), new byte[10], huge).status());
    byte[] wide = new byte[Protocol.FILE_PART_MAX + 1];
    var long0 = headers(0, false);
    long0.put(Protocol.UPLOAD_LENGTH, Integer.toString(5 << 20));
    assertEquals(413, clerk.send("PATCH", path(), wide, long0).status());
    assertEquals("0", offset(standing(clerk)));
  }

  /// What an instance knows of a part must not become untrue while it waits for the sender.
  @Test
  void twoInstancesOnOneFolderSpoilNoFile() throws Exception {
    FileDesk slow = desk();
    var stalled = new Stalled(new ByteArrayInputStream(content));
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      var first = thread.submit(() -> whole(slow, stalled));
      assertTrue(stalled.reached.await(30, TimeUnit.SECONDS), "the first one is being read");
      Answer<FileDesk.Standing> second = whole(desk(), new ByteArrayInputStream(content));
      stalled.goOn.countDown();
      Answer<FileDesk.Standing> done = first.get(30, TimeUnit.SECONDS);
      assertEquals("BUSY", ((Answer.Refused<?>) second).refusal().code());
      assertEquals(
          new FileDesk.Standing(content.length, true),
          ((Answer.Given<FileDesk.Standing>) done).value());
    }
    addPage();
    assertArrayEquals(content, clerk.file(address.text()));
    assertEquals(
        new FileDesk.Standing(content.length, true),
        ((Answer.Given<FileDesk.Standing>) whole(desk(), new ByteArrayInputStream(content)))
            .value(),
        "nobody keeps it from others");
  }

  private FileDesk desk() throws Exception {
    Wiring wiring = district.server.wiring();
    return new FileDesk(
        new FileDesk.Parts(
            wiring.database.ledger(),
            wiring.feed,
            wiring.pulls,
            wiring.surroundings.clock(),
            Runnable::run),
        FileStore.folder(data.resolve("files")),
        Limits.files());
  }

  private Answer<FileDesk.Standing> whole(FileDesk desk, InputStream body) throws Exception {
    var part = new FileDesk.Part(app, 0, content.length, true);
    return desk.append(district.caller(clerk), address, part, body, _ -> true);
  }

  /// Gives some bytes, then none until it is let on.
  private static final class Stalled extends FilterInputStream {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    private boolean begun;

    Stalled(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (!begun) {
        begun = true;
        return super.read(bytes, from, 1_000);
      }
      reached.countDown();
      try {
        if (!goOn.await(30, TimeUnit.SECONDS)) throw new IOException("nobody let it on");
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.read(bytes, from, length);
    }
  }
}
