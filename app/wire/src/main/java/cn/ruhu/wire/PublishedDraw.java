package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A draw as it is made public, so that anybody can do it again with `installer/doctor draw` or by
/// hand: ids of cases and hashes, nobody's name (DOMAIN §6.3).
///
/// Immutable, thread-safe.
///
/// @param batch street and month, `110108007/2018-03`
/// @param cases the frozen list
/// @param population its SHA-256
/// @param seed words named in public
/// @param quota cases drawn by lot
/// @param forced checked whatever the lot says
/// @param drawn drawn by lot, in their order
public record PublishedDraw(
    String batch,
    List<String> cases,
    String population,
    String seed,
    int quota,
    List<String> forced,
    List<String> drawn) {
  public PublishedDraw {
    cases = List.copyOf(cases);
    forced = List.copyOf(forced);
    drawn = List.copyOf(drawn);
  }

  /// The file's text, UTF-8 when it is written.
  public String json() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("batch", batch);
    node.put("method", "ORDER");
    node.put("population", population);
    node.put("seed", seed);
    node.put("quota", quota);
    add(node, "cases", cases);
    add(node, "forced", forced);
    add(node, "drawn", drawn);
    return new String(
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(node),
        StandardCharsets.UTF_8);
  }

  private static void add(ObjectNode node, String name, List<String> ids) {
    var list = node.putArray(name);
    ids.forEach(list::add);
  }
}
