package cn.ruhu.device.escl.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What lies in the emulated scanner and what became of its jobs. Guarded by itself.
final class EsclPapers {
  private final List<byte[]> feeder = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private byte @Nullable [] glass;
  private @Nullable EsclFault fault;
  private int atPage;
  private int times;
  private String feederState = "";

  /// A job and how far it came.
  static final class Job {
    final int number;
    final String order;
    final boolean feeder;
    String state = "Processing";
    String reason = "JobScanning";
    int completed;
    boolean removed;

    Job(int number, String order) {
      this.number = number;
      this.order = order;
      this.feeder = order.contains(">Feeder<");
    }
  }

  synchronized void load(List<byte[]> pages) {
    feeder.addAll(pages);
    feederState = "";
  }

  synchronized void lay(byte[] page) {
    glass = page;
  }

  /// Takes all paper out and forgets faults.
  synchronized void clear() {
    feeder.clear();
    glass = null;
    fault = null;
    feederState = "";
  }

  /// @param page before which page of a job it happens, from 1
  /// @param often how often
  synchronized void fault(@Nullable EsclFault now, int page, int often) {
    fault = now;
    atPage = page;
    times = often;
    feederState = "";
  }

  synchronized boolean has(EsclFault which) {
    return fault == which;
  }

  /// Whether this happens now; counts it.
  synchronized boolean happens(EsclFault which, Job job) {
    if (fault != which || times <= 0 || job.completed + 1 != atPage) return false;
    times--;
    return true;
  }

  /// As [#happens], before a job is there.
  synchronized boolean happens(EsclFault which) {
    if (fault != which || times <= 0) return false;
    times--;
    return true;
  }

  /// Whether a job of anybody is under way: it has one feeder and one glass.
  synchronized boolean works() {
    return jobs.stream().anyMatch(j -> j.state.equals("Processing") && !j.removed);
  }

  synchronized Job begin(String order) {
    var job = new Job(jobs.size() + 1, order);
    jobs.add(job);
    return job;
  }

  synchronized Optional<Job> job(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return jobs.stream().filter(j -> last.equals("" + j.number) && !j.removed).findFirst();
  }

  synchronized void remove(Job job) {
    if (job.state.equals("Processing")) end(job, "Canceled", "JobCanceledByUser");
    job.removed = true;
  }

  synchronized void end(Job job, String state, String reason) {
    job.state = state;
    job.reason = reason;
  }

  synchronized void feeder(String state) {
    feederState = state;
  }

  synchronized boolean empty(Job job) {
    return job.feeder ? feeder.isEmpty() : glass == null || job.completed > 0;
  }

  /// The next page, which goes through.
  synchronized byte[] next(Job job) {
    byte[] on = glass;
    byte[] page = job.feeder ? feeder.removeFirst() : on == null ? new byte[0] : on;
    job.completed++;
    return page;
  }

  /// A side went through of which nothing came; its sheet lies in the rollers.
  synchronized void through(Job job) {
    job.completed++;
  }

  /// Sheets that lie in the feeder still.
  synchronized int left() {
    return feeder.size();
  }

  synchronized List<String> orders() {
    return jobs.stream().map(j -> j.order).toList();
  }

  synchronized List<String> ends() {
    return jobs.stream()
        .map(j -> j.state.toUpperCase(Locale.ROOT) + (j.removed ? " removed" : ""))
        .toList();
  }

  private String emptyWord() {
    return fault == EsclFault.EMPTY_PROCESSING ? "ScannerAdfProcessing" : "ScannerAdfEmpty";
  }

  synchronized String status(String root) {
    boolean works = works();
    String paper =
        !feederState.isEmpty() ? feederState : feeder.isEmpty() ? emptyWord() : "ScannerAdfLoaded";
    var all = new StringBuilder();
    for (Job j : jobs.reversed())
      all.append(
          """
          <scan:JobInfo><pwg:JobUri>%s/ScanJobs/%d</pwg:JobUri><pwg:JobUuid>%d</pwg:JobUuid>\
          <scan:Age>1</scan:Age><pwg:ImagesCompleted>%d</pwg:ImagesCompleted>\
          <pwg:JobState>%s</pwg:JobState><pwg:JobStateReasons><pwg:JobStateReason>%s\
          </pwg:JobStateReason></pwg:JobStateReasons></scan:JobInfo>
          """
              .formatted(root, j.number, j.number, j.completed, j.state, j.reason));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scan:ScannerStatus xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" \
    xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
    <pwg:Version>2.6</pwg:Version><pwg:State>%s</pwg:State>
    <scan:AdfState>%s</scan:AdfState><scan:Jobs>%s</scan:Jobs>
    </scan:ScannerStatus>
    """
        .formatted(works ? "Processing" : "Idle", paper, all);
  }
}
