package cn.ruhu.desktop;

import cn.ruhu.desktop.admin.AdminOffice;
import cn.ruhu.desktop.admin.Proof;
import cn.ruhu.desktop.admin.Register;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.http.Invitation;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Checkpoint;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The administration over the signed-in person's line. The lists are kept in the person's own
/// vault, so that they can be read without it. Thread-safe.
final class DistrictOffice implements AdminOffice {
  private static final Logger LOG = LoggerFactory.getLogger(DistrictOffice.class);
  private static final String KEPT = "administration";
  private static final String CHECKPOINT = "administration.checkpoint";

  private final SignedIn session;
  private final UUID device;
  private final Supplier<Optional<Enrolment>> enrolment;

  DistrictOffice(SignedIn session, UUID device, Supplier<Optional<Enrolment>> enrolment) {
    this.session = session;
    this.device = device;
    this.enrolment = enrolment;
  }

  @Override
  public Optional<Register> kept() {
    try {
      Optional<byte[]> bytes = session.store().drafts().get(KEPT);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(Messages.read(bytes.get(), Register.class));
    } catch (StoreException | WireException e) {
      LOG.warn("the kept lists are unreadable: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private <T> Told<T> ask(String path, Object message, Class<T> answer) {
    return switch (session.administer(path, message, answer)) {
      case Result.Given<T>(T value) -> new Told.Given<>(value);
      case Result.Refused<T> r -> new Told.Refused<>(r.code());
      case Result.Unreachable<T> u -> new Told.Away<>(u.trouble().kind().name());
    };
  }

  /// A page of a list.
  private record Piece<P, E>(P page, List<E> entries, @Nullable String next) {}

  /// Every page, or why one did not come.
  private <P, E> Told<List<Piece<P, E>>> all(
      String path, Class<P> type, Function<P, Piece<P, E>> piece) {
    var pieces = new ArrayList<Piece<P, E>>();
    String after = null;
    do {
      switch (ask(path, new Admin.ListRequest(after, Admin.PAGE_MAX), type)) {
        case Told.Given<P>(P page) -> pieces.add(piece.apply(page));
        case Told.Refused<P>(String code) -> {
          return new Told.Refused<>(code);
        }
        case Told.Away<P>(String kind) -> {
          return new Told.Away<>(kind);
        }
      }
      after = pieces.getLast().next();
    } while (after != null);
    return new Told.Given<>(pieces);
  }

  private static <P, E> List<E> joined(List<Piece<P, E>> pieces) {
    return pieces.stream().flatMap(p -> p.entries().stream()).toList();
  }

  @Override
  public Told<Register> register() {
    var people =
        all(
            Protocol.ADMIN_PEOPLE,
            Admin.StaffList.class,
            p -> new Piece<Admin.StaffList, Admin.StaffEntry>(p, p.people(), p.next()));
    if (!(people instanceof Told.Given(var staff))) return failed(people);
    var machines =
        all(
            Protocol.ADMIN_MACHINES,
            Admin.MachineList.class,
            p -> new Piece<Admin.MachineList, Admin.MachineEntry>(p, p.machines(), p.next()));
    if (!(machines instanceof Told.Given(var enrolled))) return failed(machines);
    var sessions =
        all(
            Protocol.ADMIN_SESSIONS,
            Admin.SessionList.class,
            p -> new Piece<Admin.SessionList, Admin.SessionEntry>(p, p.sessions(), p.next()));
    if (!(sessions instanceof Told.Given(var open))) return failed(sessions);
    Admin.StaffList first = staff.getFirst().page();
    var register =
        new Register(
            joined(staff), first.agencies(), joined(enrolled), joined(open), first.serverTime());
    keep(register);
    return new Told.Given<>(register);
  }

  private static <T, U> Told<U> failed(Told<T> told) {
    return switch (told) {
      case Told.Given<T> _ -> throw new IllegalStateException("it was given");
      case Told.Refused<T>(String code) -> new Told.Refused<>(code);
      case Told.Away<T>(String kind) -> new Told.Away<>(kind);
    };
  }

  /// Without the sessions' names: who knows them could end nothing, and they are over tomorrow.
  private void keep(Register register) {
    try {
      session
          .store()
          .drafts()
          .put(
              KEPT,
              Messages.write(
                  new Register(
                      register.people(),
                      register.agencies(),
                      register.machines(),
                      List.of(),
                      register.asOf())));
    } catch (StoreException e) {
      LOG.warn("the lists were not kept: {}", e.code());
    }
  }

  @Override
  public Told<Admin.OneTime> add(Admin.AddPerson person) {
    return ask(Protocol.ADMIN_PEOPLE + "/add", person, Admin.OneTime.class);
  }

  @Override
  public Told<Admin.ActDone> change(Admin.ChangePerson change) {
    return ask(Protocol.ADMIN_PEOPLE + "/change", change, Admin.ActDone.class);
  }

  @Override
  public Told<Admin.OneTime> password(Admin.PersonAct act) {
    return ask(Protocol.ADMIN_PEOPLE + "/password", act, Admin.OneTime.class);
  }

  @Override
  public Told<Admin.ActDone> onPerson(PersonDeed deed, Admin.PersonAct act) {
    return ask(Protocol.ADMIN_PEOPLE + path(deed), act, Admin.ActDone.class);
  }

  private static String path(Enum<?> deed) {
    return "/" + deed.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Told<Admin.EnrolCode> code(Admin.CodeRequest request) {
    return ask(Protocol.ADMIN_MACHINES + "/code", request, Admin.EnrolCode.class);
  }

  @Override
  public Told<Admin.ActDone> onMachine(MachineDeed deed, Admin.MachineAct act) {
    return ask(Protocol.ADMIN_MACHINES + path(deed), act, Admin.ActDone.class);
  }

  @Override
  public Told<Admin.ActDone> end(Admin.SessionAct act) {
    return ask(Protocol.ADMIN_SESSIONS + "/end", act, Admin.ActDone.class);
  }

  @Override
  public Told<Admin.LogPage> log(Admin.LogRequest request) {
    return ask(Protocol.ADMIN_AUDIT, request, Admin.LogPage.class);
  }

  private Told<Admin.LogCheck> check(@Nullable Checkpoint kept) {
    var request = new Admin.CheckRequest(kept);
    return ask(Protocol.ADMIN_AUDIT + "/check", request, Admin.LogCheck.class);
  }

  @Override
  public Told<Proof> proof() {
    Checkpoint kept = keptCheckpoint().orElse(null);
    Told<Admin.LogCheck> told = check(kept);
    if (!(told instanceof Told.Given(Admin.LogCheck first))) return failed(told);
    boolean restored = kept != null && signed(first) && isOfAnother(first.newest(), kept);
    if (restored) {
      told = check(null);
      if (!(told instanceof Told.Given(Admin.LogCheck _))) return failed(told);
    }
    Admin.LogCheck check = ((Told.Given<Admin.LogCheck>) told).value();
    Checkpoint newest = check.newest();
    if (check.fault() == null && newest != null && signed(check)) keep(newest);
    return new Told.Given<>(new Proof(check, signed(check), kept != null && !restored, restored));
  }

  /// Signed with the key this machine was enrolled with.
  private boolean signed(Admin.LogCheck check) {
    Checkpoint newest = check.newest();
    return newest == null
        || enrolment.get().filter(e -> newest.signedBy(e.serverKey())).isPresent();
  }

  /// A restore begins another history, whose log need not hold what was signed before.
  private static boolean isOfAnother(@Nullable Checkpoint newest, Checkpoint kept) {
    return newest != null && !newest.epoch().equals(kept.epoch());
  }

  private Optional<Checkpoint> keptCheckpoint() {
    try {
      return session
          .store()
          .drafts()
          .get(CHECKPOINT)
          .flatMap(bytes -> Checkpoint.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (StoreException e) {
      LOG.warn("the kept checkpoint is unreadable: {}", e.code());
      return Optional.empty();
    }
  }

  private void keep(Checkpoint newest) {
    try {
      byte[] line = newest.line().getBytes(StandardCharsets.UTF_8);
      session.store().drafts().put(CHECKPOINT, line);
    } catch (StoreException e) {
      LOG.warn("the checkpoint was not kept: {}", e.code());
    }
  }

  @Override
  public String sheet(String code) {
    return enrolment
        .get()
        .flatMap(e -> ServerAddress.parse(e.serverUrl(), e.certificatePin()))
        .map(address -> new Invitation(address, code).text())
        .orElse(code);
  }

  @Override
  public UUID me() {
    return session.person().id();
  }

  @Override
  public UUID here() {
    return device;
  }
}
