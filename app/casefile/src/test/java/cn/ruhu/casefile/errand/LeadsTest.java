package cn.ruhu.casefile.errand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state × act × role, asked of the rights the server asks too.
class LeadsTest {
  private static final String HERE = "110108007";
  private static final String THERE = "110108010";
  private static final UUID ID = new UUID(7, 1);
  private static final UUID ME = new UUID(7, 9);
  private static final UUID OTHER = new UUID(7, 10);
  private static final UUID APPLICATION = new UUID(7, 3);
  private static final String AT = "2026-11-23T01:30:00Z";

  private static CaseRecord lead(LeadState state) {
    CaseRecord r =
        CaseRecord.of(
            RecordType.LEAD,
            ID,
            HERE,
            ID,
            Map.of(
                "street",
                HERE,
                "channel",
                "HOTLINE",
                "personPhone",
                "13800000001",
                "about",
                "独居老人三天没有出门",
                "receivedAt",
                AT,
                "contactDue",
                "2026-11-24",
                "by",
                OTHER.toString(),
                "state",
                state.name()));
    return switch (state) {
      case NEW -> r;
      case DISPATCHED -> r.with("handler", OTHER.toString());
      case MOVED -> ended(r, OTHER).with("movedTo", THERE);
      case CASE -> ended(r, OTHER).with("closeReason", null).with("application", "" + APPLICATION);
      case CLOSED -> ended(r, OTHER);
    };
  }

  private static CaseRecord ended(CaseRecord r, UUID by) {
    return r.with("closeReason", "已由儿子接走").with("closedBy", by.toString()).with("closedAt", AT);
  }

  /// The lead after a well-formed act by me.
  private static CaseRecord done(LeadAct act, CaseRecord r) {
    return switch (act) {
      case TAKE_IN -> throw new IllegalArgumentException();
      case CORRECT -> r.with("address", "海淀路1号");
      case CONTACT -> r.with("contactedAt", AT).with("contactedBy", ME.toString());
      case DISPATCH -> r.with("state", "DISPATCHED").with("handler", ME.toString());
      case RECALL -> r.with("state", "NEW").with("handler", null);
      case MOVE -> ended(r.with("state", "MOVED").with("movedTo", THERE), ME);
      case OPEN_CASE ->
          ended(r.with("state", "CASE").with("application", APPLICATION.toString()), ME)
              .with("closeReason", null);
      case CLOSE -> ended(r.with("state", "CLOSED"), ME);
      case REOPEN ->
          r.with("state", "NEW")
              .with("handler", null)
              .with("closeReason", null)
              .with("closedBy", null)
              .with("closedAt", null)
              .with("application", null);
    };
  }

  /// act → states it starts from, by hand from the brief of the office
  private static final Map<LeadAct, String> PAPER =
      Map.of(
          LeadAct.CORRECT, "NEW DISPATCHED",
          LeadAct.CONTACT, "NEW DISPATCHED",
          LeadAct.DISPATCH, "NEW DISPATCHED",
          LeadAct.RECALL, "DISPATCHED",
          LeadAct.MOVE, "NEW DISPATCHED",
          LeadAct.OPEN_CASE, "NEW DISPATCHED",
          LeadAct.CLOSE, "NEW DISPATCHED",
          LeadAct.REOPEN, "CASE CLOSED");

