package cn.ruhu.server.forms;

import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.server.accounts.Administration;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.By;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What administrators do to questionnaires: publish one, take one out of use. Judged and done in
/// one transaction, and kept in the audit log with who, what and why. Thread-safe.
///
/// Refusals of both: `RIGHT`, `REASON`.
public final class FormDesk {
  private final Forms forms;

  public FormDesk(Forms forms) {
    this.forms = forms;
  }

  /// Publishes a form package after proving that it can be opened.
  ///
  /// @return `MALFORMED` for what is no base64, `TOO_LARGE`, `FORM` when it cannot be opened (the
  ///   detail is the first reason with its place), `FORM_VERSION` when this version was published
  ///   with other bytes
  public Answer<Admin.PublishedForm> publish(Caller caller, Admin.PublishForm wanted)
      throws StorageException, IOException {
    Optional<Refusal> no = Administration.may(caller, Power.FORMS, wanted.reason());
    if (no.isPresent()) return new Answer.Refused<>(no.get());
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(wanted.form());
    } catch (IllegalArgumentException _) {
      return Answer.refused("MALFORMED", "form");
    }
    if (bytes.length > Protocol.FORM_BYTES_MAX) return Answer.refused("TOO_LARGE", "form");
    return switch (FormPackage.load(bytes)) {
      case FormLoading.Broken(List<FormProblem> problems) ->
          Answer.refused("FORM", problems.getFirst().message("zh"));
      case FormLoading.Loaded(FormPackage form) ->
          said(forms.publish(bytes, form, who(caller, wanted.reason())));
    };
  }

  private Answer<Admin.PublishedForm> said(Publication publication) {
    return switch (publication) {
      case Publication.Published(UUID record, FormPackage form) ->
          Answer.given(
              new Admin.PublishedForm(
                  record, form.id(), form.version(), form.hash(), forms.now().toEpochMilli()));
      case Publication.VersionTaken _ -> Answer.refused("FORM_VERSION", "");
      case Publication.Unusable(List<FormProblem> problems) ->
          Answer.refused("FORM", problems.getFirst().message("zh"));
      case Publication.NotAllowed _ -> Answer.refused("RIGHT", "");
    };
  }

  /// Takes a published form out of use.
  ///
  /// @return `NOBODY` when there is no such form; one that is out of use already stays so
  public Answer<Admin.ActDone> retire(Caller caller, Admin.RetireForm wanted)
      throws StorageException {
    Optional<Refusal> no = Administration.may(caller, Power.FORMS, wanted.reason());
    if (no.isPresent()) return new Answer.Refused<>(no.get());
    return switch (forms.retire(wanted.form(), who(caller, wanted.reason()))) {
      case DONE -> Answer.given(new Admin.ActDone(forms.now().toEpochMilli()));
      case UNKNOWN -> Answer.refused("NOBODY", "");
      case NOT_ALLOWED -> Answer.refused("RIGHT", "");
    };
  }

  /// Whoever asks, who must still be who they were when the act is written.
  private static Forms.Who who(Caller caller, String reason) {
    return new Forms.Who(
        By.caller(caller, reason.strip()),
        caller.staff().toString(),
        reason.strip(),
        tx -> People.heldCaller(tx, caller.staff(), caller.device()).equals(Optional.of(caller)));
  }
}
