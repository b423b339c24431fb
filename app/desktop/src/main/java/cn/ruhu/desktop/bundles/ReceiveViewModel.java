package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.sync.lan.Exchange;
import cn.ruhu.sync.lan.Net;
import cn.ruhu.sync.lan.Reception;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Waiting for a colleague's bundles: the code and where, who is there, how much came, how it
/// ended. Listens from [#open] to [#close] and never else. Window thread only.
final class ReceiveViewModel {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Nearby nearby;
  private final Background background;
  private final InstantSource clock;
  private final Runnable came;

  /// in groups; empty while nobody is waited for
  final ReadOnlyStringWrapper code = new ReadOnlyStringWrapper("");

  /// one a line, the likeliest first
  final ReadOnlyStringWrapper addresses = new ReadOnlyStringWrapper("");

  /// how long the code counts
  final ReadOnlyObjectWrapper<@Nullable Message> left = new ReadOnlyObjectWrapper<>();

  /// who is there, and how far it is
  final ReadOnlyObjectWrapper<@Nullable Message> now = new ReadOnlyObjectWrapper<>();

  /// somebody is there
  final ReadOnlyBooleanWrapper met = new ReadOnlyBooleanWrapper();

  /// nothing listens; a person may begin it anew
  final ReadOnlyBooleanWrapper shut = new ReadOnlyBooleanWrapper();

  /// 0 to 1, negative while nobody knows
  final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);

  /// what the last meeting brought
  final ReadOnlyObjectWrapper<@Nullable Message> told = new ReadOnlyObjectWrapper<>();

  /// why nothing listens, or what the last meeting did not bring
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();

  private Instant until = Instant.EPOCH;
  private Background.Job ticking = () -> {};
  private @Nullable Session session;

  /// One time of being open: what comes late of an earlier one is not shown.
  private static final class Session {
    private boolean over;
    private Nearby.@Nullable Waiting waiting;

    synchronized void begin(Nearby.Waiting made) {
      if (over) made.close();
      else waiting = made;
    }

    synchronized void end() {
      over = true;
      if (waiting != null) waiting.close();
    }

    synchronized boolean isOver() {
      return over;
    }

    synchronized void again() {
      if (waiting != null && !over) waiting.again();
    }
  }

  /// @param came called when something came
  ReceiveViewModel(Nearby nearby, Background background, InstantSource clock, Runnable came) {
    this.nearby = nearby;
    this.background = background;
    this.clock = clock;
    this.came = came;
  }

  void open() {
    close();
    var mine = new Session();
    session = mine;
    now.set(Message.of("bundles.receive.starting"));
    problem.set(null);
    told.set(null);
    shut.set(false);
    background.perform(
        () ->
            mine.begin(
                nearby.listen(s ->
                    background.window(() -> {
                      if (!mine.isOver()) show(s);
                    }))),
        () -> {},
        _ -> shut(Reception.Why.NO_NETWORK));
    ticking = background.every(SECOND, this::tick);
  }

  /// Nothing listens any more.
  void close() {
    ticking.cancel();
    Session was = session;
    session = null;
    if (was != null) was.end();
    code.set("");
    addresses.set("");
    left.set(null);
    met.set(false);
  }

  /// Another code.
  void again() {
    Session mine = session;
    if (mine == null) return;
    background.perform(mine::again, () -> {}, _ -> shut(Reception.Why.NO_NETWORK));
  }

  private void show(Reception.State state) {
    shut.set(false);
    switch (state) {
      case Reception.State.Waiting w -> {
        until = w.until();
        code.set(w.code().spoken());
        addresses.set(String.join("\n", w.at().stream().map(Net::spoken).toList()));
        met.set(false);
        now.set(null);
        ended(w.last());
        tick();
      }
      case Reception.State.Met m -> {
        met.set(true);
        code.set("");
        left.set(null);
        told.set(null);
        problem.set(null);
        progress.set(m.of() == 0 ? -1 : (double) m.bytes() / m.of());
        now.set(
            m.of() == 0
                ? Message.of("bundles.receive.met", NearWords.who(m.who()))
                : Message.of(
                    "bundles.receive.coming",
                    NearWords.who(m.who()),
                    Show.bytes(m.bytes()),
                    Show.bytes(m.of())));
      }
      case Reception.State.Shut s -> {
        ended(s.last());
        shut(s.why());
      }
    }
  }

  private void shut(Reception.Why why) {
    met.set(false);
    shut.set(true);
    code.set("");
    addresses.set("");
    left.set(null);
    now.set(null);
    problem.set(Message.of("bundles.receive.shut." + why.name()));
  }

  private void ended(Optional<Exchange> last) {
    if (last.isEmpty()) return;
    Exchange e = last.get();
    var parts = new ArrayList<Message>();
    Message who = NearWords.who(e.who());
    if (e.whole() > 0)
      parts.add(
          Message.of("bundles.receive.all", who, String.valueOf(e.whole()), Show.bytes(e.bytes())));
    else if (e.bytes() > 0)
      parts.add(Message.of("bundles.receive.part", who, Show.bytes(e.bytes())));
    parts.addAll(NearWords.besides(e));
    if (parts.isEmpty() && e.trouble().isEmpty())
      parts.add(Message.of("bundles.receive.nothing", who));
    told.set(NearWords.joined(parts));
    problem.set(NearWords.problem(e));
    came.run();
  }

  private void tick() {
    if (code.get().isEmpty()) return;
    Duration rest = Duration.between(clock.instant(), until);
    left.set(Message.of("bundles.receive.left", Show.countdown(rest)));
  }
}
