package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.badge.BadgeCard;
import cn.ruhu.desktop.badge.BadgeOffice;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.shell.ShellView;
import cn.ruhu.store.LocalStore;
import cn.ruhu.sync.http.Result;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// One's own badge over the signed-in person's line. What holds is what this machine last heard, as
/// it hears of everybody's. Thread-safe.
final class OwnBadge implements BadgeOffice {
  private final SignedIn session;

  OwnBadge(SignedIn session) {
    this.session = session;
  }

  /// What an investigator has of his own besides his password.
  static List<ShellView.Own> menu(
      Kit kit, SignedIn now, Printing printing, Surroundings surroundings) {
    if (now.role() != Role.INVESTIGATOR) return List.of();
    Runnable badge =
        () ->
            BadgeCard.open(
                kit, new OwnBadge(now), printing, surroundings.badgeCost(), surroundings.random());
    return List.of(new ShellView.Own("shell-badge", "badge.menu", "Ctrl+Shift+B", badge));
  }

  @Override
  public Optional<Owner> owner() {
    LocalStore store = session.store();
    UUID me = session.person().id();
    if (session.role() != Role.INVESTIGATOR) return Optional.empty();
    Optional<CaseRecord> staff = store.record(me);
    String agency =
        staff
            .flatMap(s -> s.ref("agency"))
            .flatMap(store::record)
            .map(a -> a.text("name"))
            .orElse("");
    String phone = staff.map(s -> s.text("phone")).orElse("");
    return Optional.of(new Owner(me, session.personName(), agency, phone));
  }

  @Override
  public Optional<String> number() {
    return session.store().all(RecordType.BADGE).stream()
        .filter(r -> r.ref("staff").filter(session.person().id()::equals).isPresent())
        .map(r -> r.text("number"))
        .findFirst();
  }

  @Override
  public Told made(Badge.Made badge) {
    return ask(Protocol.BADGE, new Accounts.NewBadge(badge.sealed(), badge.proof()));
  }

  @Override
  public Told revoke(String number) {
    Told told = ask(Protocol.BADGE_REVOKE, new Accounts.RevokeBadge(number));
    boolean none = told instanceof Told.Refused(String code) && code.equals("BADGE_NONE");
    return none ? another(number) : told;
  }

  /// What holds is what the district says now, not what this machine heard before: it is asked.
  private Told another(String refused) {
    try {
      boolean heard = session.loop().syncNow().get().trouble().isEmpty();
      String held = number().orElse("");
      // what was refused and still stands here was not brought up to date
      return heard && !held.equals(refused) ? new Told.Another(held) : new Told.Away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Told.Away();
    } catch (ExecutionException e) {
      return new Told.Away();
    }
  }

  private Told ask(String path, Object message) {
    Told told =
        switch (session.administer(path, message, Accounts.BadgeKept.class)) {
          case Result.Given<Accounts.BadgeKept> _ -> new Told.Done();
          case Result.Refused<Accounts.BadgeKept> r -> new Told.Refused(r.code());
          case Result.Unreachable<Accounts.BadgeKept> _ -> new Told.Away();
        };
    if (told instanceof Told.Done) session.syncNow();
    return told;
  }
}
