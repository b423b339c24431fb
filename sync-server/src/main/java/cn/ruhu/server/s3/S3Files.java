package cn.ruhu.server.s3;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.files.FileStore;
import java.io.Closeable;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// A district's files in a store that speaks S3: the connections to it, to be closed last.
/// Thread-safe.
public final class S3Files implements Closeable {
  private final S3Client client;
  private final S3Stock stock;

  /// @param clock of the signatures: the store refuses one that is a quarter of an hour off
  public S3Files(S3Place place, InstantSource clock) {
    this(place, clock, S3Client.Patience.STANDARD);
  }

  S3Files(S3Place place, InstantSource clock, S3Client.Patience patience) {
    this.client = new S3Client(place, clock, patience);
    this.stock = new S3Stock(client);
  }

  /// The whole files alone, for what works without a database.
  public FileStock stock() {
    return stock;
  }

  /// All of it.
  ///
  /// @param database knows the parts of uploads
  /// @param clock of the server
  /// @param random of the names of parts
  public FileStore store(
      Database database, InstantSource clock, RandomGenerator random, S3Uploads.Room room) {
    return new FileStore(stock, new S3Uploads(client, stock, database, clock, random, room));
  }

  @Override
  public void close() {
    client.close();
  }
}
