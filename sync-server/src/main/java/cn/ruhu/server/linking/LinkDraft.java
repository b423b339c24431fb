package cn.ruhu.server.linking;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.linking.Finding;
import cn.ruhu.casefile.linking.LinkKind;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.Weights;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.registry.RegistryRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A finding on its way to a LINK record.
///
/// @param person of the case
/// @param row what the registry says
/// @param benefits as the record keeps them
/// @param importedOn day of the list
record LinkDraft(
    Held person, Finding finding, RegistryRows.Person row, String benefits, LocalDate importedOn) {
  /// fields that say the same whatever list said it first
  private static final Set<String> DATED = Set.of("importedOn", "foundAt");

  UUID id() {
    return Links.id(person.id(), finding.row());
  }

  /// The record anew.
  SortedMap<String, String> fresh(Instant now) {
    var fields = new TreeMap<String, String>();
    fields.put("application", String.valueOf(person.caseId()));
    fields.put("person", person.id().toString());
    fields.put("registry", finding.row());
    fields.putAll(said());
    fields.put("foundAt", now.toString());
    fields.put("importedOn", importedOn.toString());
    fields.put("state", state().name());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private LinkState state() {
    return finding.kind() == LinkKind.AUTO ? LinkState.LINKED : LinkState.OPEN;
  }

  private Map<String, String> said() {
    var fields = new TreeMap<String, String>();
    fields.put("kind", finding.kind().name());
    fields.put("score", Integer.toString(Math.max(0, finding.score().weight())));
    fields.put(
        "reasons",
        finding.score().reasons().stream().map(Enum::name).collect(Collectors.joining(",")));
    fields.put("rules", Weights.RULES);
    fields.put("name", row.name());
    fields.put("number", row.number().map(IdNumber::text).orElse(""));
    fields.put("household", row.household());
    fields.put("relation", row.relation());
    fields.put("street", row.street());
    fields.put("address", row.address());
    fields.put("died", row.died());
    fields.put("benefits", benefits);
    fields.put("gone", "");
    return fields;
  }

  /// The record as it should stand: what was found and what the registry says are the server's, a
  /// person's word stays. While nobody spoke, the state follows what was found.
  SortedMap<String, String> upon(Held link, Instant now) {
    var fields = new TreeMap<>(link.fields());
    fields.putAll(said());
    if (link.text("by").isEmpty()) fields.put("state", state().name());
    fields.values().removeIf(String::isEmpty);
    if (same(fields, link.fields())) return link.fields();
    fields.put("foundAt", now.toString());
    fields.put("importedOn", importedOn.toString());
    return fields;
  }

  private static boolean same(SortedMap<String, String> a, SortedMap<String, String> b) {
    var x = new TreeMap<>(a);
    var y = new TreeMap<>(b);
    x.keySet().removeAll(DATED);
    y.keySet().removeAll(DATED);
    return x.equals(y);
  }
}
