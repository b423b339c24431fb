package cn.ruhu.desktop.login;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// First start: the address and the one-time code of the enrolment sheet, then the key the server
/// shows, compared by a person with the one on the sheet. The text of the sheet's QR holds all
/// three and needs no comparing. Window thread only.
public final class EnrolViewModel {
  /// Line breaks may be gone: a text field drops them.
  private static final Pattern SHEET =
      Pattern.compile(
          "ruhu-enrol-1\\s*(https://\\S+?)\\s*(sha256-[0-9a-f]{64})\\s*([0-9A-Za-z]{6,20})\\s*");

  private final Office office;
  private final Background background;
  private final Runnable done;
  final StringProperty url = new SimpleStringProperty("");
  final StringProperty code = new SimpleStringProperty("");
  final ReadOnlyStringWrapper seenPin = new ReadOnlyStringWrapper("");
  final BooleanProperty busy = new SimpleBooleanProperty();
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();
  private Optional<String> sheetPin = Optional.empty();
  private String sheetUrl = "";

  /// @param done the machine is enrolled: show the sign-in
  public EnrolViewModel(Office office, Background background, Runnable done) {
    this.office = office;
    this.background = background;
    this.done = done;
    url.subscribe((was, now) -> {
      if (!now.equals(was)) typed(now);
    });
  }

  /// A sheet's whole text in the first field fills all of them.
  private void typed(String text) {
    Matcher sheet = SHEET.matcher(text.strip());
    seenPin.set("");
    if (sheet.matches()) {
      sheetUrl = sheet.group(1);
      sheetPin = Optional.of(sheet.group(2));
      code.set(sheet.group(3));
      url.set(sheetUrl);
    } else if (!text.equals(sheetUrl)) {
      sheetPin = Optional.empty();
    }
  }

  /// Looks at the server; with a sheet's pin enrols at once.
  void look() {
    if (busy.get()) return;
    problem.set(null);
    if (sheetPin.isPresent()) {
      enrol(sheetPin.get());
      return;
    }
    String address = address();
    busy.set(true);
    background.run(
        () -> office.look(address),
        seen -> {
          busy.set(false);
          switch (seen) {
            case Office.Look.Seen(String pin) -> seenPin.set(pin);
            case Office.Look.Nobody(String why) -> problem.set(Message.of("login.why." + why));
          }
        },
        this::failed);
  }

  /// The person says the key is the one on the sheet.
  void confirm() {
    if (!seenPin.get().isEmpty()) enrol(seenPin.get());
  }

  /// The key is another one: nothing is sent.
  void reject() {
    seenPin.set("");
    problem.set(Message.of("login.enrol.rejected"));
  }

  private void enrol(String pin) {
    if (busy.get()) return;
    busy.set(true);
    problem.set(null);
    // it is shown in groups, and typed so
    String plain = code.get().replaceAll("\\s+", "");
    var invitation = new Office.Invitation(address(), pin, plain);
    background.run(
        () -> office.enrol(invitation),
        outcome -> {
          busy.set(false);
          switch (outcome) {
            case Office.Enrolling.Done _ -> done.run();
            case Office.Enrolling.NotDone(String why) ->
                problem.set(Message.of("login.why." + why));
          }
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    busy.set(false);
    problem.set(Message.of("login.why.UNEXPECTED"));
  }

  private String address() {
    String plain = url.get().strip();
    return plain.contains("://") ? plain : "https://" + plain;
  }
}