  static Stream<Arguments> everything() {
    return PAPER.keySet().stream()
        .flatMap(act ->
            Stream.of(LeadState.values())
                .flatMap(state -> Stream.of(Role.values()).map(r -> Arguments.of(act, state, r))));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void onlyTheActsOfTheTableGoThrough(LeadAct act, LeadState state, Role role) {
    boolean office = role == Role.WINDOW_CLERK || role == Role.STREET_REVIEWER;
    boolean from = Set.of(PAPER.getOrDefault(act, "").split(" ")).contains(state.name());
    // what another person ended, the reviewer opens again
    boolean own = act != LeadAct.REOPEN || role == Role.STREET_REVIEWER;
    CaseRecord before = lead(state);
    Optional<RecordChange> change = RecordChange.between(before, done(act, before));
    if (change.isEmpty()) return;
    // of an open lead that was given on, opening it again is taking it back: the same record
    boolean recalled = act == LeadAct.REOPEN && state == LeadState.DISPATCHED;
    assertEquals(
        office && ((from && own) || recalled),
        Rights.mayApply(new Actor(ME, role, HERE), change.get(), Optional.of(before)),
        act + " " + state + " " + role);
    assertEquals(office && from, act.allows(role, Optional.of(state)));
  }

  @ParameterizedTest
  @MethodSource("acts")
  void nobodySignsForSomebodyElse(LeadAct act, String field) {
    CaseRecord before = lead(LeadState.NEW);
    CaseRecord after = done(act, before);
    assertTrue(applies(before, after), act.name());
    assertFalse(applies(before, after.with(field, OTHER.toString())), act.name());
    assertFalse(applies(before, after.with(field, null)), act.name());
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        Arguments.of(LeadAct.CONTACT, "contactedBy"),
        Arguments.of(LeadAct.MOVE, "closedBy"),
        Arguments.of(LeadAct.OPEN_CASE, "closedBy"),
        Arguments.of(LeadAct.CLOSE, "closedBy"));
  }

  private static boolean applies(CaseRecord before, CaseRecord after) {
    return Rights.mayApply(
        new Actor(ME, Role.WINDOW_CLERK, HERE),
        RecordChange.between(before, after).orElseThrow(),
        Optional.of(before));
  }

  @Test
  void anEndSaysWhyAndWhere() {
    CaseRecord open = lead(LeadState.NEW);
    assertFalse(applies(open, done(LeadAct.CLOSE, open).with("closeReason", null)), "no reason");
    assertFalse(applies(open, done(LeadAct.OPEN_CASE, open).with("application", null)), "no case");
    assertFalse(applies(open, done(LeadAct.MOVE, open).with("movedTo", HERE)), "to itself");
    assertFalse(applies(open, done(LeadAct.MOVE, open).with("movedTo", null)), "nowhere");
  }

  @Test
  void aContactIsTakenBackByWhoRecordedIt() {
    CaseRecord mine = done(LeadAct.CONTACT, lead(LeadState.NEW));
    CaseRecord undone = mine.with("contactedAt", null).with("contactedBy", null);
    assertTrue(applies(mine, undone));
    CaseRecord theirs = mine.with("contactedBy", OTHER.toString());
    assertFalse(
        applies(theirs, theirs.with("contactedAt", null).with("contactedBy", null)), "theirs");
    assertFalse(applies(theirs, theirs.with("contactedBy", ME.toString())), "nobody takes it over");
  }

