package cn.ruhu.server.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.files.Uploads.Taken;
import cn.ruhu.server.files.Uploads.Upload;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the district relies on in the place its files lie in, whatever that is.
public abstract class FileStoreContract {
  private static final int PART = 1 << 20;
  private static final Random RANDOM = new Random(7);
  protected static final UUID CASE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("018f0000-0000-7000-8000-000000000002");
  private static final Pause NONE = () -> {};

  @TempDir protected Path folder;

  /// The place as one more instance opens it.
  protected abstract FileStore open() throws Exception;

  /// Changes the bytes of a whole file behind our back.
  protected abstract void spoil(FileAddress address, UnaryOperator<byte[]> how) throws Exception;

  /// Takes a whole file away behind our back.
  protected abstract void lose(FileAddress address) throws Exception;

  protected static byte[] bytes(int n) {
    byte[] out = new byte[n];
    RANDOM.nextBytes(out);
    return out;
  }

  private static InputStream in(byte[] content, int from, int to) {
    return new ByteArrayInputStream(content, from, to - from);
  }

  /// Gives the bytes and breaks.
  private static InputStream broken(byte[] bytes) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }
        });
  }

  private static long add(FileStore store, FileAddress address, InputStream body) throws Exception {
    try (Upload upload = store.uploads().claim(address, CASE).orElseThrow()) {
      Taken taken = upload.take(body, PART);
      upload.keep();
      return upload.offset() + taken.length();
    }
  }

  private static Optional<Long> finish(FileStore store, FileAddress address, InputStream body)
      throws Exception {
    try (Upload upload = store.uploads().claim(address, CASE).orElseThrow()) {
      upload.take(body, PART);
      Optional<Long> length = upload.finish();
      if (length.isPresent()) upload.noted();
      return length;
    }
  }

  private static byte[] whole(FileStore store, FileAddress address) throws Exception {
    var out = new ByteArrayOutputStream();
    for (long at = 0; ; ) {
      FileStock.Piece piece = store.stock().read(address, at, 300_000).orElseThrow();
      assertEquals(at, piece.from());
      out.write(piece.bytes());
      at += piece.bytes().length;
      if (piece.last()) return out.toByteArray();
    }
  }

  @Test
  void aFileInOnePartIsThereWhole() throws Exception {
    byte[] content = bytes(700_000);
    FileAddress address = FileAddress.of(content);
    FileStore store = open();
    assertFalse(store.stock().isUsed());
    assertEquals(Optional.empty(), store.stock().read(address, 0, 10));
    assertEquals(Optional.of(700_000L), finish(store, address, in(content, 0, 700_000)));
    assertEquals(0, store.uploads().count());
    FileStore other = open();
    assertArrayEquals(content, whole(other, address));
    assertTrue(other.stock().has(address, 700_000));
    assertFalse(other.stock().has(address, 699_999));
    assertTrue(other.stock().isUsed());
    assertEquals(FileStock.State.SOUND, other.stock().compare(address, NONE));
    FileStock.Piece end = other.stock().read(address, 700_000, 10).orElseThrow();
    assertEquals(0, end.bytes().length);
    assertEquals(700_000, end.length());
  }

  @Test
  void partsThatComeThroughSeveralInstancesMakeOneFile() throws Exception {
    byte[] content = bytes(2_500_000);
    FileAddress address = FileAddress.of(content);
    assertEquals(900_000, add(open(), address, in(content, 0, 900_000)));
    assertEquals(900_000, open().uploads().offset(address, CASE));
    assertEquals(0, open().uploads().offset(address, OTHER), "each case for itself");
    assertEquals(
        1_100_000, add(open(), address, broken(Arrays.copyOfRange(content, 900_000, 1_100_000))));
    assertEquals(
        1_100_000, open().uploads().offset(address, CASE), "what came before the cut counts");
    assertEquals(2_000_000, add(open(), address, in(content, 1_100_000, 2_000_000)));
    assertEquals(1, open().uploads().count());
    assertEquals(
        Optional.of(2_500_000L), finish(open(), address, in(content, 2_000_000, 2_500_000)));
    assertArrayEquals(content, whole(open(), address));
    assertEquals(0, open().uploads().count());
    assertEquals(0, open().uploads().offset(address, CASE));
  }

  @Test
  void anEmptyLastPartClosesAFileThatIsHereWhole() throws Exception {
    byte[] content = bytes(50_000);
    FileAddress address = FileAddress.of(content);
    add(open(), address, in(content, 0, 50_000));
    assertEquals(Optional.of(50_000L), finish(open(), address, in(content, 0, 0)));
    assertArrayEquals(content, whole(open(), address));
    FileAddress nothing = FileAddress.of(new byte[0]);
    assertEquals(Optional.of(0L), finish(open(), nothing, in(content, 0, 0)));
    assertEquals(0, open().stock().read(nothing, 0, 10).orElseThrow().length());
    assertEquals(FileStock.State.SOUND, open().stock().compare(nothing, NONE));
  }

  @Test
  void anotherFileThanItsNameSaysIsDiscardedAndBeginsAnew() throws Exception {
    byte[] content = bytes(80_000);
    FileAddress address = FileAddress.of(content);
    byte[] wrong = content.clone();
    wrong[79_999]++;
    assertEquals(Optional.empty(), finish(open(), address, in(wrong, 0, 80_000)));
    assertEquals(0, open().uploads().offset(address, CASE));
    add(open(), address, in(wrong, 0, 40_000));
    assertEquals(Optional.empty(), finish(open(), address, in(wrong, 40_000, 80_000)));
    assertEquals(0, open().uploads().offset(address, CASE));
    assertEquals(Optional.empty(), open().stock().read(address, 0, 1));
    assertEquals(Optional.of(80_000L), finish(open(), address, in(content, 0, 80_000)));
    assertArrayEquals(content, whole(open(), address));
  }

  @Test
  void whatIsForgottenOrGivenUpChangesNothing() throws Exception {
    byte[] content = bytes(60_000);
    FileAddress address = FileAddress.of(content);
    FileStore store = open();
    try (Upload upload = store.uploads().claim(address, CASE).orElseThrow()) {
      Taken taken = upload.take(in(content, 0, 30_000), 20_000);
      assertEquals(
          new Taken(20_000, Hashes.sha256Hex(Arrays.copyOf(content, 20_000)), false), taken);
      upload.drop();
    }
    assertEquals(0, store.uploads().offset(address, CASE));
    add(store, address, in(content, 0, 10_000));
    try (Upload upload = store.uploads().claim(address, CASE).orElseThrow()) {
      upload.take(in(bytes(5_000), 0, 5_000), PART);
      upload.drop();
    }
    assertEquals(10_000, store.uploads().offset(address, CASE));
    assertEquals(Optional.of(60_000L), finish(store, address, in(content, 10_000, 60_000)));
  }

  /// Eight requests on one upload, each as its own instance: whoever is turned away or comes too
  /// late asks where it stands and goes on there, as a machine does.
  @Test
  void requestsThatMeetOnOneUploadSpoilNothing() throws Exception {
    byte[] content = bytes(400_000);
    FileAddress address = FileAddress.of(content);
    int parts = 10;
    int length = content.length / parts;
    Callable<Integer> machine =
        () -> {
          FileStore store = open();
          int kept = 0;
          while (store.uploads().offset(address, CASE) < content.length) {
            Optional<Upload> claim = store.uploads().claim(address, CASE);
            if (claim.isEmpty()) continue;
            try (Upload upload = claim.get()) {
              int from = (int) upload.offset();
              if (from == content.length) break;
              upload.take(in(content, from, from + length), PART);
              upload.keep();
              kept++;
            } catch (Uploads.Overtaken e) {
              assertTrue(store.uploads().offset(address, CASE) > 0);
            }
          }
          return kept;
        };
    int kept = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> one : threads.invokeAll(java.util.Collections.nCopies(8, machine)))
        kept += one.get();
    }
    assertEquals(parts, kept, "each part once");
    assertEquals(Optional.of((long) content.length), finish(open(), address, in(content, 0, 0)));
    assertArrayEquals(content, whole(open(), address));
  }

  @Test
  void uploadsNobodyWentOnWithAreThrownAway() throws Exception {
    byte[] content = bytes(30_000);
    FileAddress address = FileAddress.of(content);
    add(open(), address, in(content, 0, 10_000));
    Instant now = Instant.now();
    assertEquals(0, open().uploads().sweep(now.minus(Duration.ofHours(1))));
    assertEquals(10_000, open().uploads().offset(address, CASE));
    assertEquals(1, open().uploads().sweep(now.plus(Duration.ofHours(1))));
    assertEquals(0, open().uploads().count());
    assertEquals(Optional.of(30_000L), finish(open(), address, in(content, 0, 30_000)));
  }

  @Test
  void whatIsMadeOrBroughtHereIsKeptAndCopiedOut() throws Exception {
    byte[] content = bytes(1_300_000);
    FileAddress address = open().stock().add(content);
    assertEquals(FileAddress.of(content), address);
    assertEquals(address, open().stock().add(content), "twice is once");
    Path out = folder.resolve("out");
    assertTrue(open().stock().copy(address, out));
    assertArrayEquals(content, Files.readAllBytes(out));
    byte[] brought = bytes(20_000);
    Path from = Files.write(folder.resolve("from"), brought);
    open().stock().put(FileAddress.of(brought), from);
    assertArrayEquals(brought, whole(open(), FileAddress.of(brought)));
    assertFalse(open().stock().copy(FileAddress.of(bytes(5)), folder.resolve("none")));
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void aDamagedFileIsKeptAsideAndAGoodOneTakesItsPlace() throws Exception {
    byte[] content = bytes(90_000);
    FileStock stock = open().stock();
    FileAddress address = stock.add(content);
    assertEquals(Optional.empty(), stock.setAside(address, Instant.now()), "it is sound");
    assertEquals(0, stock.aside());
    spoil(
        address,
        b -> {
          b[70_000] ^= 8;
          return b;
        });
    assertEquals(FileStock.State.DAMAGED, stock.compare(address, NONE));
    Instant at = Instant.parse("2026-03-02T01:00:00Z");
    FileStock.Aside aside = stock.setAside(address, at).orElseThrow();
    assertEquals(1, stock.aside());
    assertFalse(aside.isReplaced(90_000));
    stock.add(content);
    assertTrue(aside.isReplaced(90_000));
    assertArrayEquals(content, whole(open(), address));
    spoil(address, b -> Arrays.copyOf(b, 10));
    assertEquals(FileStock.State.DAMAGED, stock.compare(address, NONE));
    stock.setAside(address, at).orElseThrow();
    assertEquals(2, stock.aside(), "in the same moment: each under its own name");
    stock.add(content);
    lose(address);
    assertEquals(FileStock.State.MISSING, stock.compare(address, NONE));
    assertFalse(stock.has(address, 90_000));
  }

  @Test
  void aComparisonThatIsGivenUpEndsAtOnce() throws Exception {
    FileStock stock = open().stock();
    FileAddress address = stock.add(bytes(10));
    assertThrows(
        InterruptedException.class,
        () ->
            stock.compare(
                address,
                () -> {
                  throw new InterruptedException();
                }));
  }

  @Test
  void aNoteIsReadByEveryInstance() throws Exception {
    assertEquals(Optional.empty(), open().stock().note("n.json"));
    open().stock().note("n.json", new byte[] {1});
    open().stock().note("n.json", new byte[] {2, 3});
    assertArrayEquals(new byte[] {2, 3}, open().stock().note("n.json").orElseThrow());
  }
}
