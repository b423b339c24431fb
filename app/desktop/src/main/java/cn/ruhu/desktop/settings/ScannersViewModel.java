package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.settings.SettingsViewModel.Line;
import cn.ruhu.desktop.settings.SettingsViewModel.Step;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.InputCaps;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.device.scan.SourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The scanner's address, those that are found, and its self-test in steps: it answers, what it can
/// do, a page comes. Window thread only.
final class ScannersViewModel {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Scanners scanners;
  private final Background background;
  final StringProperty address = new SimpleStringProperty("");
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();
  final ObservableList<FoundSource> found = FXCollections.observableArrayList();
  final BooleanProperty searching = new SimpleBooleanProperty();

  /// what the search came to, null before
  final ReadOnlyObjectWrapper<@Nullable Message> searched = new ReadOnlyObjectWrapper<>();

  /// the steps of the self-test as they stand
  final ObservableList<Line> test = FXCollections.observableArrayList();

  /// fingerprint that waits to be compared, `""` for none
  final StringProperty fingerprint = new SimpleStringProperty("");

  /// the page that was tried
  final ReadOnlyObjectWrapper<@Nullable Pixels> picture = new ReadOnlyObjectWrapper<>();

  /// being asked or tried
  final BooleanProperty busy = new SimpleBooleanProperty();

  private @Nullable ScanCaps caps;
  private boolean loaded;
  private int asked;

  ScannersViewModel(Scanners scanners, Background background) {
    this.scanners = scanners;
    this.background = background;
    address.set(scanners.address());
  }

  /// A scanner that is set and may be tried.
  boolean mayTry() {
    return caps != null && !busy.get();
  }

  String inUse() {
    return scanners.address();
  }

  /// Takes what was typed; the self-test begins by itself.
  void use() {
    Optional<String> fit = scanners.address(address.get());
    if (fit.isEmpty()) {
      problem.set(Message.of("settings.scanner.wrong"));
      return;
    }
    problem.set(null);
    address.set(fit.get());
    scanners.use(fit.get());
    check();
  }

  void use(FoundSource one) {
    address.set(one.address());
    use();
  }

  /// Somebody compared the fingerprint with the scanner's own.
  void trust() {
    if (fingerprint.get().isEmpty()) return;
    address.set(scanners.trusting(scanners.address(), fingerprint.get()));
    use();
  }

  /// Asks the scanner in use.
  void check() {
    String at = scanners.address();
    int mine = ++asked;
    caps = null;
    picture.set(null);
    fingerprint.set("");
    test.clear();
    busy.set(false);
    if (at.isEmpty()) return;
    busy.set(true);
    test.setAll(Line.of(Step.RUNNING, "settings.scanner.test.RUNNING"));
    background.run(
        () -> scanners.look(at),
        look -> {
          if (mine == asked) looked(look);
        },
        _ -> {
          if (mine == asked) looked(new SourceLook.Not(ScanEnd.Why.SILENT));
        });
  }

  private void looked(SourceLook look) {
    switch (look) {
      case SourceLook.Not(var why, var print) -> {
        fingerprint.set(print);
        test.setAll(
            why == ScanEnd.Why.UNTRUSTED
                ? Line.of(Step.OPEN, "settings.scanner.test.UNTRUSTED")
                : Line.of(Step.BAD, "settings.scanner.test.BAD")
                    .advising(Message.of("work.scanner.why." + why)));
      }
      case SourceLook.Known(var can, var state) -> {
        caps = can;
        loaded = state == SourceState.LOADED;
        scanners.named(can.model(), can.serial());
        test.setAll(answered(can, state), can(can));
      }
    }
    busy.set(false);
  }

  private static Line answered(ScanCaps can, SourceState state) {
    boolean fine =
        switch (state) {
          case READY, LOADED, FEEDER_EMPTY -> true;
          case BUSY, JAM, COVER_OPEN, STOPPED -> false;
        };
    return Line.of(
        fine ? Step.GOOD : Step.BAD,
        "settings.scanner.test.GOOD",
        can.model(),
        Message.of("work.scanner.state." + state));
  }

  /// What it can do, of the input used most.
  private static Line can(ScanCaps caps) {
    InputCaps best = caps.of(caps.near(ScanInput.FEEDER)).orElseThrow();
    boolean feeder = caps.of(ScanInput.FEEDER).isPresent();
    String what = caps.of(ScanInput.DUPLEX).isPresent() ? "DUPLEX" : feeder ? "FEEDER" : "PLATEN";
    return Line.of(
        Step.GOOD,
        "settings.scanner.can." + what,
        best.dpis().getFirst().toString(),
        best.dpis().getLast().toString());
  }

  /// Scans one page, shows it and throws it away.
  void tryPage() {
    if (!mayTry()) return;
    String at = scanners.address();
    int mine = ++asked;
    boolean feeder = loaded;
    busy.set(true);
    picture.set(null);
    lines(Line.of(Step.RUNNING, "settings.scanner.page.RUNNING"));
    background.run(
        LONGEST,
        () -> scanners.tryPage(at, feeder),
        t -> {
          if (mine == asked) tried(t);
        },
        _ -> {
          if (mine == asked) tried(new Scanners.Tried(ScanEnd.Why.SILENT, Optional.empty(), 0, 0));
        });
  }

  private void tried(Scanners.Tried outcome) {
    busy.set(false);
    picture.set(outcome.picture().orElse(null));
    lines(
        outcome.why() == ScanEnd.Why.DONE
            ? Line.of(
                Step.GOOD,
                "settings.scanner.page.GOOD",
                Math.max(1, outcome.bytes() / 1024),
                Math.max(1, (outcome.ms() + 500) / 1000))
            : Line.of(Step.BAD, "settings.scanner.page.BAD")
                .advising(Message.of("work.scanner.why." + outcome.why())));
  }

  /// What the look told stays above.
  private void lines(Line page) {
    var all = new ArrayList<Line>(test.subList(0, Math.min(2, test.size())));
    all.add(page);
    test.setAll(all);
  }

  /// Looks what announces itself on the network or hangs on USB.
  void search() {
    if (searching.get()) return;
    searching.set(true);
    searched.set(null);
    background.run(
        scanners::search,
        all -> {
          searching.set(false);
          found.setAll(all);
          searched.set(
              all.isEmpty()
                  ? Message.of("settings.scanner.search.none")
                  : Message.of("settings.scanner.search.some", all.size()));
        },
        _ -> {
          searching.set(false);
          found.setAll(List.of());
          searched.set(Message.of("settings.search.failed"));
        });
  }
}
