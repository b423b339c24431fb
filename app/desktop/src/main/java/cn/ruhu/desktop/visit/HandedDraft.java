package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.compare.DraftAnswers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A draft of a household that was given to others, handed to them and to the supervisor: what was
/// asked at the table, entry by entry, as a record of the case. What was asked outside the door,
/// observed, said beside an answer or signed stays with those who made it. The draft itself stays
/// where it is and can still be sealed. Touches the disk.
final class HandedDraft {
  private static final String LOG = "log.";
  private static final String TEXT = "text.";
  private static final int FIELD_MAX = 8_000;

  /// unpacked bytes taken of one record; a household of twelve makes a tenth of it
  private static final int LOG_MAX = 4 << 20;

  private static final Set<AnswerEvent.Act> KEPT =
      EnumSet.of(
          AnswerEvent.Act.OPEN,
          AnswerEvent.Act.ANSWER,
          AnswerEvent.Act.CONFIRM,
          AnswerEvent.Act.CONFIRM_ALL,
          AnswerEvent.Act.ADD,
          AnswerEvent.Act.REMOVE,
          AnswerEvent.Act.PUT_BACK,
          AnswerEvent.Act.GIVEN,
          AnswerEvent.Act.CARRIED,
          AnswerEvent.Act.NO_ANSWER,
          AnswerEvent.Act.REASON);

  private HandedDraft() {}

  /// Writes the record; on return it is on the disk and waits for the next round.
  ///
  /// @param key of the draft
  /// @return how many answers it holds; none means that nothing was asked yet and nothing is
  ///   written
  /// @throws SurveyException when the draft, its form or its case cannot be read
  static int handOver(Desk desk, VisitForms forms, String key, Text words)
      throws StoreException, SurveyException {
    VisitDraft.Name name =
        VisitDraft.name(key).orElseThrow(() -> new SurveyException("survey.damaged", "key"));
    VisitDraft.Kept kept = VisitDraft.read(desk.store().drafts(), key);
    Sent sent = Sent.of(desk, name.assignment(), key);
    UUID me = desk.actor().staff();
    FormPackage form = form(forms, kept.events());
    List<AnswerEvent> table = tableOf(desk, form, kept.events(), me);
    SurveySession session = SurveySession.replay(form, table, me, desk::now, _ -> {});
    List<OtherDraft.Said> said = OtherDraft.said(session);
    if (said.isEmpty()) return 0;
    CaseRecord app = sent.file().application().orElseThrow();
    var f = new TreeMap<String, String>();
    f.put("application", app.id().toString());
    f.put("assignment", name.assignment().toString());
    f.put("attempt", Integer.toString(name.attempt()));
    f.put("startedAt", Knock.at(kept.notes()).map(Instant::toString).orElse(""));
    f.put("at", desk.now().toString());
    f.put("by", me.toString());
    f.put("partner", kept.notes().getOrDefault(Swap.B, ""));
    f.put("formId", form.id());
    f.put("formVersion", form.version());
    f.put("formHash", "sha256-" + form.hash());
    f.put("answered", Integer.toString(said.size()));
    f.values().removeIf(String::isEmpty);
    pieces(f, LOG, pack(table));
    var lines = new StringBuilder();
    for (OtherDraft.Said s : said) lines.append(line(words, s)).append('\n');
    pieces(f, TEXT, lines.toString());
    CaseRecord made = CaseRecord.of(RecordType.VISIT_DRAFT, desk.newId(), app.scope(), app.id(), f);
    desk.save("visit.left.give", "", true, List.of(RecordChange.create(made)));
    return said.size();
  }

  private static String line(Text words, OtherDraft.Said said) {
    return String.join(
        "\t",
        said.fact(),
        DraftAnswers.plain(said.whose()),
        DraftAnswers.plain(said.question().label()),
        DraftAnswers.plain(said.question().value()),
        DraftAnswers.plain(Answers.words(words, said.question())));
  }

