package cn.ruhu.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What administrators ask for and are answered (`/v1/admin/…`): people by name, role and home,
/// machines, sessions, the audit log, questionnaires; nothing of any case. Times are milliseconds
/// since 1970, 0 for never.
public final class Admin {
  private Admin() {}

  /// Most entries of one page.
  public static final int PAGE_MAX = 500;

  /// Characters of a reason: a few words, by which the log can be read years later.
  public static final int REASON_MIN = 2;

  public static final int REASON_MAX = 200;

  /// One page of a list.
  ///
  /// @param after [StaffList#next] (or its like) of the page before, null for the first
  public record ListRequest(@Nullable String after, int limit) {}

  /// @param login name typed at sign-in
  /// @param lockedUntil after too many wrong passwords
  /// @param oneTimeUntil until when the password they were given opens; 0 once they set their own
  /// @param seenAt newest sign-in
  /// @param badge number of the badge that holds, null without one
  public record StaffEntry(
      UUID id,
      String login,
      String name,
      String role,
      @Nullable String street,
      @Nullable UUID agency,
      boolean active,
      long lockedUntil,
      long oneTimeUntil,
      long seenAt,
      @Nullable String badge) {
    public StaffEntry {
      Shape.present(id, login, name, role);
    }
  }

  public record AgencyEntry(UUID id, String name) {
    public AgencyEntry {
      Shape.present(id, name);
    }
  }

  /// @param agencies all there are
  /// @param next where the next page begins, null at the end
  public record StaffList(
      List<StaffEntry> people, List<AgencyEntry> agencies, @Nullable String next, long serverTime) {
    public StaffList {
      people = List.copyOf(people);
      agencies = List.copyOf(agencies);
    }
  }

  /// @param block its share of the application numbers
  /// @param home street or agency it belongs to, null for the district's own
  /// @param state `ENROLLED`, `REVOKED` or `LOST`
  /// @param seenAt newest request
  /// @param wipeAt when its wipe was ordered
  /// @param wipedAt when it confirmed that
  /// @param wipeLeft acts and files not sent that lie sealed on it since
  public record MachineEntry(
      UUID id,
      String name,
      String block,
      @Nullable String home,
      String state,
      long enrolledAt,
      long seenAt,
      long wipeAt,
      long wipedAt,
      long wipeLeft) {
    public MachineEntry {
      Shape.present(id, name, block, state);
    }
  }

  public record MachineList(List<MachineEntry> machines, @Nullable String next, long serverTime) {
    public MachineList {
      machines = List.copyOf(machines);
    }
  }

  /// @param id names the session, opens nothing
  public record SessionEntry(String id, UUID staff, UUID device, long since, long until) {
    public SessionEntry {
      Shape.present(id, staff, device);
    }
  }

  public record SessionList(List<SessionEntry> sessions, @Nullable String next, long serverTime) {
    public SessionList {
      sessions = List.copyOf(sessions);
    }
  }

  /// @param role code of the role
  /// @param street home of somebody of a street
  /// @param agency home of somebody of an agency
  public record AddPerson(
      String login, String name, String role, @Nullable String street, @Nullable UUID agency) {
    public AddPerson {
      Shape.present(login, name, role);
    }
  }

  /// Name, role and home anew.
  public record ChangePerson(
      UUID staff,
      String name,
      String role,
      @Nullable String street,
      @Nullable UUID agency,
      String reason) {
    public ChangePerson {
      Shape.present(staff, name, role, reason);
    }
  }

  /// @param reason in words without names or numbers; may be empty where nothing is taken away
  public record PersonAct(UUID staff, String reason) {
    public PersonAct {
      Shape.present(staff, reason);
    }
  }

  public record MachineAct(UUID device, String reason) {
    public MachineAct {
      Shape.present(device, reason);
    }
  }

  public record SessionAct(String session, String reason) {
    public SessionAct {
      Shape.present(session, reason);
    }
  }

  /// @param home street code or agency id the machine is for, null for the district's own
  public record CodeRequest(@Nullable String home) {}

