package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.process.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// A session for tests: one person, one password, what waits is set by hand.
public final class InMemorySession implements Session {
  static final String CODE = "RH1ONECASE";
  public static final String PASSWORD = "ruhu-2017-demo";

  private final Role role;
  public final ObjectProperty<SyncFacts> facts =
      new SimpleObjectProperty<>(
          new SyncFacts(
              true,
              Optional.of(Instant.parse("2017-11-20T01:12:00Z")),
              3,
              12,
              4_718_592,
              Optional.empty(),
              false,
              Optional.empty()));
  public final ObjectProperty<List<Lamp>> lamps =
      new SimpleObjectProperty<>(
          List.of(new Lamp("reader", "shell.device.reader.READY", true, true)));
  public int syncs;

  public InMemorySession(Role role) {
    this.role = role;
  }

  @Override
  public String personName() {
    return "\u738b\u82b3";
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String place() {
    return "\u5317\u4e0b\u5173\u8857\u9053";
  }

  @Override
  public ObservableValue<SyncFacts> sync() {
    return facts;
  }

  @Override
  public ObservableValue<List<Lamp>> devices() {
    return lamps;
  }

  @Override
  public void syncNow() {
    syncs++;
  }

  @Override
  public boolean unlocks(char[] password) {
    return PASSWORD.equals(new String(password));
  }

  /// what a change of the password comes to
  public Changed changed = new Changed.Done();

  /// passwords that were to be changed: the old one and the new one
  public final List<String> changes = new ArrayList<>();

  @Override
  public Changed changePassword(char[] old, char[] fresh) {
    changes.add(new String(old) + " > " + new String(fresh));
    return unlocks(old) ? changed : new Changed.Wrong();
  }

  @Override
  public List<Hit> search(String typed) {
    if (!"zs".equals(typed) && !CODE.equals(typed)) return List.of();
    return List.of(new Hit("\u5f20\u4e09", "110108007 2017 00012", "first", "case-1"));
  }

  /// what the district says
  public DistrictSaid district = new DistrictSaid.NotHere();

  /// queries: the number and why
  public final List<String> asked = new ArrayList<>();

  @Override
  public boolean mayAskDistrict() {
    return role == Role.WINDOW_CLERK;
  }

  @Override
  public DistrictSaid askDistrict(String number, Why why) {
    asked.add(number + " " + why);
    return district;
  }
}
