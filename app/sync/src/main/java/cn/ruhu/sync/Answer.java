package cn.ruhu.sync;

import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import java.util.List;

/// What came of a step. Everything but [Failed] was signed by the server.
public sealed interface Answer {
  record Pushed(PushReply reply) implements Answer {}

  record Pulled(PullReply reply) implements Answer {}

  /// The server holds `offset` bytes of the file (also the answer to a part at a wrong offset).
  ///
  /// @param verified it holds the whole file and found its hash right: the receipt
  record FileAt(long offset, boolean verified) implements Answer {}

  /// Where each file of a parcel stands, in the order it was sent.
  record FilesAt(List<Parcel.Stands> files) implements Answer {
    public FilesAt {
      files = List.copyOf(files);
    }
  }

  /// A piece of a file, its bytes covered by the server's signature.
  ///
  /// @param length of the whole file, as the server says
  /// @param last the file ends here
  @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
  record FileContent(byte[] bytes, long length, boolean last) implements Answer {}

  /// The server said no, and why.
  ///
  /// @param status HTTP status
  record Refused(int status, Refusal refusal) implements Answer {}

  /// No answer that may be believed.
  ///
  /// @param retryAfterMs when the other end asked to come back, 0 for any time
  record Failed(Trouble trouble, long retryAfterMs) implements Answer {}
}
