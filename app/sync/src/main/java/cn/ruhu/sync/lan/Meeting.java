package cn.ruhu.sync.lan;

import cn.ruhu.store.Carried;
import cn.ruhu.store.Exports;
import cn.ruhu.store.Machine;
import cn.ruhu.store.Outgoing;
import cn.ruhu.store.StoreException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What two machines do once a [Line] stands between them, the same for both ends: say who they
/// are, then one offers bundles and the other takes what it has not, then each gives the other the
/// receipts it has for it. What was taken is on the disk before it is said to be. Not thread-safe.
final class Meeting {
  private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);

  /// A person reads who is there before anything is sent, and a copy is made of what waits.
  private static final Duration PERSON = Duration.ofMinutes(15);

  private static final long RECEIPTS_MAX = 16 << 20;

  private final Machine machine;
  private final Peer me;
  private final Line line;
  private Exchange so;

  /// Both ends say who they are.
  Meeting(Machine machine, Peer me, Line line) throws IOException, MeetingException {
    this.machine = machine;
    this.me = me;
    this.line = line;
    line.say(Talk.Kind.PEER, me);
    this.so = Exchange.with(line.hear(Talk.Kind.PEER, Peer.class, Line.SILENCE));
  }

  /// @throws MeetingException `OTHER_DISTRICT`: what is sealed to one is of no use to another
  void sameDistrict() throws MeetingException {
    if (me.district().isEmpty() || !me.district().equals(who().district()))
      throw new MeetingException(MeetingException.Code.OTHER_DISTRICT);
  }

  Peer who() {
    return so.who();
  }

  /// Sends what lies ready, then the receipts.
  ///
  /// @throws StoreException about this machine's disk
  Exchange send(Outgoing.Ready ready, Exports.Progress progress)
      throws IOException, MeetingException, StoreException {
    var files = new HashMap<String, Outgoing.Bundle>();
    var offered = new ArrayList<Talk.Offered>();
    for (Outgoing.Bundle b : ready.bundles()) {
      files.put(b.id(), b);
      offered.add(new Talk.Offered(b.id(), b.bytes()));
    }
    line.say(Talk.Kind.OFFER, new Talk.Offer(offered, tags()));
    Talk.Want want = line.hear(Talk.Kind.WANT, Talk.Want.class, Line.SILENCE);
    want.check();
    so = so.offered(offered.size(), want.known());
    long all = 0;
    for (Talk.Wanted w : want.bundles())
      if (files.containsKey(w.id())) all += files.get(w.id()).bytes() - w.from();
    var counted = new Counted(all, progress);
    for (Talk.Wanted w : want.bundles()) send(w, files, counted);
    giveReceipts(Set.copyOf(want.tags()));
    takeReceipts();
    return so;
  }

  private List<String> tags() throws StoreException {
    return List.copyOf(machine.imports().tags());
  }

  private void send(Talk.Wanted w, Map<String, Outgoing.Bundle> files, Counted counted)
      throws IOException, MeetingException {
    Outgoing.Bundle b = files.get(w.id());
    if (b == null || w.from() < 0 || w.from() > b.bytes())
      throw new MeetingException(MeetingException.Code.STRANGER);
    long before = counted.done;
    Talk.Took took;
    try (InputStream in = open(b, w.from())) {
      took = line.pour(in, counted::more);
    } finally {
      so = so.came(false, false, counted.done - before);
    }
    so = so.came(took.whole(), !took.whole(), 0);
  }

  private static InputStream open(Outgoing.Bundle b, long from) throws IOException {
    try {
      InputStream in = Files.newInputStream(b.file());
      in.skipNBytes(from);
      return in;
    } catch (IOException e) {
      throw new Line.Source(e);
    }
  }

  /// Adds up what crossed the line.
  private static final class Counted {
    private final long all;
    private final Exports.Progress progress;
    private long done;

    Counted(long all, Exports.Progress progress) {
      this.all = all;
      this.progress = progress;
      progress.at(0, all);
    }

    void more(long bytes) {
      done += bytes;
      progress.at(Math.min(done, all), all);
    }
  }

  /// Waits for what is offered, takes what is not here, then the receipts.
  ///
  /// @throws StoreException about this machine's disk
  Exchange receive(Exports.Progress progress) throws IOException, MeetingException, StoreException {
    Talk.Offer offer = line.hear(Talk.Kind.OFFER, Talk.Offer.class, PERSON);
    offer.check();
    var wanted = new ArrayList<Talk.Wanted>();
    var sizes = new HashMap<String, Long>();
    int known = 0;
    long all = 0;
    for (Talk.Offered o : offer.bundles()) {
      OptionalLong has = machine.carried().has(o.id());
      if (has.isEmpty()) {
        known++;
        continue;
      }
      long from = has.getAsLong() <= o.bytes() ? has.getAsLong() : 0;
      wanted.add(new Talk.Wanted(o.id(), from));
      sizes.put(o.id(), o.bytes());
      all += o.bytes() - from;
    }
    if (!machine.carried().hasRoom(all))
      throw new StoreException(StoreException.Code.DISK_FULL, "room for what is offered");
    so = so.offered(offer.bundles().size(), known);
    line.say(Talk.Kind.WANT, new Talk.Want(wanted, known, tags()));
    var counted = new Counted(all, progress);
    for (Talk.Wanted w : wanted) take(w, sizes.getOrDefault(w.id(), 0L), counted);
    takeReceipts();
    giveReceipts(Set.copyOf(offer.tags()));
    return so;
  }

  private void take(Talk.Wanted w, long size, Counted counted)
      throws IOException, MeetingException, StoreException {
    Line.Poured poured = line.poured(counted::more);
    long before = counted.done;
    // never more than was offered: a disk is not filled by what is not stopped
    var bounded = new Bounded(poured, size - w.from());
    try {
      machine.imports().take(w.id(), w.from(), bounded, size);
    } finally {
      so = so.came(false, false, counted.done - before);
    }
    boolean whole = machine.carried().has(w.id()).isEmpty();
    poured.took(new Talk.Took(whole, 0));
    so = so.came(whole, !whole, 0);
  }

  /// At most so many bytes of another stream.
  private static final class Bounded extends InputStream {
    private final InputStream from;
    private long left;

    Bounded(InputStream from, long left) {
      this.from = from;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? from.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0 && length > 0) return -1;
      int n = from.read(into, offset, (int) Math.min(length, left));
      if (n > 0) left -= n;
      return n;
    }
  }

  /// They count as taken back when the other end keeps them.
  private void giveReceipts(Set<String> tags) throws IOException, MeetingException, StoreException {
    Carried.Back back = machine.carried().receiptsFor(tags);
    Talk.Took took = line.pour(new ByteArrayInputStream(back.bytes()), _ -> {});
    if (took.many() == 0) return;
    machine.carried().givenBack(back.bundles());
    so = so.receipts(0, back.bundles().size());
  }

  private void takeReceipts() throws IOException, MeetingException, StoreException {
    Line.Poured poured = line.poured(_ -> {});
    int many =
        machine.imports().takeReceipts(new BufferedInputStream(new Bounded(poured, RECEIPTS_MAX)));
    so = so.receipts(many, 0);
    poured.took(new Talk.Took(true, many));
  }

  /// What came of it, when something ended it early. The other end is told what it can do about.
  Exchange ended(Exception why) {
    MeetingException.Code code =
        switch (why) {
          case MeetingException e -> e.code();
          case StoreException e when e.code() == StoreException.Code.DISK_FULL -> {
            line.no(MeetingException.Code.THEIR_DISK_FULL);
            yield MeetingException.Code.DISK_FULL;
          }
          case StoreException _, Line.Source _ -> {
            line.no(MeetingException.Code.THEIR_DISK);
            yield MeetingException.Code.DISK;
          }
          default -> MeetingException.Code.CUT;
        };
    LOG.info("a meeting ended early: {}", code);
    so = so.ended(code);
    return so;
  }
}
