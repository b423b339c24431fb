package cn.ruhu.server.files;

import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/// The whole files of a district, by the hash of their content: what the file desk, backups and
/// jobs see of the place they lie in (decision 0013). Nothing here decides who may read.
///
/// Thread-safe, and safe beside other instances on the same place.
public interface FileStock {
  /// Bytes read at a time where a file is read as a whole.
  int BLOCK = 1 << 20;

  /// What became of a file.
  enum State {
    /// its content has the hash it is named by
    SOUND,
    /// it has not, or the disk does not give it
    DAMAGED,
    MISSING
  }

  /// Some bytes of a file.
  ///
  /// @param from where they begin
  /// @param length of the whole file
  @SuppressWarnings("ArrayRecordComponent") // made here, sent once, never compared
  record Piece(byte[] bytes, long from, long length) {
    /// Whether the file ends with them.
    public boolean last() {
      return from + bytes.length == length;
    }
  }

  /// A damaged file that was put aside.
  @FunctionalInterface
  interface Aside {
    /// Whether a file of this length lies in its place by now that is not the damaged one.
    boolean isReplaced(long length) throws IOException;
  }

  /// The place, as an operator knows it.
  String place();

  /// Whether any file ever came here; in a folder that is not mounted none did.
  boolean isUsed() throws IOException;

  /// Whether the file is there in its length.
  boolean has(FileAddress address, long length) throws IOException;

  /// Bytes from `from` on: at most `max`, and fewer only at the end.
  ///
  /// @return empty when the file is not there; a piece without bytes at or behind its end
  Optional<Piece> read(FileAddress address, long from, int max) throws IOException;

  /// Keeps a file: safe when it returns, after a power loss too.
  ///
  /// @throws IOException also when what lies there now is not of this length
  void put(FileAddress address, Path file) throws IOException;

  /// As [#put], of something made here.
  FileAddress add(byte[] content) throws IOException;

  /// Reads a file from its beginning to its end and compares it with its address.
  ///
  /// @param pause taken after each block
  /// @throws IOException when it is there and may not be opened, or the place does not answer
  default State compare(FileAddress address, Pause pause) throws IOException, InterruptedException {
    return compare(from -> read(address, from, BLOCK), address, pause);
  }

  /// Bytes from somewhere on, as [#read] gives them.
  @FunctionalInterface
  interface Pieces {
    Optional<Piece> from(long at) throws IOException;
  }

  /// As [#compare(FileAddress, Pause)], of bytes that lie elsewhere.
  static State compare(Pieces pieces, FileAddress address, Pause pause)
      throws IOException, InterruptedException {
    MessageDigest digest = Hashes.sha256();
    for (long at = 0; ; ) {
      Optional<Piece> piece = pieces.from(at);
      if (piece.isEmpty()) return at == 0 ? State.MISSING : State.DAMAGED;
      byte[] bytes = piece.get().bytes();
      digest.update(bytes);
      at += bytes.length;
      pause.take();
      if (piece.get().last() || bytes.length == 0) break;
    }
    return Hashes.hex(digest.digest()).equals(address.hex()) ? State.SOUND : State.DAMAGED;
  }

  /// Keeps a damaged file aside, as it is, and looks at it once more there, where nobody else
  /// writes: one that came anew meanwhile is left alone.
  ///
  /// @param at part of its new name
  /// @return empty when it is sound
  Optional<Aside> setAside(FileAddress address, Instant at)
      throws IOException, InterruptedException;

  /// How many damaged files lie aside.
  int aside() throws IOException;

  /// A small note kept beside the files, for every instance.
  ///
  /// @return empty when there is none
  Optional<byte[]> note(String name) throws IOException;

  /// Writes a note in place of the one that may be there: the old one or the new one is whole.
  void note(String name, byte[] text) throws IOException;

  /// Copies a file out, safely onto the disk.
  ///
  /// @param to a file that is not there
  /// @return false when it is not here
  default boolean copy(FileAddress address, Path to) throws IOException {
    Optional<Piece> piece = read(address, 0, BLOCK);
    if (piece.isEmpty()) return false;
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      while (piece.isPresent()) {
        ByteBuffer bytes = ByteBuffer.wrap(piece.get().bytes());
        at += bytes.remaining();
        boolean end = piece.get().last() || !bytes.hasRemaining();
        while (bytes.hasRemaining()) out.write(bytes);
        piece = end ? Optional.empty() : read(address, at, BLOCK);
      }
      out.force(true);
    }
    return true;
  }
}
