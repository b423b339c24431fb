package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Attempts;
import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.idcard.CardText;
import cn.ruhu.device.place.Place;
import cn.ruhu.device.place.PlaceReceiver;
import cn.ruhu.survey.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The attempt itself: where it is, who opened, what to do when nobody does, and what the street
/// must hear today. Nothing here ever stands in the way of the visit. Window thread only.
final class DoorModel {
  private static final Duration ROOM = Duration.ofSeconds(15);

  /// DOMAIN V04
  private static final double FAR_M = 300;

  private static final String OUTCOMES_CHANGED = "V09";
  private static final List<String> SIGNS = List.of("O09", "K03", "V09", "D14", "S01", "M05A");

  /// How the place stands.
  enum Stand {
    /// nobody asked yet
    OPEN,
    ASKING,
    FOUND,
    /// asked in vain: it may be asked again, a reason given, the plate photographed
    NONE,
    /// this day has no receiver, said once
    OFF
  }

  private final Desk desk;
  private final Background background;
  private final FieldPlace receiver;

  /// set ends the search that was begun last; each has its own, so that none revives another
  private AtomicBoolean search = new AtomicBoolean();

  private @Nullable Visit visit;

  /// photos of slips that were looked at for their code
  private final Set<String> slipPhotos = new HashSet<>();

  private Runnable deaf = () -> {};

  final ObjectProperty<Stand> stand = new SimpleObjectProperty<>(Stand.OPEN);

  /// what is said of the place, null for nothing
  final ObjectProperty<@Nullable Message> placeWords = new SimpleObjectProperty<>();

  /// what a card read at the door said, null before
  final ObjectProperty<@Nullable Message> cardWords = new SimpleObjectProperty<>();

  /// what to do at this door, given the attempts before
  final ObservableList<Attempts.Advice> advice = FXCollections.observableArrayList();

  /// signs the street has not been told of
  final ObservableList<VisitAlerts.Sign> alarm = FXCollections.observableArrayList();

  /// whom to telephone
  final ObservableList<Alarm.Phone> phones = FXCollections.observableArrayList();

  /// what the clock did, null while it runs as it should
  final ObjectProperty<@Nullable Message> clockWords = new SimpleObjectProperty<>();

  /// what is told of the slip left behind, null for nothing
  final ObjectProperty<@Nullable Message> slipWords = new SimpleObjectProperty<>();

  /// how the assignment was lost, null while it was not
  final ObjectProperty<Sent.@Nullable Lost> lost = new SimpleObjectProperty<>();

  final StringProperty trouble = new SimpleStringProperty("");

  DoorModel(Desk desk, Background background, FieldPlace receiver) {
    this.desk = desk;
    this.background = background;
    this.receiver = receiver;
  }

  /// Whether the machine's settings name a receiver.
  boolean hasReceiver() {
    return receiver.here();
  }

  /// The visit in hand; null when none is.
  void show(@Nullable Visit now) {
    if (now != null && now.equals(visit)) return;
    search.set(true);
    deaf.run();
    deaf = () -> {};
    visit = now;
    cardWords.set(null);
    placeWords.set(null);
    clockWords.set(null);
    slipWords.set(null);
    slipPhotos.clear();
    trouble.set("");
    if (now == null) {
      stand.set(Stand.OPEN);
      return;
    }
    deaf = now.survey.onChanged(this::changed);
    lost.set(now.lost.orElse(null));
    phones.setAll(Alarm.phones(desk, now));
    if (!Door.card(now).isEmpty()) cardWords.set(Message.of("visit.door.card." + Door.card(now)));
    slipPhotos.addAll(slipPictures(now));
    slipWords.set(SlipLook.told(now));
    tick();
    look();
    place();
  }

  private void changed(SurveyModel.Changed changed) {
    tick();
    boolean matters =
        changed.structure()
            || changed.paths().stream().anyMatch(p -> SIGNS.stream().anyMatch(p::contains));
    if (matters) look();
    if (changed.paths().stream().anyMatch(p -> p.contains(OUTCOMES_CHANGED))) {
      plates();
      inside();
    }
    if (changed.paths().stream().anyMatch(p -> p.contains(SlipLook.NUMBER))) slip();
  }

  private void tick() {
    @Nullable Visit now = visit;
    if (now == null) return;
    Door.tick(now, desk.now());
    long back = Door.back(now).toSeconds();
    Optional<Long> ahead = Door.skew(now);
    if (back > 0) clockWords.set(Message.of("visit.door.clock.back", Spans.of(back)));
    else if (ahead.isPresent())
      clockWords.set(
          Message.of(
              ahead.get() > 0 ? "visit.door.clock.ahead" : "visit.door.clock.behind",
              Spans.of(Math.abs(ahead.get()))));
    else clockWords.set(null);
  }

  private void look() {
    @Nullable Visit now = visit;
    if (now == null) return;
    advice.setAll(Attempts.of(now.file).advice(now.file, desk.now(), now.value(Visit.DISPOSITION)));
    List<VisitAlerts.Sign> open = Alarm.open(now, Alarm.signs(now, now.session().facts()));
    if (!alarm.equals(open)) alarm.setAll(open);
  }

