package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.store.Exports;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Taking work out onto a stick: what waits, how far it is, how it ended. Window thread only.
public sealed class ExportViewModel permits CarryingViewModel {
  /// a slow stick and a day of pages
  private static final Duration LONG = Duration.ofHours(6);

  private final Exporting exporting;
  final Background background;

  /// what waits here, for the sign-in; null while nothing does
  final ReadOnlyObjectWrapper<@Nullable Message> waiting = new ReadOnlyObjectWrapper<>();

  /// something runs
  final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /// what runs can be stopped midway without harm
  final ReadOnlyBooleanWrapper stops = new ReadOnlyBooleanWrapper();

  /// 0 to 1, negative while nobody knows
  final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);

  /// how it ended well
  final ReadOnlyObjectWrapper<@Nullable Message> told = new ReadOnlyObjectWrapper<>();

  /// why it did not
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();

  private Background.Job job = () -> {};

  public ExportViewModel(Exporting exporting, Background background) {
    this.exporting = exporting;
    this.background = background;
  }

  /// Looks what waits.
  public void look() {
    background.run(
        exporting::unsent,
        found -> waiting.set(waiting(found)),
        e -> org.slf4j.LoggerFactory.getLogger(ExportViewModel.class).warn("not looked", e));
  }

  private static @Nullable Message waiting(List<Exports.Unsent> found) {
    int ops = found.stream().mapToInt(Exports.Unsent::ops).sum();
    int files = found.stream().mapToInt(Exports.Unsent::files).sum();
    if (found.isEmpty()) return null;
    return Message.of(
        "bundles.waiting",
        String.valueOf(found.size()),
        String.valueOf(ops),
        String.valueOf(files));
  }

  /// Writes into a folder. While something runs nothing else begins.
  void export(Path folder) {
    if (busy.get()) return;
    begin(true);
    job =
        background.run(
            LONG,
            () -> exporting.export(folder, this::at),
            done -> {
              end();
              exported(done);
            },
            this::failed);
  }

  private void at(long bytes, long of) {
    background.window(() -> {
      if (busy.get()) progress.set(of == 0 ? -1 : (double) bytes / of);
    });
  }

  void begin(boolean stops) {
    this.stops.set(stops);
    busy.set(true);
    progress.set(-1);
    told.set(null);
    problem.set(null);
  }

  void end() {
    busy.set(false);
    progress.set(-1);
  }

  /// Stops; what is half written goes away again.
  void cancel() {
    job.cancel();
    end();
    told.set(Message.of("bundles.cancelled"));
  }

  private void exported(Exports.Exported done) {
    if (done.bundles() == 0 && done.left().isEmpty()) told.set(Message.of("bundles.nothing"));
    else if (done.bundles() > 0)
      told.set(
          Message.of(
              "bundles.exported",
              String.valueOf(done.bundles()),
              Show.bytes(done.bytes()),
              String.valueOf(done.ops()),
              String.valueOf(done.files())));
    if (!done.left().isEmpty())
      problem.set(Message.of("bundles.left", String.valueOf(done.left().size())));
    look();
  }

  void failed(Throwable cause) {
    end();
    Optional<StoreException.Code> code =
        cause instanceof StoreException e ? Optional.of(e.code()) : Optional.empty();
    problem.set(
        Message.of(
            switch (code.orElse(StoreException.Code.IO)) {
              case DISK_FULL -> "bundles.trouble.DISK_FULL";
              case READ_ONLY -> "bundles.trouble.READ_ONLY";
              case NO_FILE -> "bundles.trouble.NO_FILE";
              default -> "bundles.trouble.IO";
            }));
  }
}
