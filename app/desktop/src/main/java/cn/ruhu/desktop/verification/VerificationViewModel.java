package cn.ruhu.desktop.verification;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which cases the city is asked about, what went out, and what came back. Window thread only.
final class VerificationViewModel {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  private final VerificationDesk desk;
  private final Background background;
  private final Latest latest;

  final ObservableList<AskedCase> rows = FXCollections.observableArrayList();
  final ObservableList<VerificationDesk.Unknown> unknown = FXCollections.observableArrayList();
  final IntegerProperty ready = new SimpleIntegerProperty();

  /// cases that count as asked about and whose package did not leave
  final IntegerProperty unsent = new SimpleIntegerProperty();

  final BooleanProperty busy = new SimpleBooleanProperty();
  final ObjectProperty<VerificationDesk.@Nullable Taken> taken = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> said = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");

  VerificationViewModel(VerificationDesk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
  }

  private record Read(List<AskedCase> cases, List<VerificationDesk.Unknown> unknown, int unsent) {}

  void refresh() {
    latest.read(
        () -> new Read(desk.cases(), desk.unknown(), desk.unsent()),
        read -> {
          if (!rows.equals(read.cases())) rows.setAll(read.cases());
          unsent.set(read.unsent());
          if (!unknown.equals(read.unknown())) unknown.setAll(read.unknown());
          ready.set((int) rows.stream().filter(r -> r.state() == AskedCase.State.READY).count());
        },
        this::failed);
  }

  /// Sends everything that can go out.
  void send(List<String> headings, Path folder) {
    List<UUID> wanted =
        rows.stream()
            .filter(r -> r.state() == AskedCase.State.READY)
            .map(AskedCase::application)
            .toList();
    if (wanted.isEmpty() || busy.get()) return;
    work(() -> desk.send(wanted, headings, folder), this::told);
  }

  /// Writes the package that did not leave once more.
  void resend(List<String> headings, Path folder) {
    if (!busy.get()) work(() -> desk.resend(headings, folder), this::told);
  }

  private void told(Optional<VerificationDesk.Sent> sent) {
    said.set(
        sent.map(s ->
                Message.of(
                    "verification.sent",
                    s.cases(),
                    s.people(),
                    String.valueOf(s.file().getFileName())))
            .orElse(Message.of("verification.sent.nothing")));
  }

  /// Takes a report in.
  void take(Path report) {
    if (busy.get()) return;
    work(
        () -> desk.take(report),
        came -> {
          taken.set(came);
          said.set(null);
        });
  }

  /// Puts the kept lines away.
  void forget() {
    work(
        () -> {
          desk.forget();
          return Optional.empty();
        },
        _ -> {});
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws StoreException, IOException;
  }

  private <T> void work(Work<T> work, java.util.function.Consumer<T> then) {
    busy.set(true);
    trouble.set("");
    background.run(
        AT_MOST,
        work::run,
        found -> {
          busy.set(false);
          then.accept(found);
          refresh();
        },
        cause -> {
          busy.set(false);
          failed(cause);
          refresh();
        });
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
