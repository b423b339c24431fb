package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A district for tests: its lists stand, what was asked is kept, answers are set by hand.
final class InMemoryAdminOffice implements AdminOffice {
  static final Instant NOW = DesktopTest.NOW;
  static final UUID ME = new UUID(1, 1);
  static final UUID HERE = new UUID(2, 1);
  private static final UUID AGENCY = new UUID(3, 1);

  final List<String> asked = new ArrayList<>();

  /// why the line is away, null while it holds
  @Nullable String away;

  /// what the district refuses with, null while it does what it is asked
  @Nullable String refusal;

  /// the program fails where it is asked
  boolean broken;

  Optional<Register> kept = Optional.empty();

  static Register lists() {
    long day = Duration.ofDays(1).toMillis();
    long now = NOW.toEpochMilli();
    var people = new ArrayList<Admin.StaffEntry>();
    people.add(person(ME, "xitong", "彭磊", "ADMIN_SYSTEM", null, null));
    people.add(person(new UUID(1, 2), "anquan", "苏婷", "ADMIN_SECURITY", null, null));
    people.add(person(new UUID(1, 3), "chuangkou", "林晓燕", "WINDOW_CLERK", "110108007", null));
    people.add(
        new Admin.StaffEntry(
            new UUID(1, 4),
            "shenhe",
            "周卫东",
            "STREET_REVIEWER",
            "110108007",
            null,
            true,
            now + 600_000,
            0,
            now - day,
            null));
    people.add(
        new Admin.StaffEntry(
            new UUID(1, 5),
            "hecha3",
            "阿依古丽·买买提",
            "INVESTIGATOR",
            null,
            AGENCY,
            true,
            0,
            now + 3 * day,
            0,
            "3F7A-19C2"));
    people.add(
        new Admin.StaffEntry(
            new UUID(1, 6),
            "qianpi",
            "何志强",
            "STREET_CHIEF",
            "110108027",
            null,
            false,
            0,
            0,
            now - 40 * day,
            null));
    for (int i = 0; i < 24; i++)
      people.add(person(new UUID(4, i), "kuang" + i, "赵立新", "WINDOW_CLERK", "110108029", null));
    return new Register(
        people,
        List.of(new Admin.AgencyEntry(AGENCY, "恒信核查")),
        machines(),
        List.of(
            new Admin.SessionEntry("s1", ME, HERE, now - 3_600_000, now + day),
            new Admin.SessionEntry(
                "s2", new UUID(1, 3), new UUID(2, 2), now - 7_200_000, now + day)),
        now - 60_000);
  }

  private static List<Admin.MachineEntry> machines() {
    long day = Duration.ofDays(1).toMillis();
    long now = NOW.toEpochMilli();
    return List.of(
        machine(HERE, "admin-desk", "001", null, "ENROLLED", 0, 0, 0),
        machine(new UUID(2, 2), "beixiaguan-win1", "002", "110108007", "ENROLLED", 0, 0, 0),
        machine(
            new UUID(2, 3), "hengxin-07", "003", AGENCY.toString(), "ENROLLED", now - day, 0, 0),
        machine(new UUID(2, 4), "hengxin-09", "004", AGENCY.toString(), "LOST", now - day, 0, 0),
        machine(
            new UUID(2, 5),
            "hengxin-02",
            "005",
            AGENCY.toString(),
            "REVOKED",
            now - 2 * day,
            now - day,
            3),
        machine(new UUID(2, 6), "shangdi-old", "006", "110108026", "REVOKED", 0, 0, 0));
  }

  private static Admin.StaffEntry person(
      UUID id,
      String login,
      String name,
      String role,
      @Nullable String street,
      @Nullable UUID agency) {
    long seen = NOW.minus(Duration.ofHours(3)).toEpochMilli();
    return new Admin.StaffEntry(id, login, name, role, street, agency, true, 0, 0, seen, null);
  }

  private static Admin.MachineEntry machine(
      UUID id,
      String name,
      String block,
      @Nullable String home,
      String state,
      long wipe,
      long wiped,
      long left) {
    long at = NOW.minus(Duration.ofDays(90)).toEpochMilli();
    long seen = NOW.minus(Duration.ofMinutes(5)).toEpochMilli();
    return new Admin.MachineEntry(id, name, block, home, state, at, seen, wipe, wiped, left);
  }

  private <T> Told<T> told(String what, T value) {
    asked.add(what);
    if (broken) throw new IllegalStateException("broken");
    if (away != null) return new Told.Away<>(away);
    return refusal == null ? new Told.Given<>(value) : new Told.Refused<>(refusal);
  }

  @Override
  public Optional<Register> kept() {
    return kept;
  }

  @Override
  public Told<Register> register() {
    if (away != null) return new Told.Away<>(away);
    return new Told.Given<>(lists());
  }

  @Override
  public Told<Admin.OneTime> add(Admin.AddPerson p) {
    return told(
        "add " + p.login() + " " + p.name() + " " + p.role() + " " + p.street() + " " + p.agency(),
        oneTime());
  }

  private static Admin.OneTime oneTime() {
    return new Admin.OneTime(
        new UUID(9, 9), "kx7m-3hqd-w9tp", NOW.plus(Duration.ofDays(10)).toEpochMilli());
  }

