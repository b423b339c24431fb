package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The server's side of SYNC §4.3, §4.5, §4.6 in memory: op ids, journals, commit-ordered feed with
/// effects in its hash, lineage check, backups. A short double for tests of single steps of the
/// client's core; that both real cores agree is proved by the simulator of the journeys.
final class ModelServer {
  record Rec(
      String type,
      UUID id,
      String scope,
      @Nullable UUID caseId,
      long seq,
      boolean deleted,
      Map<String, String> fields) {}

  private static final class Journal {
    long last;
    String hash;
    final Map<Long, UUID> at = new TreeMap<>();

    Journal(String hash) {
      this.hash = hash;
    }

    Journal copy() {
      var j = new Journal(hash);
      j.last = last;
      j.at.putAll(at);
      return j;
    }
  }

  String epoch = new UUID(0xE, 1).toString();
  final List<String> hashes = new ArrayList<>(List.of("0".repeat(64)));
  final Map<UUID, Rec> records = new TreeMap<>();
  final Map<UUID, Verdict> verdicts = new TreeMap<>();
  final List<UUID> applied = new ArrayList<>();
  final Map<String, Journal> journals = new TreeMap<>();
  final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
  final Set<String> verified = new TreeSet<>();
  final Set<String> scopes = new TreeSet<>(Set.of("A", "pub"));
  final Set<UUID> poison = new TreeSet<>();
  long safeSeq;
  int pageRecords = 3;
  int piece = Protocol.FILE_PIECE_MAX;

  ModelServer backup() {
    var s = new ModelServer();
    s.epoch = epoch;
    s.hashes.clear();
    s.hashes.addAll(hashes);
    s.records.putAll(records);
    s.verdicts.putAll(verdicts);
    s.applied.addAll(applied);
    journals.forEach((k, v) -> s.journals.put(k, v.copy()));
    files.forEach((k, v) -> {
      var out = new ByteArrayOutputStream();
      out.writeBytes(v.toByteArray());
      s.files.put(k, out);
    });
    s.verified.addAll(verified);
    s.scopes.clear();
    s.scopes.addAll(scopes);
    s.poison.addAll(poison);
    s.safeSeq = safeSeq;
    s.pageRecords = pageRecords;
    return s;
  }

  long head() {
    return hashes.size() - 1L;
  }

  Witness witness() {
    return new Witness(epoch, head(), hashes.getLast());
  }

