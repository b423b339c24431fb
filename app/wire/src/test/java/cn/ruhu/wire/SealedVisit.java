package cn.ruhu.wire;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Facts;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.evidence.SealReceipt;
import cn.ruhu.casefile.evidence.SealText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A small sealed visit whose parts can be altered one by one.
public final class SealedVisit {
  static final SigningKey DEVICE_KEY = SigningKey.generate(new Random(1));
  static final SigningKey A_KEY = SigningKey.generate(new Random(2));
  static final SigningKey B_KEY = SigningKey.generate(new Random(3));
  static final SigningKey BADGE_KEY = SigningKey.generate(new Random(9));
  static final SigningKey DISTRICT_KEY = SigningKey.generate(new Random(49));

  @Nullable String receipt;
  private static final UUID DEVICE = new UUID(5, 1);
  private static final UUID A = new UUID(5, 2);
  static final UUID VISIT = new UUID(6, 1);
  static final UUID B = new UUID(5, 3);
  static final Instant NOON = Instant.parse("2022-03-05T04:00:00Z");
  private static final String SALT = "0123456789abcdef0123456789abcdef";
  private static final String FORM = "sha256-" + "ab".repeat(32);

  public final SortedMap<String, String> facts = new TreeMap<>();
  public final SortedMap<String, String> now = new TreeMap<>();
  public final SortedMap<String, String> record = new TreeMap<>();
  public final Map<String, byte[]> pieces = new LinkedHashMap<>();
  final Map<String, String> signatures = new TreeMap<>();
  private final Map<String, Integer> places = new TreeMap<>();
  private Manifest manifest;
  private boolean old;
  private boolean alone;
  private boolean badge;

  public SealedVisit() {
    facts.putAll(Map.of("H04", "3", "P01", "2000", "R05", "陈设简单", "O10@" + A, "2"));
    sealAnew();
  }

  /// Seals what the facts say now.
  public void sealAnew() {
    pieces.put("answers", "<form/>".getBytes(StandardCharsets.UTF_8));
    keepFacts();
    pieces.put("paradata", "{}".getBytes(StandardCharsets.UTF_8));
    pieces.put("photo/H20/1", "first".getBytes(StandardCharsets.UTF_8));
    pieces.put("photo/H20/2", "second picture".getBytes(StandardCharsets.UTF_8));
    var entries = new ArrayList<Manifest.Entry>();
    for (String name : List.of("answers", "facts", "paradata", "photo/H20/1", "photo/H20/2")) {
      byte[] bytes = pieces.get(name);
      entries.add(new Manifest.Entry(name, FileAddress.of(bytes).text(), bytes.length));
    }
    manifest =
        new Manifest(
            VISIT,
            A,
            B,
            NOON,
            NOON.plusSeconds(1800),
            new Manifest.Form("home-visit", "2", FORM),
            entries,
            Optional.empty(),
            old ? null : around());
    signatures.clear();
    if (!old) sign("DEVICE", DEVICE_KEY);
    sign("A", old ? DEVICE_KEY : A_KEY);
    if (badge) sign("BADGE", BADGE_KEY);
    else if (!alone) sign("B", old ? DEVICE_KEY : B_KEY);
    keepSeal();
    now.clear();
    now.putAll(facts);
    record();
    keepNow();
  }

  void old() {
    old = true;
    sealAnew();
  }

  /// Seals without the second investigator's sign-in.
  ///
  /// @param disposition what came of the attempt
  void alone(String disposition) {
    alone = true;
    facts.put("V09", disposition);
    sealAnew();
  }

  /// Sealed by the first alone; the second signs an hour later on another machine.
  ///
  /// @return key of that machine
  public String signedLater() {
    alone("10");
    var machine = SigningKey.generate(new Random(4));
    var station = new SecondSigning.Station(new UUID(8, 8), machine.publicHex(), machine::sign);
    signatures.put(
        "B",
        SecondSigning.sign(VISIT, B, sealHash(), B_KEY, station, NOON.plusSeconds(3_600))
            .proof()
            .text());
    keepSeal();
    return machine.publicHex();
  }

