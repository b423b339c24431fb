package cn.ruhu.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The disk, the database or a key does not do what was asked: the one checked exception of this
/// module. The message names what was tried, never any content, so it may be logged.
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  /// Stable reasons; their words for people are in the desktop's bundles.
  public enum Code {
    /// no space left; what was being saved is not saved, everything before it is
    DISK_FULL,
    /// the folder or file may not be written
    READ_ONLY,
    /// a database page, a sealed row or a file segment is not what was written
    CORRUPT,
    /// another program holds the database longer than [Db#BUSY_TIMEOUT_MS]
    BUSY,
    /// a second process wants the same data folder
    IN_USE,
    /// the machine's secret is gone: vaults of this folder cannot be opened here any more
    LOST_SECRET,
    /// vaults lie here, but the machine's own file is gone
    LOST_MACHINE,
    /// a small file is cut off or altered
    DAMAGED_FILE,
    /// written by a newer program
    NEWER,
    /// this person has a vault already
    VAULT_EXISTS,
    /// the key handed in is not the one of this vault
    WRONG_KEY,
    /// a file that was named is not kept here
    NO_FILE,
    /// the op is too large to be sent
    TOO_LARGE,
    /// no enrolment yet, so no number can be given
    NOT_ENROLLED,
    /// the share of numbers of this device is used up
    NUMBERS_USED_UP,
    /// the store is closed
    CLOSED,
    /// any other failure of the disk
    IO
  }

  private final Code code;

  public StoreException(Code code, String what) {
    super(code + ": " + what);
    this.code = code;
  }

  /// @param what no personal data
  public StoreException(Code code, String what, Throwable cause) {
    super(code + ": " + what, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  static StoreException of(String what, SQLException e) {
    if (!(e instanceof SQLiteException s)) return new StoreException(Code.IO, what, e);
    SQLiteErrorCode c = s.getResultCode();
    return new StoreException(code(c), what + " (" + c + ")", e);
  }

  private static Code code(SQLiteErrorCode c) {
    String name = c.name();
    if (name.startsWith("SQLITE_FULL")) return Code.DISK_FULL;
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_PERM")) return Code.READ_ONLY;
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) return Code.CORRUPT;
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) return Code.BUSY;
    return Code.IO;
  }

  /// What a failure of a file system comes to: `DISK_FULL`, `READ_ONLY`, `NO_FILE`, `IO`…
  ///
  /// @param what was being done, no personal data
  public static StoreException of(String what, IOException e) {
    return new StoreException(code(e), what, e);
  }

  private static Code code(IOException e) {
    if (e instanceof AccessDeniedException) return Code.READ_ONLY;
    if (e instanceof NoSuchFileException) return Code.NO_FILE;
    if (e.getCause() instanceof ReadOnlyFileSystemException) return Code.READ_ONLY;
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded")) return Code.DISK_FULL;
    if (text.contains("read-only file system")) return Code.READ_ONLY;
    return Code.IO;
  }
}
