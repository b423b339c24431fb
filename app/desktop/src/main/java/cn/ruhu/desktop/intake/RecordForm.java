package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.work.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Fields bound to records of the working copy: each is kept when it is left, shows where its value
/// came from and what is wrong with it, and follows cards. Window thread only.
final class RecordForm {
  private record Bound(Field field, Supplier<@Nullable UUID> record, String name) {}

  /// A place where the keyboard can stop, in the order of the paper.
  private record Stop(BooleanSupplier open, Runnable go) {}

  private final Doubts doubts;

  private final Kit kit;
  private final Fields fields;
  private final IntakeViewModel model;
  private final List<Bound> all = new ArrayList<>();
  private final List<Ticks> ticks = new ArrayList<>();
  private final List<Stop> stops = new ArrayList<>();
  private @Nullable Runnable end;
  private final Map<Node, BooleanSupplier> sometimes = new LinkedHashMap<>();

  RecordForm(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    fields = new Fields(kit);
    doubts = new Doubts(model);
  }

  private Field bind(Field field, Supplier<@Nullable UUID> record, String name) {
    return made(field, record, record, name);
  }

  /// Binds a field whose record may not be there yet: `make` makes it when something is left in it.
  Field made(
      Field field, Supplier<@Nullable UUID> record, Supplier<@Nullable UUID> make, String name) {
    return made(field, record, make, name, () -> asked(record.get(), name));
  }

  /// @param asked whether Enter stops here while nothing is said
  Field made(
      Field field,
      Supplier<@Nullable UUID> record,
      Supplier<@Nullable UUID> make,
      String name,
      BooleanSupplier asked) {
    all.add(new Bound(field, record, name));
    stop(
        field,
        () ->
            field.takesKeys()
                && (waits(record.get(), name) || (field.value().isEmpty() && asked.getAsBoolean())),
        record,
        name);
    field.check(v -> {
      UUID id = record.get();
      return id == null ? Optional.empty() : model.wrong(id, name, v).map(kit.text()::of);
    });
    field.onLeft(v -> {
      UUID id = record.get();
      if (id == null && !v.isEmpty()) id = make.get();
      if (id != null) model.leave(id, name, v);
    });
    return field;
  }

  private void stop(
      Field field, BooleanSupplier open, Supplier<@Nullable UUID> record, String name) {
    stops.add(new Stop(open, field::focus));
    int at = stops.size();
    field.onEnter(() -> {
      field.keep();
      holds(record.get(), name);
      if (from(at)) return;
      if (end != null) end.run();
      else field.moveOn();
    });
  }

  /// Enter on a value that was taken over says that it still holds.
  private void holds(@Nullable UUID id, String name) {
    WorkingCopy copy = model.open.get();
    if (copy == null || id == null || !waits(id, name)) return;
    Copied.confirm(copy, id, Set.of(name));
    model.touched(new Spot(id, name));
  }

  private boolean waits(@Nullable UUID id, String name) {
    return id != null && model.source(id, name).equals(WorkingCopy.EARLIER);
  }

  private boolean asked(@Nullable UUID id, String name) {
    WorkingCopy copy = model.open.get();
    if (copy == null || id == null) return false;
    return copy.get(id)
        .filter(r -> Asked.of(copy.file(), r, name, applicants(copy, r)))
        .isPresent();
  }

  private static boolean applicants(WorkingCopy copy, CaseRecord r) {
    return CaseEdits.applicant(copy).filter(a -> r.text("person").equals(a.toString())).isPresent();
  }

  /// Stops at the next open question behind this place.
  private boolean from(int at) {
    for (int i = at; i < stops.size(); i++)
      if (stops.get(i).open().getAsBoolean()) {
        stops.get(i).go().run();
        return true;
      }
    return false;
  }

  /// An empty grid for fields of this form.
  FormGrid grid() {
    return new FormGrid(kit);
  }

  /// Puts the keyboard at the first open question; false when there is none.
  boolean begin() {
    return from(0);
  }

  /// What Enter does behind the last open question; without it the next node takes the keyboard.
  void ends(Runnable then) {
    end = then;
  }

  private String label(String name) {
    String own = "intake.field." + name;
    return kit.t(kit.text().has(own) ? own : "work.field." + name);
  }

  private static String id(String prefix, String name) {
    return "intake-" + prefix + name;
  }

  /// @param prefix before the field's name in its id, to tell rows apart
  Field text(String prefix, Supplier<@Nullable UUID> record, String name) {
    return bind(fields.text(id(prefix, name), label(name)), record, name);
  }

  /// @param wordsKey key of the label's words
  Field text(String prefix, Supplier<@Nullable UUID> record, String name, String wordsKey) {
    return bind(fields.text(id(prefix, name), kit.t(wordsKey)), record, name);
  }

  /// Any text, some of it offered by its initials.
  Field suggest(
      String prefix, Supplier<@Nullable UUID> record, String name, Supplier<List<Choice>> choices) {
    return bind(fields.suggest(id(prefix, name), label(name), choices), record, name);
  }

  Field area(String prefix, Supplier<@Nullable UUID> record, String name, int rows) {
    return bind(fields.area(id(prefix, name), label(name), rows), record, name);
  }

