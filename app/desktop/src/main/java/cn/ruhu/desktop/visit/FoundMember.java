package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Question;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;

/// Somebody the visit found whom nobody declared. The form takes the day of birth from the
/// declaration and lets nobody write it, yet judges capacity to work by the age: without it no
/// answer fits and the visit could never be sealed. So it is typed over that question. Window
/// thread only.
final class FoundMember {
  private static final String BIRTH = "M05";

  private FoundMember() {}

  /// The box for the day of birth, where the question is a found member's; empty anywhere else.
  static Optional<Node> birth(Kit kit, Visit visit, Question question) {
    String key = visit.survey.key(question);
    if (!key.startsWith(BIRTH + "@")) return Optional.empty();
    Optional<UUID> whose = Texts.uuid(key.substring(BIRTH.length() + 1));
    if (whose.isEmpty() || visit.file.record(whose.get()).isPresent()) return Optional.empty();
    LocalDate today = kit.now().instant().atZone(Show.ZONE).toLocalDate();
    Field day =
        new Fields(kit)
            .date("found-birth-" + whose.get(), kit.t("visit.found.birth"))
            .hint(kit.t("visit.found.birth.hint"))
            .columns(12)
            .check(v ->
                born(v, today) ? Optional.empty() : Optional.of(kit.t("visit.found.birth.wrong")))
            .onLeft(v -> {
              if (born(v, today)) visit.survey.given(key, v);
            });
    day.valueProperty().set(question.value());
    return Optional.of(day);
  }

  private static boolean born(String day, LocalDate today) {
    return Texts.date(day).filter(d -> !d.isAfter(today)).isPresent();
  }
}
