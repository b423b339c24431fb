package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Facts;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.Seals;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the seal of a visit: keeps what is sealed as files, lists them with everything around
/// them, and has the machine and each investigator sign the list with a key of their own.
final class Seal {
  private static final Logger LOG = LoggerFactory.getLogger(Seal.class);
  private static final int SALT = 16;
  private static final String ADDRESS = "sha256-[0-9a-f]{64}";

  private final Desk desk;
  private final FieldMachine machine;
  private final Visit visit;
  private final Instant now;
  private final CaseFile file;
  private final List<Manifest.Entry> entries = new ArrayList<>();

  /// A seal and what its record says of it.
  ///
  /// @param files sealed, the manifest included
  /// @param fields of the VISIT record
  /// @param told how the visit was made
  record Made(String hash, int files, SortedMap<String, String> fields, Paradata.Told told) {}

  private Seal(Desk desk, FieldMachine machine, Visit visit, Instant now, CaseFile file) {
    this.desk = desk;
    this.machine = machine;
    this.visit = visit;
    this.now = now;
    this.file = file;
  }

  /// Keeps and signs; everything named is on the disk on return. Nothing is in a record yet.
  ///
  /// @param snapshot the form as it stands
  /// @param file the case before this visit
  static Made of(
      Desk desk,
      FieldMachine machine,
      Visit visit,
      byte[] snapshot,
      Sealing.Content content,
      CaseFile file)
      throws StoreException {
    return new Seal(desk, machine, visit, content.at(), file).made(snapshot, content);
  }

  private Made made(byte[] snapshot, Sealing.Content content) throws StoreException {
    var fields = new TreeMap<String, String>();
    fields.put("answers", entry("answers", snapshot, "application/x-ruhu-survey"));
    byte[] salt = new byte[SALT];
    desk.store().random().nextBytes(salt);
    var facts = new Facts(Hashes.hex(salt), content.facts());
    fields.put("facts", entry("facts", Messages.write(facts), "application/json"));
    Paradata paradata = paradata(desk, visit, content);
    fields.put("paradata", entry("paradata", Messages.write(paradata), "application/json"));
    attachments(content);
    Around around = around(content, facts);
    Manifest manifest =
        new Manifest(
            visit.id(),
            visit.pair.a(),
            visit.pair.b(),
            visit.startedAt(),
            now,
            new Manifest.Form(visit.form.id(), visit.form.version(), "sha256-" + visit.form.hash()),
            entries,
            previousOfCase(),
            around);
    byte[] bytes = Messages.write(manifest);
    String hash = "sha256-" + Hashes.sha256Hex(bytes);
    fields.put("manifest", keep(bytes, "application/json"));
    fields.put("sealHash", hash);
    fields.put("place", around.place());
    fields.put("tableHash", around.tableHash());
    fields.put("software", around.software());
    around.corrects().ifPresent(c -> fields.put("correction", c.reason()));
    signatures(fields, hash);
    return new Made(hash, entries.size() + 1, fields, paradata.told());
  }

  private String keep(byte[] bytes, String mime) throws StoreException {
    return desk.store().files().put(bytes, visit.application(), mime);
  }

  private String entry(String name, byte[] bytes, String mime) throws StoreException {
    String address = keep(bytes, mime);
    entries.add(new Manifest.Entry(name, address, bytes.length));
    return address;
  }

  private void attachments(Sealing.Content content) throws StoreException {
    var counts = new TreeMap<String, Integer>();
    for (Sealing.Attachment a : content.attachments()) {
      int n = counts.merge(a.key(), 1, Integer::sum);
      String kind = a.inside() ? "broken-off/" : a.signature() ? "signature/" : "photo/";
      String name = kind + a.key() + "/" + n;
      long length =
          desk.store()
              .files()
              .file(a.address())
              .orElseThrow(
                  () -> new StoreException(StoreException.Code.NO_FILE, "a file of the visit"))
              .length();
      entries.add(new Manifest.Entry(name, a.address(), length));
    }
  }

