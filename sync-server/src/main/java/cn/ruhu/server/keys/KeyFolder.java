package cn.ruhu.server.keys;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// The server's secrets, one file each, readable by its account only: the key that signs replies,
/// the recovery key work keys are wrapped to, the key that seals columns, and the TLS key with its
/// self-signed certificate. Losing this folder means losing the sealed columns: back it up apart
/// from the database. Immutable, thread-safe.
public final class KeyFolder {
  private static final String SIGNING = "reply-signing.key";
  private static final String RECOVERY = "recovery.key";
  private static final String COLUMN = "column.key";
  private static final String TLS = "tls.p12";

  private final SigningKey signing;
  private final byte[] recovery;
  private final byte[] column;
  private final TlsIdentity tls;

  private KeyFolder(SigningKey signing, byte[] recovery, byte[] column, TlsIdentity tls) {
    this.signing = signing;
    this.recovery = recovery;
    this.column = column;
    this.tls = tls;
  }

  /// Signs replies.
  public SigningKey signing() {
    return signing;
  }

  /// X25519 secret work keys are wrapped to.
  public byte[] recovery() {
    return recovery.clone();
  }

  /// Seals S3 columns.
  public byte[] column() {
    return column.clone();
  }

  /// Certificate and key of the HTTPS port.
  public TlsIdentity tls() {
    return tls;
  }

  /// Makes the folder with fresh keys.
  ///
  /// @param now start of the certificate's validity
  /// @throws IOException also when a key is there already: keys are never overwritten
  public static void create(Path folder, RandomGenerator random, Instant now)
      throws IOException, GeneralSecurityException {
    Disk.ownFolder(folder);
    Disk.writeOwn(folder.resolve(SIGNING), SigningKey.generate(random).toBytes());
    Disk.writeOwn(folder.resolve(RECOVERY), SealedBox.newSecret(random));
    Disk.writeOwn(folder.resolve(COLUMN), Aead.newKey(random));
    Disk.writeOwn(folder.resolve(TLS), TlsIdentity.selfSigned(now).toBytes());
    Disk.force(folder);
  }

  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(TLS));
  }

  /// A key is missing, or its file holds none.
  public static final class Damaged extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    private final String file;

    private Damaged(Path file, Exception cause) {
      super("no key lies in " + file, cause);
      this.file = file.toString();
    }

    public String file() {
      return file;
    }
  }

  /// @throws Damaged naming the first that is not whole
  public static KeyFolder open(Path folder) throws IOException, Damaged {
    return new KeyFolder(
        read(folder.resolve(SIGNING), SigningKey::fromBytes),
        read(folder.resolve(RECOVERY), KeyFolder::secret),
        read(folder.resolve(COLUMN), KeyFolder::secret),
        read(folder.resolve(TLS), TlsIdentity::fromBytes));
  }

  @FunctionalInterface
  private interface Form<T> {
    T of(byte[] content) throws IOException, GeneralSecurityException;
  }

  private static <T> T read(Path file, Form<T> form) throws IOException, Damaged {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new Damaged(file, e);
    }
    try {
      return form.of(content);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Damaged(file, e);
    }
  }

  private static byte[] secret(byte[] content) {
    if (content.length != Aead.KEY_LENGTH)
      throw new IllegalArgumentException("a key of another length");
    return content;
  }

  /// What clients pin.
  public CertificatePin pin() {
    X509Certificate certificate = tls.certificate();
    return CertificatePin.of(certificate);
  }

  /// Without the keys.
  @Override
  public String toString() {
    return "KeyFolder[" + pin() + "]";
  }
}
