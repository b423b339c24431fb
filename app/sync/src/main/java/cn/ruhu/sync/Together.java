package cn.ruhu.sync;

import cn.ruhu.wire.Protocol;

/// How many small files go in one request. It begins with one; each time as many as were allowed
/// are through within a second it may be twice as many, and no more than four times the bytes, so
/// that what a break can cost stays at a few seconds on a slow line, however much larger the next
/// files are; after a break it is one again. A server that never answers to several is asked a few
/// times only: an older one does not know them (decision 0045).
///
/// Not thread-safe: belongs to its queue.
final class Together {
  private static final long QUICK_MS = 1_000;
  private static final long SLOW_MS = 4_000;

  /// Parcels without an answer, and none before that had one, until no more are made.
  private static final int TRIES_MAX = 3;

  private final int most;
  private int count = 1;
  private long room; // bytes that may go together
  private int tries;
  private boolean known; // the server has answered to a parcel
  private boolean off;

  /// @param most files in one request; 1 for each by itself
  Together(int most) {
    this.most = most;
  }

  /// Files that may go now.
  int count() {
    return off ? 1 : count;
  }

  /// Bytes that may go together now; one file goes whatever it is.
  long room() {
    return room;
  }

  /// Whether it may ever go with others.
  boolean mayGo(SyncStore.PendingFile file) {
    return file.length() > 0 && file.length() <= Protocol.FILE_PART_MAX;
  }

  /// So many went through in one request.
  ///
  /// @param bytes of them that were in this request
  /// @param ms how long it took; negative when the clock was set back, which says nothing
  void took(int files, long bytes, long ms) {
    if (ms > SLOW_MS) {
      count = Math.max(1, count / 2);
      room = Math.min(room, bytes * SLOW_MS / QUICK_MS) / 2;
    } else if (ms >= 0 && ms <= QUICK_MS) {
      if (files >= count) count = Math.min(most, 2 * count);
      room = Math.min(Protocol.PARCEL_BYTES_MAX, Math.max(room, bytes * SLOW_MS / QUICK_MS));
    }
  }

  /// The server answered to a parcel.
  void answered() {
    known = true;
  }

  /// A request got no answer.
  void broke() {
    count = 1;
    room = 0;
  }

  /// A parcel got no answer.
  void parcelBroke() {
    broke();
    if (!known && ++tries >= TRIES_MAX) off = true;
  }

  /// The server refused a parcel as a whole.
  void refused() {
    off = true;
  }
}
