package cn.ruhu.desktop.work;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Notices of other streets at this street's board (DOMAIN §0.2 C12), for whoever comes upon a
/// photo of one: the case belongs to another street and is not on this machine, so that nothing
/// else here knows where the photo goes.
///
/// Calls touch the disk.
public interface NoticeBoards {
  /// An office that looks after no other street's notices.
  NoticeBoards NONE =
      new NoticeBoards() {
        @Override
        public boolean looksAfter(UUID application) {
          return false;
        }

        @Override
        public List<Message> take(byte[] photo, String name, Instant came) {
          return List.of();
        }
      };

  /// Whether a notice of this file hangs, or is to hang, at this street's board.
  boolean looksAfter(UUID application);

  /// Files a photo by the codes on it: as what is next for each notice it shows.
  ///
  /// @param name what the photo is called in words
  /// @param came when it came in, for one whose camera does not say when it was taken
  /// @return why it was not filed for a notice; empty when it was for all of them
  List<Message> take(byte[] photo, String name, Instant came) throws StoreException;
}