  Field number(String prefix, Supplier<@Nullable UUID> record, String name) {
    return bind(fields.idNumber(id(prefix, name), label(name)), record, name);
  }

  Field date(String prefix, Supplier<@Nullable UUID> record, String name) {
    return bind(fields.date(id(prefix, name), label(name)), record, name);
  }

  Field digits(String prefix, Supplier<@Nullable UUID> record, String name, int max) {
    return bind(fields.digits(id(prefix, name), label(name), max), record, name);
  }

  /// An amount kept as it is typed until it is one.
  Field amount(String prefix, Supplier<@Nullable UUID> record, String name) {
    return bind(fields.amount(id(prefix, name), label(name)), record, name);
  }

  /// @param wordsKey key of the label's words
  Field amount(String prefix, Supplier<@Nullable UUID> record, String name, String wordsKey) {
    return bind(fields.amount(id(prefix, name), kit.t(wordsKey)), record, name);
  }

  /// A choice with the label of this key.
  Field choice(
      String prefix,
      Supplier<@Nullable UUID> record,
      String name,
      List<Choice> choices,
      String wordsKey) {
    return bind(fields.choice(id(prefix, name), kit.t(wordsKey), choices), record, name);
  }

  Field choice(String prefix, Supplier<@Nullable UUID> record, RecordType type, String name) {
    return choice(prefix, record, name, choices(table(type, name)));
  }

  Field choice(String prefix, Supplier<@Nullable UUID> record, String name, List<Choice> choices) {
    return bind(fields.choice(id(prefix, name), label(name), choices), record, name);
  }

  Field yesNo(String prefix, Supplier<@Nullable UUID> record, String name) {
    return choice(
        prefix,
        record,
        name,
        List.of(
            new Choice("true", kit.t("work.value.yes"), "s"),
            new Choice("false", kit.t("work.value.no"), "f")));
  }

  /// Several codes of one table.
  Ticks several(String prefix, Supplier<@Nullable UUID> record, RecordType type, String name) {
    var made =
        new Ticks(id(prefix, name), label(name), choices(table(type, name)), record, name, model)
            .earlier(kit.t("kit.source.EARLIER"));
    ticks.add(made);
    stops.add(
        new Stop(
            () ->
                made.takesKeys()
                    && (waits(record.get(), name) || (made.isEmpty() && asked(record.get(), name))),
            made::focus));
    int at = stops.size();
    made.onEnter(() -> {
      holds(record.get(), name);
      if (!from(at)) {
        if (end != null) end.run();
        else made.moveOn();
      }
    });
    return made;
  }

  /// A node that is there only while something holds.
  <N extends Node> N sometimes(N node, BooleanSupplier when) {
    sometimes.put(node, when);
    return node;
  }

  private static String table(RecordType type, String name) {
    return type.field(name).orElseThrow().table();
  }

  static List<Choice> choices(String table) {
    return CodeTables.table(table).entries().stream()
        .map(e -> new Choice(e.code(), e.label(), e.initials()))
        .toList();
  }

  /// Shows what the records hold now. The field with the keyboard is left alone unless a card has
  /// just filled it.
  void refresh() {
    for (Bound b : all) {
      UUID id = b.record().get();
      if (id == null) {
        if (!typing(b.field())) b.field().valueProperty().set("");
        b.field().source(null);
        b.field().hint("");
        continue;
      }
      boolean lit = model.filled.get().contains(new Spot(id, b.name()));
      if (typing(b.field()) && !lit) continue;
      String now = model.shown(id, b.name());
      b.field().valueProperty().set(now);
      b.field()
          .source(
              follows(id, b.name(), now)
                  ? Field.Source.FOLLOWS
                  : source(model.source(id, b.name())));
      if (!now.isEmpty())
        b.field().problem(model.wrong(id, b.name(), now).map(kit.text()::of).orElse(null));
      b.field().hint(doubts.of(id, b.name()).map(kit.text()::of).orElse(""));
      if (lit) b.field().flash();
    }
    ticks.forEach(Ticks::refresh);
    sometimes.forEach((node, when) -> Nodes.shown(node, when.getAsBoolean()));
  }

  private boolean follows(UUID id, String name, String now) {
    WorkingCopy copy = model.open.get();
    if (copy == null || now.isEmpty() || waits(id, name)) return false;
    return copy.get(id)
        .filter(r -> Follows.of(copy.file(), r, name, model.desk().today()).equals(now))
        .isPresent();
  }

  private static boolean typing(Field field) {
    Node owner = field.getScene() == null ? null : field.getScene().getFocusOwner();
    for (Node n = owner; n != null; n = n.getParent()) if (n == field) return true;
    return false;
  }

  private static Field.@Nullable Source source(String from) {
    return switch (from) {
      case Provenance.CHIP -> Field.Source.CHIP;
      case Provenance.VENDOR_API -> Field.Source.SERVICE;
      case Provenance.MANUAL -> Field.Source.HAND;
      case WorkingCopy.EARLIER -> Field.Source.EARLIER;
      default -> null;
    };
  }

  /// Puts the keyboard into the field of this spot, when it is here.
  boolean focus(Spot at) {
    for (Bound b : all)
      if (at.record().equals(b.record().get()) && at.field().equals(b.name())) {
        b.field().focus();
        return true;
      }
    return false;
  }
}
