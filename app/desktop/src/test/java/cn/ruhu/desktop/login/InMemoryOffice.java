package cn.ruhu.desktop.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A machine for tests: answers are set by hand, what was asked is kept.
final class InMemoryOffice implements Office {
  static final String PIN = "sha256-" + "0123456789abcdef".repeat(4);

  Optional<String> district = Optional.of("海淀区");
  List<Person> people =
      List.of(
          new Person("chuangkou", "林晓燕", "WINDOW_CLERK", true),
          new Person("shenhe", "周卫东", "STREET_REVIEWER", true),
          new Person("hecha3", "阿依古丽·买买提", "INVESTIGATOR", true),
          new Person("quji", "刘明远", "DISTRICT_REVIEWER", false));
  Look look = new Look.Seen(PIN);
  Enrolling enrolling = new Enrolling.Done("海淀区");
  Entry entry = new Entry.WrongPassword(4);

  /// how long the machine takes
  CountDownLatch answers = new CountDownLatch(0);

  final List<String> asked = new ArrayList<>();

  static Entry lockedUntil(Instant until) {
    return new Entry.LockedOut(until);
  }

  @Override
  public Optional<String> district() {
    return district;
  }

  @Override
  public List<Person> people() {
    return people;
  }

  @Override
  public Look look(String url) {
    asked.add("look " + url);
    return look;
  }

  @Override
  public Enrolling enrol(Invitation i) {
    asked.add("enrol " + i.url() + " " + i.pin().substring(0, 11) + " " + i.code());
    return enrolling;
  }

  Optional<String> challenge = Optional.empty();
  Unlocking unlocking = Unlocking.WRONG;

  @Override
  public Optional<String> challenge(String login) {
    return challenge;
  }

  @Override
  public Unlocking unlock(String login, String response) {
    asked.add("unlock " + login + " " + response);
    return unlocking;
  }

  @Override
  public Entry signIn(String login, char[] password) {
    asked.add("in " + login + " " + new String(password));
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return entry;
  }

  @Override
  public Entry choose(String login, char[] given, char[] fresh) {
    asked.add("choose " + login + " " + new String(given) + " " + new String(fresh));
    return entry;
  }
}
