package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Show;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// When an attempt began: the moment somebody said what happened at the door, not when its card was
/// opened, which may have been the evening before. Until then the opening stands for it. Lies in
/// the notes of the visit's draft, where the opening is kept besides. Window thread only, but for
/// what reads notes it is handed.
final class Knock {
  /// note with the moment the card was opened
  static final String OPENED = "started";

  /// note with the moment and the outcome that was said then
  private static final String KNOCKED = "knocked";

  /// question that shows the moment
  private static final String ARRIVED_AT = "V03";

  private static final String INSIDE = "1";

  private Knock() {}

  /// When it began, as the notes of a draft say; empty when they say nothing.
  static Optional<Instant> at(Map<String, String> notes) {
    String[] said = notes.getOrDefault(KNOCKED, "").split(" ", 2);
    return Texts.instant(said[0]).or(() -> Texts.instant(notes.getOrDefault(OPENED, "")));
  }

  static Instant of(Visit visit) {
    String[] said = visit.draft.note(KNOCKED).split(" ", 2);
    return Texts.instant(said[0]).orElseGet(() -> Instant.parse(visit.draft.note(OPENED)));
  }

  /// A draft from before knocks were noted: what was said then was said when it was opened.
  static void known(Visit visit) {
    String code = visit.value(Visit.DISPOSITION);
    if (!code.isEmpty() && visit.draft.note(KNOCKED).isEmpty())
      visit.draft.note(KNOCKED, visit.draft.note(OPENED) + " " + code);
  }

  /// The outcome at the door was said. Said otherwise it is of the same knock, unless the door
  /// opened after all; once inside it stays.
  static void said(Visit visit, Instant now) {
    String code = visit.value(Visit.DISPOSITION);
    String kept = visit.draft.note(KNOCKED);
    String before = kept.substring(kept.indexOf(' ') + 1);
    if (code.equals(before) || (before.equals(INSIDE) && !code.isEmpty())) return;
    boolean corrected = !before.isEmpty() && !code.isEmpty() && !code.equals(INSIDE);
    if (corrected) { // said otherwise of the same knock
      visit.draft.note(KNOCKED, kept.substring(0, kept.indexOf(' ') + 1) + code);
      return;
    }
    visit.draft.note(KNOCKED, code.isEmpty() ? "" : now + " " + code);
    visit.survey.given(ARRIVED_AT, of(visit).atZone(Show.ZONE).toOffsetDateTime().toString());
  }
}
