package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.errand.ErrandClock;
import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.errand.Leads;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.DraftPen;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// A lead being written, new or put right. Every field that is left is on the disk. Window thread
/// only.
final class TakingIn {
  static final String STREET = "street";

  /// Fields of the form, in the order they are asked.
  static final List<String> FIELDS =
      List.of(
          "channel",
          "department",
          "urgent",
          "personName",
          "personPhone",
          "personNumber",
          "address",
          "community",
          "about",
          "needs",
          "reporter",
          STREET);

  private static final String WINDOW = "WINDOW";

  private final Desk desk;
  private final Background background;
  private final SharedCards cards;
  private final ReaderListener ear;
  private @Nullable Runnable giveBack;
  private final LeadWork work;
  private final KnownHere known;
  private final DraftPen pen;
  private final Map<String, StringProperty> texts = new LinkedHashMap<>();
  private UUID lead;
  private boolean fresh = true;

  /// whether the form stands in front
  final BooleanProperty open = new SimpleBooleanProperty();

  /// whether something begun waits to be finished
  final BooleanProperty begun = new SimpleBooleanProperty();

  final ObservableMap<String, Message> problems = FXCollections.observableHashMap();

  /// where the person is known already
  final ObservableList<Message> knownAs = FXCollections.observableArrayList();

  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();

