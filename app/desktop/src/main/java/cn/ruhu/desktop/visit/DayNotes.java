package cn.ruhu.desktop.visit;

import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.SurveyException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What holds for a pair's whole day on this machine, so that nobody is asked eight times: there is
/// no receiver, somebody else came in the partner's place, who was called. Lies beside the drafts
/// under the day; days before yesterday go with the next note. Stateless; touches the disk.
final class DayNotes {
  private static final String KEY = "day:";
  private static final String RECEIVER = "receiver";
  private static final String INSTEAD = "instead.";
  private static final String CALL = "call.";
  private static final int KEPT_DAYS = 1;

  /// notes are read, changed and written as one, whoever writes
  private static final Object WRITING = new Object();

  /// What came of a call before the visit.
  enum Call {
    /// agreed to be at home
    AGREED,
    /// nobody answered
    NO_ANSWER,
    /// wants another time
    LATER,
    /// the number is wrong
    WRONG_NUMBER
  }

  private final Drafts drafts;
  private final LocalDate day;
  private final SortedMap<String, String> notes;

  private DayNotes(Drafts drafts, LocalDate day, SortedMap<String, String> notes) {
    this.drafts = drafts;
    this.day = day;
    this.notes = notes;
  }

  /// The notes of a day; none when they cannot be read.
  static DayNotes of(Drafts drafts, LocalDate day) throws StoreException {
    try {
      return new DayNotes(drafts, day, VisitDraft.read(drafts, KEY + day).notes());
    } catch (SurveyException _) {
      return new DayNotes(drafts, day, new TreeMap<>()); // written anew by the next note
    }
  }

  private void put(String name, String value) throws StoreException {
    synchronized (WRITING) {
      notes.clear();
      notes.putAll(of(drafts, day).notes); // what others noted meanwhile
      if (value.isEmpty()) notes.remove(name);
      else notes.put(name, value);
      VisitDraft.put(drafts, KEY + day, notes);
      for (String key : drafts.keys())
        if (key.startsWith(KEY) && key.compareTo(KEY + day.minusDays(KEPT_DAYS)) < 0)
          drafts.remove(key);
    }
  }

  /// Code of `placeReason` that was given once for the whole day.
  Optional<String> noReceiver() {
    return Optional.ofNullable(notes.get(RECEIVER));
  }

  void noReceiver(String reason) throws StoreException {
    put(RECEIVER, reason);
  }

  /// Who came today in this person's place.
  Optional<UUID> instead(UUID sent) {
    return cn.ruhu.casefile.record.Texts.uuid(notes.getOrDefault(INSTEAD + sent, ""));
  }

  /// @param other empty when the one who was sent came after all
  void instead(UUID sent, Optional<UUID> other) throws StoreException {
    put(INSTEAD + sent, other.map(UUID::toString).orElse(""));
  }

  Optional<Call> call(UUID assignment) {
    String name = notes.getOrDefault(CALL + assignment, "");
    for (Call c : Call.values()) if (c.name().equals(name)) return Optional.of(c);
    return Optional.empty();
  }

  void call(UUID assignment, Optional<Call> outcome) throws StoreException {
    put(CALL + assignment, outcome.map(Call::name).orElse(""));
  }
}
