package cn.ruhu.server.s3;

import cn.ruhu.server.files.FileStock;
import cn.ruhu.wire.FileAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Whole files as objects `whole/ab/sha256-…`. An object is written at once, under the hash of its
/// bytes, and its length looked at before anybody is told.
///
/// A damaged one is copied aside and stays where it is until a good one is written over it: nobody
/// reads it meanwhile, since the district notes it as lost, and a store without conditional deletes
/// could take the good one away instead.
final class S3Stock implements FileStock {
  private static final String WHOLE = "whole/";
  private static final String DAMAGED = "damaged/";

  private final S3Client client;

  S3Stock(S3Client client) {
    this.client = client;
  }

  private static String key(FileAddress address) {
    return WHOLE + address.hex().substring(0, 2) + "/" + address.text();
  }

  @Override
  public String place() {
    return client.place().toString();
  }

  @Override
  public boolean isUsed() throws IOException {
    return !client.some(WHOLE, 1).isEmpty();
  }

  @Override
  public boolean has(FileAddress address, long length) throws IOException {
    return client.head(key(address)).filter(seen -> seen.length() == length).isPresent();
  }

  @Override
  public Optional<Piece> read(FileAddress address, long from, int max) throws IOException {
    return read(key(address), from, max);
  }

  private Optional<Piece> read(String key, long from, int max) throws IOException {
    return client.get(key, from, max).map(got -> new Piece(got.bytes(), from, got.length()));
  }

  @Override
  public void put(FileAddress address, Path file) throws IOException {
    put(address, S3Client.Content.of(() -> opened(file), Files.size(file), address.hex()));
  }

  private static InputStream opened(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FileAddress add(byte[] content) throws IOException {
    FileAddress address = FileAddress.of(content);
    put(address, S3Client.Content.of(content, address.hex()));
    return address;
  }

  /// Writes a whole file whose bytes have the hash of its name.
  void put(FileAddress address, S3Client.Content content) throws IOException {
    client.put(key(address), content);
    if (!has(address, content.length()))
      throw new EOFException("the store did not keep a file in its length");
  }

  @Override
  public Optional<Aside> setAside(FileAddress address, Instant at)
      throws IOException, InterruptedException {
    String key = key(address);
    Optional<S3Client.Seen> before = client.head(key);
    String aside = DAMAGED + address.text() + "." + at.toEpochMilli();
    for (int n = 2; client.head(aside).isPresent(); n++)
      aside = DAMAGED + address.text() + "." + at.toEpochMilli() + "-" + n;
    Aside gone = length -> has(address, length);
    if (before.isEmpty() || !client.copy(key, aside)) return Optional.of(gone);
    String copy = aside;
    if (FileStock.compare(from -> read(copy, from, BLOCK), address, () -> {}) == State.SOUND) {
      client.delete(aside);
      return Optional.empty();
    }
    S3Client.Seen damaged = before.get();
    return Optional.of(length -> {
      Optional<S3Client.Seen> now = client.head(key);
      return now.isPresent()
          && now.get().length() == length
          && !now.get().version().equals(damaged.version());
    });
  }

  @Override
  public int aside() throws IOException {
    var count = new AtomicInteger();
    client.each(DAMAGED, _ -> count.incrementAndGet());
    return count.get();
  }

  @Override
  public Optional<byte[]> note(String name) throws IOException {
    return client.get("note/" + name, 0, BLOCK).map(S3Client.Got::bytes);
  }

  @Override
  public void note(String name, byte[] text) throws IOException {
    client.put("note/" + name, S3Client.Content.of(text, FileAddress.of(text).hex()));
  }
}
