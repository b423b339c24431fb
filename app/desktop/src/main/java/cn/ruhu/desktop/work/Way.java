package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.HindranceArgs;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.KeptFile;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Standing;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where work is on its way to the district, and the story behind it: when, who, what waits and why
/// (SCREENS "Where is my work?"). Reads the store, writes nothing. Thread-safe.
public final class Way {
  /// the newest acts of a case a story tells
  private static final int LINES_MAX = 8;

  private Way() {}

  /// Where one act is.
  public static Where where(JournalEntry entry, int filesWaiting) {
    Verdict verdict = entry.verdict();
    if (verdict == null) return Where.SAVED;
    boolean reflected = entry.state() == JournalEntry.State.REFLECTED;
    return switch (verdict.verdict()) {
      case REJECTED, LATE -> Where.REFUSED;
      case CONFLICT -> reflected ? Where.ARRIVED : Where.CONFLICT;
      case DEFERRED -> reflected && filesWaiting == 0 ? Where.ARRIVED : Where.SENT;
      case APPLIED, MERGED -> filesWaiting == 0 ? Where.ARRIVED : Where.SENT;
    };
  }

  /// Files of an act without a receipt.
  public static int filesWaiting(LocalStore store, JournalEntry entry) {
    return (int)
        entry.op().files().stream()
            .flatMap(a -> store.files().file(a).stream())
            .filter(f -> f.state() == KeptFile.State.KEPT)
            .count();
  }

  /// Where one record is.
  public static Where of(Standing standing) {
    return switch (standing) {
      case LOCAL -> Where.SAVED;
      case SENT -> Where.SENT;
      case IN_DISTRICT -> Where.ARRIVED;
      case CONFLICT -> Where.CONFLICT;
      case REFUSED -> Where.REFUSED;
    };
  }

  /// Where a whole case is: what needs a person first, then what has travelled least.
  public static Where ofCase(LocalStore store, UUID application) {
    List<CaseRecord> records = store.ofCase(application);
    var worst = records.isEmpty() ? Where.SAVED : Where.ARRIVED;
    for (CaseRecord r : records) {
      if (r.type() == RecordType.CONFLICT) continue;
      Where now = of(store.standing(r.id()));
      if (urgency(now) > urgency(worst)) worst = now;
    }
    return worst;
  }

  /// Whether anything this machine sent of a case was not taken by the district as it was.
  public static boolean cameBack(LocalStore store, UUID application) {
    Where where = ofCase(store, application);
    return where == Where.REFUSED || where == Where.CONFLICT;
  }

  /// How far a case has travelled by the acts of this machine alone: of one that was handed over to
  /// another street nothing comes back here.
  public static Where ofActs(LocalStore store, UUID application) {
    var worst = Where.ARRIVED;
    for (JournalEntry e : store.journal().entries()) {
      if (e.op().changes().stream().noneMatch(c -> application.equals(c.caseId()))) continue;
      Where where = where(e, e.verdict() == null ? 0 : filesWaiting(store, e));
      if (urgency(where) > urgency(worst)) worst = where;
    }
    return worst;
  }

  /// What needs a person first counts most, then what has travelled least.
  public static int urgency(Where where) {
    return switch (where) {
      case ARRIVED -> 0;
      case SENT -> 1;
      case SAVED -> 2;
      case TYPING -> 3;
      case REFUSED -> 4;
      case CONFLICT -> 5;
    };
  }

  /// What an act was, in words.
  public static String kind(Text text, String kind) {
    String key = "work.way.kind." + kind;
    return text.has(key) ? text.of(key) : text.of("work.way.kind.other");
  }

  /// Why an act is where it is, in words that say what happens next.
  public static String why(Text text, Where where, Optional<String> reason, int filesWaiting) {
    if (reason.isPresent()) {
      String key = "work.way.reason." + reason.get();
      if (text.has(key)) return text.of(key);
      return HindranceArgs.codes().contains(reason.get())
          ? text.of(Words.of(new Hindrance(reason.get(), "", List.of())))
          : text.of("work.way.reason.other", reason.get());
    }
    if (filesWaiting > 0) return text.of("work.way.why.files", String.valueOf(filesWaiting));
    return text.of("work.way.why." + where.name());
  }

  /// What became of work that came too late: who took the case over, when and why, and how it was
  /// decided. Empty while nobody told.
  public static List<String> late(Text text, @Nullable LateNews news) {
    if (news == null) return List.of();
    var lines = new ArrayList<String>();
    LateNews.By over = news.over();
    if (over != null)
      lines.add(
          reasoned(
              text,
              "work.late.over.reason",
              text.of("work.late.over", over.name(), at(over)),
              over));
    LateNews.By by = news.settled();
    if (by != null && news.done())
      lines.add(
          reasoned(
              text,
              "work.late.settled.reason",
              text.of(
                  "work.late.settled",
                  by.name(),
                  at(by),
                  String.valueOf(news.taken()),
                  String.valueOf(news.partly()),
                  String.valueOf(news.kept())),
              by));
    else lines.add(text.of("work.late.open", String.valueOf(news.open())));
    return lines;
  }

  private static String at(LateNews.By by) {
    return by.at() == 0 ? "" : Show.minute(Instant.ofEpochMilli(by.at()));
  }

  private static String reasoned(Text text, String key, String line, LateNews.By by) {
    return by.reason().isBlank() ? line : text.of(key, line, by.reason());
  }

  /// The story of a case on this machine, newest act last: what the signed-in person did and what
  /// the district answered. A case nobody here touched says so.
  public static List<String> story(Desk desk, Text text, UUID application) {
    var lines = new ArrayList<String>();
    for (JournalEntry e : desk.store().journal().entries()) {
      if (e.op().changes().stream().noneMatch(c -> application.equals(c.caseId()))) continue;
      int files = e.verdict() == null ? 0 : filesWaiting(desk.store(), e);
      Optional<String> reason =
          Optional.ofNullable(e.verdict()).flatMap(v -> Optional.ofNullable(v.reason()));
      lines.add(
          text.of(
              "work.way.line",
              Show.minute(Instant.ofEpochMilli(e.op().wall())),
              desk.displayName(),
              kind(text, e.op().kind()),
              why(text, where(e, files), reason, files)));
      lines.addAll(late(text, e.late()));
    }
    if (lines.isEmpty()) return List.of(text.of("work.way.theirs"));
    return List.copyOf(lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size()));
  }
}