  static void pieces(Map<String, String> fields, String name, String text) {
    int n = 0;
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + FIELD_MAX);
      // a character of two halves, as rare names have them, goes into one field
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) to--;
      fields.put(name + n++, text.substring(from, to));
      from = to;
    }
  }

  static String joined(CaseRecord record, String name) {
    var text = new StringBuilder();
    for (int n = 0; record.get(name + n).isPresent(); n++) text.append(record.text(name + n));
    return text.toString();
  }

  private static FormPackage form(VisitForms forms, List<AnswerEvent> events)
      throws StoreException, SurveyException {
    if (events.isEmpty()) throw new SurveyException("survey.damaged", "no entries");
    String[] identity = events.getFirst().path().split(" ", -1);
    return forms
        .of(identity[identity.length - 1])
        .orElseThrow(() -> new SurveyException("survey.other-form", "form not here"));
  }

  /// Entries of what was asked at the table, in order; the attempt itself among them, without which
  /// the form asks nothing.
  private static List<AnswerEvent> tableOf(
      Desk desk, FormPackage form, List<AnswerEvent> events, UUID viewer) throws SurveyException {
    SurveySession session = SurveySession.replay(form, events, viewer, desk::now, _ -> {});
    var outside = new HashSet<String>();
    for (Section s : session.sections()) if (s.part() != Part.TABLE) outside.add(s.id());
    return events.stream()
        .filter(e -> KEPT.contains(e.act()))
        .filter(e ->
            e.act() == AnswerEvent.Act.OPEN
                || (!outside.contains(section(e.path())) && !namesAny(outside, e)))
        .toList();
  }

  private static boolean namesAny(Set<String> outside, AnswerEvent e) {
    return e.act() == AnswerEvent.Act.CONFIRM_ALL
        && e.value().lines().anyMatch(l -> outside.contains(section(l)));
  }

  private static String section(String path) {
    String first = path.startsWith("/") ? path.substring(1) : path;
    int end = first.indexOf('/');
    return end < 0 ? first : first.substring(0, end);
  }

  private static String pack(List<AnswerEvent> events) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      for (AnswerEvent e : events) {
        zip.write(e.encode());
        zip.write('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory has no faults of a disk", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static List<AnswerEvent> unpack(String packed) throws SurveyException {
    byte[] plain;
    try (var zip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      plain = zip.readNBytes(LOG_MAX + 1);
    } catch (IOException | IllegalArgumentException _) {
      throw new SurveyException("survey.damaged", "log of a draft");
    }
    if (plain.length > LOG_MAX) throw new SurveyException("survey.damaged", "log too long");
    var events = new ArrayList<AnswerEvent>();
    for (String line : new String(plain, StandardCharsets.UTF_8).split("\n", -1))
      if (!line.isEmpty()) events.add(AnswerEvent.decode(line.getBytes(StandardCharsets.UTF_8)));
    return events;
  }

  /// The newest of each draft that others handed over for a case; those whose draft lies on this
  /// machine are left out, for it says the same and more.
  ///
  /// @param here keys of the drafts on this machine
  static List<CaseRecord> of(CaseFile file, Set<String> here) {
    var newest = new TreeMap<String, CaseRecord>();
    for (CaseRecord r : file.all(RecordType.VISIT_DRAFT)) {
      String key = "visit:" + r.text("assignment") + ":" + r.text("attempt");
      if (here.contains(key)) continue;
      CaseRecord before = newest.get(key);
      boolean later = before == null || !at(before).isAfter(at(r));
      if (later) newest.put(key, r);
    }
    return List.copyOf(newest.values());
  }

  private static Instant at(CaseRecord record) {
    return CaseFile.instant(record, "at").orElse(Instant.EPOCH);
  }

  /// Reads one beside a visit in hand.
  ///
  /// @return empty when nothing of it could be taken
  static Optional<OtherDraft> read(Desk desk, VisitForms forms, CaseRecord record, UUID viewer)
      throws StoreException, SurveyException {
    List<AnswerEvent> events = unpack(joined(record, LOG));
    SurveySession session =
        SurveySession.replay(form(forms, events), events, viewer, desk::now, _ -> {});
    List<OtherDraft.Said> said =
        OtherDraft.said(session).stream().filter(s -> here(desk, s)).toList();
    String by = record.ref("by").map(desk::staffName).orElse("");
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OtherDraft(
                "handed:" + record.id(), Texts.instant(record.text("startedAt")), by, said));
  }

  /// Photos and files lie on the machine they were taken with.
  private static boolean here(Desk desk, OtherDraft.Said said) {
    if (!VisitFiles.KINDS.contains(said.question().kind())) return true;
    for (String address : said.question().value().split(" ", -1))
      if (desk.store().files().file(address).isEmpty()) return false;
    return true;
  }
}
