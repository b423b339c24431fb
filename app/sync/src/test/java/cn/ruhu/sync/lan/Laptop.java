package cn.ruhu.sync.lan;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.SealedBox;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A machine of one district with one person, on a real disk that may be bounded.
final class Laptop implements AutoCloseable {
  static final UUID CASE = new UUID(7, 1);
  static final String DISTRICT = SealedBox.publicHex(new byte[32]);
  private static final String STREET = "110108007";

  final Machine machine;
  final LocalStore store;
  final Bounded disk = new Bounded();
  private final String person;
  private int made;

  /// A disk with only so many bytes left.
  static final class Bounded implements Disk {
    private final Disk real = Disk.real();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    void left(long bytes) {
      left.set(bytes);
    }

    @Override
    public Output create(Path file) throws IOException {
      Output out = real.create(file);
      return new Output() {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          if (left.addAndGet(-length) < 0) throw new IOException("No space left on device");
          out.write(bytes, offset, length);
        }

        @Override
        public void force() throws IOException {
          out.force();
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      real.replace(from, to);
    }
  }

  Laptop(Path home, int number, String person, String district) throws Exception {
    this.person = person;
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-08-03T01:00:00Z"));
    machine =
        Machine.open(
            home,
            clock,
            new SecureRandom(),
            new StoreOptions("test", clock::millis, PasswordHash.Cost.TINY, disk, 0));
    var clerk = new Accounts.Person(new UUID(1, number), "p" + number, person, "CLERK", STREET);
    machine.enrolled(
        new Enrolment(
            "https://127.0.0.1:1",
            "pin",
            "haidian",
            "Haidian",
            "00".repeat(32),
            district,
            "00" + number,
            List.of(clerk)));
    store = machine.createVault(clerk, "a password".toCharArray(), null);
  }

  Peer peer() {
    String district = machine.enrolment().orElseThrow().recoveryKey();
    return new Peer(person, person + "-office-PC", district);
  }

  /// A page of a case, saved here.
  void work(int bytes) throws Exception {
    byte[] scan = new byte[bytes];
    new Random(++made).nextBytes(scan);
    String address = store.files().put(scan, CASE, "image/jpeg");
    UUID id = new UUID(9, made);
    CaseRecord page =
        CaseRecord.of(RecordType.PERSON, id, STREET, CASE, Map.of("name", "王芳" + made));
    store.save(
        new NewOp("save", null, false, List.of(RecordChange.create(page)), List.of(address)));
  }

  @Override
  public void close() throws StoreException {
    machine.close();
  }
}
