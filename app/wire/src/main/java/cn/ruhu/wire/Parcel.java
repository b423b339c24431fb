package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Several whole files in one request ([Protocol#PARCEL]): this as a line, then the files' bytes
/// one after the other, in the order of the line. The request's signature covers the line; each
/// file in it stands under the hash of its content, so the line vouches for every byte behind it
/// (decision 0045). Immutable.
///
/// @param files 1 to [Protocol#PARCEL_FILES_MAX]
public record Parcel(List<Item> files) {
  private static final byte[] END = "\n".getBytes(StandardCharsets.US_ASCII);

  public Parcel {
    files = List.copyOf(files);
    if (files.isEmpty() || files.size() > Protocol.PARCEL_FILES_MAX)
      throw new IllegalArgumentException(files.size() + " files");
    long bytes = 0;
    for (Item item : files) bytes += item.length();
    if (bytes > Protocol.PARCEL_BYTES_MAX) throw new IllegalArgumentException(bytes + " bytes");
  }

  /// One file of it.
  ///
  /// @param address text of a [FileAddress]
  /// @param caseId application it is sent for
  /// @param length bytes, 1 to [Protocol#FILE_PART_MAX]
  public record Item(String address, UUID caseId, long length) {
    public Item {
      if (FileAddress.parse(address).isEmpty()) throw new IllegalArgumentException("address");
      if (length < 1 || length > Protocol.FILE_PART_MAX)
        throw new IllegalArgumentException(length + " bytes of a file");
    }
  }

  /// What became of one file.
  ///
  /// @param offset bytes of it that are safe
  /// @param verified it is here whole and its hash was right: its receipt, as the reply is signed
  /// @param refused code of a [Refusal] when it was not taken
  public record Stands(long offset, boolean verified, @Nullable String refused) {}

  /// The reply: one entry for each file, in the order of the line.
  public record Taken(List<Stands> files) {
    public Taken {
      files = List.copyOf(files);
    }
  }

  /// The line, its end included; what the request's signature covers.
  public byte[] line() {
    byte[] json = Messages.write(this);
    byte[] line = Arrays.copyOf(json, json.length + END.length);
    System.arraycopy(END, 0, line, json.length, END.length);
    return line;
  }

  /// Bytes of all files together.
  public long length() {
    long bytes = 0;
    for (Item item : files) bytes += item.length();
    return bytes;
  }

  /// @param line without its end
  /// @throws WireException `MALFORMED`
  public static Parcel read(byte[] line) throws WireException {
    return Messages.read(line, Parcel.class);
  }
}
