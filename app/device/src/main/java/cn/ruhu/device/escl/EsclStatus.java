package cn.ruhu.device.escl;

import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a scanner says it stands.
///
/// @param state of the device, such as `Idle`
/// @param feeder such as `ScannerAdfEmpty`, `""` for none
record EsclStatus(String state, String feeder, List<Job> jobs) {
  /// A job it speaks of.
  ///
  /// @param path of its address
  /// @param completed sides it has seen
  record Job(String path, String state, String reasons, OptionalInt completed) {
    boolean over() {
      return state.equals("Completed") || state.equals("Canceled") || state.equals("Aborted");
    }
  }

  /// @return empty when the bytes are none
  static Optional<EsclStatus> read(byte[] bytes) {
    return XmlTree.read(bytes, "ScannerStatus").map(EsclStatus::of);
  }

  private static EsclStatus of(XmlTree root) {
    var jobs = new ArrayList<Job>();
    for (XmlTree j : root.path("Jobs", "JobInfo"))
      jobs.add(
          new Job(
              EsclLocation.path(j.text("JobUri")),
              j.text("JobState"),
              String.join(
                  " ",
                  j.path("JobStateReasons", "JobStateReason").stream().map(XmlTree::text).toList()),
              j.number("ImagesCompleted")));
    return new EsclStatus(root.text("State"), root.text("AdfState"), List.copyOf(jobs));
  }

  /// What it says of a job; by the end of the address, since some devices put their own root in
  /// front.
  Optional<Job> job(String path) {
    return jobs.stream()
        .filter(j -> !j.path().isEmpty())
        .filter(j -> j.path().equals(path) || last(j.path()).equals(last(path)))
        .findFirst();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean feederEmpty() {
    return feeder.equals("ScannerAdfEmpty");
  }

  boolean feederWorks() {
    return feeder.equals("ScannerAdfProcessing");
  }

  boolean feederLoaded() {
    return feeder.equals("ScannerAdfLoaded");
  }

  /// The device is at work on something.
  boolean works() {
    return state.equals("Processing") || state.equals("Testing");
  }

  /// What keeps it from scanning, by the feeder's and the device's own word.
  Optional<ScanEnd.Why> obstacle() {
    return switch (feeder) {
      case "ScannerAdfJam", "ScannerAdfInputTrayFailed", "ScannerAdfInputTrayOverloaded" ->
          Optional.of(ScanEnd.Why.JAM);
      case "ScannerAdfDoorOpen", "ScannerAdfHatchOpen" -> Optional.of(ScanEnd.Why.COVER_OPEN);
      case "ScannerAdfMispick",
          "ScannerAdfMultipickDetected",
          "ScannerAdfDuplexPageTooShort",
          "ScannerAdfDuplexPageTooLong" ->
          Optional.of(ScanEnd.Why.MISPICK);
      default ->
          state.equals("Stopped") || state.equals("Down")
              ? Optional.of(ScanEnd.Why.FAULT)
              : Optional.empty();
    };
  }

  SourceState told() {
    Optional<ScanEnd.Why> obstacle = obstacle();
    if (obstacle.isPresent())
      return switch (obstacle.get()) {
        case COVER_OPEN -> SourceState.COVER_OPEN;
        case FAULT -> SourceState.STOPPED;
        default -> SourceState.JAM;
      };
    if (works()) return SourceState.BUSY;
    if (feederLoaded()) return SourceState.LOADED;
    return feederEmpty() ? SourceState.FEEDER_EMPTY : SourceState.READY;
  }
}
