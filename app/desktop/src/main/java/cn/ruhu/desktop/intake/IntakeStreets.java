package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.ReceivedCase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// For which street the application on the desk is taken in (全城通办, DOMAIN C7): the window's own, or
/// another of the district, which then handles it and of which this window keeps the receipt alone.
/// Free until the application is first saved: number, place and register go by the street from then
/// on. Window thread only.
final class IntakeStreets {
  /// words at the end of a street's name that addresses leave out
  private static final int ENDING = 2;

  /// a name that is also the district's names nobody's street by itself
  private static final Set<String> DISTRICTS = Set.of("\u6d77\u6dc0");

  private final IntakeViewModel model;

  /// why another street was not taken, null for nothing
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  IntakeStreets(IntakeViewModel model) {
    this.model = model;
    model.open.subscribe(_ -> problem.set(null));
  }

  private String own() {
    return model.desk().actor().street();
  }

  /// Streets of the district, the own one first.
  List<Choice> choices() {
    String district = own().substring(0, Math.min(6, own().length()));
    return CodeTables.table("street").entries().stream()
        .filter(e -> e.code().startsWith(district))
        .sorted(Comparator.comparing((CodeEntry e) -> !e.code().equals(own())))
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// Nine digits, `""` with nothing on the desk.
  String chosen() {
    WorkingCopy copy = model.open.get();
    return copy == null ? "" : copy.text(copy.application(), "street");
  }

  /// Whether the case on the desk is another street's.
  boolean isElsewhere() {
    WorkingCopy copy = model.open.get();
    return copy != null && copy.isElsewhere(own());
  }

  /// Whether another street may still be chosen.
  boolean isOpen() {
    WorkingCopy copy = model.open.get();
    return copy != null && copy.isNew();
  }

  /// What follows from the street, in words.
  Message words() {
    if (!isElsewhere()) return Message.of(isOpen() ? "intake.street.own" : "intake.street.fixed");
    return Message.of(
        isOpen() ? "intake.street.other" : "intake.street.held",
        CodeTables.label("street", chosen()));
  }

  /// Another street of the district that the applicant's card or address names, while the own one
  /// stands.
  Optional<String> proposed() {
    WorkingCopy copy = model.open.get();
    if (copy == null || isElsewhere() || !isOpen()) return Optional.empty();
    String home = copy.text(copy.application(), "residenceAddress");
    String card = CaseEdits.applicant(copy).map(p -> copy.text(p, "registeredAddress")).orElse("");
    Optional<String> lives = named(home);
    // where somebody lives comes before where the card says so
    return (lives.isPresent() ? lives : named(card)).filter(s -> !s.equals(own()));
  }

  /// The other street that the address of the residence names, while the application says nothing
  /// of it: the case may well stay here, but its notice hangs there (DOMAIN §0.2 C12).
  Optional<String> livesIn() {
    WorkingCopy copy = model.open.get();
    if (copy == null || !copy.text(copy.application(), "residenceStreet").isEmpty())
      return Optional.empty();
    return named(copy.text(copy.application(), "residenceAddress"))
        .filter(s -> !s.equals(chosen()));
  }

  /// Writes the street of the residence that [#livesIn] found.
  void writeResidence() {
    WorkingCopy copy = model.open.get();
    Optional<String> street = livesIn();
    if (copy != null && street.isPresent())
      model.leave(copy.application(), "residenceStreet", street.get());
  }

  /// The street an address names, the longest name first: its whole name, else the name without its
  /// ending.
  Optional<String> named(String address) {
    if (address.isEmpty()) return Optional.empty();
    List<Choice> all = choices();
    Optional<Choice> whole =
        all.stream()
            .filter(c -> address.contains(c.label()))
            .max(Comparator.comparingInt(c -> c.label().length()));
    if (whole.isPresent()) return whole.map(Choice::code);
    return all.stream()
        .filter(c -> !DISTRICTS.contains(stem(c)) && address.contains(stem(c)))
        .max(Comparator.comparingInt(c -> stem(c).length()))
        .map(Choice::code);
  }

  private static String stem(Choice c) {
    return c.label().substring(0, c.label().length() - ENDING);
  }

  /// Takes the application in for this street: every record of the draft goes there, with a number
  /// of this machine's own block for it. Refused in words once the application was saved.
  void choose(String code) {
    WorkingCopy copy = model.open.get();
    if (copy == null || code.isEmpty() || code.equals(chosen())) {
      problem.set(null);
      return;
    }
    if (!isOpen()) {
      problem.set(Message.of("intake.street.refused", CodeTables.label("street", chosen())));
      return;
    }
    problem.set(null);
    model
        .background()
        .run(
            () -> model.number(code),
            number -> moved(copy.application(), code, number),
            model::failed);
  }

  private void moved(UUID application, String code, String number) {
    WorkingCopy now = model.open.get();
    if (now == null || !now.application().equals(application) || !now.isNew()) return;
    model.replaced(now.moved(code, number, own()));
    model.touched(new Spot(application, "street"));
  }

  /// Which other window took in the case on the desk for this street, in words.
  Optional<Message> takenInBy() {
    WorkingCopy copy = model.open.get();
    if (copy == null || isElsewhere()) return Optional.empty();
    return copy.get(copy.application()).flatMap(a -> ReceivedCase.takenInBy(model.desk(), a));
  }
}
