package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.journeys.road.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The district's check of a household, for roads that are not about how it is made.
final class Inspecting {
  private Inspecting() {}

  /// The district's inspectors visit as the pair did, find what the pair found, seal and send.
  static void checked(Place inspector, UUID id) throws Exception {
    Households.awake(inspector);
    CaseFile file = inspector.desk.caseFile(id);
    byte[] words = ("<answers>" + id + "</answers>").getBytes(StandardCharsets.UTF_8);
    var fields = new TreeMap<String, String>();
    fields.put("purpose", "SPOT_CHECK");
    fields.put("visitMode", "HOME");
    fields.put("startedAt", inspector.desk.now().minus(Duration.ofMinutes(30)).toString());
    fields.put("finishedAt", inspector.desk.now().toString());
    fields.put("durationSeconds", "1800");
    fields.put("disposition", "10");
    fields.put("investigatorA", inspector.desk.actor().staff().toString());
    fields.put("investigatorB", other(inspector).toString());
    fields.put("signatureA", "ed25519:02");
    fields.put("signatureB", "ed25519:03");
    fields.put("sealHash", "sha256:01");
    fields.put("answers", inspector.desk.store().files().put(words, id, "application/xml"));
    CaseRecord visit = inspector.of(RecordType.VISIT, id, fields);
    var told = new TreeMap<>(Place.OWNS_NOTHING);
    told.put("visit", visit.id().toString());
    for (CaseRecord m : file.members()) told.put("M10@" + m.id(), "1");
    inspector.desk.save(
        "visit.finish",
        "",
        true,
        List.of(
            RecordChange.create(visit),
            RecordChange.create(inspector.of(RecordType.VISIT_ANSWERS, id, told))));
    CaseRecord made =
        inspector.fact(
            id, GateKind.SPOT_CHECK_DONE, Map.of("subject", visit.id().toString(), "value", "10"));
    Households.done(
        inspector.desk.act(id, Act.SPOT_FINISH, ActInput.because("完成·一致").carrying(List.of(made))));
    inspector.sync();
    assertEquals(List.of(), inspector.refused());
  }

  private static UUID other(Place inspector) {
    return inspector.desk.staff(Role.DISTRICT_INSPECTOR).stream()
        .map(CaseRecord::id)
        .filter(p -> !p.equals(inspector.desk.actor().staff()))
        .findFirst()
        .orElseThrow();
  }
}
