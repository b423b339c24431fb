package cn.ruhu.desktop.publishing;

import cn.ruhu.desktop.forms.Attachments;
import cn.ruhu.desktop.forms.FormPane;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Sound;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.SurveySession;
import cn.ruhu.wire.FileAddress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A form tried out as an investigator will see it: the very renderer, two people of an invented
/// household, and nothing of it is kept anywhere. Window thread only.
final class TrialPane {
  private static final Logger LOG = LoggerFactory.getLogger(TrialPane.class);
  private static final int THUMBNAIL = 240;
  private static final List<UUID> PEOPLE = List.of(new UUID(0, 1), new UUID(0, 2));
  private static final UUID SUPPORTER = new UUID(0, 3);
  private static final UUID INVESTIGATOR = new UUID(0, 4);

  /// where forms of ours keep a person's name; others refuse it, and nothing is there
  private static final List<String> NAMES = List.of("M01", "name");

  private final Kit kit;
  private final PublishingViewModel model;
  private final BorderPane pane = new BorderPane();
  private Optional<FormPane> form = Optional.empty();

  private final Sound sound = Sound.machine();

  /// files of this trial, in memory only
  private final Map<String, byte[]> pictures = new HashMap<>();

  private final Map<String, String> names = new HashMap<>();

  TrialPane(Kit kit, PublishingViewModel model) {
    this.kit = kit;
    this.model = model;
    pane.getStyleClass().add("density-comfortable");
  }

  Node node() {
    return pane;
  }

  Optional<FormPane> form() {
    return form;
  }

  void show(FormPackage tried) {
    leave();
    var values = new TreeMap<String, String>();
    for (int i = 0; i < PEOPLE.size(); i++)
      for (String name : NAMES) values.put(name + "@" + PEOPLE.get(i), invented(i));
    var opening =
        new Opening(PEOPLE, List.of(SUPPORTER), List.of(INVESTIGATOR), values, model.language());
    SurveySession session =
        SurveySession.open(tried, opening, INVESTIGATOR, model.desk()::now, _ -> {});
    var survey = new SurveyModel(session, _ -> false);
    var made = new FormPane(kit, survey, new Memory(survey), model.desk()::newId);
    form = Optional.of(made);
    var title = new Label(tried.title());
    title.getStyleClass().add("headline");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head =
        new Bar(
            Buttons.with(
                Icon.ARROW_BACK,
                Buttons.quiet("trial-back", kit.t("publishing.trial.back"), model::leaveTrial)),
            title,
            Badges.of(kit.t("publishing.version", tried.version()), Badges.Tone.NEUTRAL),
            grow,
            Badges.of(kit.t("publishing.trial.mark"), Badges.Tone.WARNING));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("form-head");
    pane.setTop(head);
    pane.setCenter(made);
    pane.getStylesheets().setAll(made.getStylesheets());
  }

  private String invented(int person) {
    return kit.t("publishing.trial.person." + (person + 1));
  }

  void leave() {
    form.ifPresent(FormPane::leave);
    form = Optional.empty();
    pictures.clear();
    names.clear();
    pane.setCenter(null);
  }

  /// Pictures of the trial.
  private final class Memory implements Attachments {
    private final SurveyModel survey;

    Memory(SurveyModel survey) {
      this.survey = survey;
    }

    @Override
    public void pick(String path) {
      List<Path> chosen =
          kit.pictures()
              .choose(
                  kit.t("publishing.trial.photo"),
                  kit.t("publishing.trial.photo.kind"),
                  pane.getScene().getWindow());
      for (Path file : chosen)
        kit.background()
            .run(
                () -> Files.readAllBytes(file),
                bytes -> add(path, bytes),
                e -> LOG.warn("no picture for the trial: {}", e.getClass().getSimpleName()));
    }

    private void add(String path, byte[] bytes) {
      String address = FileAddress.of(bytes).text();
      pictures.put(address, bytes);
      var all = new ArrayList<>(pictures(path));
      if (!all.contains(address)) all.add(address);
      survey.answer(path, String.join(" ", all));
    }

    @Override
    public void remove(String path, String address) {
      survey.answer(
          path,
          pictures(path).stream().filter(a -> !a.equals(address)).collect(Collectors.joining(" ")));
    }

    @Override
    public List<String> pictures(String path) {
      String value = survey.session().question(path).map(q -> q.value()).orElse("");
      return value.isEmpty() ? List.of() : Arrays.asList(value.split(" ", -1));
    }

    @Override
    public void sign(String path, Strokes strokes, Consumer<String> kept) {
      byte[] png = strokes.png("trial");
      String address = FileAddress.of(png).text();
      pictures.put(address, png);
      kept.accept(address);
    }

    @Override
    public void attach(String path, String accepts) {
      List<Path> chosen =
          kit.pictures()
              .any(
                  kit.t("publishing.trial.file"),
                  kit.t("publishing.trial.file.kind"),
                  List.of(),
                  pane.getScene().getWindow());
      if (chosen.isEmpty()) return;
      kit.background()
          .run(
              () -> Files.readAllBytes(chosen.getFirst()),
              bytes -> {
                String address = FileAddress.of(bytes).text();
                pictures.put(address, bytes);
                names.put(address, String.valueOf(chosen.getFirst().getFileName()));
                survey.answer(path, address);
              },
              e -> LOG.warn("no file for the trial: {}", e.getClass().getSimpleName()));
    }

    @Override
    public Sound sound() {
      return sound;
    }

    @Override
    public BiConsumer<byte[], String> recorder(String path) {
      return (wav, name) -> {
        String address = FileAddress.of(wav).text();
        pictures.put(address, wav);
        names.put(address, name);
        survey.answer(path, address);
      };
    }

    @Override
    public void read(String address, Consumer<byte[]> bytes) {
      byte[] kept = pictures.get(address);
      if (kept != null) bytes.accept(kept);
    }

    @Override
    public void name(String address, Consumer<String> shown) {
      String name = names.get(address);
      if (name != null) shown.accept(name);
    }

    @Override
    public void thumbnail(String address, Consumer<Image> shown) {
      byte[] bytes = pictures.get(address);
      if (bytes == null) return;
      shown.accept(new Image(new ByteArrayInputStream(bytes), THUMBNAIL, THUMBNAIL, true, true));
    }
  }
}
