package cn.ruhu.sync.lan;

import cn.ruhu.wire.Bundles;
import java.util.List;

/// What two machines say to each other over a [Line].
final class Talk {
  /// Bundles in one meeting.
  static final int BUNDLES_MAX = 10_000;

  /// Bytes of one bundle.
  static final long BUNDLE_MAX = 2L << 30;

  /// People of one machine.
  private static final int TAGS_MAX = 1_000;

  private Talk() {}

  /// Kinds of frames.
  enum Kind {
    /// [Peer]
    PEER('P'),
    /// [Offer]
    OFFER('O'),
    /// [Want]
    WANT('W'),
    /// some of what is poured
    DATA('D'),
    /// a piece of it arrived
    ARRIVED('A'),
    /// the end of what is poured
    END('E'),
    /// [Took]
    TOOK('T'),
    /// [No]
    NO('N');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    byte letter() {
      return (byte) letter;
    }

    static Kind of(int letter) throws MeetingException {
      for (Kind k : values()) if (k.letter == letter) return k;
      throw new MeetingException(MeetingException.Code.STRANGER);
    }
  }

  /// A bundle that may be had.
  record Offered(String id, long bytes) {}

  /// What the sender has.
  ///
  /// @param tags of its people, for receipts
  record Offer(List<Offered> bundles, List<String> tags) {
    Offer {
      bundles = List.copyOf(bundles);
      tags = List.copyOf(tags);
    }

    /// @throws MeetingException `TOO_MUCH`, `STRANGER`
    void check() throws MeetingException {
      if (bundles.size() > BUNDLES_MAX) throw new MeetingException(MeetingException.Code.TOO_MUCH);
      for (Offered o : bundles) {
        if (!Bundles.isId(o.id()) || o.bytes() < 1)
          throw new MeetingException(MeetingException.Code.STRANGER);
        if (o.bytes() > BUNDLE_MAX) throw new MeetingException(MeetingException.Code.TOO_MUCH);
      }
      Talk.check(tags);
    }
  }

  /// A bundle that is wanted.
  ///
  /// @param from bytes that are here already
  record Wanted(String id, long from) {}

  /// What the receiver wants of it, in this order.
  ///
  /// @param known bundles it has to their end
  /// @param tags of its people, for receipts
  record Want(List<Wanted> bundles, int known, List<String> tags) {
    Want {
      bundles = List.copyOf(bundles);
      tags = List.copyOf(tags);
    }

    void check() throws MeetingException {
      if (bundles.size() > BUNDLES_MAX) throw new MeetingException(MeetingException.Code.TOO_MUCH);
      Talk.check(tags);
    }
  }

  private static void check(List<String> tags) throws MeetingException {
    if (tags.size() > TAGS_MAX) throw new MeetingException(MeetingException.Code.TOO_MUCH);
  }

  /// What became of what was poured.
  ///
  /// @param whole a bundle that is here to its end
  /// @param many receipts that are kept
  record Took(boolean whole, int many) {}

  /// Why it cannot go on.
  ///
  /// @param why a [MeetingException.Code]
  record No(String why) {
    MeetingException.Code code() {
      for (MeetingException.Code c : MeetingException.Code.values())
        if (c.name().equals(why)) return c;
      return MeetingException.Code.CUT; // a reason of a newer program
    }
  }
}
