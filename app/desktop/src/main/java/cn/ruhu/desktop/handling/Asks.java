package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each deed asks for, with what the case already knows filled in. Stateless.
final class Asks {
  static final String KEEP = "KEEP";

  /// Key of the ask which objection a complaint is the answer to.
  static final String HEARD = "heard";

  private static final String NONE = "NONE";

  private Asks() {}

  /// @param inspectors whom the district may send and who was drawn, for a deed that names one
  static List<Ask> of(Deed deed, CaseFile file, LocalDate today, List<Choice> inspectors) {
    return switch (deed) {
      case OTHER_INSPECTOR -> otherInspector(file, inspectors);
      case REPORT -> List.of(Ask.line("number"), Ask.photo("page"));
      case NO_RECORD, APPRAISE, REFUSE_PATH, TAKE, SPOT_CHECK, SPOT_AFTER -> List.of();
      case AUTHORIZATION_REFUSED ->
          List.of(Ask.choice("person", people(file)), Ask.words("reason"));
      case FINDING_UNDISPUTED, GIVE_UP, RESUME, CHECK_DIFFERS -> List.of(Ask.words("reason"));
      case CONSENT -> List.of(Ask.choice("scheme", others(file)), Ask.photo("page"));
      case APPRAISED -> List.of(Ask.choice("conclusion", appraisals()), Ask.photo("page"));
      case POST, POST_AGAIN, POST_DISTRICT -> posting(deed, file, today);
      case POST_AWAY, POST_DISTRICT_AWAY, SEND_AGAIN -> List.of(mask());
      case REMIND, RECALL -> List.of(Ask.words("reason"));
      case NOTICE_END -> List.of(Ask.photo("page"));
      case OBJECT, OBJECT_TOO -> Hearing.taking(deed, file, today);
      case SETTLE -> Hearing.settling(file);
      case LETTER -> letter(file);
      case DELIVERED ->
          List.of(
              Ask.choice("letter", letters(file, l -> l.isIssued() && !l.isDelivered())),
              Ask.line("receiver", file.applicant().map(p -> p.text("name")).orElse("")),
              Ask.day("day", today.toString(), earliest(file, deed)),
              Ask.photo("page").optional());
      case FILED -> List.of(Ask.line("number").optional());
      case COMPLAINT -> complaint(file);
      case COMPLAINT_CLOSE ->
          List.of(
              Ask.choice(
                  "complaint",
                  file.openComplaints().stream()
                      .map(f ->
                          new Choice(
                              f.text("subject"), f.text("reason"), spelled(f.text("reason"))))
                      .toList()),
              Ask.choice("result", results()),
              Ask.words("reason"));
      case WITHDRAW -> List.of(Ask.words("reason"), Ask.photo("page"));
      case TRANSFER -> List.of(Ask.line("receiver"), Ask.words("reason"));
      case STOP, STOP_OTHER -> Stopping.asks(file, today);
    };
  }

  /// Who was drawn and cannot go, and who goes instead; where fewer than two were drawn, who else
  /// goes.
  private static List<Ask> otherInspector(CaseFile file, List<Choice> inspectors) {
    List<String> drawn = Draw.inspectors(file);
    Map<Boolean, List<Choice>> people =
        inspectors.stream().collect(Collectors.partitioningBy(c -> drawn.contains(c.code())));
    List<Choice> free = people.getOrDefault(false, List.of());
    var asks = new ArrayList<Ask>();
    if (drawn.size() >= DrawWork.EACH)
      asks.add(Ask.choice("replaced", people.getOrDefault(true, List.of())));
    asks.add(Ask.choice("person", free));
    if (drawn.isEmpty()) asks.add(Ask.choice("second", free));
    asks.add(Ask.words("reason"));
    return asks;
  }

  /// After the notice an objection that was heard elsewhere is answered as a complaint: which one,
  /// whoever records it says.
  private static List<Ask> complaint(CaseFile file) {
    var asks = new ArrayList<Ask>();
    asks.add(Ask.line("source"));
    asks.add(Ask.words("reason"));
    var heard = new ArrayList<Choice>();
    for (CaseRecord o : late(file)) {
      String words = Hearing.words(o);
      heard.add(new Choice(o.id().toString(), words, spelled(words)));
    }
    if (!heard.isEmpty()) {
      heard.add(new Choice(NONE, "", "f"));
      asks.add(Ask.choice(HEARD, heard));
    }
    asks.add(Ask.photo("page").optional());
    return asks;
  }

  /// Objections a complaint may be the answer to: those heard at another street's board that nobody
  /// took up, but not while a notice hangs, when they are taken up as what they are; and those the
  /// case left behind without an answer.
  static List<CaseRecord> late(CaseFile file) {
    boolean hangs = Process.stage(file).filter(Deeds.NOTICE::contains).isPresent();
    return Stream.concat(
            hangs ? Stream.empty() : Posting.untaken(file).stream(),
            Objections.left(file).stream().map(Objections.Objection::raised))
        .toList();
  }

