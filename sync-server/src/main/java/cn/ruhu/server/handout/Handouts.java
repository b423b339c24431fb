package cn.ruhu.server.handout;

import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.WireRecord;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// Hands out pages of the feed: lineage first, then the scopes granted at this moment, cut to the
/// caller's role, and a line in the audit log where full identity numbers went out. Thread-safe.
public final class Handouts {
  private final Parts parts;

  /// What handing out works with.
  public record Parts(
      Ledger ledger,
      Feed feed,
      Pulls pulls,
      Inbox inbox,
      Log log,
      Enrolments.PublicKeys keys,
      InstantSource clock,
      Doubts doubts) {
    /// Where nobody asks who doubts.
    public Parts(
        Ledger ledger,
        Feed feed,
        Pulls pulls,
        Inbox inbox,
        Log log,
        Enrolments.PublicKeys keys,
        InstantSource clock) {
      this(ledger, feed, pulls, inbox, log, keys, clock, (_, _) -> {});
    }
  }

  /// Hears of copies that were not what the district holds.
  @FunctionalInterface
  public interface Doubts {
    /// @param scopes reached by the caller, which fetches them anew
    void of(Caller caller, List<String> scopes) throws StorageException;
  }

  /// Keeps that full identity numbers went out.
  @FunctionalInterface
  public interface Log {
    void fullNumbers(Caller caller, long records, long upTo) throws StorageException;

    /// Into the audit log of a database.
    static Log into(Database database, Audit audit) {
      return (caller, records, upTo) ->
          database.write(tx -> {
            audit.add(
                tx,
                new Audit.Entry(
                    "FULL_NUMBERS_READ",
                    caller.staff().toString(),
                    caller.device().toString(),
                    "",
                    records + " records up to commit " + upTo));
            return true;
          });
    }
  }

  public Handouts(Parts parts) {
    this.parts = parts;
  }

  /// Who this server is; asked before enrolment.
  public Accounts.Hello hello() throws StorageException {
    FeedRows.Head head = parts.ledger().read(parts.feed()::head);
    return new Accounts.Hello(
        Protocol.VERSION,
        head.district(),
        head.epoch(),
        parts.keys().server(),
        parts.keys().recovery(),
        parts.clock().millis());
  }

  /// Newest commit; fails when the database does not answer.
  public long health() throws StorageException {
    return parts.ledger().read(parts.feed()::head).seq();
  }

  /// One page for the caller, or `LINEAGE`. A closed account gets no scopes, which tells its
  /// machine to drop its copies.
  public Answer<PullReply> pull(Caller caller, PullRequest request) throws StorageException {
    Answer<PullReply> answer =
        parts
            .ledger()
            .read(rows -> {
              if (!parts.feed().sameLineage(rows, request.witness(), request.cursors()))
                return new Answer.Refused<>(
                    new Refusal(
                        "LINEAGE",
                        "",
                        parts.feed().head(rows).witness(),
                        parts.inbox().heads(rows, caller),
                        null,
                        null));
              List<String> scopes = Scopes.of(rows, caller);
              List<JournalRows.Known> own = own(rows, caller, request.waits());
              var besides =
                  new Pulls.Besides(
                      Wanted.of(rows, parts.pulls(), caller, scopes, parts.clock().millis()),
                      told(own),
                      new LateWork(rows, caller.staff()).of(own));
              return Answer.given(
                  parts.pulls().page(rows, request, caller.role(), scopes, besides));
            });
    if (answer instanceof Answer.Given<PullReply>(PullReply page)) {
      log(caller, page);
      List<String> doubted = request.doubts().stream().filter(page.scopes()::contains).toList();
      if (!doubted.isEmpty()) parts.doubts().of(caller, doubted);
    }
    return answer;
  }

  /// Those ops that are the caller's. Whoever asks for another's op learns nothing.
  private static List<JournalRows.Known> own(Rows rows, Caller caller, List<UUID> waits)
      throws StorageException {
    if (waits.isEmpty()) return List.of();
    var asked = new TreeSet<>(waits.subList(0, Math.min(waits.size(), Protocol.WAITS_MAX)));
    return rows.journals().ops(asked).values().stream()
        .filter(op -> op.staff().equals(caller.staff()) && op.device().equals(caller.device()))
        .toList();
  }

  /// What became of ops that waited.
  private static List<Verdict> told(List<JournalRows.Known> ops) throws StorageException {
    var told = new ArrayList<Verdict>();
    for (JournalRows.Known op : ops)
      if (!op.verdictKind().equals(Verdict.Kind.DEFERRED.name())) told.add(verdict(op));
    return told;
  }

  static Verdict verdict(JournalRows.Known op) throws StorageException {
    try {
      return Messages.read(op.verdict().getBytes(StandardCharsets.UTF_8), Verdict.class);
    } catch (WireException e) {
      throw new StorageException("the verdict of an op", e);
    }
  }

  private void log(Caller caller, PullReply page) throws StorageException {
    long full = page.records().stream().filter(Handouts::showsNumber).count();
    if (full > 0) parts.log().fullNumbers(caller, full, page.witness().seq());
  }

  private static boolean showsNumber(WireRecord record) {
    return OpCodec.type(record.type()).stream()
        .flatMap(type -> type.fields().stream())
        .filter(field -> field.kind() == FieldKind.ID_NUMBER)
        .flatMap(field -> Optional.ofNullable(record.fields().get(field.name())).stream())
        .anyMatch(value -> value.indexOf('*') < 0);
  }
}
