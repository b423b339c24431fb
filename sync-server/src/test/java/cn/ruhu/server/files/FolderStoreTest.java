package cn.ruhu.server.files;

import cn.ruhu.wire.FileAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

class FolderStoreTest extends FileStoreContract {
  private Path root() {
    return folder.resolve("files");
  }

  private Path place(FileAddress address) {
    return root().resolve(FolderStock.inside(address));
  }

  @Override
  protected FileStore open() throws Exception {
    return FileStore.folder(root());
  }

  @Override
  protected void spoil(FileAddress address, UnaryOperator<byte[]> how) throws Exception {
    Files.write(place(address), how.apply(Files.readAllBytes(place(address))));
  }

  @Override
  protected void lose(FileAddress address) throws Exception {
    Files.delete(place(address));
  }
}
