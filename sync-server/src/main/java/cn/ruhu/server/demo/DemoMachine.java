package cn.ruhu.server.demo;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.By;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// One person's machine in the demonstration: enrolled like any other, it journals each act and
/// hands it in through the inbox. An op the server does not take ends the making of the district:
/// the data must obey every rule.
final class DemoMachine {
  private final Inbox inbox;
  private final Ids ids;
  private final Caller caller;
  private final SigningKey key;
  private final String block;
  private final String journal;
  private String head;
  private long last;
  private int numbers;

  private DemoMachine(Inbox inbox, Ids ids, Caller caller, SigningKey key, String block) {
    this.inbox = inbox;
    this.ids = ids;
    this.caller = caller;
    this.key = key;
    this.block = block;
    this.journal = ids.next().toString().replace("-", "");
    this.head = Chain.start(journal);
  }

  /// Enrols a machine for a person.
  static DemoMachine enrol(
      DemoDistrict.Parts parts, RandomGenerator random, UUID staff, String name)
      throws StorageException {
    UUID device = parts.ids().next();
    SigningKey key = SigningKey.generate(random);
    String code = parts.enrolments().issue(null, By.CONSOLE).code();
    Answer<Accounts.Enrolled> answer =
        parts.enrolments().enrol(new Accounts.Enrol(code, device, key.publicHex(), name));
    Caller caller =
        parts
            .database()
            .read(tx -> People.caller(tx, staff, device))
            .orElseThrow(() -> new IllegalStateException("nobody: " + name));
    return switch (answer) {
      case Answer.Given<Accounts.Enrolled>(var enrolled) ->
          new DemoMachine(parts.inbox(), parts.ids(), caller, key, enrolled.block());
      case Answer.Refused<Accounts.Enrolled>(var refusal) ->
          throw new IllegalStateException(refusal.code());
    };
  }

  UUID staff() {
    return caller.staff();
  }

  UUID device() {
    return caller.device();
  }

  Role role() {
    return caller.role();
  }

  String block() {
    return block;
  }

  /// Next of this machine's application numbers.
  int nextNumber() {
    return ++numbers;
  }

  /// The machine's signature over a seal.
  String sign(String sealHash) {
    return key.sign(Hashes.bytes(sealHash));
  }

  /// Saves changes.
  CaseFile save(CaseFile file, Instant at, List<RecordChange> changes) throws StorageException {
    push("save", false, at, changes);
    return file.with(changes);
  }

  /// Does an act in the person's own role.
  CaseFile act(CaseFile file, Act act, ActInput input, Instant at) throws StorageException {
    return act(file, act, caller.role(), input, at);
  }

  /// Does an act of the program itself.
  CaseFile systemAct(CaseFile file, Act act, Instant at) throws StorageException {
    return act(file, act, Role.SYSTEM, ActInput.NONE, at);
  }

  private CaseFile act(CaseFile file, Act act, Role role, ActInput input, Instant at)
      throws StorageException {
    var actor = new Actor(caller.staff(), role, caller.homeStreet().orElse(""));
    Outcome outcome = Process.perform(file, act, actor, input, at, ids);
    return switch (outcome) {
      case Performed(var changes) -> {
        push("act." + act.name(), true, at, changes);
        yield file.with(changes);
      }
      case Ruling.Refused(var hindrances) ->
          throw new IllegalStateException(act + ": " + hindrances);
    };
  }

  private void push(String kind, boolean atomic, Instant at, List<RecordChange> changes)
      throws StorageException {
    long wall = at.toEpochMilli();
    Op op =
        new Op(
            ids.next(),
            last + 1,
            caller.staff(),
            caller.device(),
            "demo",
            Op.SCHEMA,
            kind,
            null,
            wall,
            wall,
            0,
            atomic,
            changes.stream().map(OpCodec::change).toList(),
            List.of());
    byte[] line;
    try {
      line = OpCodec.write(op);
    } catch (WireException e) {
      throw new IllegalStateException("a demonstration op is too large", e);
    }
    PushBody body = PushBody.of(journal, last + 1, head, List.of(line), null, Map.of());
    switch (inbox.push(caller, body)) {
      case Answer.Given<PushReply>(var reply) -> expectApplied(kind, reply.verdicts().getFirst());
      case Answer.Refused<PushReply>(var refusal) ->
          throw new IllegalStateException(refusal.code());
    }
    head = Chain.next(head, line);
    last++;
  }

  private static void expectApplied(String kind, Verdict verdict) {
    if (verdict.verdict() != Verdict.Kind.APPLIED)
      throw new IllegalStateException(
          kind + ": " + verdict.reason() + " " + verdict.field() + " " + verdict.detail());
  }
}