  /// A photo of the plate taken before the outcome was known goes where the form asks for it.
  private void plates() {
    @Nullable Visit now = visit;
    if (now == null) return;
    now.session()
        .pathOf(Door.PLATE_PATH)
        .flatMap(now.session()::question)
        .filter(Question::relevant)
        .filter(q -> q.value().isEmpty() && !now.pictures(q.path()).isEmpty())
        .ifPresent(q -> now.offerPictures(q.path()));
  }

  // ---- the slip that is left

  /// Whether this is the visit in hand.
  boolean isOf(Visit other) {
    return other.equals(visit);
  }

  /// Whether the form asks for the slip's number now.
  boolean wantsSlip() {
    @Nullable Visit now = visit;
    return now != null
        && now.session()
            .pathOf(SlipLook.NUMBER)
            .flatMap(now.session()::question)
            .filter(Question::relevant)
            .isPresent();
  }

  /// Takes a typed number, or the code of a slip as a gun types it; a code that is not of one of
  /// this household's slips is told and changes nothing.
  void slip(String typed) {
    @Nullable Visit now = visit;
    if (now == null || now.draft.resting()) return;
    Optional<String> number = SlipLook.number(now, typed);
    if (number.isEmpty()) {
      slipWords.set(Message.of("visit.slip.OTHER_CODE"));
      return;
    }
    now.session().pathOf(SlipLook.NUMBER).ifPresent(p -> now.survey.answer(p, number.get()));
    slipWords.set(
        now.value(SlipLook.NUMBER).equals(number.get())
            ? SlipLook.told(now)
            : Message.of("visit.slip.SHAPE"));
  }

  /// A gun's text belongs here when it is a code of ours and the slip is asked for.
  boolean takesCode(String text) {
    if (!wantsSlip() || !SlipLook.isCode(text)) return false;
    slip(text);
    return true;
  }

  /// [#takesCode] of a gun that types into the question of the number itself.
  boolean takesTyped(String path, String typed) {
    @Nullable Visit now = visit;
    boolean asked =
        now != null && now.session().pathOf(SlipLook.NUMBER).filter(path::equals).isPresent();
    return asked && takesCode(typed);
  }

  private static List<String> slipPictures(Visit visit) {
    return visit.session().pathOf(SlipLook.PHOTO).map(visit::pictures).orElse(List.of());
  }

  /// The number or its photo changed; a photo that was not looked at yet is.
  private void slip() {
    @Nullable Visit now = visit;
    if (now == null) return;
    slipWords.set(SlipLook.told(now));
    for (String address : slipPictures(now)) {
      if (!slipPhotos.add(address)) continue;
      background.run(
          () -> SlipLook.inPhoto(desk.store(), now, address),
          found -> {
            if (now.equals(visit)) seen(now, found);
          },
          _ -> {}); // a photo nobody can read is a photo all the same
    }
  }

  /// @param found numbers of slips on the photo, empty text for one that is another household's
  private void seen(Visit now, List<String> found) {
    if (found.isEmpty() || now.draft.resting() || !wantsSlip()) return;
    String number = now.value(SlipLook.NUMBER);
    Optional<String> own = found.stream().filter(n -> !n.isEmpty()).findFirst();
    if (own.isEmpty()) slipWords.set(Message.of("visit.slip.PHOTO_OTHER"));
    else if (number.isEmpty()) slip(own.get());
    else if (!found.contains(number))
      slipWords.set(Message.of("visit.slip.PHOTO_DIFFERS", own.get(), number));
  }

  // ---- the place

  private void place() {
    @Nullable Visit now = visit;
    if (now == null) return;
    if (!now.value(Door.PLACE_PATH).isEmpty()) {
      stand.set(Stand.FOUND);
      said(now, now.value(Door.PLACE_PATH));
      return;
    }
    String reason = now.value(Door.REASON_PATH);
    stand.set(reason.isEmpty() ? Stand.OPEN : Stand.OFF);
    if (!reason.isEmpty()) {
      placeWords.set(Message.of("visit.door.place.off"));
      return;
    }
    background.run(
        () -> DayNotes.of(desk.store().drafts(), desk.today()).noReceiver(),
        known -> {
          if (now.equals(visit) && known.isPresent()) without(now, known.get());
        },
        this::failed);
  }

  /// Asks the receiver; up to a minute, and the visit goes on meanwhile.
  void find() {
    @Nullable Visit now = visit;
    if (now == null || stand.get() == Stand.ASKING || now.draft.resting()) return;
    stand.set(Stand.ASKING);
    placeWords.set(Message.of("visit.door.place.asking"));
    var mine = new AtomicBoolean();
    search = mine;
    background.run(
        PlaceReceiver.LIMIT.plus(ROOM),
        () -> receiver.find(mine::get),
        place -> {
          if (!mine.get() && now.equals(visit)) found(now, place);
        },
        _ -> {
          if (!mine.get() && now.equals(visit)) none(Message.of("visit.door.place.NO_FIX"));
        });
  }