  /// @param until the code works once, and no longer than this
  public record EnrolCode(String code, long until) {
    public EnrolCode {
      Shape.present(code);
    }

    /// Without the code.
    @Override
    public String toString() {
      return "EnrolCode";
    }
  }

  /// A password shown once.
  ///
  /// @param until it only opens the way to an own one, and no longer than this
  public record OneTime(UUID staff, String password, long until) {
    public OneTime {
      Shape.present(staff, password);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "OneTime[" + staff + "]";
    }
  }

  public record ActDone(long serverTime) {}

  /// Publishes a questionnaire; the same bytes again bring one back that was taken out of use.
  ///
  /// @param form the package, a zip archive or the bare XForm, as base64; before that at most
  ///   [Protocol#FORM_BYTES_MAX] bytes
  /// @param reason what changed, in words without names or numbers
  public record PublishForm(String form, String reason) {
    public PublishForm {
      Shape.present(form, reason);
    }

    /// Without the form.
    @Override
    public String toString() {
      return "PublishForm[" + reason + "]";
    }
  }

  /// @param form the FORM record
  /// @param hash of the package, 64 hex digits
  public record PublishedForm(
      UUID form, String formId, String version, String hash, long serverTime) {
    public PublishedForm {
      Shape.present(form, formId, version, hash);
    }
  }

  /// Takes a published questionnaire out of use: no visit begins with it any more; begun ones may
  /// end with it.
  public record RetireForm(UUID form, String reason) {
    public RetireForm {
      Shape.present(form, reason);
    }
  }

  /// Most kinds of acts one question of the log names.
  public static final int KINDS_MAX = 64;

  /// Which rows of the audit log are wanted, newest first.
  ///
  /// @param before [LogPage#next] of the page before, 0 for the newest
  /// @param limit rows of a page, at most [#PAGE_MAX]
  /// @param staff who acted or was acted on, null for anybody
  /// @param kinds codes of [LogRow#what], none for all
  /// @param from not earlier than this, milliseconds since 1970
  /// @param until earlier than this, 0 for no end
  public record LogRequest(
      long before, int limit, @Nullable UUID staff, List<String> kinds, long from, long until) {
    public LogRequest {
      Shape.present(kinds);
      kinds = List.copyOf(kinds);
    }
  }

  /// A row of the audit log, as it was written.
  ///
  /// @param seq number of the row, from 1
  /// @param what code of the act
  /// @param staff id of who acted, `console` for the operator, else empty
  /// @param device id of the machine, or empty
  /// @param subject what it was about: an id, a street, a name of a backup; or empty
  /// @param detail the reason given, or further words; no personal data
  public record LogRow(
      long seq, long at, String what, String staff, String device, String subject, String detail) {
    public LogRow {
      Shape.present(what, staff, device, subject, detail);
    }
  }

  /// @param next where older rows go on (a page may have few rows, or none, and still go on); 0 at
  ///   the end
  public record LogPage(List<LogRow> rows, long next, long serverTime) {
    public LogPage {
      Shape.present(rows);
      rows = List.copyOf(rows);
    }
  }

  /// Asks the server to prove its log.
  ///
  /// @param kept a checkpoint kept outside the server, which the log must agree with; null for none
  public record CheckRequest(@Nullable Checkpoint kept) {}

  /// What a walk through the whole log and its checkpoints found.
  ///
  /// @param fault `CHAIN`, `CUT`, `REWRITTEN`, `SIGNATURE` or `CHECKPOINT`; null when all is as it
  ///   was written
  /// @param row first row that cannot be believed; 0 without a fault
  /// @param first oldest row there is
  /// @param last newest row there is
  /// @param checkpoints how many were good
  /// @param newest checkpoint the server signed last, null before the first
  public record LogCheck(
      @Nullable String fault,
      long row,
      long first,
      long last,
      int checkpoints,
      @Nullable Checkpoint newest,
      long serverTime) {}
}
