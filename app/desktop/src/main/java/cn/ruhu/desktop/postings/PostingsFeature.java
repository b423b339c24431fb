package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.NoticeBoards;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The door of this feature.
public final class PostingsFeature {
  private PostingsFeature() {}

  /// The same notices, for photos that come in elsewhere: with the scans.
  public static NoticeBoards boards(Desk desk) {
    var work = new PostingWork(desk);
    return new NoticeBoards() {
      @Override
      public boolean looksAfter(UUID application) {
        return work.looksAfter(application);
      }

      @Override
      public List<Message> take(byte[] photo, String name, Instant came) throws StoreException {
        return work.take(photo, name, came);
      }
    };
  }

  /// Notices of other streets at this street's board; the rail counts those that have to be put up
  /// or taken down.
  ///
  /// @param files of the district: the notice comes from there
  public static Feature of(Kit kit, Desk desk, Printing printing, PageFiles files) {
    var model = new PostingsViewModel(desk, kit.background());
    var reel = new PageReel(new PageShelf(desk, files), kit.background(), _ -> {}, model::failed);
    files.onChange(reel::changed);
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "postings",
            Icon.LOCATION,
            Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.COMMUNITY_WORKER),
            _ -> new PostingsView(kit, model, new NoticeSheet(kit, desk, printing, files, reel)))
        .counting(model.open);
  }
}
