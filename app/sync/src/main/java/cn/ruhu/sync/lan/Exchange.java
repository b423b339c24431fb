package cn.ruhu.sync.lan;

import java.util.Optional;

/// What came of a meeting, as either end saw it.
///
/// @param who was there
/// @param bundles that were offered
/// @param whole of these: at the receiver now, to their end
/// @param known of these: there before
/// @param refused of these: made by the receiver itself, for another district, altered
/// @param bytes that crossed the line now
/// @param receiptsIn bundles of this machine whose receipts came
/// @param receiptsOut bundles of the other machine whose receipts went
/// @param trouble why it ended early; empty when everything was done
public record Exchange(
    Peer who,
    int bundles,
    int whole,
    int known,
    int refused,
    long bytes,
    int receiptsIn,
    int receiptsOut,
    Optional<MeetingException.Code> trouble) {
  /// Nothing yet.
  static Exchange with(Peer who) {
    return new Exchange(who, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
  }

  Exchange offered(int many, int knownBefore) {
    return new Exchange(who, many, whole, knownBefore, refused, bytes, 0, 0, trouble);
  }

  Exchange came(boolean isWhole, boolean isRefused, long more) {
    return new Exchange(
        who,
        bundles,
        whole + (isWhole ? 1 : 0),
        known,
        refused + (isRefused ? 1 : 0),
        bytes + more,
        receiptsIn,
        receiptsOut,
        trouble);
  }

  Exchange receipts(int in, int out) {
    return new Exchange(
        who, bundles, whole, known, refused, bytes, receiptsIn + in, receiptsOut + out, trouble);
  }

  Exchange ended(MeetingException.Code why) {
    return new Exchange(
        who, bundles, whole, known, refused, bytes, receiptsIn, receiptsOut, Optional.of(why));
  }

  /// Every bundle is at the receiver.
  public boolean isAll() {
    return trouble.isEmpty() && whole + known == bundles;
  }
}
