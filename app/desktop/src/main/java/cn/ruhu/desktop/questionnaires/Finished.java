package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.access.CaseForms;
import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Makes the record of a finished questionnaire: its answers by name, its text as it was asked, its
/// files, and what follows for the case. Nothing of it changes afterwards.
final class Finished {
  /// begins the fields of answers and of the text
  static final String ANSWER = "q:";

  static final String TEXT = "text.";
  static final String SETTLED = "settled.";

  private static final Set<QuestionKind> FILES =
      Set.of(
          QuestionKind.PHOTO,
          QuestionKind.SIGNATURE,
          QuestionKind.FILE,
          QuestionKind.AUDIO,
          QuestionKind.VIDEO);

  /// characters of a field of the text; a record's field takes ten thousand
  private static final int TEXT_MAX = 8_000;

  private static final int SEGMENT_MAX = 80;

  /// what an appraisal concluded, as its question is named
  private static final String CONCLUSION = "/result/truth";

  private Finished() {}

  /// A file among the answers.
  private record Attached(Question question, String address) {}

  /// Everything of it as it stood on the screen.
  ///
  /// @param differences of a second entry, all settled
  record Content(
      SortedMap<String, String> facts,
      List<String> text,
      List<String> attached,
      Map<String, String> labels,
      List<SecondEntry.Difference> differences) {}

  /// What a record says of a questionnaire: what was taken from a first entry is in it, while the
  /// form in hand stays as it was entered. Window thread.
  ///
  /// @param snapshot the form in hand
  static Content content(
      Desk desk, Filling filling, byte[] snapshot, List<SecondEntry.Difference> differences)
      throws SurveyException {
    SurveySession session = filling.session();
    List<SecondEntry.Difference> first =
        differences.stream()
            .filter(d -> d.taken() == SecondEntry.Taken.FIRST && !d.path().isEmpty())
            .toList();
    if (!first.isEmpty()) {
      UUID me = desk.actor().staff();
      session = SurveySession.restore(filling.form, snapshot, me, desk::now, _ -> {});
    }
    for (SecondEntry.Difference d : first) session.answer(d.path(), d.first());
    var attached = new ArrayList<String>();
    var labels = new TreeMap<String, String>();
    for (Attached a : attached(session)) {
      attached.add(a.address());
      labels.put(a.address(), a.question().label());
    }
    return new Content(session.facts(), text(session), attached, labels, List.copyOf(differences));
  }

  private static List<Attached> attached(SurveySession session) {
    var all = new ArrayList<Attached>();
    for (Section section : session.sections())
      for (Question q : session.questions(section.id()))
        if (FILES.contains(q.kind()) && q.relevant() && !q.value().isEmpty())
          for (String address : q.value().split(" ", -1)) all.add(new Attached(q, address));
    return all;
  }

  /// The form with its answers as lines.
  private static List<String> text(SurveySession session) {
    return session.part(Part.TABLE).lines().stream()
        .map(l -> l.level() + "\t" + plain(l.label()) + "\t" + plain(l.value()))
        .toList();
  }

  /// Lines in pieces a record's field holds.
  private static void pieces(Map<String, String> fields, String name, List<String> lines) {
    var piece = new StringBuilder();
    int n = 0;
    for (String line : lines) {
      if (piece.length() + line.length() > TEXT_MAX && !piece.isEmpty()) {
        fields.put(name + n++, piece.toString());
        piece.setLength(0);
      }
      piece.append(line, 0, Math.min(line.length(), TEXT_MAX)).append('\n');
    }
    if (!piece.isEmpty()) fields.put(name + n, piece.toString());
  }

  static String plain(String words) {
    return words.replace('\t', ' ').replace('\n', ' ');
  }

  /// The field an answer stands in: `q:` and its path, `:` for slashes and around numbers.
  static String field(String fact) {
    var name = new StringBuilder(ANSWER);
    int segment = 0;
    for (int c : fact.codePoints().toArray()) {
      boolean between = c == '/' || c == '[' || c == ']' || c == '@' || c == '#';
      if (between) {
        if (segment > 0) name.append(':');
        segment = 0;
        continue;
      }
      boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
      String one = kept ? Character.toString(c) : "-u%04x".formatted(c);
      if (segment + one.length() > SEGMENT_MAX) {
        name.append(':');
        segment = 0;
      }
      name.append(one);
      segment += one.length();
    }
    return name.toString();
  }

