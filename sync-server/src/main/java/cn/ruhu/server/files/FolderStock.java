package cn.ruhu.server.files;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Whole files in a folder. A file comes to its place by rename and is safe there before anybody is
/// told; a damaged one leaves it by rename.
public final class FolderStock implements FileStock {
  private static final String WHOLE = "whole";
  private static final String DAMAGED = "damaged";

  private final Path root;
  private final Path whole;
  private final Path fresh;

  /// One for each folder inside [#WHOLE]: who brings a file there is alone in it, in this program.
  private final Object[] keeping = Stream.generate(Object::new).limit(256).toArray();

  /// @param root folder of the file desk
  public FolderStock(Path root) throws IOException {
    this.root = root;
    this.whole = root.resolve(WHOLE);
    this.fresh = FolderUploads.parts(root);
    Files.createDirectories(whole);
    Files.createDirectories(fresh);
  }

  /// Where a whole file lies inside a folder of files.
  public static Path inside(FileAddress address) {
    return Path.of(WHOLE, address.hex().substring(0, 2), address.text());
  }

  private Path file(FileAddress address) {
    return root.resolve(inside(address));
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public boolean has(FileAddress address, long length) throws IOException {
    Path file = file(address);
    return Files.isRegularFile(file) && Files.size(file) == length;
  }

  @Override
  public boolean isUsed() throws IOException {
    return Files.isDirectory(whole) && !isEmpty(whole);
  }

  private static boolean isEmpty(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.findAny().isEmpty();
    }
  }

  @Override
  public Optional<Piece> read(FileAddress address, long from, int max) throws IOException {
    return read(file(address), from, max);
  }

  private static Optional<Piece> read(Path file, long from, int max) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      if (from >= length) return Optional.of(new Piece(new byte[0], from, length));
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(max, length - from));
      channel.position(from);
      int n = 0;
      while (n >= 0 && bytes.hasRemaining()) n = channel.read(bytes);
      if (bytes.hasRemaining()) throw new EOFException("a file became shorter while it was read");
      return Optional.of(new Piece(bytes.array(), from, length));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public State compare(FileAddress address, Pause pause) throws IOException, InterruptedException {
    return compare(file(address), address, pause);
  }

  private static State compare(Path file, FileAddress address, Pause pause)
      throws IOException, InterruptedException {
    MessageDigest digest = Hashes.sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = read(in, block); n >= 0; n = read(in, block)) {
        digest.update(block, 0, n);
        pause.take();
      }
    } catch (NoSuchFileException e) {
      return State.MISSING;
    } catch (Unread e) {
      return State.DAMAGED;
    }
    return Hashes.hex(digest.digest()).equals(address.hex()) ? State.SOUND : State.DAMAGED;
  }

  private static int read(InputStream in, byte[] block) throws Unread, InterruptedException {
    try {
      return in.read(block);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      throw new Unread(e);
    }
  }

  /// The disk has the file and does not give its bytes.
  private static final class Unread extends IOException {
    private static final long serialVersionUID = 1;

    Unread(IOException cause) {
      super(cause);
    }
  }

  @Override
  public void put(FileAddress address, Path file) throws IOException {
    Path part = Files.createTempFile(fresh, address.text() + ".", ".server"); // two may bring one
    Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
    keep(part, address);
    if (!has(address, Files.size(file))) throw new EOFException("a file was not kept whole");
  }

  @Override
  public FileAddress add(byte[] content) throws IOException {
    FileAddress address = FileAddress.of(content);
    Path part = Files.createTempFile(fresh, address.text() + ".", ".server"); // two may make one
    Files.write(part, content);
    keep(part, address);
    return address;
  }

  /// Brings a file to its place, safe when it returns. A good one that lies there already is not
  /// replaced before the new one is safe; a new name may come first, so that the disk has one thing
  /// to write and not two.
  void keep(Path part, FileAddress address) throws IOException {
    try (FileChannel open = FileChannel.open(part, StandardOpenOption.WRITE)) {
      keep(part, open, address);
    }
  }

  /// As above, of a part that is open. The same bytes may come for two cases at a time: neither is
  /// told before what lies under the name is safe, whosever it is. Another program on this folder
  /// may have put its own there since, so the file is forced by its name.
  void keep(Path part, FileChannel open, FileAddress address) throws IOException {
    synchronized (keeping[Integer.parseInt(address.hex().substring(0, 2), 16)]) {
      keepAlone(part, open, file(address));
    }
  }

  private void keepAlone(Path part, FileChannel open, Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    boolean fresh = !Files.exists(folder);
    if (fresh) Files.createDirectories(folder);
    if (Files.exists(file)) open.force(true);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    Disk.force(file);
    Disk.force(folder);
    if (fresh) Disk.force(whole);
  }

  @Override
  public Optional<Aside> setAside(FileAddress address, Instant at)
      throws IOException, InterruptedException {
    Path file = file(address);
    Path damaged = Disk.ownFolder(root.resolve(DAMAGED));
    Path aside = damaged.resolve(address.text() + "." + at.toEpochMilli());
    for (int n = 2; Files.exists(aside); n++)
      aside = damaged.resolve(address.text() + "." + at.toEpochMilli() + "-" + n);
    Aside here = length -> has(address, length);
    if (!moved(file, aside)) return Optional.of(here);
    if (compare(aside, address, () -> {}) != State.SOUND) return Optional.of(here);
    return moved(aside, file) ? Optional.empty() : Optional.of(here);
  }

  private static boolean moved(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false; // somebody else was faster
    }
    Disk.force(Objects.requireNonNull(to.getParent()));
    Disk.force(Objects.requireNonNull(from.getParent()));
    return true;
  }

  @Override
  public int aside() throws IOException {
    return aside(root);
  }

  /// As [#aside()], of a folder that may not be there.
  public static int aside(Path root) throws IOException {
    Path damaged = root.resolve(DAMAGED);
    if (!Files.isDirectory(damaged)) return 0;
    try (Stream<Path> all = Files.list(damaged)) {
      return (int) all.count();
    }
  }

  @Override
  public Optional<byte[]> note(String name) throws IOException {
    Path file = root.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void note(String name, byte[] text) throws IOException {
    Disk.replace(root.resolve(name), text);
  }
}