  Answer answer(Step.Send step) {
    try {
      return switch (step) {
        case Step.Push p ->
            push(
                PushBody.read(new ByteArrayInputStream(p.body().gzip()), PushBody.Limits.STANDARD));
        case Step.Pull p -> pull(p.request());
        case Step.FileHead h -> standing(h.file().address());
        case Step.FilePatch p -> patch(p);
        case Step.FileParcel p -> parcel(p);
        case Step.FileGet g -> get(g.file().address(), g.offset());
      };
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Answer refuse(String code) {
    var heads = new TreeMap<String, Long>();
    journals.forEach((k, v) -> heads.put(k, v.last));
    return new Answer.Refused(409, new Refusal(code, "", witness(), heads, null, null));
  }

  private boolean otherLineage(@Nullable Witness w, Map<String, Cursor> cursors) {
    if (w != null) {
      if (!w.epoch().equals(epoch) || w.seq() > head()) return true;
      if (!hashes.get((int) w.seq()).equals(w.hash())) return true;
    }
    for (Cursor c : cursors.values()) {
      if (c.seq() > head() || !hashes.get((int) c.seq()).equals(c.hash())) return true;
    }
    return false;
  }

  Answer push(PushBody body) {
    if (otherLineage(body.header().witness(), body.header().cursors())) return refuse("LINEAGE");
    Journal j = journals.computeIfAbsent(body.header().journal(), k -> new Journal(Chain.start(k)));
    if (body.header().fromSeq() > j.last + 1) return refuse("GAP");
    for (PushBody.Line line : body.lines()) {
      UUID at = j.at.get(line.jseq());
      if (at != null && !at.equals(line.opId())) return refuse("FORK");
    }
    if (body.header().fromSeq() == j.last + 1 && !body.header().prevHash().equals(j.hash))
      return refuse("CHAIN");
    var out = new ArrayList<Verdict>();
    for (PushBody.Line line : body.lines()) {
      Verdict v = verdicts.get(line.opId());
      if (v == null) {
        v = apply(line);
        verdicts.put(line.opId(), v);
      }
      if (line.jseq() > j.last) {
        j.last = line.jseq();
        j.hash = line.hash();
        j.at.put(line.jseq(), line.opId());
      }
      out.add(v);
    }
    return new Answer.Pushed(new PushReply(out, j.last, witness(), safeSeq, 5, null));
  }

  private Verdict apply(PushBody.Line line) {
    long seq = head() + 1;
    applied.add(line.opId());
    String reason = line.problem().orElse(poison.contains(line.opId()) ? "POISON" : null);
    Verdict.Kind kind = Verdict.Kind.APPLIED;
    if (reason != null) kind = Verdict.Kind.REJECTED;
    else {
      Op op = line.op().orElseThrow();
      for (Change c : op.changes()) {
        if (!scopes.contains(c.scope())) kind = Verdict.Kind.LATE;
      }
      if (kind == Verdict.Kind.APPLIED) {
        for (Change c : op.changes()) if (!change(c, seq)) kind = Verdict.Kind.CONFLICT;
      }
    }
    commit(line.opId() + kind.name());
    return new Verdict(line.opId(), kind, seq, reason, null, null, List.of());
  }

  private boolean change(Change c, long seq) {
    Rec now = records.get(c.id());
    if (now != null && now.deleted()) return false;
    if (now == null && !c.create()) return false;
    var fields = new TreeMap<String, String>(now == null ? Map.of() : now.fields());
    boolean clean = true;
    for (var e : c.set().entrySet()) {
      String is = fields.get(e.getKey());
      String old = e.getValue().get(0);
      String value = e.getValue().get(1);
      if (!Objects.equals(is, old) && !Objects.equals(is, value)) clean = false;
      else if (value == null) fields.remove(e.getKey());
      else fields.put(e.getKey(), value);
    }
    records.put(
        c.id(),
        new Rec(
            c.type(),
            c.id(),
            now == null ? c.scope() : now.scope(),
            c.caseId(),
            seq,
            c.delete(),
            c.delete() ? Map.of() : fields));
    return clean;
  }

  void commit(String effects) {
    var all = new StringBuilder(hashes.getLast()).append(effects);
    records
        .values()
        .forEach(r -> {
          if (r.seq() == head() + 1) all.append(r);
        });
    hashes.add(Hashes.sha256Hex(all.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// Somebody at the window changes a field.
  void clerk(UUID id, String field, String value) {
    Rec r = Objects.requireNonNull(records.get(id));
    var fields = new TreeMap<>(r.fields());
    fields.put(field, value);
    records.put(id, new Rec(r.type(), id, r.scope(), r.caseId(), head() + 1, r.deleted(), fields));
    commit("clerk" + value);
  }

  Answer pull(PullRequest q) {
    if (otherLineage(q.witness(), q.cursors())) return refuse("LINEAGE");
    var out = new ArrayList<WireRecord>();
    var cursors = new TreeMap<String, Cursor>();
    boolean more = false;
    for (String scope : scopes) {
      long from = q.cursors().containsKey(scope) ? q.cursors().get(scope).seq() : 0;
      var changed =
          records.values().stream()
              .filter(r -> r.scope().equals(scope) && r.seq() > from)
              .sorted(java.util.Comparator.comparingLong(Rec::seq))
              .toList();
      long upTo = head();
      int n = 0;
      for (Rec r : changed) {
        if (n >= pageRecords && r.seq() > upTo(out, from)) {
          more = true;
          upTo = upTo(out, from);
          break;
        }
        out.add(
            new WireRecord(
                r.type(), r.id(), r.scope(), r.caseId(), r.seq(), r.deleted(), r.fields()));
        n++;
      }
      cursors.put(scope, new Cursor(upTo, hashes.get((int) upTo)));
    }
    return new Answer.Pulled(
        new PullReply(
            out,
            List.of(),
            cursors,
            List.copyOf(scopes),
            List.copyOf(verified),
            List.of(),
            witness(),
            safeSeq,
            5,
            more,
            List.of(),
            List.of(),
            Map.of(),
            List.of()));
  }

  private static long upTo(List<WireRecord> out, long from) {
    return out.isEmpty() ? from : out.getLast().seq();
  }

  private Answer patch(Step.FilePatch p) {
    return patch(p.file().address(), p.file().length(), p.offset(), p.part());
  }

  private Answer parcel(Step.FileParcel p) {
    var stands = new ArrayList<Parcel.Stands>();
    try {
      for (SyncStore.PendingFile f : p.files())
        stands.add(whole(f.address(), f.length(), p.content(f)));
    } catch (StoreException e) {
      return new Answer.Failed(new Trouble(Trouble.Kind.STORAGE, e.code().name()), 0);
    }
    return new Answer.FilesAt(stands);
  }

  /// A parcel of which some files came, and some of the next one.
  void cut(Step.FileParcel p, Random random) {
    int whole = random.nextInt(p.files().size());
    try {
      for (SyncStore.PendingFile f : p.files().subList(0, whole))
        whole(f.address(), f.length(), p.content(f));
      SyncStore.PendingFile f = p.files().get(whole);
      byte[] some = java.util.Arrays.copyOf(p.content(f), random.nextInt((int) f.length()));
      patch(f.address(), f.length(), 0, some);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /// As it comes over the line.
  Answer parcel(byte[] body) throws WireException {
    int end = 0;
    while (body[end] != '\n') end++;
    Parcel parcel = Parcel.read(java.util.Arrays.copyOf(body, end));
    var stands = new ArrayList<Parcel.Stands>();
    int at = end + 1;
    for (Parcel.Item f : parcel.files()) {
      int to = at + (int) f.length();
      stands.add(whole(f.address(), f.length(), java.util.Arrays.copyOfRange(body, at, to)));
      at = to;
    }
    return new Answer.FilesAt(stands);
  }

  private Parcel.Stands whole(String address, long length, byte[] content) {
    Answer answer = patch(address, length, 0, content);
    if (!(answer instanceof Answer.FileAt(long offset, boolean whole)))
      throw new AssertionError(answer);
    return new Parcel.Stands(offset, whole, whole ? null : "OFFSET");
  }

  Answer get(String address, long offset) {
    var held = files.get(address);
    if (held == null) return new Answer.Refused(404, Refusal.of("FILE", ""));
    byte[] whole = held.toByteArray();
    if (offset > whole.length) return new Answer.Refused(409, Refusal.of("OFFSET", ""));
    int to = (int) Math.min(whole.length, offset + piece);
    byte[] bytes = java.util.Arrays.copyOfRange(whole, (int) offset, to);
    return new Answer.FileContent(bytes, whole.length, to == whole.length);
  }

  Answer patch(String address, long length, long offset, byte[] part) {
    var held = files.computeIfAbsent(address, _ -> new ByteArrayOutputStream());
    if (held.size() != offset) return standing(address);
    held.writeBytes(part);
    if (held.size() == length) {
      if (FileAddress.of(held.toByteArray()).text().equals(address)) verified.add(address);
      else held.reset();
    }
    return standing(address);
  }

  Answer standing(String address) {
    var held = files.get(address);
    return new Answer.FileAt(held == null ? 0 : held.size(), verified.contains(address));
  }
}
