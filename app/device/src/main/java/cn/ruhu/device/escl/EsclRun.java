package cn.ruhu.device.escl;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.imaging.page.PageFile;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;

/// One job from its order to its end (DEVICES 2.2). No answer about a page is taken for the end of
/// the paper: after each that gives none the device is asked how it stands, since a jam, an open
/// lid and the end of the stack look the same otherwise.
final class EsclRun {
  private final EsclAsk ask;
  private final EsclCaps caps;
  private final EsclQuirks quirks;
  private final EsclPace pace;
  private final DeviceTime time;
  private final ScanSettings settings;
  private final PageSink sink;
  private final ScanStop stop;
  private int pages;

  /// images that came inside of documents, beyond one each
  private int inside;

  private OptionalInt fed = OptionalInt.empty();
  private long lastPageMs;
  private int notYet;
  private int busy;

  /// What is asked of which device.
  ///
  /// @param settings that fit the device
  record Job(EsclCaps caps, EsclQuirks quirks, ScanSettings settings) {}

  /// The device wants more time than it gets.
  private static final class Patience extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    Patience(Duration wait) {
      super("busy");
      this.wait = wait;
    }
  }

  EsclRun(EsclAsk ask, Job job, EsclPace pace, DeviceTime time, PageSink sink, ScanStop stop) {
    this.ask = ask;
    this.caps = job.caps();
    this.quirks = job.quirks();
    this.settings = job.settings();
    this.pace = pace;
    this.time = time;
    this.sink = sink;
    this.stop = stop;
  }

  ScanEnd run() {
    String job;
    try {
      job = begin();
    } catch (EsclTrouble t) {
      return end(t.why());
    } catch (Patience p) {
      return new ScanEnd(Why.BUSY, 0, fed, p.wait);
    }
    Why why;
    Duration wait = Duration.ZERO;
    try {
      why = pages(job);
    } catch (EsclTrouble t) {
      why = t.why() == Why.ABSENT ? Why.VANISHED : t.why();
    } catch (Patience p) {
      why = Why.BUSY;
      wait = p.wait;
    }
    if (why == Why.CANCELLED && stop.asked()) countStopped(job);
    if (quirks.clean() && why != Why.VANISHED) ask.http().delete(job);
    return new ScanEnd(why, pages, fed, wait);
  }

  /// The page under way when somebody stopped is given up, though its sheet went through.
  private void countStopped(String job) {
    try {
      ask.once()
          .flatMap(s -> s.job(job))
          .map(this::through)
          .filter(told -> told.orElse(0) > pages)
          .ifPresent(told -> fed = told);
    } catch (EsclTrouble _) {
      // then nobody knows
    }
  }

  private ScanEnd end(Why why) {
    return new ScanEnd(why, pages, fed, Duration.ZERO);
  }

  // ---- the order

  /// @return path of the job
  private String begin() throws EsclTrouble, Patience {
    ScanSettings now = settings;
    while (true) {
      if (stop.asked()) throw new EsclTrouble(Why.CANCELLED);
      var answer = ask.http().post("ScanJobs", EsclJob.xml(caps, now), stop);
      switch (answer.status()) {
        case 200, 201 -> {
          String path = EsclLocation.path(answer.location());
          if (path.isEmpty()) throw new EsclTrouble(Why.REPLY);
          busy = 0;
          return path;
        }
        case 503 -> patience(answer, EsclPace.BUSY_TRIES);
        case 409 -> {
          // black and white is what they refuse most
          if (now.colour() != ScanColour.BITONAL) throw new EsclTrouble(refusal(Why.REFUSED));
          now = new ScanSettings(now.input(), now.dpi(), ScanColour.GRAY, now.size());
        }
        case 400, 415, 422 -> throw new EsclTrouble(refusal(Why.REFUSED));
        case 401, 403 -> throw new EsclTrouble(Why.DENIED);
        case 404, 405 -> throw new EsclTrouble(Why.REPLY);
        default -> throw new EsclTrouble(refusal(Why.FAULT));
      }
    }
  }

  /// What keeps the device from taking the order, by its own word.
  private Why refusal(Why otherwise) throws EsclTrouble {
    Optional<EsclStatus> status = ask.status(stop);
    if (status.isEmpty()) return otherwise;
    EsclStatus now = status.get();
    if (now.obstacle().isPresent()) return honest(now.obstacle().get());
    if (saysEmpty(now)) return Why.FEEDER_EMPTY;
    return now.works() ? Why.BUSY : otherwise;
  }

  /// The feeder is empty, by its own word or by that of a device known to use another.
  private boolean saysEmpty(EsclStatus now) {
    boolean works = quirks.worksEmpty() && now.feederWorks();
    return settings.input().fed() && (now.feederEmpty() || works);
  }

  private Why honest(Why told) {
    boolean empty = told == Why.JAM && quirks.jamEmpty() && pages == 0;
    return empty ? Why.FEEDER_EMPTY : told;
  }

  // ---- the pages

  private Why pages(String job) throws EsclTrouble, Patience {
    boolean whole = caps.isWhole(settings);
    while (true) {
      if (stop.asked()) return Why.CANCELLED;
      if (pages == EsclPace.PAGES_MAX) return Why.TOO_MANY;
      long start = time.millis();
      EsclHttp.Answer answer;
      try {
        answer = ask.http().page(job, whole, stop);
      } catch (EsclTrouble t) {
        return broken(job, t.why());
      }
      Optional<Why> over =
          switch (answer.status()) {
            case 200 -> took(job, answer, start);
            case 404, 409, 410 -> gone(job);
            case 503 -> {
              patience(answer, EsclPace.PAGE_TRIES);
              yield Optional.empty();
            }
            case 401, 403 -> Optional.of(Why.DENIED);
            default -> Optional.of(refusal(Why.FAULT));
          };
      if (over.isPresent()) return over.get();
    }
  }

  private Optional<Why> took(String job, EsclHttp.Answer answer, long startMs) throws EsclTrouble {
    Optional<Why> fault = ScannedPage.fault(answer.body());
    if (fault.isPresent()) return Optional.of(damaged(job, fault.get()));
    var page = ScannedPage.of(pages + 1, answer.body(), answer.type(), time.wall().instant());
    if (!sink.page(page)) {
      fed = OptionalInt.of(pages + 1);
      return Optional.of(Why.NOT_KEPT);
    }
    pages++;
    inside += sheets(answer.body()) - 1;
    notYet = 0;
    busy = 0;
    lastPageMs = time.millis() - startMs;
    if (settings.input() != ScanInput.PLATEN) return Optional.empty();
    fed = OptionalInt.of(pages);
    return Optional.of(Why.DONE);
  }

  /// What went through by the device's count of images, with a document counted as the one page it
  /// is handed over as.
  private OptionalInt through(EsclStatus.Job job) {
    OptionalInt told = job.completed();
    return told.isEmpty() ? told : OptionalInt.of(Math.max(0, told.getAsInt() - inside));
  }

  private static int sheets(byte[] body) {
    return switch (PageFile.open(body)) {
      case PageFile.Refused(var _, int count) -> Math.max(1, count);
      case PageFile.Pages document -> {
        try (document) {
          yield document.count();
        }
      }
    };
  }

  /// A page came that is none: the sheet went through, so it is missing.
  private Why damaged(String job, Why fault) throws EsclTrouble {
    fed = OptionalInt.of(pages + 1);
    Optional<EsclStatus> status = ask.status(stop);
    int told = status.flatMap(s -> s.job(job)).map(j -> through(j).orElse(0)).orElse(0);
    fed = OptionalInt.of(Math.max(told, pages + 1));
    return status.flatMap(EsclStatus::obstacle).orElse(fault);
  }

  /// The line broke while a page was on its way.
  private Why broken(String job, Why how) {
    if (how == Why.CANCELLED || stop.asked()) return Why.CANCELLED;
    if (how == Why.PAGE_CUT) fed = OptionalInt.of(pages + 1);
    try {
      // whether it still answers tells a page cut off from a device that went away
      Optional<EsclStatus> status = ask.status(stop);
      int told = status.flatMap(s -> s.job(job)).map(j -> through(j).orElse(0)).orElse(0);
      if (told > pages) fed = OptionalInt.of(Math.max(told, fed.orElse(0)));
      Why there = how == Why.VANISHED || how == Why.ABSENT ? Why.PAGE_CUT : how;
      return status.flatMap(EsclStatus::obstacle).orElse(there);
    } catch (EsclTrouble t) {
      return t.why() == Why.CANCELLED ? Why.CANCELLED : Why.VANISHED;
    }
  }

  /// No page there: the end, or a trouble, or only not yet.
  private Optional<Why> gone(String job) throws EsclTrouble {
    Optional<EsclStatus> told = ask.status(stop);
    if (told.isEmpty()) return Optional.of(Why.REPLY);
    EsclStatus now = told.get();
    Optional<EsclStatus.Job> mine = now.job(job);
    fed = mine.map(this::through).orElse(OptionalInt.empty());
    String state = mine.map(EsclStatus.Job::state).orElse("");
    Optional<Why> obstacle = now.obstacle().map(this::honest);
    if (obstacle.isPresent()) return obstacle;
    boolean empty = settings.input().fed() && now.feederEmpty();
    switch (state) {
      case "Completed" -> {
        return Optional.of(finished());
      }
      case "Canceled" -> {
        return Optional.of(stop.asked() ? Why.CANCELLED : Why.STOPPED_THERE);
      }
      case "Aborted" -> {
        boolean none = pages == 0 && (empty || saysEmpty(now));
        return Optional.of(none ? Why.FEEDER_EMPTY : Why.ABORTED);
      }
      default -> {}
    }
    boolean works = mine.isPresent() || now.works() || now.feederLoaded();
    if (!works) return Optional.of(finished());
    int tries = quirks.gone() ? EsclPace.PAGE_TRIES : EsclPace.NOT_YET_TRIES;
    if (++notYet > tries) return Optional.of(empty ? finished() : Why.ABORTED);
    if (!stop.sleep(nextTry())) return Optional.of(Why.CANCELLED);
    return Optional.empty();
  }

  private Why finished() {
    if (pages > 0) return Why.DONE;
    return settings.input().fed() ? Why.FEEDER_EMPTY : Why.ABORTED;
  }

  private Duration nextTry() {
    if (pages == 0) return pace.notYet();
    Duration half = Duration.ofMillis(lastPageMs / 2);
    return half.compareTo(pace.notYet()) < 0 ? half : pace.notYet();
  }

  // ---- a device that asks for patience

  private void patience(EsclHttp.Answer answer, int tries) throws EsclTrouble, Patience {
    Duration wait = retryAfter(answer.retryAfter());
    if (++busy >= tries || wait.compareTo(EsclPace.RETRY_MAX) > 0) throw new Patience(wait);
    sink.waiting(Why.BUSY, wait);
    if (!stop.sleep(wait)) throw new EsclTrouble(Why.CANCELLED);
  }

  /// Seconds, or a date.
  private Duration retryAfter(String header) {
    String text = header.strip();
    if (text.matches("[1-9]\\d{0,5}")) return Duration.ofSeconds(Long.parseLong(text));
    if (text.isEmpty() || text.equals("0")) return pace.pause();
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(time.wall().instant(), until);
      return wait.isNegative() ? pace.pause() : wait;
    } catch (DateTimeParseException _) {
      return pace.pause();
    }
  }
}