  private static Optional<LocalDate> earliest(CaseFile file, Deed deed) {
    return Deeds.after(file, deed).map(at -> at.atZone(Process.ZONE).toLocalDate());
  }

  /// A place outside the district is asked by letter and answers with its photos.
  private static List<Ask> posting(Deed deed, CaseFile file, LocalDate today) {
    var asks = new ArrayList<Ask>();
    asks.add(Ask.line("place", Posting.outside(file) ? residence(file) : community(file)));
    if (Posting.outside(file)) asks.add(Ask.line("byLetter"));
    asks.add(Ask.day("day", today.toString(), earliest(file, deed)));
    asks.add(Ask.photo("page"));
    return asks;
  }

  private static String residence(CaseFile file) {
    return file.application().map(a -> a.text("residenceAddress")).orElse("");
  }

  private static Ask mask() {
    List<Choice> boards =
        Stream.of(MaskProfile.BOARD_MASKED, MaskProfile.BOARD_FULL)
            .map(m -> new Choice(m.name(), "", ""))
            .toList();
    return Ask.choice("mask", boards).preset(MaskProfile.BOARD_MASKED.name());
  }

  /// Whether a positive opinion stands, or which reason there is to refuse.
  static Ask anew(String key, String scheme) {
    var choices = new ArrayList<Choice>();
    choices.add(new Choice(KEEP, "", "w"));
    choices.addAll(table("reject"));
    return Ask.choice(key, choices).named(CodeTables.label("scheme", scheme)).preset(KEEP);
  }

  private static List<Ask> letter(CaseFile file) {
    var missing = letters(file, l -> !l.isIssued());
    String number =
        missing.size() == 1
            ? decided(file, missing.getFirst().code())
                .orElseGet(() -> registered(file, missing.getFirst().code()))
            : "";
    return List.of(Ask.choice("letter", missing), Ask.line("number", number));
  }

  /// The number a decision gave to its own notice.
  private static Optional<String> decided(CaseFile file, String letter) {
    return Letter.of(file).stream()
        .filter(l -> l.key().equals(letter))
        .findFirst()
        .flatMap(l -> l.decision().get("documentNumber"));
  }

  /// Letters of the case as choices: kind of paper and scheme.
  private static List<Choice> letters(CaseFile file, Predicate<Letter> which) {
    return Letter.of(file).stream()
        .filter(which)
        .map(l -> new Choice(l.key(), letterWords(l), initials(l.paper())))
        .toList();
  }

  private static String initials(String paper) {
    return CodeTables.table("notice").entries().stream()
        .filter(e -> e.code().equals(paper))
        .map(CodeEntry::initials)
        .findFirst()
        .orElse("");
  }

  static String letterWords(Letter letter) {
    return CodeTables.label("notice", letter.paper())
        + " \u00b7 "
        + CodeTables.label("scheme", letter.scheme());
  }

  /// Number of the newest standing print of a letter in the register, empty when none was printed:
  /// it was printed by somebody who may not record that it was issued.
  static String registered(CaseFile file, String letter) {
    var voided = file.documents().stream().flatMap(d -> d.ref("voids").stream()).toList();
    return file.documents().stream()
        .filter(d -> (d.text("paper") + ":" + d.text("scheme")).equals(letter))
        .filter(d -> !voided.contains(d.id()) && !voided.contains(d.ref("copyOf").orElse(d.id())))
        .map(d -> d.text("documentNumber"))
        .filter(n -> !n.isEmpty())
        .reduce((_, later) -> later)
        .orElse("");
  }

  private static List<Choice> people(CaseFile file) {
    return file.members().stream()
        .flatMap(m ->
            file.personOf(m).stream()
                .map(p -> new Choice(m.id().toString(), p.text("name"), spelled(p.text("name")))))
        .toList();
  }

  private static String spelled(String words) {
    return Pinyin.of(words).initials();
  }

  /// What a complaint came to (DOMAIN §6.9).
  private static List<Choice> results() {
    return List.of("1", "2", "3", "4").stream().map(c -> new Choice(c, "", "")).toList();
  }

  private static List<Choice> others(CaseFile file) {
    return table("scheme").stream().filter(c -> !file.schemes().contains(c.code())).toList();
  }

  private static List<Choice> appraisals() {
    return List.of(new Choice("1", "", ""), new Choice("2", "", ""), new Choice("3", "", ""));
  }

  private static List<Choice> table(String name) {
    return CodeTables.table(name).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  private static String community(CaseFile file) {
    return file.application().map(a -> a.text("community")).orElse("");
  }
}