  @Override
  public Told<Admin.ActDone> change(Admin.ChangePerson c) {
    return told("change " + c.name() + " " + c.role() + " " + c.street() + " " + c.reason(), ok());
  }

  private static Admin.ActDone ok() {
    return new Admin.ActDone(NOW.toEpochMilli());
  }

  @Override
  public Told<Admin.OneTime> password(Admin.PersonAct act) {
    return told("password " + act.reason(), oneTime());
  }

  @Override
  public Told<Admin.ActDone> onPerson(PersonDeed deed, Admin.PersonAct act) {
    return told(deed + " " + act.reason(), ok());
  }

  @Override
  public Told<Admin.EnrolCode> code(Admin.CodeRequest request) {
    return told(
        "code " + request.home(),
        new Admin.EnrolCode("7KQ2MXW9RD", NOW.plus(Duration.ofMinutes(15)).toEpochMilli()));
  }

  @Override
  public Told<Admin.ActDone> onMachine(MachineDeed deed, Admin.MachineAct act) {
    return told(deed + " " + act.reason(), ok());
  }

  @Override
  public Told<Admin.ActDone> end(Admin.SessionAct act) {
    return told("end " + act.session() + " " + act.reason(), ok());
  }

  /// rows of the log, newest first
  final List<Admin.LogRow> log = new ArrayList<>(rows());

  /// how many rows one question brings at most
  int logPage = 500;

  /// what the proof comes to
  Proof proof = new Proof(checked(null, 0), true, true, false);

  static Admin.LogCheck checked(@Nullable String fault, long row) {
    long at = NOW.minus(Duration.ofMinutes(30)).toEpochMilli();
    var newest = new Checkpoint(640, "h", "e", 9, "f", at, "b", "k", "s");
    return new Admin.LogCheck(fault, row, 1, 650, 12, newest, NOW.toEpochMilli());
  }

  private static List<Admin.LogRow> rows() {
    String me = ME.toString();
    String clerk = new UUID(1, 3).toString();
    String desk = HERE.toString();
    String win = new UUID(2, 2).toString();
    var out = new ArrayList<Admin.LogRow>();
    out.add(row(650, 2, "FULL_NUMBERS_READ", clerk, win, "", "38 records up to commit 1204"));
    out.add(row(649, 5, "PASSWORD_CHOSEN", clerk, win, "", ""));
    out.add(row(648, 9, "PERSON_CLOSED", me, desk, new UUID(1, 6).toString(), "调离"));
    out.add(row(647, 12, "PERSON_CHANGED", me, desk, clerk, "WINDOW_CLERK > STREET_REVIEWER: 调岗"));
    out.add(row(646, 40, "LOGIN_REFUSED", "", win, "", ""));
    out.add(row(645, 41, "MACHINE_LOST", me, desk, new UUID(2, 4).toString(), "机器被盗"));
    out.add(row(644, 55, "CODE_ISSUED", me, desk, "110108007", ""));
    out.add(row(643, 60, "UNLOCK_ANSWERED", "老秦", win, clerk, "本人来电核实"));
    out.add(row(642, 70, "BACKUP", "", "", "2017-11-19T18", "commit 1200, missing files 0"));
    out.add(
        row(
            641,
            80,
            "ENROL_REFUSED",
            "",
            new UUID(7, 7).toString(),
            "",
            "unknown, used or too old"));
    out.add(row(640, 90, "STANDARD_ENTERED", "console", "", "DB 2017-11 105000", ""));
    for (int i = 639; i > 600; i--) out.add(row(i, 800 - i, "LOGIN", clerk, win, "", ""));
    return out;
  }

  private static Admin.LogRow row(
      long seq, long ago, String what, String staff, String device, String subject, String why) {
    long at = NOW.minus(Duration.ofMinutes(ago)).toEpochMilli();
    return new Admin.LogRow(seq, at, what, staff, device, subject, why);
  }

  @Override
  public Told<Admin.LogPage> log(Admin.LogRequest r) {
    if (away != null) return new Told.Away<>(away);
    if (refusal != null) return new Told.Refused<>(refusal);
    String whose = r.staff() == null ? "" : r.staff().toString();
    asked.add("log " + r.before() + " " + whose + " " + r.kinds().size() + " " + r.from());
    List<Admin.LogRow> found =
        log.stream()
            .filter(row -> r.before() == 0 || row.seq() < r.before())
            .filter(row -> whose.isEmpty() || (row.staff() + row.subject()).contains(whose))
            .filter(row -> r.kinds().isEmpty() || r.kinds().contains(row.what()))
            .filter(row -> row.at() >= r.from() && (r.until() == 0 || row.at() < r.until()))
            .toList();
    int n = Math.min(Math.min(found.size(), r.limit()), logPage);
    long next = n < found.size() && n > 0 ? found.get(n - 1).seq() : 0;
    return new Told.Given<>(new Admin.LogPage(found.subList(0, n), next, NOW.toEpochMilli()));
  }

  @Override
  public Told<Proof> proof() {
    return told("proof", proof);
  }

  @Override
  public String sheet(String code) {
    return String.join(
        "\n",
        "ruhu-enrol-1",
        "https://ruhu.example:8443",
        "sha256-" + "0123456789abcdef".repeat(4),
        code);
  }

  @Override
  public UUID me() {
    return ME;
  }

  @Override
  public UUID here() {
    return HERE;
  }
}
