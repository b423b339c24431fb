package cn.ruhu.device.idcard.emulator;

import cn.ruhu.device.idcard.SamFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The module's side of the line, without a line: bytes in, paced chunks out. Thread-safe: cards
/// are laid down by another thread than the one that talks.
final class SamModule {
  /// Bytes to send after a pause.
  ///
  /// @param bytes what to send
  /// @param afterMicros pause before, microseconds
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Chunk(byte[] bytes, long afterMicros) {}

  /// Serial number of every emulated module, the published vector's.
  private static final byte[] SAM_ID = {
    0x05,
    0x00,
    0x01,
    0x00,
    0x3C,
    (byte) 0x9F,
    0x33,
    0x01,
    0x36,
    (byte) 0xFB,
    0x4F,
    0x00,
    (byte) 0xD2,
    0x02,
    (byte) 0x96,
    0x49
  };

  private static final int SLICE_BYTES = 32;
  private static final int BITS_PER_BYTE = 10;

  /// Where the card stands with the module.
  private enum Card {
    /// In the field, not looked for yet.
    LYING,
    FOUND,
    SELECTED,
    /// Read, or failed: silent until lifted or the module is reset.
    SPENT
  }

  private final int baud;
  private final SamFrame.Decoder decoder = new SamFrame.Decoder(3);
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> later = new EnumMap<>(Fault.class);
  private int speed;
  private @Nullable EmulatedCard card;
  private Card stands = Card.SPENT;

  /// @param baud pace of the wire; 0 for none
  SamModule(int baud) {
    this.baud = baud;
  }

  /// @param baud the module understands this speed only; 0 for any
  synchronized void speed(int baud) {
    speed = baud;
  }

  /// Hears bytes at the speed of the line; at another speed than its own it hears rubbish, and what
  /// comes back is rubbish too.
  synchronized List<Chunk> receive(byte[] bytes, int count, int lineBaud) {
    if (speed == 0 || lineBaud == speed) return receive(bytes, count);
    byte[] rubbish = new byte[Math.min(count, 3)];
    Arrays.fill(rubbish, (byte) 0x80);
    return List.of(new Chunk(rubbish, 1_000));
  }

  synchronized void lay(EmulatedCard laid) {
    card = laid;
    stands = Card.LYING;
  }

  synchronized void remove() {
    card = null;
    stands = Card.SPENT;
  }

  /// @param times how many replies it hits; less than 0 until cleared, 0 clears
  synchronized void fault(Fault fault, int times) {
    if (times == 0) faults.remove(fault);
    else faults.put(fault, times);
  }

  /// The fault hits once, after so many replies without it.
  synchronized void faultAfter(Fault fault, int replies) {
    if (replies == 0) faults.put(fault, 1);
    else later.put(fault, replies);
  }

  synchronized void clearFaults() {
    faults.clear();
    later.clear();
  }

  synchronized boolean gone() {
    return faults.containsKey(Fault.GONE);
  }

  /// A new line to the module: a half request of the old one is forgotten.
  synchronized void connected() {
    decoder.clear();
  }

  /// Hears bytes and says what goes back; an unplugged module hears nothing.
  synchronized List<Chunk> receive(byte[] bytes, int count) {
    var out = new ArrayList<Chunk>();
    if (gone()) return out;
    decoder.feed(bytes, count);
    for (var d = decoder.next(); d.isPresent(); d = decoder.next()) {
      switch (d.get()) {
        case SamFrame.Decoded.Damaged() -> send(reply(0x10), count, out);
        case SamFrame.Decoded.Sound(byte[] request) -> answer(request, out);
      }
    }
    return out;
  }

  private void answer(byte[] request, List<Chunk> out) {
    reply(request, out);
    for (var fault : List.copyOf(later.keySet())) {
      int left = later.merge(fault, -1, Integer::sum);
      if (left > 0) continue;
      later.remove(fault);
      faults.put(fault, 1);
    }
  }

  private void reply(byte[] request, List<Chunk> out) {
    if (takes(Fault.SILENT)) return;
    int requestBytes = request.length + 8;
    if (takes(Fault.HEARD_BADLY)) send(reply(0x10), requestBytes, out);
    else if (takes(Fault.UNAUTHORISED)) send(reply(0x66), requestBytes, out);
    else if (takes(Fault.DEAD)) send(reply(0x60), requestBytes, out);
    else send(act(request), requestBytes, out);
  }

