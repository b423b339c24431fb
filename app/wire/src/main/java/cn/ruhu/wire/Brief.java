package cn.ruhu.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The short text of what machines ask and are told most often: what the other end knows already is
/// left out. A request names the scopes that stand at its witness instead of repeating the
/// witness's hash for each; a reply leaves out what is as it was asked, empty lists, and the
/// verdict of lines that were simply applied, which are counted. Every reader here takes the long
/// text ([Messages]) as well. A client says by [#PREFER] that it reads the short one. Thread-safe.
public final class Brief {
  /// Header (RFC 7240) of a request whose reply may be short.
  public static final String PREFER = "Prefer";

  public static final String MINIMAL = "return=minimal";

  private Brief() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Ask(
      int protocol,
      @Nullable Witness witness,
      @Nullable List<String> at,
      @Nullable Map<String, Cursor> cursors,
      int limit,
      @Nullable List<UUID> waits,
      @Nullable Map<String, Long> snapshots,
      @Nullable List<String> compare,
      @Nullable List<String> doubts) {}

  /// @param at scopes whose cursor is the witness; without it and `cursors`, every scope's is
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Page(
      @Nullable List<WireRecord> records,
      @Nullable List<PullReply.Exit> exits,
      @Nullable List<String> at,
      @Nullable Map<String, Cursor> cursors,
      @Nullable List<String> scopes,
      @Nullable List<String> receipts,
      @Nullable List<String> wantFiles,
      @Nullable Witness witness,
      long safeSeq,
      long serverTime,
      @Nullable Boolean more,
      @Nullable List<Verdict> told,
      @Nullable List<String> resync,
      @Nullable Map<String, String> digests,
      @Nullable List<LateNews> late) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Verdicts(
      @Nullable List<Item> verdicts,
      long journalLast,
      @Nullable Witness witness,
      long safeSeq,
      long serverTime,
      @Nullable Long retryAfterMs) {}

