package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.wire.FileAddress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/// Edited editions of the home visit, and their way to a machine.
final class Editions {
  private Editions() {}

  /// The shipped form under another version: one question under another name (so the one before is
  /// gone), another said in other words.
  static byte[] edited(String version) {
    FormPackage own = FormPackage.homeVisit();
    String xml = new String(own.xform(), StandardCharsets.UTF_8);
    String was = "version=\"" + own.version() + "\"";
    int at = xml.indexOf(was, xml.indexOf("<instance"));
    String now = "version=\"" + version + "\"";
    return (xml.substring(0, at) + now + xml.substring(at + was.length()))
        .replace("H03", "H93")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The district published these bytes, and they are here.
  static void published(TestDesk at, byte[] bytes, String version, String state) throws Exception {
    published(at, FormPackage.homeVisit().id(), bytes, version, state);
  }

  /// As above, of a form of another id.
  static void published(TestDesk at, String formId, byte[] bytes, String version, String state)
      throws Exception {
    String address = FileAddress.of(bytes).text();
    at.receive(
        CaseRecord.of(
            RecordType.FORM,
            UUID.nameUUIDFromBytes((formId + version).getBytes(StandardCharsets.UTF_8)),
            CaseRecord.PUBLIC,
            null,
            Map.of(
                "formId",
                formId,
                "version",
                version,
                "title",
                FormPackage.homeVisit().title(),
                "file",
                address,
                "state",
                state,
                "publishedAt",
                "2026-11-22T02:00:00Z")));
    at.store()
        .files()
        .fetched(
            new ByteArrayInputStream(bytes),
            address,
            new UUID(0, 1),
            CaseRecord.PUBLIC,
            "application/xml");
  }
}
