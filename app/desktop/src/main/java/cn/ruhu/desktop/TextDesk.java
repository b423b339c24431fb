package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.pages.PageTexts;
import cn.ruhu.desktop.pages.TextReading;
import cn.ruhu.desktop.settings.WordReading;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.device.text.Tesseract;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reading the words on pages by Tesseract, where this machine has it and somebody switched it on.
/// The switch is the machine's, what was read is each person's own. Window thread only.
final class TextDesk implements WordReading {
  /// The choice whether pages are read.
  static final String CHOICE = "pageWords";

  private static final String ON = "on";

  /// Who works with the pages of whole cases here.
  private static final Set<Role> ROLES =
      EnumSet.of(
          Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER);

  private final Choices choices;
  private final Optional<Tesseract> program;
  private @Nullable TextReading reading;

  TextDesk(Choices choices, Optional<Tesseract> program) {
    this.choices = choices;
    this.program = program;
  }

  /// With the program the system finds.
  static TextDesk of(Choices choices) {
    String path = System.getenv("PATH");
    return new TextDesk(choices, path == null ? Optional.empty() : Tesseract.find(path));
  }

  /// What reads print on this machine, wanted for searching or not.
  Optional<Tesseract> program() {
    return program;
  }

  /// Somebody works here now: pages are read behind their work, and found by their words.
  void enter(Desk desk, Searches searches, Background background) {
    leave();
    if (!ROLES.contains(desk.actor().role())) return;
    var texts = new PageTexts(desk);
    var made = new TextReading(desk, texts, background, this::on, program.map(t -> t::read));
    var search = new TextSearch(desk, texts);
    searches.alsoWords(typed -> on() ? search.find(typed) : List.of());
    reading = made;
    var _ = desk.follow(background, made::go);
    made.go();
  }

  /// Whoever worked here leaves.
  void leave() {
    if (reading != null) reading.end();
    reading = null;
  }

  @Override
  public boolean on() {
    return choices.get(CHOICE, "").equals(ON);
  }

  @Override
  public void use(boolean on) {
    choices.put(CHOICE, on ? ON : "off");
    if (reading != null) reading.go();
  }

  @Override
  public State state() {
    if (program.isEmpty()) return State.NONE;
    return program.get().readsChinese() ? State.READY : State.NO_CHINESE;
  }
}
