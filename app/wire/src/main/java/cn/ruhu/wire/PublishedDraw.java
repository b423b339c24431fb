package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A draw as it is made public, so that anybody can do it again with `installer/doctor draw` or by
/// hand: ids of cases and people, and hashes, nobody's name (DOMAIN §6.3).
///
/// Immutable, thread-safe.
///
/// @param batch street and month, `110108007/2018-03`
/// @param cases the frozen list
/// @param population its SHA-256
/// @param seed words named in public; of a draw with a commitment, secret and public number
/// @param quota cases drawn by lot
/// @param forced checked whatever the lot says
/// @param drawn drawn by lot, in their order
/// @param revealed what was committed to before; empty for a seed named in public
/// @param inspecting who checks what; empty where nobody was drawn
public record PublishedDraw(
    String batch,
    List<String> cases,
    String population,
    String seed,
    int quota,
    List<String> forced,
    List<String> drawn,
    Optional<Revealed> revealed,
    Optional<Inspecting> inspecting) {
  public PublishedDraw {
    cases = List.copyOf(cases);
    forced = List.copyOf(forced);
    drawn = List.copyOf(drawn);
  }

  /// A draw by a seed named in public, without inspectors.
  public PublishedDraw(
      String batch,
      List<String> cases,
      String population,
      String seed,
      int quota,
      List<String> forced,
      List<String> drawn) {
    this(batch, cases, population, seed, quota, forced, drawn, Optional.empty(), Optional.empty());
  }

  /// @param commitment SHA-256 of the secret, published before the number was known
  /// @param secret published after
  /// @param number the public number
  /// @param forcedPopulation SHA-256 of the list of forced cases, published with the commitment;
  ///   `""` of a draw that did not commit to it
  public record Revealed(
      String commitment, String secret, String number, String forcedPopulation) {}

  /// Somebody who could have been drawn.
  ///
  /// @param street own street; empty for none
  /// @param agency own agency; empty for none
  public record Inspector(String id, String street, String agency) {}

  /// @param pool everybody who could have been drawn
  /// @param visited agency and pair of the first visit, by case that is checked
  /// @param street of the batch
  /// @param each people a case needs
  /// @param assigned people by case
  public record Inspecting(
      List<Inspector> pool,
      Map<String, Visited> visited,
      String street,
      int each,
      Map<String, List<String>> assigned) {
    public Inspecting {
      pool = List.copyOf(pool);
    }
  }

  /// @param agency whose pair visited first; empty for none
  /// @param barred who may not check: the pair, relatives
  public record Visited(String agency, List<String> barred) {
    public Visited {
      barred = List.copyOf(barred);
    }
  }

  /// The file's text, UTF-8 when it is written.
  public String json() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("batch", batch);
    node.put("method", "ORDER");
    node.put("population", population);
    revealed.ifPresent(r -> {
      node.put("commitment", r.commitment());
      node.put("reveal", r.secret());
      node.put("public", r.number());
      if (!r.forcedPopulation().isEmpty()) node.put("forcedPopulation", r.forcedPopulation());
    });
    node.put("seed", seed);
    node.put("quota", quota);
    if (inspecting.isPresent()) listed(node, inspecting.get());
    else add(node, "cases", cases);
    add(node, "forced", forced);
    add(node, "drawn", drawn);
    inspecting.ifPresent(i -> chosen(node, i));
    return new String(
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(node),
        StandardCharsets.UTF_8);
  }

  private void listed(ObjectNode node, Inspecting i) {
    var list = node.putArray("cases");
    for (String c : cases) {
      var one = list.addObject();
      one.put("id", c);
      one.put("street", i.street());
      Visited v = i.visited().getOrDefault(c, new Visited("", List.of()));
      if (!v.agency().isEmpty()) one.put("agency", v.agency());
      add(one, "investigators", v.barred());
    }
  }

  private static void chosen(ObjectNode node, Inspecting i) {
    var pool = node.putArray("inspectors");
    for (Inspector p : i.pool()) {
      ObjectNode one = pool.addObject().put("id", p.id());
      if (!p.street().isEmpty()) one.put("street", p.street());
      if (!p.agency().isEmpty()) one.put("agency", p.agency());
    }
    node.put("inspectorsEach", i.each());
    var assigned = node.putArray("assigned");
    i.assigned()
        .forEach((c, people) -> add(assigned.addObject().put("case", c), "inspectors", people));
  }

  private static void add(ObjectNode node, String name, List<String> ids) {
    var list = node.putArray(name);
    ids.forEach(list::add);
  }
}
