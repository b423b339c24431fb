package cn.ruhu.desktop.scanning;

import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A stack as it was fed, with what became of each sheet: the ledger and the tray in one. Lies in
/// the person's drafts, sealed.
///
/// @param startedAt device clock, milliseconds since 1970
/// @param closedAt the same, 0 while it is open
/// @param again files whose very bytes were taken before; counted, not taken twice
/// @param jobs of a scanner, in order; a batch kept by an earlier version has none
record ScanBatch(
    UUID id, long startedAt, long closedAt, int again, List<ScanPage> pages, List<FedJob> jobs) {
  private static final String PREFIX = "scan:";

  ScanBatch {
    pages = List.copyOf(pages);
    // absent in what an earlier version kept
    jobs = jobs == null ? List.of() : List.copyOf(jobs);
  }

  ScanBatch(UUID id, long startedAt) {
    this(id, startedAt, 0, 0, List.of(), List.of());
  }

  static boolean isKey(String draft) {
    return draft.startsWith(PREFIX);
  }

  String key() {
    return PREFIX + id;
  }

  boolean open() {
    return closedAt == 0;
  }

  ScanBatch with(List<ScanPage> now) {
    return new ScanBatch(id, startedAt, closedAt, again, now, jobs);
  }

  ScanBatch withAgain() {
    return new ScanBatch(id, startedAt, closedAt, again + 1, pages, jobs);
  }

  ScanBatch closed(long at) {
    return new ScanBatch(id, startedAt, at, again, pages, jobs);
  }

  /// With this job, in place of the one with its id.
  ScanBatch with(FedJob job) {
    var now = new ArrayList<>(jobs);
    now.removeIf(j -> j.id().equals(job.id()));
    now.add(job);
    return with(now, pages);
  }

  /// Every job was compared with the paper; none runs.
  ScanBatch checked() {
    return with(jobs.stream().map(j -> (j.running() ? j.brokenOff() : j).seen()).toList(), pages);
  }

  private ScanBatch with(List<FedJob> now, List<ScanPage> sheets) {
    return new ScanBatch(id, startedAt, closedAt, again, sheets, now);
  }

  Optional<FedJob> job(UUID job) {
    return jobs.stream().filter(j -> j.id().equals(job)).findFirst();
  }

  /// A scanner is at it, or what it did has to be compared with the paper.
  boolean feeding() {
    return jobs.stream().anyMatch(j -> j.running() || j.open());
  }

  byte[] toBytes() {
    return Messages.write(this);
  }

  /// @throws WireException when the bytes are no batch
  static ScanBatch read(byte[] bytes) throws WireException {
    return Messages.read(bytes, ScanBatch.class);
  }

  @Override
  public String toString() {
    return "ScanBatch[" + id + ", " + pages.size() + " pages]";
  }
}
