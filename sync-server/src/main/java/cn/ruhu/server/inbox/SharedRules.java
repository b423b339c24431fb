package cn.ruhu.server.inbox;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.errand.Moves;
import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Problem;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Schema;
import cn.ruhu.casefile.urgent.UrgentRules;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.SecondSigning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks the rules both ends share: who may write what, whether an act may be done on the case as it
/// stands here, whether a record has a shape that may be kept. Nothing the client claims about
/// stage, roles or people is taken on trust (invariant I20). Stateless and thread-safe.
final class SharedRules {
  private final Pairs pairs = new Pairs();
  private static final String ACT = "act.";

  /// Records that come only with an act.
  private static final Set<RecordType> WITH_ACT =
      Set.of(RecordType.EVENT, RecordType.OPINION, RecordType.DECISION);

  /// Whether such a record is written by acts alone.
  static boolean comesWithAct(String type) {
    return WITH_ACT.stream().anyMatch(t -> t.name().equals(type));
  }

  /// While a case is at one of these stages the window may take back what it declared.
  private static final Set<String> OPEN_DECLARATION =
      Set.of("", Stage.DRAFT.name(), Stage.SUBMITTED.name(), Stage.SUPPLEMENT.name());

  /// Roles that may bring records only a newer program knows.
  private static final Set<Role> WRITERS =
      Set.of(
          Role.WINDOW_CLERK,
          Role.INVESTIGATOR,
          Role.STREET_REVIEWER,
          Role.STREET_CHIEF,
          Role.DISTRICT_REVIEWER,
          Role.DISTRICT_INSPECTOR);

  /// Whether the author may make this change to this record; the place has been checked.
  ///
  /// @param scope home scope of the record
  Optional<Objection> mayDo(
      Workspace work, Context context, Change change, Optional<Held> current, String scope)
      throws StorageException {
    Optional<RecordChange> known = OpCodec.change(change);
    Role role = context.caller().role();
    if (known.isEmpty()) return WRITERS.contains(role) ? Optional.empty() : refuse("ROLE", change);
    RecordType type = known.get().type();
    // whatever else the op is, a question is closed and opened again by the rules of settling
    if (type == RecordType.CONFLICT && !context.isResolve()) return refuse("RESOLUTION", change);
    boolean byAct = type == RecordType.EVENT || type == RecordType.APPLICATION;
    if (context.isAct() && byAct) return Optional.empty();
    if (!context.isAct() && WITH_ACT.contains(type)) return refuse("ACT_NEEDED", change);
    String street = role == Role.WINDOW_CLERK ? scope : context.caller().homeStreet().orElse("");
    var actor = new Actor(context.caller().staff(), role, street);
    Optional<CaseRecord> before = current.flatMap(Held::caseRecord);
    if (!Rights.mayApply(actor, understood(known.get()), before)) return refuse("RIGHTS", change);
    if (type == RecordType.LEAD && !movesWhole(context)) return refuse("MOVE_HALF", change);
    boolean newer = understood(known.get()).fields().isEmpty() && !change.delete();
    if (newer && !Rights.mayCreate(role, type)) return refuse("RIGHTS", change);
    // late work is asked too: a supervisor who takes it over sees its words, not its arithmetic
    if (unsound(work, context, known.get()) || BadgeRules.forged(work, known.get()))
      return refuse("SIGNATURE", change);
    if (Boards.forged(work, known.get())) return refuse("POSTING_FORGED", change);
    if (InquiryCourier.forged(work, known.get())) return refuse("INQUIRY_FORGED", change);
    return Optional.empty();
  }

  /// A lead that is given to another street ends here and begins there in one op, or not at all.
  private static boolean movesWhole(Context context) {
    List<RecordChange> known =
        context.op().changes().stream().flatMap(c -> OpCodec.change(c).stream()).toList();
    boolean moves = known.stream().anyMatch(c -> c.create() && c.fields().containsKey("movedFrom"));
    return Moves.whole(known) && (!moves || context.op().atomic());
  }

