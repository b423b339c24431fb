package cn.ruhu.wire;

import java.io.Serial;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.agreement.jpake.JPAKEParticipant;
import org.bouncycastle.crypto.agreement.jpake.JPAKEPrimeOrderGroup;
import org.bouncycastle.crypto.agreement.jpake.JPAKEPrimeOrderGroups;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound1Payload;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound2Payload;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound3Payload;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.util.BigIntegers;

/// Keys for a line between two machines out of a short code both have: J-PAKE (RFC 8236) in the
/// 3072-bit group of NIST, SHA-256. Who listens learns nothing to try codes with, later or
/// elsewhere; who stands between, or calls, tries one code with each whole exchange and is told
/// whether it was the right one by nothing but the other's proof. The keys of a line are in no key
/// of a later one.
///
/// One exchange: [#first()], [#second()], [#proof()], each answered by the other end's, in this
/// order. The caller gives its proof first; who waits answers with its own only when that was
/// right. Not thread-safe; for one exchange.
public final class Pairing {
  /// Bytes of the first message.
  public static final int FIRST;

  /// Bytes of the second message.
  public static final int SECOND;

  /// Bytes of the proof.
  public static final int PROOF = 32;

  private static final JPAKEPrimeOrderGroup GROUP = JPAKEPrimeOrderGroups.NIST_3072;
  private static final int ELEMENT = (GROUP.getP().bitLength() + 7) / 8;
  private static final int SCALAR = (GROUP.getQ().bitLength() + 7) / 8;

  static {
    FIRST = 4 * ELEMENT + 2 * SCALAR;
    SECOND = 2 * ELEMENT + SCALAR;
  }

  private final Side side;
  private final JPAKEParticipant participant;
  private final byte[] first;
  private byte[] second = new byte[0];
  private byte[] proof = new byte[0];
  private BigInteger secret = BigInteger.ZERO;

  /// The two ends.
  public enum Side {
    /// shows the code
    WAITS,
    /// types it
    CALLS;

    private String id() {
      return "ruhu-meeting-1 " + this;
    }

    private Side other() {
      return this == WAITS ? CALLS : WAITS;
    }
  }

  /// Keys of [Aead] for the two directions of the line.
  @SuppressWarnings("ArrayRecordComponent") // made, used by one line, never compared
  public record Keys(byte[] mine, byte[] theirs) {}

  /// @param random cryptographic outside tests
  public Pairing(Side side, PairingCode code, RandomGenerator random) {
    this.side = side;
    this.participant =
        new JPAKEParticipant(
            side.id(),
            code.digits().toCharArray(),
            GROUP,
            SHA256Digest.newInstance(),
            new Source(random));
    this.first = makeFirst();
  }

  /// The random numbers that were handed in, as the library asks for them.
  private static final class Source extends SecureRandom {
    @Serial private static final long serialVersionUID = 1;
    private final transient RandomGenerator from;

    Source(RandomGenerator from) {
      this.from = from;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      from.nextBytes(bytes);
    }
  }

  /// The first message to the other end.
  public byte[] first() {
    return first.clone();
  }

  private byte[] makeFirst() {
    JPAKERound1Payload p = participant.createRound1PayloadToSend();
    ByteBuffer out = ByteBuffer.allocate(FIRST);
    element(out, p.getGx1());
    element(out, p.getGx2());
    proof(out, p.getKnowledgeProofForX1());
    proof(out, p.getKnowledgeProofForX2());
    return out.array();
  }

  /// @throws WireException `SIGNATURE` when it is not what this exchange makes
  public void first(byte[] theirs) throws WireException {
    ByteBuffer in = sized(theirs, FIRST);
    BigInteger one = element(in);
    BigInteger two = element(in);
    try {
      participant.validateRound1PayloadReceived(
          new JPAKERound1Payload(side.other().id(), one, two, proof(in), proof(in)));
      second = makeSecond();
    } catch (CryptoException e) {
      throw wrong();
    }
  }

  /// The second message, after [#first(byte\[\])].
  public byte[] second() {
    return second.clone();
  }

  private byte[] makeSecond() {
    JPAKERound2Payload p = participant.createRound2PayloadToSend();
    ByteBuffer out = ByteBuffer.allocate(SECOND);
    element(out, p.getA());
    proof(out, p.getKnowledgeProofForX2s());
    return out.array();
  }

  /// @throws WireException `SIGNATURE` as [#first(byte\[\])]; another code is not noticed here
  public void second(byte[] theirs) throws WireException {
    ByteBuffer in = sized(theirs, SECOND);
    BigInteger a = element(in);
    try {
      participant.validateRound2PayloadReceived(
          new JPAKERound2Payload(side.other().id(), a, proof(in)));
    } catch (CryptoException e) {
      throw wrong();
    }
    secret = participant.calculateKeyingMaterial();
    proof = makeProof();
  }

  /// Shows the other end that this one has the code, and to who has another one nothing.
  public byte[] proof() {
    return proof.clone();
  }

  private byte[] makeProof() {
    byte[] tag = participant.createRound3PayloadToSend(secret).getMacTag().toByteArray();
    byte[] out = new byte[PROOF];
    if (tag[0] < 0) java.util.Arrays.fill(out, (byte) 0xff);
    System.arraycopy(tag, 0, out, PROOF - tag.length, tag.length);
    return out;
  }

  /// @throws WireException `SIGNATURE` when the other end has another code
  public void proof(byte[] theirs) throws WireException {
    sized(theirs, PROOF);
    try {
      participant.validateRound3PayloadReceived(
          new JPAKERound3Payload(side.other().id(), new BigInteger(theirs)), secret);
    } catch (CryptoException e) {
      throw wrong();
    }
  }

  /// After the other's proof was right.
  public Keys keys() {
    return new Keys(key(side), key(side.other()));
  }

  private byte[] key(Side from) {
    byte[] shared = BigIntegers.asUnsignedByteArray(ELEMENT, secret);
    return Hkdf.derive(shared, new byte[0], from.id(), Aead.KEY_LENGTH);
  }

  private static void element(ByteBuffer out, BigInteger number) {
    out.put(BigIntegers.asUnsignedByteArray(ELEMENT, number));
  }

  private static BigInteger element(ByteBuffer in) throws WireException {
    BigInteger number = number(in, ELEMENT);
    boolean can = number.signum() > 0 && number.compareTo(GROUP.getP()) < 0;
    if (!can) throw wrong();
    return number;
  }

  private static void proof(ByteBuffer out, BigInteger[] proof) {
    element(out, proof[0]);
    out.put(BigIntegers.asUnsignedByteArray(SCALAR, proof[1]));
  }

  private static BigInteger[] proof(ByteBuffer in) throws WireException {
    return new BigInteger[] {element(in), number(in, SCALAR)};
  }

  private static BigInteger number(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new BigInteger(1, bytes);
  }

  private static ByteBuffer sized(byte[] message, int length) throws WireException {
    if (message.length != length)
      throw new WireException(WireException.Code.MALFORMED, "length of a pairing message");
    return ByteBuffer.wrap(message);
  }

  private static WireException wrong() {
    return new WireException(WireException.Code.SIGNATURE, "another code, or none");
  }
}
