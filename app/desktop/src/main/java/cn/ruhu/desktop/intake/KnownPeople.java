package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.RegistryCopy;
import cn.ruhu.store.StoreException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Who of the household on the desk is known already: in this street by its cases, in the district
/// by the snapshot of numbers. Each number is asked once for an application, and again when a newer
/// snapshot is here. Window thread only.
final class KnownPeople {
  private final Desk desk;
  private final Background background;
  private final CaseFinder finder;
  private final Consumer<Throwable> failed;
  private final Map<String, List<Known>> here = new HashMap<>();
  private final Map<String, RegistryCopy.Answer> district = new HashMap<>();
  private @Nullable UUID application;

  /// what the live card says
  final ObjectProperty<KnownBoard> board = new SimpleObjectProperty<>(KnownBoard.NOTHING);

  KnownPeople(Desk desk, Background background, CaseFinder finder, Consumer<Throwable> failed) {
    this.desk = desk;
    this.background = background;
    this.finder = finder;
    this.failed = failed;
  }

  private record Seen(
      List<Known> here, RegistryCopy.@Nullable Answer district, @Nullable StoreException trouble) {}

  /// Another application lies on the desk, or none.
  void open(@Nullable WorkingCopy copy) {
    here.clear();
    district.clear();
    application = copy == null ? null : copy.application();
    show(copy);
    if (copy != null) numbers(copy).forEach(n -> seek(copy, n));
  }

  private static Set<String> numbers(WorkingCopy copy) {
    var numbers = new LinkedHashSet<String>();
    for (RecordType type : List.of(RecordType.PERSON, RecordType.SUPPORTER))
      for (CaseRecord r : copy.file().all(type))
        if (!r.text("idNumber").isEmpty()) numbers.add(r.text("idNumber"));
    return numbers;
  }

  /// Looks a number up that has just come into the working copy.
  void seek(WorkingCopy copy, String number) {
    if (number.isEmpty()) return;
    UUID asked = copy.application();
    background.run(
        () -> look(asked, number),
        seen -> {
          if (!asked.equals(application)) return;
          here.put(number, seen.here());
          if (seen.district() != null) district.put(number, seen.district());
          show(copy);
          if (seen.trouble() != null) failed.accept(seen.trouble());
        },
        failed);
  }

  /// Looks up every number of the working copy that nobody has looked up yet.
  void seekNew(WorkingCopy copy) {
    numbers(copy).stream().filter(n -> !here.containsKey(n)).forEach(n -> seek(copy, n));
  }

  /// The other cases of this machine a number is known from, newest first.
  List<Known> here(String number) {
    return here.getOrDefault(number, List.of());
  }

  private Seen look(UUID asked, String number) {
    List<Known> cases = finder.known(number, asked);
    boolean whole = IdNumber.parse(number, desk.today()) instanceof IdNumber.Valid;
    if (!whole) return new Seen(cases, null, null);
    try {
      return new Seen(cases, desk.store().registry().look(number, asked, null), null);
    } catch (StoreException e) {
      return new Seen(cases, null, e); // what this street knows is shown all the same
    }
  }

  /// The district answered: numbers are asked again of a newer snapshot.
  void travelled(@Nullable WorkingCopy copy) {
    if (copy == null || !copy.application().equals(application)) return;
    background.run(
        () -> desk.store().registry().head().map(h -> h.id()).orElse(""),
        id -> {
          boolean other =
              district.values().stream().anyMatch(a -> !KnownBoard.snapshot(a).equals(id));
          if (other && copy.application().equals(application))
            numbers(copy).forEach(n -> seek(copy, n));
        },
        failed);
  }

  /// The working copy changed.
  void show(@Nullable WorkingCopy copy) {
    board.set(
        copy == null
            ? KnownBoard.NOTHING
            : KnownBoard.of(copy, here, district, desk.actor().street(), desk.today()));
  }
}
