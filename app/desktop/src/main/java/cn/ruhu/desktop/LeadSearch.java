package cn.ruhu.desktop;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.store.LocalStore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds a lead of the own street by whom it is about (name, pinyin, identity number or its last
/// four, telephone), its number, where, or what was told. For whoever has the list of leads, and
/// never by who reported it. In memory; thread-safe.
final class LeadSearch {
  private static final Set<Role> ROLES = Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER);
  private static final String FEATURE = "leads";
  private static final int HITS_MAX = 8;

  /// Digits from which a part of a number says something.
  private static final int DIGITS_MIN = 4;

  /// Characters from which a part of what was told says something.
  private static final int WORDS_MIN = 2;

  /// Characters of what was told in a hit.
  private static final int TOLD_MAX = 24;

  private final LocalStore store;
  private final Actor actor;

  LeadSearch(LocalStore store, Actor actor) {
    this.store = store;
    this.actor = actor;
  }

  /// Those about the person first, open ones before ended ones, then the newest.
  List<Session.Hit> find(String typed) {
    String query = typed.strip().toLowerCase(Locale.ROOT);
    if (query.isEmpty() || !ROLES.contains(actor.role())) return List.of();
    record Found(CaseRecord lead, int rank) {}
    return store.all(RecordType.LEAD).stream()
        .filter(l -> l.text("street").equals(actor.street()))
        .map(l -> new Found(l, rank(l, query)))
        .filter(f -> f.rank() > 0)
        .sorted(
            Comparator.comparingInt(Found::rank)
                .thenComparing(f -> !f.lead().text("closedAt").isEmpty())
                .thenComparing(f -> f.lead().text("receivedAt"), Comparator.reverseOrder()))
        .limit(HITS_MAX)
        .map(f -> hit(f.lead()))
        .toList();
  }

  /// 0 for none, small for near.
  private static int rank(CaseRecord lead, String query) {
    String name = lead.text("personName");
    if (!name.isEmpty() && named(name, query)) return 1;
    String digits = query.replaceAll("[\\s-]", "");
    if (digits.length() >= DIGITS_MIN && digits.matches("[0-9]+x?")) {
      String identity = lead.text("personNumber").toLowerCase(Locale.ROOT);
      boolean person =
          identity.equals(digits) || (digits.length() == 4 && identity.endsWith(digits));
      if (person || lead.text("personPhone").contains(digits)) return 2;
      if (lead.text("number").replaceAll("[^0-9]", "").contains(digits)) return 3;
    }
    if (query.length() < WORDS_MIN) return 0;
    if (lead.text("number").toLowerCase(Locale.ROOT).contains(query)) return 3;
    boolean where =
        Stream.of("address", "community", "about")
            .anyMatch(f -> lead.text(f).toLowerCase(Locale.ROOT).contains(query));
    return where ? 4 : 0;
  }

  private static boolean named(String name, String query) {
    if (name.toLowerCase(Locale.ROOT).contains(query)) return true;
    var read = Pinyin.of(name);
    return read.initials().equals(query) || read.full().startsWith(query);
  }

  private static Session.Hit hit(CaseRecord lead) {
    String name = lead.text("personName");
    String about = shortened(lead.text("about"));
    String detail =
        Stream.of(
                CodeTables.label("leadState", lead.text("state")),
                name.isEmpty() ? "" : about,
                lead.text("number"))
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    return new Session.Hit(
        name.isEmpty() ? about : name, detail, FEATURE, lead.id().toString(), Icon.CALL);
  }

  private static String shortened(String words) {
    if (words.codePointCount(0, words.length()) <= TOLD_MAX) return words;
    return words.substring(0, words.offsetByCodePoints(0, TOLD_MAX)) + "\u2026";
  }
}
