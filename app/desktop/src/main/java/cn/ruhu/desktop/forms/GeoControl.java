package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Question;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

/// A place, typed: latitude and longitude in degrees, how exact in metres. It is answered once both
/// degrees are there.
final class GeoControl implements AnswerControl {
  private static final int LATITUDE_MAX = 90;
  private static final int LONGITUDE_MAX = 180;
  private static final int METRES_MAX = 100_000;

  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final Bar box;
  private final Field latitude;
  private final Field longitude;
  private final Field accuracy;
  private String altitude = "0";
  private boolean showing;

  GeoControl(Kit kit, SurveyModel model, Question question, String id) {
    this.kit = kit;
    this.model = model;
    this.path = question.path();
    latitude = field(id + "-latitude", "forms.geo.latitude", -LATITUDE_MAX, LATITUDE_MAX);
    longitude = field(id + "-longitude", "forms.geo.longitude", -LONGITUDE_MAX, LONGITUDE_MAX);
    accuracy = field(id + "-accuracy", "forms.geo.accuracy", 0, METRES_MAX);
    box = new Bar(latitude, longitude, accuracy);
    box.setAlignment(Pos.TOP_LEFT);
    box.getStyleClass().add("row");
  }

  private Field field(String id, String words, int least, int most) {
    Field made =
        new Fields(kit)
            .text(id, kit.t(words))
            .columns(9)
            .check(v ->
                within(v, least, most)
                    ? Optional.empty()
                    : Optional.of(kit.t("forms.geo.wrong", least, most)));
    if (made.lookup("#" + id + "-input") instanceof TextInputControl input) Fields.latin(input);
    made.onLeft(_ -> said());
    return made;
  }

  private static boolean within(String value, int least, int most) {
    if (!value.strip().matches("-?\\d{1,6}(\\.\\d{1,12})?")) return false;
    BigDecimal number = new BigDecimal(value.strip());
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private void said() {
    if (showing) return;
    String lat = latitude.value().strip();
    String lon = longitude.value().strip();
    String metres = accuracy.value().strip();
    boolean there =
        within(lat, -LATITUDE_MAX, LATITUDE_MAX) && within(lon, -LONGITUDE_MAX, LONGITUDE_MAX);
    if (lat.isEmpty() && lon.isEmpty()) model.answer(path, "");
    else if (there) {
      String exact = within(metres, 0, METRES_MAX) ? metres : "0";
      model.answer(path, String.join(" ", lat, lon, altitude, exact));
    }
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    for (Field f : List.of(latitude, longitude, accuracy)) f.editable(open);
    if (model.refusal(path).isPresent() || typing()) return;
    String[] parts = now.value().isEmpty() ? new String[0] : now.value().split(" ", -1);
    showing = true;
    latitude.valueProperty().set(part(parts, 0));
    longitude.valueProperty().set(part(parts, 1));
    altitude = parts.length > 2 ? parts[2] : "0";
    accuracy.valueProperty().set(part(parts, 3));
    showing = false;
  }

  /// One degree typed and the other not yet: nothing is answered, and nothing is taken away.
  private boolean typing() {
    boolean some = !latitude.value().isEmpty() || !longitude.value().isEmpty();
    boolean both = !latitude.value().isEmpty() && !longitude.value().isEmpty();
    return some && !both;
  }

  private static String part(String[] parts, int at) {
    return at < parts.length ? parts[at] : "";
  }

  @Override
  public void focus() {
    latitude.focus();
  }
}
