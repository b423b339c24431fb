package cn.ruhu.desktop.admin;

import cn.ruhu.wire.Admin;
import java.util.Optional;
import java.util.UUID;

/// The district's administration as its screens see it. Everything that asks the server or the disk
/// blocks: work for `Background`.
public interface AdminOffice {

  /// What the district said.
  ///
  /// @param <T> what was asked for
  sealed interface Told<T> {
    record Given<T>(T value) implements Told<T> {}

    /// @param code of the server's refusal
    record Refused<T>(String code) implements Told<T> {}

    /// @param kind trouble of the line
    record Away<T>(String kind) implements Told<T> {}
  }

  /// An act on an account that gives nothing back.
  enum PersonDeed {
    CLOSE,
    REOPEN,
    UNLOCK,
    /// their badge is taken away
    BADGE
  }

  /// An act on a machine.
  enum MachineDeed {
    REVOKE,
    LOST,
    WIPE
  }

  /// The lists as they were last seen on this machine.
  Optional<Register> kept();

  /// The lists as they are now; they are kept.
  Told<Register> register();

  Told<Admin.OneTime> add(Admin.AddPerson person);

  Told<Admin.ActDone> change(Admin.ChangePerson change);

  Told<Admin.OneTime> password(Admin.PersonAct act);

  Told<Admin.ActDone> onPerson(PersonDeed deed, Admin.PersonAct act);

  Told<Admin.EnrolCode> code(Admin.CodeRequest request);

  Told<Admin.ActDone> onMachine(MachineDeed deed, Admin.MachineAct act);

  Told<Admin.ActDone> end(Admin.SessionAct act);

  /// A page of the audit log.
  Told<Admin.LogPage> log(Admin.LogRequest request);

  /// Has the district prove its audit log, also against the checkpoint this machine kept last; a
  /// good one is kept.
  Told<Proof> proof();

  /// The four lines of an enrolment sheet for a code.
  String sheet(String code);

  /// Whoever is signed in.
  UUID me();

  /// This machine.
  UUID here();
}
