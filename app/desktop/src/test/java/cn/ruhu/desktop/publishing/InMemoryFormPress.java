package cn.ruhu.desktop.publishing;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.FileAddress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A district's press whose round brings what was published at once.
final class InMemoryFormPress implements FormPress {
  private final TestDesk at;
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /// code of the next refusal, empty for none
  volatile String refusal = "";

  volatile boolean away;

  InMemoryFormPress(TestDesk at) {
    this.at = at;
  }

  private <T> Said<T> said(T value) {
    if (away) return new Said.Away<>("OFFLINE");
    return refusal.isEmpty() ? new Said.Done<>(value) : new Said.Refused<>(refusal);
  }

  @Override
  public Said<Admin.PublishedForm> publish(byte[] bytes, String reason) {
    if (!(FormPackage.load(bytes) instanceof FormLoading.Loaded(FormPackage form)))
      return new Said.Refused<>("FORM");
    asked.add("publish " + form.version() + " " + reason);
    UUID id = UUID.nameUUIDFromBytes(form.version().getBytes(StandardCharsets.UTF_8));
    Said<Admin.PublishedForm> said =
        said(new Admin.PublishedForm(id, form.id(), form.version(), form.hash(), 0));
    if (said instanceof Said.Done<Admin.PublishedForm>)
      arrive(id, form, bytes, "PUBLISHED", reason);
    return said;
  }

  @Override
  public Said<Admin.ActDone> retire(UUID form, String reason) {
    asked.add("retire " + reason);
    Said<Admin.ActDone> said = said(new Admin.ActDone(0));
    if (said instanceof Said.Done<Admin.ActDone>) {
      CaseRecord was = at.store().record(form).orElseThrow();
      Map<String, String> fields = new HashMap<>(was.fields());
      fields.put("state", "RETIRED");
      fields.put("retiredAt", "2026-11-24T02:00:00Z");
      fields.put("retiredWhy", reason);
      receive(CaseRecord.of(RecordType.FORM, form, CaseRecord.PUBLIC, null, fields));
    }
    return said;
  }

  @Override
  public void round() {
    asked.add("round");
  }

  void arrive(UUID id, FormPackage form, byte[] bytes, String state, String reason) {
    String address = FileAddress.of(bytes).text();
    receive(
        CaseRecord.of(
            RecordType.FORM,
            id,
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "formId", form.id(),
                "version", form.version(),
                "title", form.title(),
                "file", address,
                "state", state,
                "hash", form.hash(),
                "by", TestDesk.REVIEWER.toString(),
                "reason", reason,
                "publishedAt", "2026-11-23T02:00:00Z")));
    try {
      at.store()
          .files()
          .fetched(
              new ByteArrayInputStream(bytes),
              address,
              new UUID(0, 1),
              CaseRecord.PUBLIC,
              "application/xml");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void receive(CaseRecord record) {
    try {
      at.receive(record);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