  /// Whether the case is where such a change may still be made; not asked of late work, which
  /// changes nothing by itself.
  Optional<Objection> mayNow(Workspace work, Context context, Change change, String scope)
      throws StorageException {
    Optional<RecordChange> known = OpCodec.change(change);
    boolean draws = known.filter(c -> c.create() && draws(c)).isPresent();
    if (draws && !awaitsDraw(work, change.caseId())) return refuse("NO_DRAW_DUE", change);
    Optional<UUID> taker = known.flatMap(Takeovers::of).map(Takeovers.Takeover::holder);
    if (taker.isPresent() && !isClerk(work, taker.get(), scope)) return refuse("TAKER", change);
    if (known.isPresent() && overCeiling(work, known.get())) return refuse("CEILING", change);
    Optional<Hindrance> pair =
        known.isPresent() ? pairs.barred(work, context.caller(), known.get()) : Optional.empty();
    if (pair.isPresent()) return refuse(pair.get().code(), change);
    Optional<Hindrance> checker =
        known.isPresent() ? barredChecker(work, known.get()) : Optional.empty();
    if (checker.isPresent()) return refuse(checker.get().code(), change);
    Optional<Hindrance> board =
        known.isPresent() ? Boards.against(work, context, known.get()) : Optional.empty();
    if (board.isPresent()) return refuse(board.get().code(), change);
    Optional<Hindrance> inquiry =
        known.isPresent() ? InquiryCourier.against(work, known.get()) : Optional.empty();
    if (inquiry.isPresent()) return refuse(inquiry.get().code(), change);
    Optional<Hindrance> objected =
        known.isPresent() ? HeardObjections.against(work, context, known.get()) : Optional.empty();
    if (objected.isPresent()) return refuse(objected.get().code(), change);
    boolean closed = change.delete() && !declarationOpen(work, change.caseId());
    return closed ? refuse("DECLARATION_CLOSED", change) : Optional.empty();
  }

  /// The window's section goes to nobody but a clerk of that street.
  private static boolean isClerk(Workspace work, UUID person, String scope)
      throws StorageException {
    return work.rows()
        .grants()
        .person(person)
        .filter(p -> p.active() && p.role() == Role.WINDOW_CLERK && scope.equals(p.street()))
        .isPresent();
  }

  /// Aid before papers is signed within the ceiling of the day as the district entered it, whatever
  /// the machine that signs believes.
  private static boolean overCeiling(Workspace work, RecordChange change) throws StorageException {
    if (change.type() != RecordType.URGENT_AID || change.delete()) return false;
    Optional<CaseRecord> before = work.find(change.id()).flatMap(Held::caseRecord);
    var entered =
        work.published(RecordType.STANDARD).stream().flatMap(r -> r.caseRecord().stream()).toList();
    Standards standards = Standards.builtIn().with(entered);
    CaseRecord after = change.applyTo(before.orElse(null));
    return !UrgentRules.ceiling(before, after, standards).isEmpty();
  }

  /// A check that comes with no act is asked here who made it and whether there is a visit behind
  /// it; the author has been found to be the one the fact names.
  private static Optional<Hindrance> barredChecker(Workspace work, RecordChange change)
      throws StorageException {
    UUID caseId = change.caseId();
    if (!change.create() || change.type() != RecordType.GATE_FACT || caseId == null)
      return Optional.empty();
    CaseRecord fact = change.applyTo(null);
    Optional<UUID> by = fact.ref("by");
    if (!fact.text("kind").equals(GateKind.SPOT_CHECK_DONE.name()) || by.isEmpty())
      return Optional.empty();
    CaseFile file = caseFile(work, caseId);
    return Stream.concat(
            Draw.mayCheck(file, by.get()).stream(), SpotChecks.against(file, fact).stream())
        .findFirst();
  }

  /// A second signature that came after the seal has to hold here already, made on the machine that
  /// sends it and by the key that one was enrolled with: the gate that reads it later knows no
  /// arithmetic.
  private static boolean unsound(Workspace work, Context context, RecordChange change)
      throws StorageException {
    if (!change.create() || change.type() != RecordType.GATE_FACT) return false;
    CaseRecord fact = change.applyTo(null);
    if (!fact.text("kind").equals(GateKind.SECOND_SIGNED.name())) return false;
    Optional<SecondSignature> made = SecondSignature.of(fact);
    if (made.isEmpty() || !SecondSigning.holds(made.get())) return true;
    SecondSignature.Proof proof = made.get().proof();
    if (!proof.device().equals(context.op().device())) return true;
    return work.rows()
        .grants()
        .machineKey(proof.device())
        .filter(proof.deviceKey()::equals)
        .isEmpty();
  }

  private static boolean draws(RecordChange change) {
    return change.type() == RecordType.GATE_FACT
        && change.applyTo(null).text("kind").equals(GateKind.DRAW_DONE.name());
  }

  /// Two machines that did not see each other may draw the same list; the first draw counts.
  private static boolean awaitsDraw(Workspace work, @Nullable UUID caseId) throws StorageException {
    return caseId != null && Draw.awaits(caseFile(work, caseId));
  }

  /// The change without the fields only a newer program knows: they are kept for whoever may write
  /// such records at all.
  private static RecordChange understood(RecordChange change) {
    if (change.type().open()) return change;
    var fields = new TreeMap<>(change.fields());
    fields.keySet().removeIf(f -> change.type().field(f).isEmpty());
    return new RecordChange(
        change.type(),
        change.id(),
        change.scope(),
        change.caseId(),
        fields,
        change.create(),
        change.delete());
  }

  private static Optional<Objection> refuse(String reason, Change change) {
    return Optional.of(new Objection(reason, change.type(), null));
  }

  private static boolean declarationOpen(Workspace work, @Nullable UUID caseId)
      throws StorageException {
    if (caseId == null) return true;
    Optional<Held> application = work.find(caseId);
    return application.map(a -> OPEN_DECLARATION.contains(a.text("stage"))).orElse(true);
  }