  /// Keeps and saves; on return everything is on the disk, and what was begun is gone.
  ///
  /// @param snapshot the answers as they were entered, kept as a file
  static void save(Desk desk, Filling filling, byte[] snapshot, Content content)
      throws StoreException {
    UUID application = filling.application();
    CaseRecord a = filling.file.application().orElseThrow();
    String answers = desk.store().files().put(snapshot, application, "application/x-ruhu-survey");
    var f = new TreeMap<String, String>();
    f.put("application", application.toString());
    f.put("formId", filling.form.id());
    f.put("formVersion", filling.form.version());
    f.put("formHash", filling.form.hash());
    f.put("title", filling.form.title());
    f.put("startedAt", filling.startedAt.toString());
    f.put("finishedAt", desk.now().toString());
    f.put("by", desk.actor().staff().toString());
    f.put("answers", answers);
    filling.first.ifPresent(first -> f.put("first", first.text("answers")));
    content.facts().forEach((fact, value) -> f.put(field(fact), value));
    for (SecondEntry.Difference d : content.differences()) f.put(d.field(), d.value());
    pieces(f, TEXT, content.text());
    pieces(f, SETTLED, SecondEntry.settled(content.differences()));
    f.values().removeIf(String::isEmpty);
    var changes = new ArrayList<RecordChange>();
    UUID id = desk.newId();
    changes.add(create(RecordType.FORM_ANSWERS, id, a, f));
    boolean appraisal = filling.form.id().equals(CaseForms.APPRAISAL);
    List<UUID> pages = pages(desk, filling, content, appraisal ? "D21" : "D99", changes);
    if (appraisal && Rights.mayRecord(desk.actor().role(), GateKind.APPRAISAL_RECORD))
      changes.add(recorded(desk, a, content.facts().getOrDefault(CONCLUSION, ""), pages));
    desk.save("save", "", true, changes, filling.key, FillingLog.picturesKey(filling.key));
  }

  private static RecordChange create(
      RecordType type, UUID id, CaseRecord a, Map<String, String> fields) {
    return RecordChange.create(CaseRecord.of(type, id, a.scope(), a.id(), fields));
  }

  private static List<UUID> pages(
      Desk desk, Filling filling, Content content, String slot, List<RecordChange> changes) {
    var ids = new ArrayList<UUID>();
    if (!Rights.mayCreate(desk.actor().role(), RecordType.PAGE)) return ids;
    CaseRecord a = filling.file.application().orElseThrow();
    for (String address : content.attached()) {
      UUID id = desk.newId();
      ids.add(id);
      var f = new TreeMap<String, String>();
      f.put("application", a.id().toString());
      f.put("slot", slot);
      f.put("label", content.labels().getOrDefault(address, ""));
      f.put("file", address);
      f.put("by", desk.actor().staff().toString());
      f.put("source", "FILE");
      desk.store()
          .files()
          .file(address)
          .ifPresent(k -> {
            f.put("length", Long.toString(k.length()));
            f.put("mime", k.mime());
            f.put("takenAt", java.time.Instant.ofEpochMilli(k.madeAt()).toString());
          });
      f.values().removeIf(String::isEmpty);
      changes.add(create(RecordType.PAGE, id, a, f));
    }
    return ids;
  }

  private static RecordChange recorded(
      Desk desk, CaseRecord a, String conclusion, List<UUID> pages) {
    var f = new TreeMap<String, String>();
    f.put("application", a.id().toString());
    f.put("kind", GateKind.APPRAISAL_RECORD.name());
    f.put("value", conclusion);
    f.put("by", desk.actor().staff().toString());
    f.put("at", desk.now().toString());
    if (!pages.isEmpty()) f.put("page", pages.getFirst().toString());
    f.values().removeIf(String::isEmpty);
    return create(RecordType.GATE_FACT, desk.newId(), a, f);
  }

  /// One line of a finished questionnaire as it is read.
  record Line(int level, String label, String value) {}

  /// The text of a finished questionnaire, wherever it was filled in.
  static List<Line> lines(CaseRecord filled) {
    var all = new ArrayList<Line>();
    for (int i = 0; filled.get(TEXT + i).isPresent(); i++)
      for (String line : filled.text(TEXT + i).split("\n", -1)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 3 && parts[0].matches("[0-2]"))
          all.add(new Line(Integer.parseInt(parts[0]), parts[1], parts[2]));
      }
    return all;
  }
}
