package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.pages.PageFiles.How;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which trouble of the line or of the disk a page is told with.
class DistrictPagesTest {

  @Test
  void onlyADiskWithoutRoomIsToldAsFull() {
    var full = new ArrayList<StoreException.Code>();
    for (StoreException.Code code : StoreException.Code.values()) {
      How how = DistrictPages.later(new Trouble(Trouble.Kind.STORAGE, code.name()));
      if (how == How.NO_ROOM) full.add(code);
      else assertEquals(How.DISK, how, code.name());
    }
    assertEquals(List.of(StoreException.Code.DISK_FULL), full);
  }

  @Test
  void whatIsNotTheDistrictIsNotToldAsALineThatComesBackByItself() {
    Set<Trouble.Kind> untrusted =
        Set.of(Trouble.Kind.CERTIFICATE, Trouble.Kind.UNSIGNED, Trouble.Kind.PROTOCOL);
    for (Trouble.Kind kind : Trouble.Kind.values())
      assertEquals(
          untrusted.contains(kind),
          DistrictPages.later(new Trouble(kind, "")) == How.UNTRUSTED,
          kind.name());
    assertEquals(How.OFFLINE, DistrictPages.later(new Trouble(Trouble.Kind.OFFLINE, "")));
    assertEquals(How.OFFLINE, DistrictPages.later(new Trouble(Trouble.Kind.TIMEOUT, "")));
  }
}
