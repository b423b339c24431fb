package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.DraftPen;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// One application on the desk: cards and typed fields go into a working copy, which is a durable
/// draft after every field. Saving and handing on: [IntakeSaving]. Window thread only.
final class IntakeViewModel {
  private final Desk desk;
  private final Background background;
  private final CardSource cards;
  private final CaseFinder finder;
  final CaseEdits edits;
  final DraftPen keeper;
  private final IntakeRows rows;
  final Portraits portraits;
  private Standards standards = Standards.builtIn();

  /// the application on the desk, null for none
  final ObjectProperty<@Nullable WorkingCopy> open = new SimpleObjectProperty<>();

  /// counts up with every change of the working copy
  final IntegerProperty version = new SimpleIntegerProperty();

  final ObjectProperty<Step> step = new SimpleObjectProperty<>(Step.APPLICANT);

  /// where the keyboard should go, null when a person decides
  final ObjectProperty<@Nullable Spot> focus = new SimpleObjectProperty<>();

  private final Settling settling = new Settling(this::refresh, focus);

  final ObjectProperty<@Nullable LiveFacts> live = new SimpleObjectProperty<>();

  /// a card that is not of the household on the desk waits for an answer
  final ObjectProperty<@Nullable CardReading> question = new SimpleObjectProperty<>();

  /// the card read last
  final ObjectProperty<@Nullable CardReading> card = new SimpleObjectProperty<>();

  /// fields a card has just filled
  final ObjectProperty<List<Spot>> filled = new SimpleObjectProperty<>(List.of());

  final ObjectProperty<ReaderSnapshot> reader = new SimpleObjectProperty<>();

  /// why the last card could not be read, null when it could
  final ObjectProperty<@Nullable Message> readerProblem = new SimpleObjectProperty<>();

  /// who of this household is known already
  final KnownPeople known;

  /// what is wrong with a number typed in place of a card
  final ObjectProperty<@Nullable Message> typedProblem = new SimpleObjectProperty<>();

  /// how durable what is on the desk is
  final ObjectProperty<Where> where = new SimpleObjectProperty<>(Where.SAVED);

  /// a failure of the machine: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  /// what was just done
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  IntakeViewModel(Desk desk, Background background, CardSource cards) {
    this.desk = desk;
    this.background = background;
    this.cards = cards;
    finder = new CaseFinder(desk);
    known = new KnownPeople(desk, background, finder, this::failed);
    edits = new CaseEdits(desk);
    rows = new IntakeRows(this);
    portraits = new Portraits(this, cards);
    keeper =
        new DraftPen(
            background, safe -> where.set(safe ? Where.SAVED : Where.TYPING), this::failed);
    reader.set(cards.snapshot());
  }

