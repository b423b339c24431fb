package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PullsAheadTest {
  private static final String SCOPE = SyncStoreContract.SCOPE;
  private static final long LAST = 5;

  private final List<PullRequest> asked = new ArrayList<>();
  private final PullsAhead ahead = new PullsAhead(this::answer, Runnable::run);

  /// A server whose page takes a machine one commit further, up to the last.
  private Answer answer(Step.Send step) {
    if (!(step instanceof Step.Pull pull))
      return new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "x"), 0);
    asked.add(pull.request());
    Cursor at = pull.request().cursors().get(SCOPE);
    long seq = at == null ? 1 : Math.min(LAST, at.seq() + 1);
    return new Answer.Pulled(page(seq, seq < LAST));
  }

  private static PullReply page(long seq, boolean more) {
    return new PullReply(
        List.of(),
        List.of(),
        Map.of(SCOPE, cursor(seq)),
        List.of(SCOPE),
        List.of(),
        List.of(),
        SyncStoreContract.witness(seq),
        0,
        5,
        more,
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static Cursor cursor(long seq) {
    Witness w = SyncStoreContract.witness(seq);
    return new Cursor(seq, w.hash());
  }

  private static Step.Pull pull(long seq, UUID... waits) {
    Witness w = SyncStoreContract.witness(seq);
    Map<String, Cursor> cursors = seq == 0 ? Map.of() : Map.of(SCOPE, cursor(seq));
    return new Step.Pull(
        new SyncStore.Place(w, cursors, 1),
        new PullRequest(Protocol.VERSION, w, cursors, Protocol.PULL_RECORDS_MAX, List.of(waits)));
  }

  private long got(Step.Pull step) {
    Answer.Pulled pulled = assertInstanceOf(Answer.Pulled.class, ahead.send(step));
    return pulled.reply().witness().seq();
  }

  @Test
  void theNextPageIsThereWhenItIsAskedFor() {
    assertEquals(2, got(pull(1)));
    assertEquals(2, asked.size(), "the page behind it was asked for");
    assertEquals(3, got(pull(2)));
    assertEquals(4, got(pull(3)));
    assertEquals(5, got(pull(4)));
    assertEquals(4, asked.size(), "and nothing behind the last, and none twice");
  }

  @Test
  void aQuestionThatWasNotGuessedIsAskedAsItIs() {
    got(pull(1));
    var other = pull(2, new UUID(7, 7));
    assertEquals(3, got(other));
    assertSame(other.request(), asked.get(2));
    assertEquals(3, got(pull(2)), "and what was guessed from it does not count either");
  }

  @Test
  void whoGuessesWrongTwiceStopsUntilThePullIsOver() {
    got(pull(1));
    got(pull(2, new UUID(7, 7)));
    got(pull(3, new UUID(7, 8)));
    int sofar = asked.size();
    got(pull(3));
    assertEquals(sofar + 1, asked.size());
    got(pull(4)); // the last page
    got(pull(1));
    assertEquals(sofar + 4, asked.size(), "the next pull is guessed again");
  }

  @Test
  void aScopeFromItsBeginningIsNotGuessed() {
    assertEquals(1, got(pull(0)));
    assertEquals(1, asked.size());
  }

  @Test
  void aGuessThatGotNoAnswerIsForgottenAndTheQuestionAskedAnew() {
    var line = new boolean[] {true};
    var broken =
        new PullsAhead(
            step ->
                line[0]
                    ? answer(step)
                    : new Answer.Failed(new Trouble(Trouble.Kind.OFFLINE, "x"), 0),
            task -> {
              line[0] = false; // the line breaks behind the first page, and is back later
              task.run();
              line[0] = true;
            });
    broken.send(pull(1));
    assertInstanceOf(Answer.Pulled.class, broken.send(pull(2)));
  }

  @Test
  void everythingElseGoesThrough() {
    var file = new SyncStore.PendingFile("x", new UUID(1, 1), 3, 0, 0);
    assertInstanceOf(Answer.Failed.class, ahead.send(new Step.FileHead(file)));
  }

  @Test
  void withNobodyToAskAheadEachPageIsAskedForInItsTurn() {
    var alone =
        new PullsAhead(
            this::answer,
            _ -> {
              throw new RejectedExecutionException("the program ends");
            });
    alone.send(pull(1));
    assertInstanceOf(Answer.Pulled.class, alone.send(pull(2)));
    assertEquals(2, asked.size());
  }
}
