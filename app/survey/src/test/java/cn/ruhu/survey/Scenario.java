package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A visit told step by step. Questions are named by their fact key (`A01`, `M10@<member>`).
final class Scenario {
  static final UUID JIA = new UUID(7, 1);
  static final UUID YI = new UUID(7, 2);
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T02:00:00Z"));

  final FormPackage form;
  final List<AnswerEvent> log = new ArrayList<>();
  final SurveySession session;
  Answer last = new Answer.Answered(List.of());

  private Scenario(FormPackage form, Opening opening) {
    this.form = form;
    this.session = SurveySession.open(form, opening, JIA, CLOCK, log::add);
  }

  static Scenario of(FormPackage form, Opening opening) {
    return new Scenario(form, opening);
  }

  static Scenario of(FormPackage form) {
    return new Scenario(form, Opening.of(List.of(), List.of(), Map.of()));
  }

  String path(String key) {
    return session.pathOf(key).orElseThrow(() -> new AssertionError("no question " + key));
  }

  Question question(String key) {
    return session.question(path(key)).orElseThrow();
  }

  Scenario answer(String key, String value) {
    last = session.answer(path(key), value);
    assertInstanceOf(Answer.Answered.class, last, () -> key + "=" + value + " " + last);
    return this;
  }

  Scenario refuses(String key, String value, String code) {
    last = session.answer(path(key), value);
    assertEquals(code, assertInstanceOf(Answer.Rejected.class, last, key).code());
    return this;
  }

  Scenario confirm(String key) {
    last = session.confirm(path(key));
    assertInstanceOf(Answer.Answered.class, last, () -> key + " " + last);
    return this;
  }

  Scenario confirmAll(String place) {
    last = session.confirmAll(place);
    assertInstanceOf(Answer.Answered.class, last, () -> place + " " + last);
    return this;
  }

  Scenario add(String roster) {
    last = session.add(roster, Optional.empty());
    assertInstanceOf(Answer.Answered.class, last, () -> roster + " " + last);
    return this;
  }

  Scenario is(String key, String value) {
    assertEquals(value, question(key).value(), key);
    return this;
  }

  Scenario asked(String... keys) {
    for (String key : keys) assertTrue(question(key).relevant(), key + " is not asked");
    return this;
  }

  Scenario notAsked(String... keys) {
    for (String key : keys) assertTrue(!question(key).relevant(), key + " is asked");
    return this;
  }

  /// Paths still open, with their reason.
  List<String> open() {
    return session.validate().stream().map(p -> p.path() + " " + p.code()).toList();
  }
}
