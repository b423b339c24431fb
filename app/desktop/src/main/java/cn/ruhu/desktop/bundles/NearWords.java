package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.sync.lan.Exchange;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Peer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both ends of a meeting say in words.
final class NearWords {
  private NearWords() {}

  /// `何志强（电脑 HE-PC）`, or the machine alone.
  static Message who(Peer peer) {
    return peer.person().isEmpty()
        ? Message.of("bundles.near.machine", peer.machine())
        : Message.of("bundles.near.person", peer.person(), peer.machine());
  }

  static Message trouble(MeetingException.Code code) {
    return Message.of("bundles.near.trouble." + code.name());
  }

  /// What it brought besides: what was there before, and receipts.
  static List<Message> besides(Exchange e) {
    var out = new ArrayList<Message>();
    if (e.known() > 0) out.add(count("bundles.found.known", e.known()));
    if (e.receiptsIn() > 0) out.add(count("bundles.found.receipts", e.receiptsIn()));
    if (e.receiptsOut() > 0) out.add(count("bundles.near.receipts", e.receiptsOut()));
    return out;
  }

  /// What went wrong; null for nothing.
  static @Nullable Message problem(Exchange e) {
    var out = new ArrayList<Message>();
    if (e.refused() > 0) out.add(count("bundles.near.refused", e.refused()));
    e.trouble().ifPresent(code -> out.add(trouble(code)));
    return joined(out);
  }

  static Message count(String key, int n) {
    return Message.of(key, String.valueOf(n));
  }

  static @Nullable Message joined(List<Message> parts) {
    Message all = null;
    for (Message m : parts) all = all == null ? m : Message.of("bundles.and", all, m);
    return all;
  }
}
