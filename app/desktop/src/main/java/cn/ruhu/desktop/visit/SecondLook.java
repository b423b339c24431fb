package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.Around;
import cn.ruhu.casefile.evidence.Facts;
import cn.ruhu.casefile.evidence.Manifest;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.PartText;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import cn.ruhu.wire.Evidence;
import cn.ruhu.wire.EvidenceCheck;
import cn.ruhu.wire.EvidencePieces;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A visit that was sealed without the second investigator, as he reads it before he signs: the
/// very text that was sealed, made again from the sealed answers, never from the records beside
/// them. Immutable; reading touches the disk.
///
/// @param first who sealed it
/// @param until end of the time that is given
/// @param table the part the household signed
/// @param door the pair's own part
/// @param files sealed
record SecondLook(
    UUID application,
    UUID visit,
    String sealHash,
    String applicant,
    String address,
    String first,
    Instant sealedAt,
    Instant until,
    PartText table,
    PartText door,
    int files) {
  /// begins the pair's word on a flag, noted beside the form's answers
  private static final String JUDGED = "C10";

  /// Why a visit cannot be read here.
  enum Why {
    /// nothing of the case is on this machine
    NO_CASE,
    /// the version of the questionnaire is not here
    NO_FORM,
    /// the number does not open this file, or it is no evidence
    NOT_OPENED,
    /// what came is not what was sealed
    ALTERED,
    /// somebody else is to sign, or nobody
    NOT_YOURS,
    /// it is signed already
    SIGNED
  }

  /// It cannot be read here.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final Why why;

    Refused(Why why) {
      super(why.name());
      this.why = why;
    }

    Why why() {
      return why;
    }
  }

  /// From the case on this machine, with its sealed files.
  ///
  /// @param visit the VISIT; its `manifest` and `answers` are here
  static SecondLook of(Desk desk, VisitForms forms, CaseRecord visit)
      throws StoreException, Refused {
    CaseFile file = desk.caseFile(visit.ref("application").orElse(visit.id()));
    byte[] manifest = desk.store().files().bytes(visit.text("manifest"));
    byte[] answers = desk.store().files().bytes(visit.text("answers"));
    return of(desk, forms, file, visit.text("sealHash"), manifest, answers, Map.of());
  }

  /// From a bundle of evidence brought by hand, checked as `installer/doctor evidence` does.
  ///
  /// @param sealHash `sha256-<hex>`, as the first investigator's machine shows it
  static SecondLook of(Desk desk, VisitForms forms, Path bundle, String sealHash)
      throws StoreException, Refused, IOException {
    var answers = new ByteArrayOutputStream();
    EvidencePieces pieces;
    try (InputStream in = Files.newInputStream(bundle)) {
      pieces =
          EvidencePieces.read(
              in,
              sealHash,
              name -> name.equals("answers") ? answers : OutputStream.nullOutputStream());
    } catch (WireException _) {
      throw new Refused(Why.NOT_OPENED);
    }
    EvidenceCheck.Result result = EvidenceCheck.of(pieces, sealHash);
    Manifest sealed = result.manifest();
    boolean unsigned =
        result.differences().stream()
            .allMatch(d ->
                d.kind() == EvidenceCheck.Kind.SIGNATURE
                    && d.name().equals("B")
                    && d.how() == EvidenceCheck.How.MISSING);
    if (sealed == null || !unsigned) throw new Refused(Why.ALTERED);
    if (result.differences().isEmpty()) throw new Refused(Why.SIGNED);
    byte[] manifest = pieces.bytes(Evidence.MANIFEST).orElseThrow(() -> new Refused(Why.ALTERED));
    CaseFile file = ofVisit(desk, pieces);
    Map<String, String> facts = facts(pieces);
    if (facts.isEmpty()) throw new Refused(Why.ALTERED);
    return of(desk, forms, file, sealHash, manifest, answers.toByteArray(), facts);
  }

  private static CaseFile ofVisit(Desk desk, EvidencePieces pieces) throws Refused {
    try {
      byte[] now = pieces.bytes(Evidence.NOW).orElseThrow(() -> new Refused(Why.ALTERED));
      String application =
          Messages.read(now, Evidence.Now.class).visit().getOrDefault("application", "");
      return desk.caseFile(
          cn.ruhu.casefile.record.Texts.uuid(application)
              .orElseThrow(() -> new Refused(Why.ALTERED)));
    } catch (WireException _) {
      throw new Refused(Why.ALTERED);
    }
  }

  private static Map<String, String> facts(EvidencePieces pieces) throws Refused {
    try {
      byte[] facts = pieces.bytes(Evidence.FACTS).orElseThrow(() -> new Refused(Why.ALTERED));
      return Messages.read(facts, Facts.class).answers();
    } catch (WireException _) {
      throw new Refused(Why.ALTERED);
    }
  }

  /// What is read has to be what the district decides by: the record beside the sealed file, and
  /// the sealed list of facts. These say more in one thing only, how the pair judged each flag.
  private static void sameFacts(SurveySession session, Map<String, String> used) throws Refused {
    if (used.isEmpty()) return;
    Map<String, String> read = session.facts();
    boolean same =
        read.entrySet().stream().allMatch(e -> e.getValue().equals(used.get(e.getKey())))
            && used.keySet().stream().allMatch(k -> read.containsKey(k) || k.startsWith(JUDGED));
    if (!same) throw new Refused(Why.ALTERED);
  }

  /// @param facts the sealed list; empty where only the case's own records are at hand
  private static SecondLook of(
      Desk desk,
      VisitForms forms,
      CaseFile file,
      String sealHash,
      byte[] manifestBytes,
      byte[] answers,
      Map<String, String> facts)
      throws StoreException, Refused {
    CaseRecord app = file.application().orElseThrow(() -> new Refused(Why.NO_CASE));
    if (!sealHash.equals("sha256-" + Hashes.sha256Hex(manifestBytes)))
      throw new Refused(Why.ALTERED);
    Manifest manifest = manifest(manifestBytes);
    if (!manifest.investigatorB().equals(desk.actor().staff())) throw new Refused(Why.NOT_YOURS);
    String address = manifest.entry("answers").map(Manifest.Entry::address).orElse("");
    if (!address.equals("sha256-" + Hashes.sha256Hex(answers))) throw new Refused(Why.ALTERED);
    SurveySession session = session(desk, forms, manifest, answers);
    sameFacts(session, file.answers(manifest.visit()).byPath());
    sameFacts(session, facts);
    PartText table = session.part(Part.TABLE);
    Around around = manifest.around();
    boolean same = around != null && around.tableHash().equals(table.hash());
    if (!same) throw new Refused(Why.ALTERED);
    Optional<SecondSignings.State> state =
        file.record(manifest.visit()).flatMap(v -> SecondSignings.of(file, v, desk.now()));
    if (state.filter(s -> s.signature().isPresent()).isPresent()) throw new Refused(Why.SIGNED);
    return new SecondLook(
        app.id(),
        manifest.visit(),
        sealHash,
        file.applicant().map(p -> p.text("name")).orElse(""),
        app.text("residenceAddress"),
        desk.staffName(manifest.investigatorA()),
        manifest.finishedAt(),
        state
            .map(SecondSignings.State::until)
            .orElseGet(() -> manifest.finishedAt().plus(SecondSignings.OPEN)),
        table,
        session.part(Part.DOOR),
        manifest.entries().size() + 1);
  }

  private static Manifest manifest(byte[] bytes) throws Refused {
    try {
      return Messages.read(bytes, Manifest.class);
    } catch (WireException _) {
      throw new Refused(Why.ALTERED);
    }
  }

  private static SurveySession session(
      Desk desk, VisitForms forms, Manifest manifest, byte[] answers)
      throws StoreException, Refused {
    String hash = manifest.form().hash();
    FormPackage form =
        forms
            .of(hash.startsWith("sha256-") ? hash.substring(7) : hash)
            .orElseThrow(() -> new Refused(Why.NO_FORM));
    try {
      return SurveySession.restore(form, answers, desk.actor().staff(), desk::now, _ -> {});
    } catch (SurveyException _) {
      throw new Refused(Why.ALTERED);
    }
  }
}