  private void found(Visit now, Place place) {
    if (now.draft.resting()) {
      stand.set(Stand.OPEN); // too late for what is being sealed
      placeWords.set(null);
      return;
    }
    switch (place) {
      case Place.Found there -> {
        Door.found(now, there);
        String text = there.fix().geopoint();
        now.session().pathOf(Door.PLACE_PATH).ifPresent(p -> now.survey.answer(p, text));
        stand.set(Stand.FOUND);
        said(now, text);
        tick();
      }
      case Place.None(var why, _, int jump) ->
          none(
              jump > 0
                  ? Message.of("visit.door.place.jumped", Spans.metres(jump))
                  : Message.of("visit.door.place." + why.name()));
      case Place.Trouble(var why) -> none(Message.of("visit.door.place." + why.name()));
    }
  }

  private void said(Visit now, String geopoint) {
    Optional<Double> away = Door.fromBefore(now, geopoint);
    long accuracy = Door.accuracy(geopoint);
    if (Door.jump(now) > 0)
      placeWords.set(Message.of("visit.door.place.after", Spans.metres(Door.jump(now)), accuracy));
    else if (away.filter(m -> m > FAR_M).isPresent())
      placeWords.set(Message.of("visit.door.place.far", Spans.metres(away.get()), accuracy));
    else placeWords.set(Message.of("visit.door.place.found", accuracy));
  }

  private void none(Message why) {
    stand.set(Stand.NONE);
    placeWords.set(why);
  }

  /// Goes on without a place.
  ///
  /// @param reason code of `placeReason`
  /// @param today whether it holds for every household of the day
  void without(String reason, boolean today) {
    @Nullable Visit now = visit;
    if (now == null) return;
    search.set(true);
    without(now, reason);
    if (today)
      background.perform(
          () -> DayNotes.of(desk.store().drafts(), desk.today()).noReceiver(reason),
          () -> {},
          this::failed);
  }

  private void without(Visit now, String reason) {
    now.session().pathOf(Door.REASON_PATH).ifPresent(p -> now.survey.answer(p, reason));
    stand.set(Stand.OFF);
    placeWords.set(Message.of("visit.door.place.off"));
  }

  /// There is a receiver after all.
  void again() {
    @Nullable Visit now = visit;
    if (now == null) return;
    stand.set(Stand.OPEN);
    placeWords.set(null);
    background.perform(
        () -> DayNotes.of(desk.store().drafts(), desk.today()).noReceiver(""),
        () -> {},
        this::failed);
  }

  /// Where a picture of the plate is kept, empty for a form without that question.
  Optional<String> platePath() {
    @Nullable Visit now = visit;
    return now == null ? Optional.empty() : now.session().pathOf(Door.PLATE_PATH);
  }

  // ---- who opened, who it is

  String opened() {
    @Nullable Visit now = visit;
    return now == null ? "" : Door.opened(now);
  }

  void opened(String code) {
    @Nullable Visit now = visit;
    if (now != null) Door.opened(now, code);
  }

  /// Takes one of the large buttons: the outcome is answered as if it had been chosen in the form.
  void outcome(String code) {
    @Nullable Visit now = visit;
    if (now == null) return;
    now.session().pathOf(Visit.DISPOSITION).ifPresent(p -> now.survey.answer(p, code));
  }

  /// A card was laid on the reader at this door; before it opens that is noted, and answered once
  /// the pair is inside.
  void card(CardText card) {
    @Nullable Visit now = visit;
    if (now == null) return;
    Optional<CaseRecord> whose = Door.read(now, card);
    cardWords.set(
        Message.of("visit.door.card." + (whose.isPresent() ? Door.MATCH : Door.MISMATCH)));
    if (now.entered()) identified(now, whose.map(CaseRecord::id));
  }

  private static void identified(Visit now, Optional<UUID> whose) {
    answer(now, "V18", "1");
    if (whose.isEmpty()) return;
    answer(now, "V15", "1");
    answer(now, "V15M", whose.get().toString());
  }

  /// Inside, with a card read before the door opened: how identity was checked is known.
  private void inside() {
    @Nullable Visit now = visit;
    if (now == null || !now.entered() || Door.card(now).isEmpty()) return;
    if (now.value("V18").isEmpty()) identified(now, Door.cardOf(now));
  }

  private static void answer(Visit now, String key, String value) {
    now.session()
        .pathOf(key)
        .filter(p -> now.session().question(p).filter(Question::relevant).isPresent())
        .ifPresent(p -> now.survey.answer(p, value));
  }

  // ---- what the street must hear

  /// The street was told by telephone.
  ///
  /// @param words whom, and what was said
  void told(String words) {
    @Nullable Visit now = visit;
    if (now == null || alarm.isEmpty()) return;
    var signs = new ArrayList<>(alarm);
    background.perform(
        () -> Alarm.report(desk, now, signs, words.strip()),
        () -> {
          Alarm.told(now, signs);
          if (now.equals(visit)) look();
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