  /// Whether the record may be kept as it would be; an update answers only for the fields it names.
  Optional<Objection> shape(Context context, Change change, Held result) {
    return shape(context, result, field -> change.create() || change.set().containsKey(field));
  }

  /// Whether a record that a settlement writes may be kept so; one that stood answers only for what
  /// is written anew.
  Optional<Objection> shape(Context context, Optional<Held> before, Held result) {
    return shape(
        context,
        result,
        field -> before.isEmpty() || !before.get().text(field).equals(result.text(field)));
  }

  /// @param written whether a field is answered for
  private static Optional<Objection> shape(
      Context context, Held result, Predicate<String> written) {
    Optional<CaseRecord> record = result.caseRecord();
    if (record.isEmpty() || result.deleted()) return Optional.empty();
    return Schema.check(record.get(), context.day()).stream()
        .filter(Problem::refuses)
        .filter(p -> written.test(p.field()))
        .findFirst()
        .map(p -> new Objection(p.code(), p.type() + "." + p.field(), String.join(" ", p.args())));
  }

  /// Whether an act of the program itself found its work done: two machines, or a machine and this
  /// server, saw the same condition fulfilled. Then there is nothing to do and nothing to refuse.
  boolean alreadyDone(Workspace work, Context context) throws StorageException {
    boolean system = false;
    Optional<Change> moved = Optional.empty();
    for (Change change : context.op().changes()) {
      if (change.type().equals(RecordType.EVENT.name()))
        system = Role.SYSTEM.name().equals(after(change, "role"));
      if (change.type().equals(RecordType.APPLICATION.name())) moved = Optional.of(change);
    }
    if (!system || moved.isEmpty()) return false;
    String to = after(moved.get(), "stage");
    return work.find(moved.get().id()).filter(a -> a.text("stage").equals(to)).isPresent();
  }

  private static @Nullable String after(Change change, String field) {
    List<@Nullable String> pair = change.set().get(field);
    return pair == null ? null : pair.get(1);
  }

  /// Whether the act may be done on the case as it stands here, and the op says what it does.
  Optional<Objection> act(Workspace work, Context context) throws StorageException {
    String name = context.op().kind().substring(ACT.length());
    Optional<Act> act = Arrays.stream(Act.values()).filter(a -> a.name().equals(name)).findFirst();
    if (act.isEmpty()) return Optional.of(Objection.of("ACT_UNKNOWN"));
    if (!context.op().atomic()) return Optional.of(Objection.of("ACT_NOT_ATOMIC"));
    var changes = new ArrayList<RecordChange>();
    for (Change change : context.op().changes()) {
      Optional<RecordChange> known = OpCodec.change(change);
      if (known.isEmpty()) return Optional.of(Objection.of("ACT_CARRIES_UNKNOWN"));
      changes.add(known.get());
    }
    Optional<RecordChange> event =
        changes.stream().filter(c -> c.type() == RecordType.EVENT).findFirst();
    if (event.isEmpty() || event.get().caseId() == null)
      return Optional.of(Objection.of("EVENT_MISSING"));
    UUID caseId = event.get().caseId();
    Ruling ruling =
        Process.recheck(
            caseFile(work, caseId),
            act.get(),
            actor(context, event.get()),
            changes,
            filesThere(work, caseId, context),
            context.day());
    return ruling instanceof Ruling.Refused refused
        ? Optional.of(objection(refused))
        : Optional.empty();
  }

  private static Objection objection(Ruling.Refused refused) {
    String all =
        refused.hindrances().stream()
            .map(h -> (h.code() + " " + String.join(" ", h.args())).strip())
            .collect(Collectors.joining("; "));
    Hindrance first = refused.hindrances().getFirst();
    return new Objection(first.code(), null, all);
  }

  /// Acts of the program itself are decided by recorded facts, whoever's machine sends them.
  private static Actor actor(Context context, RecordChange event) {
    boolean system = event.applyTo(null).text("role").equals(Role.SYSTEM.name());
    Role role = system ? Role.SYSTEM : context.caller().role();
    return new Actor(context.caller().staff(), role, context.caller().homeStreet().orElse(""));
  }

  static CaseFile caseFile(Workspace work, UUID caseId) throws StorageException {
    var held = new ArrayList<>(work.ofCase(caseId));
    held.addAll(work.published(RecordType.STANDARD)); // the client's rules saw them too
    return CaseFile.of(held.stream().flatMap(r -> r.caseRecord().stream()).toList());
  }

  /// As who decides will see them: a file that came for another case opens to nobody through this
  /// one.
  private static Set<String> filesThere(Workspace work, UUID caseId, Context context)
      throws StorageException {
    var there = new HashSet<>(work.rows().files().ofCase(caseId));
    for (String address : context.op().files())
      if (work.rows().files().belongs(address, caseId)) there.add(address);
    return there;
  }
}