  /// Begins to hear the reader.
  ///
  /// @return run it to stop
  Runnable hear() {
    return cards.listen(
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {
            background.window(() -> reader.set(now));
          }

          @Override
          public void read(Reading reading) {
            background.window(() -> heard(reading));
          }
        });
  }

  private void heard(Reading reading) {
    switch (reading) {
      case Reading.Card(CardReading read) -> {
        readerProblem.set(null);
        laid(read);
      }
      case Reading.Trouble(var error) ->
          readerProblem.set(Message.of("intake.reader.error." + error.name()));
      case Reading.NoCard() -> readerProblem.set(Message.of("intake.reader.nocard"));
    }
  }

  /// Reads the card that lies there once more.
  void readAgain() {
    cards.again();
  }

  /// Standards the district entered; read again when a case is opened.
  private void readStandards() {
    standards = Standards.builtIn().with(desk.store().all(RecordType.STANDARD));
  }

  // cards ------------------------------------------------------------------------------------

  /// A card lies on the reader.
  void laid(CardReading read) {
    card.set(read);
    WorkingCopy copy = open.get();
    if (copy == null) {
      find(read);
      return;
    }
    Optional<CaseRecord> person = personOf(copy, CardFacts.number(read, desk.today()));
    if (person.isPresent()) take(copy, person.get().id(), read);
    else if (copy.untouched()) take(copy, CaseEdits.applicant(copy).orElseThrow(), read);
    else question.set(read);
  }

  private static Optional<CaseRecord> personOf(WorkingCopy copy, String number) {
    return copy.file().all(RecordType.PERSON).stream()
        .filter(p -> !number.isEmpty() && p.text("idNumber").equals(number))
        .findFirst();
  }

  /// Opens what the card's person belongs to, or a new application, and fills it from the chip.
  private void find(CardReading read) {
    String number = CardFacts.number(read, desk.today());
    look(
        number,
        copy -> {
          UUID person =
              personOf(copy, number)
                  .map(CaseRecord::id)
                  .or(() -> CaseEdits.applicant(copy))
                  .orElseThrow();
          boolean fresh = copy.untouched();
          Spot at = settling.aimed();
          take(copy, person, read);
          var told = new Spot(copy.application(), "community");
          settling.aim(!fresh ? at : number.isEmpty() ? new Spot(person, "name") : told);
        });
  }

  /// Finds the number's draft or case, or begins a new application with its own number.
  void look(String number, java.util.function.Consumer<WorkingCopy> then) {
    record Seen(CaseFinder.Found found, String fresh, @Nullable StoreException trouble) {}
    background.run(
        () -> {
          CaseFinder.Found found = finder.find(number);
          if (!(found instanceof CaseFinder.Nobody)) return new Seen(found, "", null);
          try {
            return new Seen(found, number(desk.actor().street()), null);
          } catch (StoreException e) {
            return new Seen(found, "", e);
          }
        },
        seen ->
            settling.together(() -> {
              show(seen.found(), seen.fresh());
              if (seen.trouble() != null) failed(seen.trouble());
              WorkingCopy copy = open.get();
              if (copy != null) then.accept(copy);
            }),
        this::failed);
  }

  String number(String street) throws StoreException {
    return desk.store().nextApplicationNumber(street, desk.today().getYear()).text();
  }

  private void show(CaseFinder.Found found, String fresh) {
    switch (found) {
      case CaseFinder.Parked(IntakeDraft draft) -> reopen(draft);
      case CaseFinder.Open(UUID id, var records) -> {
        step.set(Step.APPLICANT);
        put(WorkingCopy.of(id, records));
        settling.aim(new Spot(id, "phone"));
      }
      case CaseFinder.Handed(var r) -> done.set(CaseFinder.words(r));
      case CaseFinder.Nobody() -> {
        step.set(Step.APPLICANT);
        put(edits.start(fresh));
        settling.aim(CaseEdits.applicant(open.get()).map(p -> new Spot(p, "name")).orElse(null));
      }
    }
  }

  private void reopen(IntakeDraft draft) {
    step.set(Step.of(draft.step()));
    put(finder.resumed(draft));
    settling.aim(Spot.read(draft.field()).orElse(null));
  }

  private void put(@Nullable WorkingCopy copy) {
    readStandards();
    filled.set(List.of());
    open.set(copy);
    where.set(copy == null ? Where.SAVED : copy.stands(desk.store()));
    settling.ask();
    known.open(copy);
  }

  /// Fills a person from a chip and keeps the reading.
  private void take(WorkingCopy copy, UUID person, CardReading read) {
    CaseRecord before = copy.get(person).orElseThrow();
    CaseRecord after = CardFacts.fill(before, read, desk.today());
    copy.put(after);
    Follows.fill(copy, person, desk.today());
    UUID reading = edits.reading(copy, read, person.toString());
    var spots = new ArrayList<Spot>();
    for (String f : CardFacts.fields(read, desk.today()).keySet())
      if (!before.text(f).equals(after.text(f))) spots.add(new Spot(person, f));
    known.seek(copy, after.text("idNumber"));
    // before the form follows: a field the card filled is shown even where the keyboard is
    filled.set(List.copyOf(spots));
    touched(settling.aimed());
    portraits.keep(copy.application(), reading, read);
  }

  /// Says whether the holder brought the card read last or somebody else did; a saved reading stays
  /// as it is.
  void presence(String code) {
    WorkingCopy copy = open.get();
    if (copy == null) return;
    List<CaseRecord> all = copy.file().all(RecordType.CARD_READING);
    if (all.isEmpty() || !copy.addedSince(all.getLast().id())) return;
    copy.set(all.getLast().id(), "presence", code);
    touched(focus.get());
  }

  /// Presence of the reading made last, `""` when there is none.
  String presence() {
    WorkingCopy copy = open.get();
    if (copy == null) return "";
    List<CaseRecord> all = copy.file().all(RecordType.CARD_READING);
    return all.isEmpty() ? "" : all.getLast().text("presence");
  }

  /// What to do with a card that is not of this household: 1 member, 2 agent, 3 supporter, 4 new
  /// household, 5 nothing.
  void answer(int choice) {
    CardReading read = question.get();
    WorkingCopy copy = open.get();
    question.set(null);
    if (read == null || copy == null) return;
    switch (choice) {
      case 1 -> {
        UUID member = edits.addMember(copy);
        step.set(Step.MEMBERS);
        take(copy, copy.get(member).flatMap(m -> m.ref("person")).orElseThrow(), read);
        focus.set(new Spot(member, "relation"));
      }
      case 2 -> {
        step.set(Step.APPLICANT);
        take(copy, edits.addAgent(copy), read);
        focus.set(new Spot(copy.application(), "agentRelation"));
      }
      case 3 -> supporter(copy, read);
      case 4 -> {
        keepThenClose();
        find(read);
      }
      default -> {}
    }
  }

  private void supporter(WorkingCopy copy, CardReading read) {
    var said = CardFacts.fields(read, desk.today());
    UUID id =
        edits.addSupporter(
            copy,
            said.getOrDefault("name", ""),
            said.getOrDefault("idNumber", ""),
            said.getOrDefault("registeredAddress", ""));
    UUID reading = edits.reading(copy, read, "");
    known.seek(copy, copy.text(id, "idNumber"));
    step.set(Step.SUPPORTERS);
    touched(new Spot(id, "relation"));
    focus.set(new Spot(id, "relation"));
    portraits.keep(copy.application(), reading, read);
  }

  /// A number typed in place of a card: opens what it leads to, or a new application.
  void typedNumber(String raw) {
    switch (IdNumber.parse(raw, desk.today())) {
      case IdNumber.Invalid(var reasons) ->
          typedProblem.set(Message.of("work.problem." + reasons.getFirst().code()));
      case IdNumber.Valid(IdNumber number, var _) -> {
        typedProblem.set(null);
        look(
            number.text(),
            copy -> {
              if (personOf(copy, number.text()).isPresent()) return;
              UUID person = CaseEdits.applicant(copy).orElseThrow();
              leave(person, "idNumber", number.text());
              focus.set(new Spot(person, "name"));
            });
      }
    }
  }

  // fields -----------------------------------------------------------------------------------

  /// Id of the application on the desk, null for none.
  @Nullable UUID application() {
    WorkingCopy copy = open.get();
    return copy == null ? null : copy.application();
  }

  /// A record of the case on the desk.
  Optional<CaseRecord> record(UUID id) {
    WorkingCopy copy = open.get();
    return copy == null ? Optional.empty() : copy.get(id);
  }

  /// What a field shows: typed text that is no value yet, else the value.
  String shown(UUID record, String field) {
    WorkingCopy copy = open.get();
    if (copy == null) return "";
    String typed = copy.typed(record, field);
    if (!typed.isEmpty()) return typed;
    String value = copy.text(record, field);
    return copy.get(record).map(r -> FieldEdits.shown(r, field, value)).orElse(value);
  }

  /// What is wrong with a text for a field, before or after it is left.
  Optional<Message> wrong(UUID record, String field, String text) {
    Optional<CaseRecord> r = record(record);
    if (r.isEmpty() || text.isEmpty()) return Optional.empty();
    Optional<Message> own = FieldProblem.entered(r.get(), field, text, desk.today());
    if (own.isPresent()) return own;
    LiveFacts now = live.get();
    if (now == null) return Optional.empty();
    return now.problems().stream()
        .filter(p -> p.record().equals(record) && p.field().equals(field))
        .findFirst()
        .map(FieldProblem::words);
  }

  /// A field was left with this text: it is in the draft, on the disk, before anything else happens
  /// to it.
  void leave(UUID record, String field, String text) {
    WorkingCopy copy = open.get();
    Optional<CaseRecord> r = record(record);
    if (copy == null || r.isEmpty()) return;
    filled.set(List.of());
    new FieldEdits(desk.today()).leave(copy, r.get(), field, text);
    if (field.equals("idNumber")) known.seek(copy, copy.text(record, field));
    touched(new Spot(record, field));
  }

  /// Where a field came from ([WorkingCopy#source]).
  String source(UUID record, String field) {
    WorkingCopy copy = open.get();
    return copy == null ? "" : copy.source(record, field);
  }

  /// Rows of members, supporters, income and property.
  IntakeRows rows() {
    return rows;
  }

  /// Another step; what was typed in the old one is kept already.
  void go(Step to) {
    step.set(to);
    WorkingCopy copy = open.get();
    if (copy != null && copy.changed()) keep(copy, null);
  }

  /// Counts a change and makes the draft durable.
  void touched(@Nullable Spot at) {
    WorkingCopy copy = open.get();
    if (copy == null) return;
    settling.ask();
    keep(copy, at);
  }

  private void keep(WorkingCopy copy, @Nullable Spot at) {
    var draft = copy.draft(step.get().name(), at == null ? "" : at.text());
    String key = IntakeDraft.key(draft.application());
    keeper.write(key, () -> desk.store().drafts().put(key, draft.toBytes()));
  }

  private void refresh() {
    WorkingCopy copy = open.get();
    live.set(copy == null ? null : LiveFacts.of(copy, desk.actor(), standards, desk.today()));
    known.show(copy);
    version.set(version.get() + 1);
  }

  /// Puts the case aside as the draft it is.
  void keepThenClose() {
    WorkingCopy copy = open.get();
    if (copy == null) return;
    if (copy.changed() && where.get() == Where.TYPING) keep(copy, focus.get());
    put(null);
    focus.set(null);
    card.set(null);
  }

  /// The case on the desk is another street's now; nothing of it stays.
  void handedOver() {
    put(null);
    focus.set(null);
    card.set(null);
  }

  /// Opens an application by id, its draft first.
  ///
  /// @param then once it lies on the desk
  void bring(UUID application, Runnable then) {
    WorkingCopy now = open.get();
    if (now != null && now.application().equals(application)) {
      then.run();
      return;
    }
    keepThenClose();
    background.run(
        () -> finder.byId(application),
        found -> {
          if (found instanceof CaseFinder.Nobody) done.set(Message.of("intake.case.unknown"));
          else show(found, "");
          WorkingCopy copy = open.get();
          if (copy != null && copy.application().equals(application)) then.run();
        },
        this::failed);
  }

  /// The working copy after it was saved.
  void replaced(WorkingCopy saved) {
    open.set(saved);
    where.set(saved.stands(desk.store()));
    settling.ask();
  }

  /// The district answered: what nobody is typing may have travelled.
  void travelled() {
    WorkingCopy copy = open.get();
    if (copy != null && where.get() != Where.TYPING) where.set(copy.stands(desk.store()));
    known.travelled(copy);
  }

  void failed(Throwable cause) {
    trouble.set("");
    trouble.set(Words.troubleCode(cause));
  }

  CaseFinder finder() {
    return finder;
  }

  Desk desk() {
    return desk;
  }

  Background background() {
    return background;
  }
}