  /// Everything that was done, from the disk, whatever versions of the form it went through.
  static Paradata paradata(Desk desk, Visit visit, Sealing.Content content) throws StoreException {
    List<AnswerEvent> events;
    try {
      events = VisitDraft.read(desk.store().drafts(), visit.draft.key()).events();
    } catch (SurveyException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "entries of the visit's draft", e);
    }
    var steps = new ArrayList<Paradata.Step>();
    for (AnswerEvent e : events) {
      Sealing.Spot spot = content.spots().getOrDefault(e.path(), Sealing.Spot.NONE);
      steps.add(
          new Paradata.Step(
              e.at(), e.by(), e.act().name(), e.path(), spot.section(), spot.part(), e.value()));
    }
    return new Paradata(steps, content.notes());
  }

  private Around around(Sealing.Content content, Facts facts) throws StoreException {
    var keys = new TreeMap<String, String>();
    keys.put(SealText.Place.DEVICE.name(), machine.deviceKey());
    keys.put(SealText.Place.A.name(), desk.store().signingKey().publicHex());
    visit.second().ifPresent(s -> keys.put(place(s).name(), s.key().publicHex()));
    var times = new TreeMap<String, Instant>();
    visit.proven().ifPresent(at -> times.put("proven", at));
    if (visit.second().isEmpty()) visit.later().ifPresent(at -> times.put("later", at));
    visit.tableSignedAt().ifPresent(at -> times.put("table", at));
    return new Around(
        machine.device(),
        keys,
        desk.store().software(),
        Door.place(content.facts(), Sealing.plates(content)),
        times,
        content.tableHash(),
        facts.hashes(t -> Hashes.sha256Hex(t.getBytes(StandardCharsets.UTF_8))),
        previousOfDevice(),
        corrects());
  }

  /// A visit after a return takes the place of the finished one before it; the reason is what was
  /// asked.
  private Optional<Around.Correction> corrects() {
    if (!visit.back.isReturn()) return Optional.empty();
    String reason =
        visit.back.asked().stream()
            .map(q -> q.text("words"))
            .filter(w -> !w.isBlank())
            .reduce((a, b) -> a + "\n" + b)
            .orElse("");
    Optional<String> seal =
        file.finishedVisit().flatMap(v -> v.get("sealHash")).filter(h -> h.matches(ADDRESS));
    return reason.isEmpty() ? Optional.empty() : seal.map(s -> new Around.Correction(s, reason));
  }

  /// What another household's seal is called outside its own evidence. The number itself opens that
  /// evidence, so it stands neither in the next one nor on the disk.
  static String oneWay(String sealHash) {
    return "sha256-"
        + Hashes.sha256Hex(("ruhu previous 1\n" + sealHash).getBytes(StandardCharsets.UTF_8));
  }

  /// The machine's own note of its last seal, or a later one among the records at hand, should the
  /// program have ended between the two.
  private Optional<String> previousOfDevice() {
    String device = machine.device().toString();
    Optional<Seals.Last> noted = noted();
    Optional<Seals.Last> saved =
        desk.store().all(RecordType.VISIT).stream()
            .filter(v -> v.text("signatureDevice").equals(device))
            .flatMap(v -> last(v).stream())
            .map(l -> new Seals.Last(l.visit(), oneWay(l.sealHash()), l.at()))
            .max(Comparator.comparing(Seals.Last::at));
    if (noted.isEmpty()) return saved.map(Seals.Last::sealHash);
    return saved
        .filter(s -> s.at().isAfter(noted.get().at()))
        .or(() -> noted)
        .map(Seals.Last::sealHash);
  }

  /// A damaged note keeps no visit from being sealed: the records at hand tell the last one too.
  private Optional<Seals.Last> noted() {
    try {
      return desk.store().seals().last();
    } catch (StoreException e) {
      LOG.warn("the note of the last seal cannot be read: {}", e.code());
      return Optional.empty();
    }
  }

  private Optional<String> previousOfCase() {
    return file.visits().stream()
        .flatMap(v -> last(v).stream())
        .map(Seals.Last::sealHash)
        .reduce((_, later) -> later);
  }

  private static Optional<Seals.Last> last(CaseRecord visit) {
    String hash = visit.text("sealHash");
    return CaseFile.instant(visit, "finishedAt")
        .filter(_ -> hash.matches(ADDRESS))
        .map(at -> new Seals.Last(visit.id(), hash, at));
  }

  private void signatures(SortedMap<String, String> fields, String hash) {
    fields.put("signatureDevice", machine.device().toString());
    byte[] text = SealText.of(SealText.Place.DEVICE, machine.device(), hash, now);
    fields.put("sealSignature", machine.sign(text) + " " + now);
    fields.put(
        "signatureA",
        sign(desk.store().signingKey(), SealText.Place.A, visit.pair.a(), hash, visit.startedAt()));
    visit
        .second()
        .ifPresent(second -> {
          Instant at = visit.proven().orElse(now);
          fields.put("signatureB", sign(second.key(), place(second), visit.pair.b(), hash, at));
          second.badge().ifPresent(number -> fields.put("badge", number));
        });
  }

  /// A signature by badge is told from one by the key of a sign-in.
  private static SealText.Place place(Visit.Second second) {
    return second.badge().isPresent() ? SealText.Place.BADGE : SealText.Place.B;
  }

  /// The signature with the instant it names, so that anybody can make the signed text again.
  private static String sign(
      SigningKey key, SealText.Place place, UUID staff, String hash, Instant at) {
    return key.sign(SealText.of(place, staff, hash, at)) + " " + at;
  }
}