  /// A verdict, or `applied` lines one behind the other that were applied by commit `seq`.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Item(
      @Nullable Integer applied,
      @Nullable UUID opId,
      Verdict.@Nullable Kind verdict,
      long seq,
      @Nullable String reason,
      @Nullable String field,
      @Nullable String detail,
      @Nullable List<UUID> conflicts) {}

  /// The request's short text.
  public static byte[] write(PullRequest request) {
    Map<String, Cursor> others = besides(request.witness(), request.cursors());
    return Messages.write(
        new Ask(
            request.protocol(),
            request.witness(),
            orNull(without(request.cursors(), others)),
            orNull(others),
            request.limit(),
            orNull(request.waits()),
            orNull(request.snapshots()),
            orNull(request.compare()),
            orNull(request.doubts())));
  }

  /// A request in either text.
  ///
  /// @throws WireException `MALFORMED`
  public static PullRequest readRequest(byte[] text) throws WireException {
    Ask ask = Messages.read(text, Ask.class);
    return made(() ->
        new PullRequest(
            ask.protocol(),
            ask.witness(),
            cursors(ask.cursors(), ask.at(), ask.witness()),
            ask.limit(),
            orNone(ask.waits()),
            orNone(ask.snapshots()),
            orNone(ask.compare()),
            orNone(ask.doubts())));
  }

  /// The reply's short text for who asked so.
  public static byte[] write(PullRequest asked, PullReply reply) {
    Map<String, Cursor> others = besides(reply.witness(), reply.cursors());
    boolean plain = others.isEmpty() && same(reply.cursors().keySet(), reply.scopes());
    boolean asAsked = same(asked.cursors().keySet(), reply.scopes());
    return Messages.write(
        new Page(
            orNull(reply.records()),
            orNull(reply.exits()),
            plain ? null : without(reply.cursors(), others),
            orNull(others),
            asAsked ? null : reply.scopes(),
            orNull(reply.receipts()),
            orNull(reply.wantFiles()),
            reply.witness().equals(asked.witness()) ? null : reply.witness(),
            reply.safeSeq(),
            reply.serverTime(),
            reply.more() ? true : null,
            orNull(reply.told()),
            orNull(reply.resync()),
            orNull(reply.digests()),
            orNull(reply.late())));
  }

  /// A page in either text, as the answer to what was asked.
  ///
  /// @throws WireException `MALFORMED`
  public static PullReply readReply(PullRequest asked, byte[] text) throws WireException {
    Page page = Messages.read(text, Page.class);
    Witness witness = page.witness() == null ? asked.witness() : page.witness();
    List<String> scopes =
        page.scopes() == null ? List.copyOf(asked.cursors().keySet()) : page.scopes();
    boolean plain = page.cursors() == null && page.at() == null;
    return made(() ->
        new PullReply(
            orNone(page.records()),
            orNone(page.exits()),
            cursors(page.cursors(), plain ? scopes : page.at(), witness),
            scopes,
            orNone(page.receipts()),
            orNone(page.wantFiles()),
            known(witness),
            page.safeSeq(),
            page.serverTime(),
            page.more() != null && page.more(),
            orNone(page.told()),
            orNone(page.resync()),
            orNone(page.digests()),
            orNone(page.late())));
  }

  /// The reply's short text for who asked so.
  public static byte[] write(PushBody asked, PushReply reply) {
    var items = new ArrayList<Item>();
    for (int i = 0; i < reply.verdicts().size(); ) {
      Verdict first = reply.verdicts().get(i);
      int to = i;
      while (to < reply.verdicts().size()
          && reply.verdicts().get(to).equals(plain(opIdAt(asked, to), first.seq()))) to++;
      items.add(
          to == i
              ? item(first)
              : new Item(to - i, null, null, first.seq(), null, null, null, null));
      i = Math.max(to, i + 1);
    }
    boolean asAsked = reply.witness().equals(asked.header().witness());
    return Messages.write(
        new Verdicts(
            items,
            reply.journalLast(),
            asAsked ? null : reply.witness(),
            reply.safeSeq(),
            reply.serverTime(),
            reply.retryAfterMs()));
  }

  /// Verdicts in either text, as the answer to what was sent.
  ///
  /// @throws WireException `MALFORMED`, also when more lines are answered than were sent
  public static PushReply readReply(PushBody asked, byte[] text) throws WireException {
    Verdicts read = Messages.read(text, Verdicts.class);
    Witness witness = read.witness() == null ? asked.header().witness() : read.witness();
    return made(() -> {
      var all = new ArrayList<Verdict>();
      for (Item item : orNone(read.verdicts())) {
        if (item.applied() == null) all.add(verdict(item));
        else
          for (int i = 0; i < item.applied(); i++)
            all.add(plain(opIdAt(asked, all.size()), item.seq()));
      }
      return new PushReply(
          all,
          read.journalLast(),
          known(witness),
          read.safeSeq(),
          read.serverTime(),
          read.retryAfterMs());
    });
  }

  private static UUID opIdAt(PushBody asked, int line) {
    if (line >= asked.lines().size())
      throw new IllegalArgumentException("more verdicts than lines");
    return asked.lines().get(line).opId();
  }

  private static Verdict plain(UUID opId, long seq) {
    return new Verdict(opId, Verdict.Kind.APPLIED, seq, null, null, null, List.of());
  }

  private static Item item(Verdict v) {
    return new Item(
        null,
        v.opId(),
        v.verdict(),
        v.seq(),
        v.reason(),
        v.field(),
        v.detail(),
        orNull(v.conflicts()));
  }

  private static Verdict verdict(Item item) {
    if (item.opId() == null || item.verdict() == null)
      throw new IllegalArgumentException("a verdict says of what and which");
    return new Verdict(
        item.opId(),
        item.verdict(),
        item.seq(),
        item.reason(),
        item.field(),
        item.detail(),
        orNone(item.conflicts()));
  }

  /// Cursors that are not the witness itself.
  private static Map<String, Cursor> besides(
      @Nullable Witness witness, Map<String, Cursor> cursors) {
    var others = new TreeMap<>(cursors);
    if (witness != null) others.values().removeIf(point(witness)::equals);
    return others;
  }

  private static List<String> without(Map<String, Cursor> cursors, Map<String, Cursor> others) {
    return cursors.keySet().stream().filter(s -> !others.containsKey(s)).toList();
  }

  private static Map<String, Cursor> cursors(
      @Nullable Map<String, Cursor> others, @Nullable List<String> at, @Nullable Witness witness) {
    var all = new TreeMap<String, Cursor>();
    if (others != null) all.putAll(others);
    for (String scope : orNone(at)) all.put(scope, point(known(witness)));
    return all;
  }

  private static Cursor point(Witness witness) {
    return new Cursor(witness.seq(), witness.hash());
  }

  private static Witness known(@Nullable Witness witness) {
    if (witness == null) throw new IllegalArgumentException("a point that nobody named");
    return witness;
  }

  /// The order of scopes says nothing.
  private static boolean same(Set<String> some, List<String> others) {
    return others.size() == some.size() && some.containsAll(others);
  }

  /// An empty list of granted scopes is told, so only what nobody reads as "as before" goes here.
  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static <T> @Nullable Map<String, T> orNull(Map<String, T> map) {
    return map.isEmpty() ? null : map;
  }

  private static <T> Map<String, T> orNone(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> T made(Supplier<T> message) throws WireException {
    try {
      return message.get();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new WireException(WireException.Code.MALFORMED, "a short text that does not fit");
    }
  }
}
