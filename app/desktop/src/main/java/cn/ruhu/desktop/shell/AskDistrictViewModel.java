package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Asking the district about one number: nothing is asked without a case or a reason. Window thread
/// only.
final class AskDistrictViewModel {
  private final Session session;
  private final Background background;
  private final String number;
  private final ReadOnlyObjectWrapper<Session.@Nullable DistrictSaid> said =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();

  /// @param number a whole identity number
  AskDistrictViewModel(Session session, Background background, String number) {
    this.session = session;
    this.background = background;
    this.number = number;
  }

  /// The identity number somebody typed, when it is a whole one.
  static Optional<String> number(String typed, LocalDate today) {
    String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return plain.length() == 18 && IdNumber.parse(plain, today) instanceof IdNumber.Valid
        ? Optional.of(plain)
        : Optional.empty();
  }

  String number() {
    return number;
  }

  ReadOnlyObjectProperty<Session.@Nullable DistrictSaid> said() {
    return said.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Message> problem() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty asking() {
    return asking.getReadOnlyProperty();
  }

  /// @param reason code of table `registryReason`, `""` for none
  /// @param caseNumber of an application known here, `""` for none; it goes before the reason
  void ask(String reason, String caseNumber) {
    if (asking.get()) return;
    said.set(null);
    problem.set(null);
    if (reason.isBlank() && caseNumber.isBlank()) {
      problem.set(Message.of("shell.ask.why"));
      return;
    }
    Session.Why why =
        caseNumber.isBlank() ? new Session.Why.Reason(reason) : new Session.Why.Case(caseNumber);
    asking.set(true);
    background.run(
        () -> session.askDistrict(number, why),
        answer -> {
          asking.set(false);
          switch (answer) {
            case Session.DistrictSaid.Said _ -> said.set(answer);
            case Session.DistrictSaid.NoSuchCase _ -> problem.set(Message.of("shell.ask.nocase"));
            case Session.DistrictSaid.NotHere _ -> problem.set(Message.of("shell.ask.nothere"));
          }
        },
        _ -> {
          asking.set(false);
          problem.set(Message.of("shell.ask.nothere"));
        });
  }
}
