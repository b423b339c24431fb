package cn.ruhu.server.files;

import java.io.IOException;
import java.nio.file.Path;

/// Where a district's files lie, whole ones and those on their way.
public record FileStore(FileStock stock, Uploads uploads) {
  /// A folder of this machine, or one that several share.
  public static FileStore folder(Path root) throws IOException {
    var stock = new FolderStock(root);
    return new FileStore(stock, new FolderUploads(root, stock));
  }
}
