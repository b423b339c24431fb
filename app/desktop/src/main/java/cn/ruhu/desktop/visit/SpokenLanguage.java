package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The language in which each person at this machine reads forms. A choice of convenience: that it
/// could not be read or kept is logged and nothing else. Window thread only.
final class SpokenLanguage {
  private static final Logger LOG = LoggerFactory.getLogger(SpokenLanguage.class);
  private static final String KEY = "form-language:";

  private final Desk desk;
  private final Background background;
  private final Map<UUID, String> known = new HashMap<>();

  SpokenLanguage(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
  }

  /// Lets a form speak as a person last wanted it, whatever this version of it calls the language;
  /// where the form does not have that language it stays in its own.
  void speak(SurveyModel survey, UUID person) {
    if (survey.session().languages().size() < 2) return;
    String now = known.get(person);
    if (now != null) {
      wanted(survey, now);
      return;
    }
    background.run(
        () -> desk.store().drafts().get(KEY + person),
        kept -> {
          String name =
              Optional.ofNullable(known.get(person))
                  .or(() -> kept.map(b -> new String(b, StandardCharsets.UTF_8)))
                  .orElse("");
          known.putIfAbsent(person, name);
          wanted(survey, name);
        },
        e -> LOG.warn("no language kept: {}", e.getClass().getSimpleName()));
  }

  private static void wanted(SurveyModel survey, String name) {
    if (!name.isEmpty() && !name.equals(survey.session().spoken())) survey.speak(name);
  }

  /// Keeps what a person chose.
  void keep(UUID person, String name) {
    known.put(person, name);
    background.perform(
        () -> desk.store().drafts().put(KEY + person, name.getBytes(StandardCharsets.UTF_8)),
        () -> {},
        e -> LOG.warn("a language was not kept: {}", e.getClass().getSimpleName()));
  }
}
