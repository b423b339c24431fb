package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks what goes into the file, how large it may be, and where it goes.
final class ExportCard {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  /// limits offered, in megabytes; what city systems take
  private static final List<Integer> LIMITS = List.of(2, 5, 10, 20, 50);

  private final Kit kit;
  private final BinderViewModel model;
  private final Exporting exporting;
  private final LeafWords words;
  private final Node over;
  private boolean busy;

  /// @param over the screen it is asked from
  ExportCard(Kit kit, BinderViewModel model, Exporting exporting, Node over) {
    this.kit = kit;
    this.model = model;
    this.exporting = exporting;
    this.words = new LeafWords(kit, model);
    this.over = over;
  }

  void open() {
    @Nullable CaseFile file = model.file.get();
    if (file == null || busy || Exporting.pages(file, "").isEmpty()) return;
    var fields = new Fields(kit);
    Field what =
        fields.choice("binder-export-what", kit.t("binder.export.what"), parts(file)).required();
    Field limit =
        fields.choice("binder-export-limit", kit.t("binder.export.limit"), limits()).required();
    String all = kit.t("binder.export.all", Exporting.pages(file, "").size());
    what.valueProperty().set(all);
    limit.valueProperty().set(kit.t("binder.export.nolimit"));
    Field text =
        fields.choice("binder-export-text", kit.t("binder.export.text"), yesOrNo()).required();
    text.valueProperty().set(kit.t("binder.export.text.no"));
    Nodes.shown(text, exporting.reads());
    var hint = new Label(kit.t("binder.export.hint"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    kit.dialogs()
        .show(
            kit.t("binder.export.title"),
            new VBox(12, what, limit, text, hint),
            List.of(
                Dialogs.Act.tried(
                    kit.t("binder.export.act"),
                    () -> {
                      if (!Fields.allFine(List.of(what, limit))) return false;
                      Optional<Path> folder =
                          kit.pictures()
                              .folder(kit.t("binder.export.folder"), over.getScene().getWindow());
                      if (folder.isEmpty()) return false;
                      String slot = what.value().equals(all) ? "" : what.value();
                      run(
                          file,
                          new Exporting.Wish(
                              slot,
                              megabytes(limit.value()) * 1_000_000,
                              text.value().equals(kit.t("binder.export.text.yes")),
                              folder.get()));
                      return true;
                    })));
  }

  private List<Choice> parts(CaseFile file) {
    var all = new ArrayList<Choice>();
    String whole = kit.t("binder.export.all", Exporting.pages(file, "").size());
    all.add(new Choice(whole, whole, "qb"));
    Exporting.pages(file, "").stream()
        .map(p -> p.text("slot"))
        .distinct()
        .forEach(s ->
            all.add(
                new Choice(
                    s,
                    CodeTables.label("docType", s),
                    CodeTables.table("docType").entries().stream()
                        .filter(e -> e.code().equals(s))
                        .map(e -> e.initials())
                        .findFirst()
                        .orElse(""))));
    return all;
  }

  private List<Choice> limits() {
    var all = new ArrayList<Choice>();
    String none = kit.t("binder.export.nolimit");
    all.add(new Choice(none, none, "bx"));
    for (int mb : LIMITS) {
      String words = kit.t("binder.export.mb", mb);
      all.add(new Choice(words, words, Integer.toString(mb)));
    }
    return all;
  }

  private List<Choice> yesOrNo() {
    var all = new ArrayList<Choice>();
    for (String k : List.of("no", "yes")) {
      String words = kit.t("binder.export.text." + k);
      all.add(new Choice(words, words, k));
    }
    return all;
  }

  /// 0 for no limit.
  private static long megabytes(String chosen) {
    String digits = chosen.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private void run(CaseFile file, Exporting.Wish wish) {
    busy = true;
    kit.notices().done(kit.t("binder.export.busy"));
    kit.background()
        .run(
            AT_MOST,
            () -> exporting.write(file, wish, words),
            outcome -> {
              busy = false;
              told(outcome);
            },
            cause -> {
              busy = false;
              if (cause instanceof java.io.IOException)
                kit.notices().trouble("EXPORT", kit.t("binder.export.failed"), Optional.empty());
              else model.failed(cause);
            });
  }

  private void told(Exporting.Outcome outcome) {
    kit.notices().clear("EXPORT");
    switch (outcome) {
      case Exporting.Written done -> {
        kit.notices()
            .done(
                kit.t(
                    "binder.export.done",
                    done.pages(),
                    Show.bytes(done.bytes()),
                    String.valueOf(done.file().getFileName()),
                    done.dpi()));
        if (!done.gaps().isEmpty())
          kit.notices().trouble("EXPORT", words.gaps(done.gaps()), Optional.empty());
      }
      case Exporting.TooLarge(long least) -> trouble("binder.export.toolarge", Show.bytes(least));
      case Exporting.NotHere(int pages) -> trouble("binder.export.away", pages);
      case Exporting.Nothing _ -> trouble("binder.export.nothing");
    }
  }

  private void trouble(String key, Object... args) {
    kit.notices().trouble("EXPORT", kit.t(key, args), Optional.empty());
  }
}
