package cn.ruhu.server.s3;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.files.FileStore;
import cn.ruhu.server.files.FileStoreContract;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a server that speaks S3; instances share the bucket and the database.
class S3StoreTest extends FileStoreContract {
  @TempDir static Path data;
  private static Database database;
  private S3Files files;
  private S3Client client;

  @BeforeAll
  static void openDatabase() throws Exception {
    database = Database.sqlite(data.resolve("d.db"), 4, new Vault(new byte[32], new Random(1)));
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    database.write(tx -> tx.run("DELETE FROM file_part"));
    S3Place place = S3Server.one().place(S3Server.one().bucket());
    files = new S3Files(place, InstantSource.system());
    client = new S3Client(place, InstantSource.system(), S3Client.Patience.STANDARD);
  }

  @Override
  protected FileStore open() {
    return files.store(
        database, InstantSource.system(), new SecureRandom(), new S3Uploads.Room(1 << 20, 8));
  }

  private static String key(FileAddress address) {
    return "whole/" + address.hex().substring(0, 2) + "/" + address.text();
  }

  @Override
  protected void spoil(FileAddress address, UnaryOperator<byte[]> how) throws Exception {
    byte[] now = how.apply(client.get(key(address), 0, 1 << 20).orElseThrow().bytes());
    client.put(key(address), S3Client.Content.of(now, Hashes.sha256Hex(now)));
  }

  @Override
  protected void lose(FileAddress address) throws Exception {
    client.delete(key(address));
  }
}
