package cn.ruhu.desktop.publishing;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.publishing.FormPress.Said;
import cn.ruhu.desktop.publishing.FormRow.Standing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormVersions;
import cn.ruhu.wire.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The district's questionnaires, a file somebody wants to publish, and a form that is tried out.
/// Window thread only.
final class PublishingViewModel {
  /// A form that is tried out.
  ///
  /// @param fromFile whether it was opened from a file, to go back there
  record Tried(FormPackage form, boolean fromFile) {}

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final FormPress press;
  private final FormFile.Compiler compiler;
  private final Predicate<String> known;
  private final String language;

  final ObservableList<FormRow> forms = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable FormRow> chosen = new SimpleObjectProperty<>();

  /// what was chosen to be published; null while nothing is
  final ObjectProperty<@Nullable FormFile> file = new SimpleObjectProperty<>();

  final ObjectProperty<@Nullable Tried> tried = new SimpleObjectProperty<>();
  final BooleanProperty read = new SimpleBooleanProperty();
  final BooleanProperty busy = new SimpleBooleanProperty();
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");

  /// @param known whether there are words for a key
  /// @param language `zh` or `en`
  PublishingViewModel(
      Desk desk,
      Background background,
      FormPress press,
      FormFile.Compiler compiler,
      Predicate<String> known,
      String language) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.press = press;
    this.compiler = compiler;
    this.known = known;
    this.language = language;
  }

  /// Reads the list anew; it came with the last round.
  void refresh() {
    latest.read(
        this::rows,
        rows -> {
          read.set(true);
          trouble.set("");
          if (!forms.equals(rows)) forms.setAll(rows);
          FormRow now = chosen.get();
          if (now != null)
            chosen.set(rows.stream().filter(r -> r.id().equals(now.id())).findFirst().orElse(null));
        },
        cause -> trouble.set(Words.troubleCode(cause)));
  }

  private List<FormRow> rows() throws StoreException {
    List<CaseRecord> all = desk.store().all(RecordType.FORM);
    List<FormRow> rows = new ArrayList<>();
    for (CaseRecord r : all) {
      boolean alive = r.text("state").equals("PUBLISHED");
      boolean newest =
          all.stream()
              .filter(o -> o.text("formId").equals(r.text("formId")))
              .filter(o -> o.text("state").equals("PUBLISHED"))
              .noneMatch(o -> FormVersions.order(o.text("version"), r.text("version")) > 0);
      rows.add(row(r, !alive ? Standing.RETIRED : newest ? Standing.CURRENT : Standing.ALIVE));
    }
    rows.sort(
        Comparator.comparing(FormRow::formId)
            .thenComparing(Comparator.comparing(FormRow::version, FormVersions::order).reversed()));
    return rows;
  }

  private FormRow row(CaseRecord r, Standing standing) throws StoreException {
    Optional<FormRow.Retired> retired = Optional.empty();
    if (standing == Standing.RETIRED)
      retired =
          Optional.of(
              new FormRow.Retired(
                  Texts.instant(r.text("retiredAt")), name(r, "retiredBy"), r.text("retiredWhy")));
    return new FormRow(
        r.id(),
        r.text("formId"),
        r.text("version"),
        r.text("title"),
        standing,
        Texts.instant(r.text("publishedAt")),
        name(r, "by"),
        r.text("reason"),
        r.text("hash"),
        r.text("file"),
        desk.store().files().file(r.text("file")).isPresent(),
        retired);
  }

  private String name(CaseRecord r, String field) {
    return r.ref(field).map(desk::staffName).orElse("");
  }

  // ---- a file

  /// Reads and proves a file.
  void open(Path path) {
    if (busy.get()) return;
    problem.set(null);
    working(() -> FormFile.read(path, language, Protocol.FORM_BYTES_MAX, compiler), file::set);
  }

  /// What the list says about the file's form: a version that is published already.
  ///
  /// @return empty when it is a version of its own
  Optional<FormRow> sameVersion() {
    FormFile now = file.get();
    if (now == null || now.form().isEmpty()) return Optional.empty();
    FormPackage form = now.form().get();
    return forms.stream()
        .filter(f -> f.formId().equals(form.id()) && f.version().equals(form.version()))
        .findFirst();
  }

  /// Whether the file's version is published with other content: it needs a version of its own.
  boolean versionTaken() {
    FormFile now = file.get();
    return sameVersion()
        .filter(f -> now != null && !f.hash().equals(now.form().orElseThrow().hash()))
        .isPresent();
  }

  /// Puts the file away again; nothing was published.
  void close() {
    file.set(null);
    problem.set(null);
  }

  /// Publishes the file's form.
  void publish(String reason) {
    FormFile now = file.get();
    if (now == null || !now.good()) return;
    FormPackage form = now.form().orElseThrow();
    ask(
        () -> press.publish(now.bytes(), reason),
        _ -> {
          file.set(null);
          done.set(Message.of("publishing.done.published", form.title(), form.version()));
        });
  }

  // ---- a published one

  /// Takes the chosen form out of use.
  void retire(String reason) {
    FormRow now = chosen.get();
    if (now == null) return;
    ask(
        () -> press.retire(now.id(), reason),
        _ -> done.set(Message.of("publishing.done.retired", now.title(), now.version())));
  }

  /// Puts the chosen form to use again.
  void again(String reason) {
    FormRow now = chosen.get();
    if (now == null) return;
    ask(
        () -> press.publish(desk.store().files().bytes(now.file()), reason),
        _ -> done.set(Message.of("publishing.done.published", now.title(), now.version())));
  }

  // ---- trying out

  /// Tries the file's form out.
  void tryFile() {
    FormFile now = file.get();
    if (now != null) now.form().ifPresent(f -> tried.set(new Tried(f, true)));
  }

  /// Tries the chosen form out.
  void tryChosen() {
    FormRow now = chosen.get();
    if (now == null || !now.here() || busy.get()) return;
    working(
        () -> FormPackage.published(desk.store().files().bytes(now.file())),
        loading -> {
          switch (loading) {
            case FormLoading.Loaded(FormPackage form) -> tried.set(new Tried(form, false));
            case FormLoading.Broken(var problems) ->
                problem.set(
                    Message.of("publishing.problem.broken", problems.getFirst().message(language)));
          }
        });
  }

  void leaveTrial() {
    tried.set(null);
  }

  Desk desk() {
    return desk;
  }

  String language() {
    return language;
  }

  private <T> void ask(Callable<Said<T>> asked, Consumer<T> then) {
    if (busy.get()) return;
    problem.set(null);
    done.set(null);
    working(
        asked,
        said -> {
          switch (said) {
            case Said.Done<T>(T value) -> {
              then.accept(value);
              press.round();
              refresh();
            }
            case Said.Refused<T>(String code) -> problem.set(refused(code));
            case Said.Away<T> _ -> problem.set(Message.of("publishing.problem.AWAY"));
          }
        });
  }

  private Message refused(String code) {
    String key = "publishing.problem." + code;
    return known.test(key) ? Message.of(key) : Message.of("publishing.problem.other", code);
  }

  private <T> void working(Callable<T> work, Consumer<T> then) {
    busy.set(true);
    background.run(
        work,
        value -> {
          busy.set(false);
          then.accept(value);
        },
        cause -> {
          busy.set(false);
          if (cause instanceof IOException)
            problem.set(Message.of("publishing.problem.unreadable"));
          else trouble.set(Words.troubleCode(cause));
        });
  }
}
