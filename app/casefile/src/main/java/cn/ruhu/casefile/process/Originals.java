package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Age;
import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/// The originals a household lays on the counter, paper by paper and person by person, in the order
/// a clerk asks for them: what the profile asks of everybody, what is owed, then what follows from
/// what was declared (DOMAIN §3.6). Papers we print ourselves carry a code and are not among them.
///
/// Pure. Nothing here blocks anything: it says where the next page most likely belongs.
public final class Originals {
  private static final int CARD_AGE = 16;
  private static final int WORK_AGE_MAX = 59;

  /// papers that are printed here, or that the office itself makes
  private static final Set<String> OURS =
      Set.of(
          "D02", "D18", "D19", "D20", "D21", "D22", "D23", "D24", "D25", "D26", "D27", "D29", "D31",
          "D32", "D33");

  private static final Set<String> WAGES = Set.of("101", "102", "103");
  private static final Set<String> PENSIONS = Set.of("401", "402", "403");

  private Originals() {}

  /// Why a paper is asked for.
  public enum Why {
    /// the profile of the case asks it of everybody
    REQUIRED,
    /// promised or asked for in writing
    OWED,
    /// follows from what was declared
    DECLARED
  }

  /// Where an original goes.
  ///
  /// @param slot code of table `docType`
  /// @param owner record id of the member it is of; empty for the household's
  public record Place(String slot, Optional<UUID> owner, Why why) {}

  /// Every place, whether something lies there or not.
  public static List<Place> of(CaseFile file, LocalDate day) {
    if (file.application().isEmpty()) return List.of();
    var all = new LinkedHashSet<Place>();
    String profile =
        file.application().flatMap(a -> a.get("paperProfile")).orElse(PaperProfiles.DEFAULT);
    for (String slot : PaperProfiles.blocking(profile))
      if (!OURS.contains(slot)) required(all, file, slot, day);
    for (Owed o : Owed.of(file)) if (!OURS.contains(o.slot())) owed(all, o.slot());
    declared(all, file, day);
    return List.copyOf(all);
  }

  /// Places where no page lies and no chip stands for the card.
  public static List<Place> missing(CaseFile file, LocalDate day) {
    return of(file, day).stream().filter(p -> !filled(file, p)).toList();
  }

  /// Whether a page lies there, or a chip was read in its stead.
  public static boolean filled(CaseFile file, Place place) {
    boolean page =
        file.pages().stream()
            .filter(p -> p.text("slot").equals(place.slot()))
            .anyMatch(p -> Routing.owner(p).equals(place.owner()));
    return page || (place.slot().equals("D03") && chip(file, place.owner()));
  }

  private static boolean chip(CaseFile file, Optional<UUID> owner) {
    Optional<UUID> person = owner.flatMap(file::record).flatMap(m -> m.ref("person"));
    return person.isPresent()
        && file.all(RecordType.CARD_READING).stream().anyMatch(c -> c.ref("person").equals(person));
  }

  private static void required(Set<Place> all, CaseFile file, String slot, LocalDate day) {
    switch (slot) {
      case "D03" -> each(all, file, slot, Why.REQUIRED, (f, m) -> age(f, m, day) >= CARD_AGE);
      case "D04" -> {
        all.add(new Place(slot, Optional.empty(), Why.REQUIRED));
        each(all, file, slot, Why.REQUIRED, (_, _) -> true);
      }
      default -> all.add(new Place(slot, Optional.empty(), Why.REQUIRED));
    }
  }

  private static void owed(Set<Place> all, String slot) {
    if (all.stream().noneMatch(p -> p.slot().equals(slot)))
      all.add(new Place(slot, Optional.empty(), Why.OWED));
  }

  private static void declared(Set<Place> all, CaseFile file, LocalDate day) {
    var more = new ArrayList<Place>();
    if (file.members().stream().anyMatch(m -> m.text("marital").matches("2[0-3]|40")))
      more.add(new Place("D05", Optional.empty(), Why.DECLARED));
    of(more, file, "D06", (f, m) -> income(f, m, WAGES));
    of(more, file, "D07", (f, m) -> income(f, m, PENSIONS));
    of(more, file, "D08", (_, m) -> !m.text("disease").isEmpty() || health(m, "40"));
    if (file.items("EXPENSE").stream().anyMatch(i -> i.text("code").equals("E08") && money(i)))
      more.add(new Place("D09", Optional.empty(), Why.DECLARED));
    of(more, file, "D10", (_, m) -> !m.text("disabilityCategory").isEmpty() || health(m, "60"));
    of(more, file, "D11", (_, m) -> m.text("occupation").equals("5"));
    of(
        more,
        file,
        "D12",
        (f, m) -> {
          int age = age(f, m, day);
          return m.text("labour").matches("[23]") && age >= CARD_AGE && age <= WORK_AGE_MAX;
        });
    of(more, file, "D13", (f, m) -> m.text("occupation").equals("2") && age(f, m, day) >= CARD_AGE);
    if (file.items("HOUSING").stream().anyMatch(i -> i.text("code").equals("H04")))
      more.add(new Place("D14", Optional.empty(), Why.DECLARED));
    if (file.items("ASSET").stream().anyMatch(i -> i.text("code").matches("P0[89]") && money(i)))
      more.add(new Place("D15", Optional.empty(), Why.DECLARED));
    if (file.application().flatMap(a -> a.ref("agent")).isPresent())
      more.add(new Place("D17", Optional.empty(), Why.DECLARED));
    if (file.application().filter(a -> !a.text("bankAccount").isEmpty()).isPresent())
      more.add(new Place("D28", Optional.empty(), Why.DECLARED));
    for (Place p : more) {
      // what is owed is asked for by person as soon as it is known whose it is
      all.removeIf(a -> a.why() == Why.OWED && a.slot().equals(p.slot()) && p.owner().isPresent());
      if (all.stream().noneMatch(a -> a.slot().equals(p.slot()) && a.owner().equals(p.owner())))
        all.add(p);
    }
  }

  private static void of(
      List<Place> more, CaseFile file, String slot, BiPredicate<CaseFile, CaseRecord> who) {
    for (CaseRecord m : file.members())
      if (who.test(file, m)) more.add(new Place(slot, Optional.of(m.id()), Why.DECLARED));
  }

  private static void each(
      Set<Place> all, CaseFile file, String slot, Why why, BiPredicate<CaseFile, CaseRecord> who) {
    for (CaseRecord m : file.members())
      if (who.test(file, m)) all.add(new Place(slot, Optional.of(m.id()), why));
  }

  /// Unknown age counts as grown: the paper is asked for.
  private static int age(CaseFile file, CaseRecord member, LocalDate day) {
    return file.personOf(member)
        .flatMap(p -> Texts.date(p.text("birthDate")))
        .map(b -> Age.years(b, day))
        .orElse(WORK_AGE_MAX);
  }

  private static boolean income(CaseFile file, CaseRecord member, Set<String> codes) {
    return file.items("INCOME").stream()
        .filter(i -> i.ref("member").filter(member.id()::equals).isPresent())
        .anyMatch(i -> codes.contains(i.text("code")) && money(i));
  }

  /// Something was declared, and not that there is none.
  private static boolean money(CaseRecord item) {
    return !item.text("declared").isEmpty() && !item.text("declared").equals("0");
  }

  private static boolean health(CaseRecord member, String code) {
    return CaseFile.codes(member, "health").contains(code);
  }
}
