package cn.ruhu.server.demo;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileDesk;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sample pages (each marked as a sample) that stand for scanned papers.
final class DemoPapers {
  static final List<String> SLOTS = List.of("D02", "D03", "D04", "D19");

  private final Map<String, Page> pages = new LinkedHashMap<>();

  /// @param address in the file store
  /// @param length bytes
  record Page(String address, int length) {}

  DemoPapers(FileDesk files) throws StorageException, IOException {
    for (String slot : SLOTS) {
      byte[] bytes = read("page-" + slot + ".jpg");
      pages.put(slot, new Page(files.add(bytes).text(), bytes.length));
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = DemoPapers.class.getResourceAsStream(name)) {
      if (in == null) throw new IOException(name + " is missing");
      return in.readAllBytes();
    }
  }

  Page page(String slot) {
    Page page = pages.get(slot);
    if (page == null) throw new IllegalArgumentException(slot);
    return page;
  }
}
