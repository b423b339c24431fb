package cn.ruhu.server.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.files.StoreAway;
import cn.ruhu.server.files.Uploads;
import cn.ruhu.server.s3.BadLine.Fault;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store, or the line to it, that fails: an offset is told only of bytes that are there, a file
/// is noted only when it is there whole, and everything goes on where it stood.
class S3FaultsTest {
  private static final int PART = 1 << 20;
  private static final UUID CASE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final S3Client.Patience SHORT =
      new S3Client.Patience(
          Duration.ofSeconds(2), Duration.ofSeconds(10), 1 << 20, 3, Duration.ofMillis(1));
  private static final S3Client.Patience NONE =
      new S3Client.Patience(
          Duration.ofSeconds(2), Duration.ofMillis(200), 1 << 20, 1, Duration.ofMillis(1));

  @TempDir static Path data;
  private static Database database;
  private String bucket;
  private BadLine line;
  private S3Client direct;
  private S3Files files;

  @BeforeAll
  static void openDatabase() throws Exception {
    database = Database.sqlite(data.resolve("d.db"), 4, new Vault(new byte[32], new Random(1)));
    S3Server.one();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    database.write(tx -> tx.run("DELETE FROM file_part"));
    bucket = S3Server.one().bucket();
    line = new BadLine(S3Server.one().port());
    direct =
        new S3Client(
            S3Server.one().place(bucket), InstantSource.system(), S3Client.Patience.STANDARD);
    files = new S3Files(S3Server.place(bucket, line.port()), InstantSource.system(), SHORT);
  }

  @AfterEach
  void stop() throws Exception {
    files.close();
    direct.close();
    line.close();
  }

  private Uploads uploads() {
    return files
        .store(database, InstantSource.system(), new SecureRandom(), new S3Uploads.Room(PART, 4))
        .uploads();
  }

  private static byte[] bytes(int n) {
    byte[] out = new byte[n];
    new Random(n).nextBytes(out);
    return out;
  }

  private static InputStream in(byte[] content, int from, int to) {
    return new ByteArrayInputStream(content, from, to - from);
  }

  private void add(FileAddress address, InputStream body) throws Exception {
    try (Uploads.Upload upload = uploads().claim(address, CASE).orElseThrow()) {
      upload.take(body, PART);
      upload.keep();
    }
  }

  private Optional<Long> finish(FileAddress address, InputStream body) throws Exception {
    try (Uploads.Upload upload = uploads().claim(address, CASE).orElseThrow()) {
      upload.take(body, PART);
      return upload.finish();
    }
  }

  private static String whole(FileAddress address) {
    return "whole/" + address.hex().substring(0, 2) + "/" + address.text();
  }

  private List<S3Listing.Item> parts() throws IOException {
    return direct.some("part/", 100);
  }

  @Test
  void whatPassesIsTriedAgain() throws Exception {
    byte[] content = bytes(200_000);
    FileAddress address = FileAddress.of(content);
    line.next(new Fault.Refused(), BadLine.busy());
    add(address, in(content, 0, 100_000));
    assertEquals(100_000, uploads().offset(address, CASE));
    files.close(); // its connection stands
    files = new S3Files(S3Server.place(bucket, line.port()), InstantSource.system(), SHORT);
    line.next(new Fault.CutUp(50_000), new Fault.CutDown(10));
    assertEquals(Optional.of(200_000L), finish(address, in(content, 100_000, 200_000)));
    assertArrayEquals(content, direct.get(whole(address), 0, PART).orElseThrow().bytes());
  }

  @Test
  void aStoreThatIsAwayBusyOrSilentAcknowledgesNothing() throws Exception {
    byte[] content = bytes(300_000);
    FileAddress address = FileAddress.of(content);
    for (Fault fault :
        List.of(new Fault.Refused(), BadLine.busy(), new Fault.CutUp(1_000), new Fault.Silent())) {
      files.close();
      boolean silent = fault instanceof Fault.Silent;
      files =
          new S3Files(
              S3Server.place(bucket, line.port()), InstantSource.system(), silent ? NONE : SHORT);
      line.always(fault);
      assertThrows(StoreAway.class, () -> add(address, in(content, 0, 100_000)), fault.toString());
      assertEquals(0, uploads().offset(address, CASE));
      assertThrows(StoreAway.class, () -> finish(address, in(content, 0, 300_000)));
      assertEquals(Optional.empty(), direct.head(whole(address)), "nothing half is there");
      if (!(fault instanceof Fault.CutUp))
        assertThrows(
            StoreAway.class,
            () -> files.stock().compare(address, () -> {}),
            "a store that is away loses no file");
    }
    line.close();
    assertThrows(StoreAway.class, () -> files.stock().has(address, 1));
    assertThrows(StoreAway.class, () -> files.stock().isUsed());
  }

  /// The store did what it was asked, and its answer got lost: the part lies there twice, and
  /// counts once.
  @Test
  void anAnswerThatIsLostCountsNothingTwice() throws Exception {
    byte[] content = bytes(150_000);
    FileAddress address = FileAddress.of(content);
    line.always(new Fault.CutDown(1));
    assertThrows(StoreAway.class, () -> add(address, in(content, 0, 100_000)));
    while (parts().isEmpty()) TimeUnit.MILLISECONDS.sleep(10);
    line.always(null);
    assertEquals(0, uploads().offset(address, CASE));
    add(address, in(content, 0, 100_000));
    assertTrue(parts().size() > 1);
    assertEquals(Optional.of(150_000L), finish(address, in(content, 100_000, 150_000)));
    assertArrayEquals(content, direct.get(whole(address), 0, PART).orElseThrow().bytes());
    try (Uploads.Upload upload = uploads().claim(address, CASE).orElseThrow()) {
      upload.noted();
    }
    assertFalse(parts().isEmpty(), "what no row names is not touched before it is old");
    uploads().sweep(Instant.now().plus(Duration.ofHours(1)));
    assertEquals(List.of(), parts());
  }

