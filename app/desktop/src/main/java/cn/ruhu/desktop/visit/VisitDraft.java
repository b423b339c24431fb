package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A visit under way on the disk: each answer an entry that is appended, a few notes (who signed
/// in, what was signed over) as the draft's value. Writes go out in order, off the window's thread;
/// [#settled] says when the last one is on the disk. Window thread only, except [#read].
final class VisitDraft {
  /// Notes of a draft.
  record Notes(SortedMap<String, String> values) {}

  /// name of the note that says where the entries lie, once another version of the form began
  private static final String LOG = "log";

  /// between a draft's key and the name of its entries
  private static final String PART = "/";

  private static final Pattern KEY = Pattern.compile("visit:([0-9a-f-]{36}):(\\d{1,3})");

  /// A draft as it lies on the disk.
  record Kept(SortedMap<String, String> notes, List<AnswerEvent> events) {}

  private final Drafts drafts;
  private final Background background;
  private final String key;
  private final SortedMap<String, String> notes = new TreeMap<>();
  private final List<byte[]> waiting = new ArrayList<>();
  private final List<Runnable> whenSettled = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private boolean notesWaiting;
  private boolean writing;
  private boolean held;
  private boolean closed;

  /// number of the first entry that waits
  private long first;

  /// one write at a time: one that was given up may still run when the next is asked for
  private final ReentrantLock disk = new ReentrantLock();

  /// number of entries on the disk; under [#disk]
  private long written;

  /// everything said so far is on the disk
  final BooleanProperty settled = new SimpleBooleanProperty(true);

  /// code of a failure of the disk, empty for none; what was not written is kept and tried again
  final StringProperty trouble = new SimpleStringProperty("");

  VisitDraft(Drafts drafts, Background background, String key, SortedMap<String, String> notes) {
    this.drafts = drafts;
    this.background = background;
    this.key = key;
    this.notes.putAll(notes);
  }

  static String key(UUID assignment, int attempt) {
    return "visit:" + assignment + ":" + attempt;
  }

  /// What a key of a visit's draft names.
  record Name(UUID assignment, int attempt) {}

  /// Reads a key; empty for keys of anything else, and of what lies beside a draft.
  static Optional<Name> name(String key) {
    Matcher m = KEY.matcher(key);
    if (!m.matches()) return Optional.empty();
    return Texts.uuid(m.group(1)).map(a -> new Name(a, Integer.parseInt(m.group(2))));
  }

  /// What is on the disk under a key; no events when there is no such draft.
  static Kept read(Drafts drafts, String key) throws StoreException, SurveyException {
    SortedMap<String, String> notes = new TreeMap<>();
    var value = drafts.get(key);
    if (value.isPresent()) {
      try {
        notes.putAll(Messages.read(value.get(), Notes.class).values());
      } catch (WireException _) {
        throw new SurveyException("survey.damaged", "notes");
      }
    }
    var events = new ArrayList<AnswerEvent>();
    for (byte[] entry : drafts.entries(notes.getOrDefault(LOG, key)))
      events.add(AnswerEvent.decode(entry));
    return new Kept(notes, events);
  }

  /// Lets a draft go on with other entries. They are all on the disk before the draft names them,
  /// and the ones before stay until the visit is sealed: whatever ends the program, the draft is
  /// either as it was or as it will be.
  ///
  /// @param suffix names the new entries; never used before for this draft
  static void goOn(
      Drafts drafts,
      String key,
      String suffix,
      List<AnswerEvent> events,
      SortedMap<String, String> notes)
      throws StoreException {
    String log = key + PART + suffix;
    for (AnswerEvent event : events) drafts.append(log, event.encode());
    var now = new TreeMap<>(notes);
    now.put(LOG, log);
    drafts.put(key, Messages.write(new Notes(now)));
  }

  /// Writes notes as the value of a key, at once.
  static void put(Drafts drafts, String key, SortedMap<String, String> notes)
      throws StoreException {
    drafts.put(key, Messages.write(new Notes(new TreeMap<>(notes))));
  }

  /// Drops a draft with the entries of every version it had.
  static void remove(Drafts drafts, String key) throws StoreException {
    for (String one : drafts.keys()) if (one.startsWith(key + PART)) drafts.remove(one);
    drafts.remove(key);
  }

  String key() {
    return key;
  }

  void append(AnswerEvent event) {
    if (waits(() -> append(event))) return;
    waiting.add(event.encode());
    write();
  }

  /// A note by name; an empty value removes it.
  void note(String name, String value) {
    if (waits(() -> note(name, value))) return;
    if (value.isEmpty()) notes.remove(name);
    else notes.put(name, value);
    notesWaiting = true;
    write();
  }

  // ---- while it is sealed

  /// The draft stays as it is on the disk: it is being sealed. What is said meanwhile waits.
  void hold() {
    held = true;
  }

  /// It was not sealed; what was said meanwhile is written.
  void release() {
    held = false;
    var acts = List.copyOf(later);
    later.clear();
    acts.forEach(Runnable::run);
  }

  /// It was sealed and is gone from the disk; nothing is written to it any more.
  void close() {
    closed = true;
    later.clear();
  }

  /// It is being sealed, or was.
  boolean resting() {
    return held || closed;
  }

  private boolean waits(Runnable act) {
    if (held && !closed) later.add(act);
    return resting();
  }

  String note(String name) {
    return notes.getOrDefault(name, "");
  }

  /// Notes whose name begins so, by the rest of their name.
  SortedMap<String, String> notes(String prefix) {
    var found = new TreeMap<String, String>();
    notes.forEach((k, v) -> {
      if (k.startsWith(prefix)) found.put(k.substring(prefix.length()), v);
    });
    return found;
  }

  /// Runs `act` once everything is on the disk.
  void whenSettled(Runnable act) {
    if (settled.get()) act.run();
    else whenSettled.add(act);
  }

  /// Writes what waits; called again by a person after trouble with the disk.
  void write() {
    if (writing) {
      settled.set(false);
      return;
    }
    if (waiting.isEmpty() && !notesWaiting) {
      settled.set(true);
      var acts = List.copyOf(whenSettled);
      whenSettled.clear();
      acts.forEach(Runnable::run);
      return;
    }
    settled.set(false);
    writing = true;
    var entries = List.copyOf(waiting);
    boolean withNotes = notesWaiting;
    String log = notes.getOrDefault(LOG, key);
    byte[] value = Messages.write(new Notes(new TreeMap<>(notes)));
    notesWaiting = false;
    long from = first;
    background.perform(
        () -> {
          disk.lockInterruptibly();
          try {
            append(log, from, entries);
            if (withNotes) drafts.put(key, value);
          } finally {
            disk.unlock();
          }
        },
        () -> {
          writing = false;
          waiting.subList(0, entries.size()).clear();
          first = from + entries.size();
          trouble.set("");
          write();
        },
        cause -> {
          writing = false;
          notesWaiting |= withNotes;
          trouble.set(Words.troubleCode(cause));
        });
  }

  /// Writes what of these entries is not on the disk: a write before this one may have brought some
  /// there and failed at a later one, or after its time was over.
  private void append(String log, long from, List<byte[]> entries) throws StoreException {
    for (int i = (int) Math.max(0, written - from); i < entries.size(); i++) {
      drafts.append(log, entries.get(i));
      written = from + i + 1;
    }
  }
}
