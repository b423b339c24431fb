package cn.ruhu.desktop;

import cn.ruhu.desktop.publishing.FormPress;
import cn.ruhu.sync.http.Result;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Protocol;
import java.util.Base64;
import java.util.UUID;

/// The district's press for questionnaires over the signed-in person's line. Thread-safe.
final class DistrictPress implements FormPress {
  private final SignedIn session;

  DistrictPress(SignedIn session) {
    this.session = session;
  }

  private <T> Said<T> ask(String path, Object message, Class<T> answer) {
    return switch (session.administer(path, message, answer)) {
      case Result.Given<T>(T value) -> new Said.Done<>(value);
      case Result.Refused<T> r -> new Said.Refused<>(r.code());
      case Result.Unreachable<T> u -> new Said.Away<>(u.trouble().kind().name());
    };
  }

  @Override
  public Said<Admin.PublishedForm> publish(byte[] form, String reason) {
    return ask(
        Protocol.ADMIN_FORMS + "/publish",
        new Admin.PublishForm(Base64.getEncoder().encodeToString(form), reason),
        Admin.PublishedForm.class);
  }

  @Override
  public Said<Admin.ActDone> retire(UUID form, String reason) {
    return ask(
        Protocol.ADMIN_FORMS + "/retire", new Admin.RetireForm(form, reason), Admin.ActDone.class);
  }

  @Override
  public void round() {
    session.syncNow();
  }
}
