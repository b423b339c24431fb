package cn.ruhu.desktop.badge;

import cn.ruhu.wire.Badge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A district that takes every badge, unless it is told otherwise.
final class InMemoryBadgeOffice implements BadgeOffice {
  static final UUID ME = new UUID(9, 4);

  final List<Badge.Made> made = new ArrayList<>();
  final List<String> revoked = new ArrayList<>();
  Told says = new Told.Done();
  Optional<String> number = Optional.empty();

  /// as a machine fails, or a deadline ends
  boolean fails;

  /// what happens at the window while it is asked
  Runnable meanwhile = () -> {};

  @Override
  public Optional<Owner> owner() {
    return Optional.of(new Owner(ME, "孟玉兰", "恒信社会调查事务所", "138 0274 9381"));
  }

  @Override
  public Optional<String> number() {
    return number;
  }

  @Override
  public Told made(Badge.Made badge) {
    meanwhile.run();
    if (fails) throw new IllegalStateException("no answer");
    if (says instanceof Told.Done) made.add(badge);
    return says;
  }

  @Override
  public Told revoke(String held) {
    if (fails) throw new IllegalStateException("no answer");
    if (says instanceof Told.Done) revoked.add(held);
    return says;
  }
}