  TakingIn(Desk desk, Background background, SharedCards cards) {
    this.desk = desk;
    this.background = background;
    this.cards = cards;
    this.work = new LeadWork(desk);
    this.known = new KnownHere(desk);
    this.pen = new DraftPen(background, this::failed);
    this.lead = desk.newId();
    for (String f : FIELDS) texts.put(f, new SimpleStringProperty(""));
    this.ear =
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {}

          @Override
          public void read(Reading read) {
            if (read instanceof Reading.Card(CardReading card)) background.window(() -> laid(card));
          }
        };
    resume();
  }

  Desk desk() {
    return desk;
  }

  /// Text of one field; bind it.
  StringProperty text(String field) {
    return Objects.requireNonNull(texts.get(field), field);
  }

  private String value(String field) {
    return text(field).get().strip();
  }

  boolean isFresh() {
    return fresh;
  }

  /// Whether the lead is for another street than the own one (收件转办, C7).
  boolean isElsewhere() {
    return !value(STREET).isEmpty() && !value(STREET).equals(desk.actor().street());
  }

  private void resume() {
    background.run(
        () -> {
          Optional<byte[]> bytes = desk.store().drafts().get(LeadDraft.KEY);
          return bytes.isEmpty()
              ? Optional.<LeadDraft>empty()
              : Optional.of(LeadDraft.read(bytes.get()));
        },
        (Optional<LeadDraft> found) -> found.ifPresent(this::fill),
        this::failed);
  }

  private void fill(LeadDraft draft) {
    lead = draft.lead();
    fresh = draft.fresh();
    texts.forEach((f, t) -> t.set(draft.fields().getOrDefault(f, "")));
    problems.clear();
    begun.set(true);
    lookUp();
  }

  /// Brings the form to the front: what was begun, else an empty one.
  void begin() {
    if (!begun.get()) {
      lead = desk.newId();
      fresh = true;
      texts.values().forEach(t -> t.set(""));
      text(STREET).set(desk.actor().street());
      problems.clear();
      knownAs.clear();
    }
    show(true);
  }

  /// Brings a lead to the front to be put right; what was begun before stays begun until it is
  /// saved or given up.
  ///
  /// @return false while another one is begun
  boolean correct(CaseRecord record) {
    if (begun.get() && !lead.equals(record.id())) return false;
    if (!begun.get()) {
      lead = record.id();
      fresh = false;
      texts.forEach((f, t) -> t.set(record.text(f)));
      problems.clear();
      lookUp();
    }
    show(true);
    return true;
  }

  /// Puts the form away; what was begun stays, with what was typed last.
  void putAway() {
    if (open.get() && FIELDS.stream().anyMatch(f -> !f.equals(STREET) && !value(f).isEmpty()))
      keep();
    show(false);
  }

  private void show(boolean yes) {
    open.set(yes);
    listen(yes);
  }

  /// Asks for cards, or leaves them to others.
  private void listen(boolean yes) {
    if (yes == (giveBack != null)) return;
    if (giveBack == null) giveBack = cards.claim(ear);
    else {
      giveBack.run();
      giveBack = null;
    }
  }

  /// The page comes to the front or goes: cards are the form's only while it is seen.
  void seen(boolean yes) {
    listen(yes && open.get());
  }

  /// Gives up what was begun.
  void giveUp() {
    pen.write(LeadDraft.KEY, () -> desk.store().drafts().remove(LeadDraft.KEY));
    begun.set(false);
    problems.clear();
    show(false);
  }

  // fields -----------------------------------------------------------------------------------

  /// A field was left: what stands in the form is on the disk, before anything else happens to it.
  void left(String field) {
    // a form that goes because it was saved is left too, and must not begin anew by that
    if (!open.get() || busy.get()) return;
    if (field.equals("personNumber") || field.equals("personPhone")) lookUp();
    if (!problems.isEmpty()) check();
    keep();
  }

  private void keep() {
    var kept = new TreeMap<String, String>();
    texts.forEach((f, t) -> kept.put(f, t.get()));
    begun.set(true);
    byte[] bytes = new LeadDraft(lead, fresh, kept).toBytes();
    pen.write(LeadDraft.KEY, () -> desk.store().drafts().put(LeadDraft.KEY, bytes));
  }

  /// Reads the card that lies there once more.
  void readAgain() {
    cards.again();
  }

  private void laid(CardReading card) {
    if (!open.get()) return;
    text("personName").set(card.name());
    text("personNumber")
        .set(
            IdNumber.parse(card.number(), desk.today())
                .toOptional()
                .map(IdNumber::text)
                .orElse(card.number()));
    if (value("address").isEmpty()) text("address").set(card.text().address());
    left("personNumber");
  }

  private void lookUp() {
    String number = value("personNumber");
    String phone = value("personPhone");
    UUID asked = lead;
    background.run(
        () -> known.of(asked, number, phone),
        found -> {
          if (number.equals(value("personNumber")) && phone.equals(value("personPhone")))
            knownAs.setAll(found);
        },
        this::failed);
  }

  // saving -----------------------------------------------------------------------------------

  /// What is wrong, beside its field.
  private void check() {
    problems.clear();
    CaseRecord told = told(blank(), values());
    for (List<String> group : Leads.missing(told))
      for (String f : group) problems.put(f, Message.of("leads.need." + String.join(".", group)));
    String number = value("personNumber");
    if (!number.isEmpty() && IdNumber.parse(number, desk.today()).toOptional().isEmpty())
      problems.put("personNumber", Message.of("leads.need.number"));
  }

  private CaseRecord blank() {
    String street = isElsewhere() ? value(STREET) : desk.actor().street();
    return CaseRecord.of(RecordType.LEAD, lead, street, lead, Map.of("street", street));
  }

  private Map<String, String> values() {
    var all = new TreeMap<String, String>();
    for (String f : FIELDS) all.put(f, value(f));
    return all;
  }

  private static CaseRecord told(CaseRecord record, Map<String, String> values) {
    CaseRecord now = record;
    for (var e : values.entrySet())
      if (!e.getKey().equals(STREET)) now = now.with(e.getKey(), e.getValue());
    if (!now.text("channel").equals("DEPARTMENT")) now = now.with("department", null);
    return now.is("urgent") ? now : now.with("urgent", null);
  }

  /// Saves; the form is empty then.
  ///
  /// @param saved told of the lead, which is not here when it is another street's
  /// @return false when something is missing: [#problems] says what
  boolean save(Consumer<UUID> saved) {
    if (busy.get()) return false;
    check();
    if (!problems.isEmpty()) return false;
    busy.set(true);
    UUID id = lead;
    boolean elsewhere = isElsewhere();
    CaseRecord blank = blank();
    Map<String, String> values = values();
    boolean made = fresh;
    pen.finished(
        LeadDraft.KEY,
        () ->
            background.run(
                () -> made ? create(told(blank, values), elsewhere) : correct(id, values),
                ok -> {
                  busy.set(false);
                  begun.set(false);
                  show(false);
                  done.set(
                      Message.of(
                          !ok
                              ? "leads.refused"
                              : elsewhere ? "leads.done.elsewhere" : "leads.done.saved"));
                  saved.accept(id);
                },
                cause -> {
                  busy.set(false);
                  keep();
                  failed(cause);
                }));
    return true;
  }

  private boolean create(CaseRecord told, boolean elsewhere) throws StoreException {
    Instant now = desk.now().truncatedTo(ChronoUnit.MILLIS);
    String me = desk.actor().staff().toString();
    LocalDate today = desk.today();
    CaseRecord record =
        told.with("receivedAt", now.toString()).with("by", me).with("state", LeadState.NEW.name());
    record =
        record
            .with("number", work.number(record.text("street")))
            .with(
                "contactDue", ErrandClock.contactDue(today, record.is("urgent")).date().toString());
    if (elsewhere) record = record.with("receivedFor", record.text("street"));
    else if (record.text("channel").equals(WINDOW) && record.get("reporter").isEmpty())
      record = record.with("contactedAt", now.toString()).with("contactedBy", me);
    desk.save("lead", "", false, List.of(RecordChange.create(record)), LeadDraft.KEY);
    return true;
  }

  private boolean correct(UUID id, Map<String, String> values) throws StoreException {
    Optional<CaseRecord> before = desk.store().record(id);
    if (before.isEmpty()) return false;
    CaseRecord after = told(before.get(), values);
    if (after.is("urgent") != before.get().is("urgent"))
      after = after.with("contactDue", due(after));
    Optional<RecordChange> change = RecordChange.between(before.get(), after);
    if (change.isEmpty()) {
      desk.store().drafts().remove(LeadDraft.KEY);
      return true;
    }
    if (!Leads.allows(desk.actor(), before, after)) return false;
    desk.save("lead.correct", "", false, List.of(change.get()), LeadDraft.KEY);
    return true;
  }

  private String due(CaseRecord record) {
    LocalDate heard =
        cn.ruhu.casefile.record.CaseFile.instant(record, "receivedAt")
            .map(at -> LocalDate.ofInstant(at, desk.zone()))
            .orElse(desk.today());
    return ErrandClock.contactDue(heard, record.is("urgent")).date().toString();
  }

  private void failed(Throwable cause) {
    trouble.set("");
    trouble.set(Words.troubleCode(cause));
  }
}
