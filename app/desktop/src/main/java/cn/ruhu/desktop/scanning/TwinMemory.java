package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.pages.NearLook;
import java.util.HashSet;
import java.util.Set;

/// Sheets that a close look told apart, from sign-in to sign-out: they are not opened for it again
/// when they are filed. Thread-safe.
final class TwinMemory {
  /// Pairs remembered; beyond, all are forgotten and looked at anew.
  static final int PAIRS_MAX = 20_000;

  private final Set<Pair> apart = new HashSet<>();

  /// A sheet as it is shown, and another.
  record Pair(NearLook.Sheet one, NearLook.Sheet other) {}

  synchronized boolean has(Pair pair) {
    return apart.contains(pair);
  }

  synchronized void add(Pair pair) {
    if (apart.size() >= PAIRS_MAX) apart.clear();
    apart.add(pair);
  }
}
