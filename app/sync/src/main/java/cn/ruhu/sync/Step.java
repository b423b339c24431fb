package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import java.util.List;

/// What the protocol wants done next. The core only says it; somebody else talks to the network or
/// waits, and brings the [Answer].
public sealed interface Step {

  /// A step that goes to the server. Compared by identity: an answer is taken once.
  sealed interface Send extends Step permits Push, Pull, FileHead, FilePatch, FileParcel, FileGet {}

  /// `POST /v1/push`
  record Push(SyncStore.Place asked, SyncStore.Batch batch, PushBody body) implements Send {}

  /// `POST /v1/pull`
  record Pull(SyncStore.Place asked, PullRequest request) implements Send {}

  /// `HEAD /v1/files/…`: how much does the server hold?
  record FileHead(SyncStore.PendingFile file) implements Send {}

  /// `PATCH /v1/files/…`: the next part.
  final class FilePatch implements Send {
    private final SyncStore.PendingFile file;
    private final long offset;
    private final byte[] part;

    public FilePatch(SyncStore.PendingFile file, long offset, byte[] part) {
      this.file = file;
      this.offset = offset;
      this.part = part.clone();
    }

    public SyncStore.PendingFile file() {
      return file;
    }

    public long offset() {
      return offset;
    }

    public byte[] part() {
      return part.clone();
    }

    /// Bytes of the part.
    public int length() {
      return part.length;
    }
  }

  /// `POST /v1/files`: several small files that were never sent, whole and together.
  final class FileParcel implements Send {
    /// Gives the bytes of one of the files, when its turn has come.
    @FunctionalInterface
    public interface Content {
      byte[] of(SyncStore.PendingFile file) throws StoreException;
    }

    private final List<SyncStore.PendingFile> files;
    private final Content content;

    /// @param content may be asked on any thread
    public FileParcel(List<SyncStore.PendingFile> files, Content content) {
      this.files = List.copyOf(files);
      this.content = content;
    }

    public List<SyncStore.PendingFile> files() {
      return files;
    }

    /// All bytes of a file of it.
    ///
    /// @throws StoreException `CORRUPT`, `NO_FILE` when it is damaged on this machine
    public byte[] content(SyncStore.PendingFile file) throws StoreException {
      byte[] bytes = content.of(file);
      if (bytes.length != file.length())
        throw new StoreException(StoreException.Code.CORRUPT, "a file has another length");
      return bytes;
    }

    /// What goes before the files.
    public Parcel parcel() {
      return new Parcel(
          files.stream().map(f -> new Parcel.Item(f.address(), f.caseId(), f.length())).toList());
    }

    /// Bytes of all files.
    public long length() {
      return files.stream().mapToLong(SyncStore.PendingFile::length).sum();
    }
  }

  /// `GET /v1/files/…`: the next piece of a file of the district.
  ///
  /// @param offset bytes that are here
  record FileGet(SyncStore.WantedFile file, long offset) implements Send {}

  /// Nothing before `until`.
  ///
  /// @param until milliseconds since 1970
  record Wait(long until, Trouble trouble) implements Step {}

  /// The round is over; [SyncCore#trouble] says whether something is left undone.
  record Done() implements Step {}
}