  @Test
  void whatWasSettledWhenItWasTakenInStays() {
    CaseRecord open = lead(LeadState.NEW);
    for (String field : List.of("street", "receivedAt", "by", "movedFrom", "moveNote", "heardAt"))
      assertFalse(applies(open, open.with(field, THERE)), field);
    assertFalse(applies(open, open.with("about", null)), "what is told cannot go");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "WINDOW; personName personPhone; true",
        "WINDOW; personName address; true",
        "WINDOW; personPhone; false",
        "WINDOW; personName; false",
        "HOTLINE; personPhone; true",
        "HOTLINE; personName; false",
        "COMMUNITY; personName community; true",
        "COMMUNITY; personName; false",
        "PATROL; address; true",
        "PATROL; personPhone; false",
        "VISIT; personName address; true",
        "VISIT; address; false",
        "DEPARTMENT; department personPhone; true",
        "DEPARTMENT; personPhone; false",
        "WARNING; personNumber address; true",
        "WARNING; address; false",
        "ONLINE; personPhone; true",
        "ONLINE; address; false",
        "OTHER; address; true",
        "OTHER; personName; false",
      })
  void eachChannelAsksForWhatItCanKnow(String channel, String known, boolean enough) {
    CaseRecord told =
        lead(LeadState.NEW)
            .with("by", ME.toString())
            .with("channel", channel)
            .with("personPhone", null);
    for (String f : known.split(" ")) told = told.with(f, "1");
    assertEquals(enough, Leads.missing(told).isEmpty());
    assertEquals(enough, takenIn(told));
    assertFalse(takenIn(told.with("about", null)), "nothing told");
  }

  private static boolean takenIn(CaseRecord lead) {
    return Rights.mayApply(
        new Actor(ME, Role.WINDOW_CLERK, HERE), RecordChange.create(lead), Optional.empty());
  }

  @Test
  void itIsTakenInInTheOwnNameAndOpen() {
    CaseRecord mine = lead(LeadState.NEW).with("by", ME.toString());
    assertTrue(takenIn(mine));
    assertTrue(takenIn(done(LeadAct.CONTACT, mine)), "who stands at the window was spoken with");
    assertFalse(takenIn(mine.with("by", OTHER.toString())));
    assertFalse(takenIn(mine.with("contactedAt", AT)), "by nobody");
    assertFalse(takenIn(mine.with("state", "CLOSED")));
    assertFalse(takenIn(mine.with("street", THERE)), "in a place that is not its street");
    assertFalse(
        takenIn(CaseRecord.of(RecordType.LEAD, ID, HERE, new UUID(7, 2), mine.fields())),
        "it is a file of its own");
  }

  @Test
  void aClerkTakesItInForAnotherStreetAndChangesNothingThere() {
    CaseRecord there =
        CaseRecord.of(RecordType.LEAD, ID, THERE, ID, lead(LeadState.NEW).fields())
            .with("street", THERE)
            .with("by", ME.toString());
    assertTrue(takenIn(there));
    assertFalse(applies(there, there.with("address", "x")));
    assertFalse(
        Rights.mayApply(
            new Actor(ME, Role.STREET_REVIEWER, HERE),
            RecordChange.create(there),
            Optional.empty()),
        "a reviewer gives a lead away, and takes none in");
  }

  @Test
  void whoActsOnWhatWasSeenIsDisputedNotRefused() {
    CaseRecord seen = lead(LeadState.NEW);
    RecordChange late = RecordChange.between(seen, done(LeadAct.DISPATCH, seen)).orElseThrow();
    assertTrue(
        Rights.mayApply(
            new Actor(ME, Role.WINDOW_CLERK, HERE), late, Optional.of(lead(LeadState.CLOSED))));
  }

  @Test
  void bothHalvesOfAMoveTravelTogether() {
    CaseRecord lead = lead(LeadState.NEW).with("reporter", "邻居").with("urgent", "true");
    var clerk = new Actor(ME, Role.STREET_REVIEWER, HERE);
    List<RecordChange> op =
        Moves.move(
            lead,
            new Moves.There(new UUID(7, 5), "n", THERE, "住在彼街道"),
            clerk,
            java.time.Instant.parse(AT),
            LocalDate.of(2026, 11, 23));
    assertTrue(Moves.whole(op));
    assertFalse(Moves.whole(op.subList(0, 1)), "it would be with nobody");
    assertFalse(Moves.whole(op.subList(1, 2)), "it would be with both");
    assertTrue(Rights.mayApply(clerk, op.get(0), Optional.of(lead)));
    assertTrue(Rights.mayApply(clerk, op.get(1), Optional.empty()));
    CaseRecord made = op.get(1).applyTo(null);
    assertEquals(THERE, made.scope());
    assertEquals(THERE, made.text("receivedFor"));
    assertEquals("2026-11-23", made.text("contactDue"));
    assertEquals(AT, made.text("heardAt"));
    assertEquals("邻居", made.text("reporter"));
  }
}