  private byte[] act(byte[] request) {
    int command = request.length < 2 ? 0 : ((request[0] & 0xFF) << 8) | (request[1] & 0xFF);
    return switch (command) {
      case 0x11FF -> reply(0x90);
      case 0x10FF -> {
        if (card != null) stands = Card.LYING;
        yield reply(0x90);
      }
      case 0x12FF -> reply(0x90, SAM_ID);
      case 0x2001 -> find();
      case 0x2002 -> select();
      case 0x3001 -> read();
      case 0x3003 -> address();
      default -> reply(0x21);
    };
  }

  private byte[] find() {
    if (takes(Fault.NO_CARD) || card == null || stands == Card.SPENT) return reply(0x80);
    stands = Card.FOUND;
    return reply(0x9F, new byte[4]);
  }

  private byte[] select() {
    if (card == null || stands != Card.FOUND) return reply(0x81);
    if (takes(Fault.SELECT_FAILED)) return spent(0x81);
    if (takes(Fault.CARD_AUTH)) return spent(0x31);
    stands = Card.SELECTED;
    return reply(0x90, new byte[8]);
  }

  private byte[] read() {
    var laid = card;
    if (laid == null) return reply(0x41);
    if (stands != Card.SELECTED && stands != Card.SPENT) return reply(0x23);
    if (takes(Fault.READ_FAILED)) return spent(0x41);
    if (takes(Fault.WRONG_CARD)) return spent(0x40);
    if (takes(Fault.DEVICE)) return spent(0x24);
    // A repeated request for the same card is answered again, as the line may have lost the reply.
    stands = Card.SPENT;
    byte[] text = laid.text();
    byte[] photo = laid.photo();
    byte[] data = new byte[4 + text.length + photo.length];
    data[0] = (byte) (text.length >> 8);
    data[1] = (byte) text.length;
    data[2] = (byte) (photo.length >> 8);
    data[3] = (byte) photo.length;
    System.arraycopy(text, 0, data, 4, text.length);
    System.arraycopy(photo, 0, data, 4 + text.length, photo.length);
    return reply(0x90, data);
  }

  private byte[] address() {
    if (takes(Fault.OLD_MODULE)) return reply(0x21);
    if (card == null) return reply(0x41);
    Optional<byte[]> added = card.addedAddress();
    return takes(Fault.NO_ADDRESS) || added.isEmpty() ? reply(0x91) : reply(0x90, added.get());
  }

  private byte[] spent(int status) {
    stands = Card.SPENT;
    return reply(status);
  }

  private static byte[] reply(int status, byte... data) {
    byte[] body = new byte[3 + data.length];
    body[2] = (byte) status;
    System.arraycopy(data, 0, body, 3, data.length);
    return SamFrame.encode(body);
  }

  /// Spoils the frame as the line's faults want, and cuts it into paced chunks.
  private void send(byte[] frame, int requestBytes, List<Chunk> out) {
    byte[] wire = frame.clone();
    if (takes(Fault.CORRUPT)) wire[wire.length > 300 ? 300 : 9] ^= 0x01;
    if (takes(Fault.WRONG_LENGTH)) wire[6] = (byte) (wire[6] + 3);
    if (takes(Fault.TRUNCATED)) {
      wire = Arrays.copyOf(wire, wire.length > 700 ? 700 : wire.length / 2);
    }
    if (takes(Fault.NOISE)) {
      byte[] noisy = new byte[wire.length + 3];
      noisy[0] = (byte) 0xAA;
      noisy[1] = (byte) 0xAA;
      System.arraycopy(wire, 0, noisy, 3, wire.length);
      wire = noisy;
    }
    int pace = takes(Fault.SLOW) ? 9_600 : baud;
    int slice = takes(Fault.SPLIT) ? 7 : pace == 0 ? wire.length : SLICE_BYTES;
    long before = micros(requestBytes, pace);
    for (int at = 0; at < wire.length; at += slice) {
      byte[] bytes = Arrays.copyOfRange(wire, at, Math.min(wire.length, at + slice));
      out.add(new Chunk(bytes, before + micros(bytes.length, pace)));
      before = 0;
    }
  }

  private static long micros(int bytes, int baud) {
    return baud == 0 ? 0 : 1_000_000L * bytes * BITS_PER_BYTE / baud;
  }

  /// True when the fault is on; counts it down.
  private boolean takes(Fault fault) {
    Integer left = faults.get(fault);
    if (left == null) return false;
    if (left == 1) faults.remove(fault);
    else if (left > 1) faults.put(fault, left - 1);
    return true;
  }
}