  @Test
  void partsThatDisappearedOrChangedMakeTheFileBeginAnew() throws Exception {
    byte[] content = bytes(500_000);
    FileAddress address = FileAddress.of(content);
    byte[] short1 = Arrays.copyOf(content, 60_000);
    byte[] other = bytes(100_000);
    for (byte[] now : Arrays.asList(null, short1, other)) {
      add(address, in(content, 0, 100_000));
      add(address, in(content, 100_000, 200_000));
      String first =
          parts().stream()
              .map(S3Listing.Item::key)
              .filter(key -> key.contains("/0-"))
              .findFirst()
              .orElseThrow();
      if (now == null) direct.delete(first);
      else direct.put(first, S3Client.Content.of(now, Hashes.sha256Hex(now)));
      assertEquals(200_000, uploads().offset(address, CASE));
      assertEquals(Optional.empty(), finish(address, in(content, 200_000, 500_000)));
      assertEquals(0, uploads().offset(address, CASE));
      assertEquals(List.of(), parts(), "nothing of it is left");
      assertEquals(Optional.empty(), direct.head(whole(address)));
    }
    assertEquals(Optional.of(500_000L), finish(address, in(content, 0, 500_000)));
  }

  /// Two instances that were asked the same at once: the row lets one through.
  @Test
  void ofTwoThatAddAtOnePlaceOneCounts() throws Exception {
    byte[] content = bytes(100_000);
    FileAddress address = FileAddress.of(content);
    try (Uploads.Upload slow = uploads().claim(address, CASE).orElseThrow();
        Uploads.Upload fast = uploads().claim(address, CASE).orElseThrow()) {
      slow.take(in(content, 0, 70_000), PART);
      fast.take(in(content, 0, 40_000), PART);
      fast.keep();
      assertThrows(Uploads.Overtaken.class, slow::keep);
    }
    assertEquals(40_000, uploads().offset(address, CASE));
    assertEquals(1, parts().size(), "what did not count is taken away");
    assertEquals(Optional.of(100_000L), finish(address, in(content, 40_000, 100_000)));
  }

  @Test
  void asManyPartsLieInMemoryAsThereIsRoom() throws Exception {
    Uploads few =
        files
            .store(
                database, InstantSource.system(), new SecureRandom(), new S3Uploads.Room(PART, 1))
            .uploads();
    FileAddress address = FileAddress.of(bytes(1));
    try (Uploads.Upload _ = few.claim(address, CASE).orElseThrow()) {
      assertTrue(few.claim(address, CASE).isEmpty());
    }
    few.claim(address, CASE).orElseThrow().close();
  }

  /// The store believes no body that is not what was signed, and no stranger.
  @Test
  void anotherBodyAnotherKeyAndAMissingBucketAreFaultsNotLostFiles() throws Exception {
    byte[] content = bytes(1_000);
    FileAddress address = FileAddress.of(content);
    String lie = Hashes.sha256Hex(bytes(2));
    assertThrows(S3Fault.class, () -> direct.put("x", S3Client.Content.of(content, lie)));
    assertEquals(Optional.empty(), direct.head("x"));
    S3Place right = S3Server.one().place(bucket);
    var stranger =
        new S3Place(right.endpoint(), right.region(), bucket, false, "", "ruhu-test", "guess");
    try (var files = new S3Files(stranger, InstantSource.system(), SHORT)) {
      var e = assertThrows(StoreAway.class, () -> files.stock().has(address, 1_000));
      assertTrue(e.getMessage().startsWith("HEAD 403"), e.getMessage());
      assertThrows(StoreAway.class, () -> files.stock().compare(address, () -> {}));
      assertFalse(e.getMessage().contains("guess"));
    }
    var nowhere =
        new S3Place(
            URI.create(right.endpoint().toString()),
            "us-east-1",
            "no-such-bucket",
            false,
            "",
            right.accessKey(),
            right.secret());
    try (var files = new S3Files(nowhere, InstantSource.system(), SHORT)) {
      assertThrows(StoreAway.class, () -> files.stock().isUsed());
      assertThrows(StoreAway.class, () -> files.stock().compare(address, () -> {}));
    }
    assertEquals(FileStock.State.MISSING, files.stock().compare(address, () -> {}));
  }

  @Test
  void aFileTheStoreKeepsInAnotherLengthIsNotTold() throws Exception {
    byte[] content = bytes(1_000);
    FileAddress address = FileAddress.of(content);
    String short1 = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\n";
    String put = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    line.next(new Fault.Said(put), new Fault.Said(short1));
    assertThrows(IOException.class, () -> finish(address, in(content, 0, 1_000)));
    String few =
        "HTTP/1.1 206 P\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 4\r\n"
            + "Connection: close\r\n\r\nabcd";
    line.next(new Fault.Said(few));
    assertThrows(StoreAway.class, () -> files.stock().read(address, 0, 10));
    String others =
        "HTTP/1.1 206 P\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n"
            + "Connection: close\r\n\r\nabcde";
    line.next(new Fault.Said(others));
    assertThrows(StoreAway.class, () -> files.stock().read(address, 0, 10));
  }
}