  /// The second investigator signs at the seal by his badge.
  ///
  /// @return number of the badge
  public String byBadge() {
    badge = true;
    facts.put("V09", "10");
    sealAnew();
    return Badge.number(BADGE_KEY.publicHex());
  }

  private Around around() {
    var keys = new TreeMap<>(Map.of("DEVICE", DEVICE_KEY.publicHex(), "A", A_KEY.publicHex()));
    if (badge) keys.put("BADGE", BADGE_KEY.publicHex());
    else if (!alone) keys.put("B", B_KEY.publicHex());
    return new Around(
        DEVICE,
        keys,
        "0.1.0",
        "39.96 116.30 0 8",
        Map.of("table", NOON.plusSeconds(900)),
        "cd".repeat(32),
        new Facts(SALT, facts).hashes(t -> Hashes.sha256Hex(t.getBytes(StandardCharsets.UTF_8))),
        Optional.empty(),
        Optional.empty());
  }

  private void record() {
    record.clear();
    record.put("sealHash", sealHash());
    record.put("manifest", sealHash());
    record.put("startedAt", manifest.startedAt().toString());
    record.put("finishedAt", manifest.finishedAt().toString());
    record.put("investigatorA", A.toString());
    record.put("investigatorB", B.toString());
    record.put("formId", "home-visit");
    record.put("formVersion", "2");
    record.put("formHash", FORM);
    record.put("answers", manifest.entry("answers").orElseThrow().address());
    record.put("paradata", manifest.entry("paradata").orElseThrow().address());
    record.put("place", "39.96 116.30 0 8");
    record.put("tableHash", "cd".repeat(32));
    record.put("software", "0.1.0");
    record.put("signatureDevice", DEVICE.toString());
    if (badge) record.put("badge", Badge.number(BADGE_KEY.publicHex()));
  }

  void sign(String place, SigningKey key) {
    var p = SealText.Place.valueOf(place);
    UUID who =
        switch (p) {
          case A -> A;
          case B, BADGE -> B;
          case DEVICE -> DEVICE;
        };
    signatures.put(place, key.sign(SealText.of(p, who, sealHash(), NOON)) + " " + NOON);
  }

  void keepFacts() {
    pieces.put("facts", Messages.write(new Facts(SALT, facts)));
  }

  /// The district received it. @return its key
  public String received() {
    SealReceipt made = SealReceipts.make(VISIT, sealHash(), NOON.plusSeconds(3_600), DISTRICT_KEY);
    receipt = made.line();
    keepNow();
    return made.key();
  }

  void keepSeal() {
    pieces.put(
        Evidence.SEAL,
        Messages.write(new Evidence.Seal(sealHash(), DEVICE, DEVICE_KEY.publicHex(), signatures)));
  }

  public void keepNow() {
    pieces.put(Evidence.NOW, Messages.write(new Evidence.Now(record, now, receipt)));
  }

  public String sealHash() {
    return FileAddress.of(Messages.write(manifest)).text();
  }

  public Map<String, byte[]> all() {
    var all = new TreeMap<>(pieces);
    all.put(Evidence.MANIFEST, Messages.write(manifest));
    return all;
  }

  /// The bundle's file; the same parts give the same bytes.
  public byte[] bundle() throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new EvidenceWriter(out, sealHash(), "ab".repeat(16), new Random(7));
    for (var piece : all().entrySet()) {
      writer.piece(
          piece.getKey(), new ByteArrayInputStream(piece.getValue()), piece.getValue().length);
      places.put(piece.getKey(), out.size() - 1);
    }
    writer.end();
    return out.toByteArray();
  }

  /// A byte of the content of a piece.
  int placeOf(String name) {
    return places.get(name);
  }
}
