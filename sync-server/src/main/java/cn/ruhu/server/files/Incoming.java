package cn.ruhu.server.files;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of one parcel while they come in. While one is made safe, which is waiting for the
/// disk, the next one comes: several wait together, and the disk writes for all of them at once.
///
/// Not thread-safe: in the hands of one request.
final class Incoming implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
  private static final int SKIPPED_AT_ONCE = 64 << 10;

  private final Uploads uploads;
  private final Executor safekeeping;
  private final List<Parcel.Item> files;
  private final Parcel.@Nullable Stands[] stands;
  private final List<Coming> coming = new ArrayList<>();
  private @Nullable IOException fault; // of the disk, in the midst of a file

  /// A file that came whole and is being made safe.
  private record Coming(int at, Uploads.Upload upload, Future<Optional<Long>> safe) {}

  /// @param safekeeping makes files safe, several at a time
  /// @param known of those that are not to be taken in, by their place
  Incoming(
      Uploads uploads,
      Executor safekeeping,
      List<Parcel.Item> files,
      Map<Integer, Parcel.Stands> known) {
    this.uploads = uploads;
    this.safekeeping = safekeeping;
    this.files = files;
    this.stands = new Parcel.@Nullable Stands[files.size()];
    known.forEach((at, stand) -> stands[at] = stand);
  }

  /// Takes the files' bytes in, as far as they come and the disk takes them.
  ///
  /// @return false when the sender broke off, or the disk did ([#rethrow])
  boolean take(InputStream body) throws StorageException {
    for (int at = 0; at < files.size(); at++) {
      if (!take(at, body)) return false;
    }
    return true;
  }

  /// Where the bytes of the next file begin is not known after a fault: none is taken any more.
  private boolean take(int at, InputStream body) throws StorageException {
    try {
      return taken(at, body);
    } catch (Uploads.Overtaken e) {
      return false; // it was cut off, and somebody else goes on with it
    } catch (IOException e) {
      fault = e;
      return false;
    }
  }

  private boolean taken(int at, InputStream body) throws StorageException, IOException {
    Parcel.Item file = files.get(at);
    if (stands[at] != null) return skipped(body, file.length());
    Optional<Uploads.Upload> claimed =
        uploads.claim(new FileAddress(file.address()), file.caseId());
    if (claimed.isEmpty()) {
      stands[at] = new Parcel.Stands(0, false, "BUSY");
      return skipped(body, file.length());
    }
    Uploads.Upload upload = claimed.get();
    boolean handedOn = false;
    try {
      if (upload.offset() > 0) {
        stands[at] = new Parcel.Stands(upload.offset(), false, "OFFSET");
        return skipped(body, file.length());
      }
      Uploads.Taken taken = upload.take(body, file.length());
      if (taken.length() < file.length()) {
        upload.keep();
        return false;
      }
      var safe = new FutureTask<>(upload::finish);
      safekeeping.execute(safe);
      coming.add(new Coming(at, upload, safe));
      handedOn = true;
      return true;
    } finally {
      if (!handedOn) upload.close();
    }
  }

  private static boolean skipped(InputStream body, long length) {
    byte[] buffer = new byte[SKIPPED_AT_ONCE];
    try {
      for (long left = length; left > 0; ) {
        int n = Body.read(body, buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) return false;
        left -= n;
      }
      return true;
    } catch (Body.CutOff e) {
      return false;
    }
  }

  /// Waits until what came is safe. A file the disk refused is told as `BUSY`; it harms no other.
  ///
  /// @return files whose content is what their name says
  List<FileDesk.Came> whole() throws StorageException, IOException {
    var whole = new ArrayList<FileDesk.Came>();
    for (Coming c : coming) {
      Parcel.Item file = files.get(c.at());
      Parcel.Stands now = stands(c.safe());
      stands[c.at()] = now;
      if (now.verified())
        whole.add(new FileDesk.Came(new FileAddress(file.address()), file.caseId(), file.length()));
    }
    return whole;
  }

  private static Parcel.Stands stands(Future<Optional<Long>> safe)
      throws StorageException, IOException {
    try {
      return safe.get()
          .map(length -> new Parcel.Stands(length, true, null))
          .orElseGet(() -> new Parcel.Stands(0, false, "FILE_HASH"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server ends", e);
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case IOException disk -> {
          LOG.warn("a file of a parcel was not made safe, its sender brings it again", disk);
          yield new Parcel.Stands(0, false, "BUSY");
        }
        case StorageException database -> throw database;
        case null, default -> throw new IllegalStateException("making a file safe", e.getCause());
      };
    }
  }

  /// The district has noted the files as whole.
  void noted() throws StorageException, IOException {
    for (Coming c : coming) {
      Parcel.Stands now = stands[c.at()];
      if (now != null && now.verified()) c.upload().noted();
    }
  }

  /// A fault of the disk, told once what came before it is noted.
  void rethrow() throws IOException {
    if (fault != null) throw fault;
  }

  /// Where each file stands, once all were taken.
  List<Parcel.Stands> stands() {
    var all = new ArrayList<Parcel.Stands>();
    for (Parcel.Stands stand : stands) {
      if (stand == null) throw new IllegalStateException("not all were taken");
      all.add(stand);
    }
    return all;
  }

  /// Lets go of the uploads, once nothing is written on them any more.
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (Coming c : coming) {
      over(c.safe());
      try {
        c.upload().close();
      } catch (IOException e) {
        if (first == null) first = e;
        else first.addSuppressed(e);
      }
    }
    if (first != null) throw first;
  }

  private static void over(Future<Optional<Long>> safe) {
    try {
      safe.get();
    } catch (ExecutionException e) {
      LOG.debug("a file was not made safe, and nobody was told it was", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }
}
