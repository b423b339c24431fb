package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the section each entity is declared in. A section takes one entity; answers are kept by
/// the entity nearest above them; an entity whose answers or expressions lie in a repeat is made
/// anew in each of its instances.
final class EntityPlaces {
  /// A node an entity keeps the answer of, or names in an expression.
  record Reference(FormNode node, boolean saved) {
    List<FormNode.Section> path() {
      List<FormNode.Section> path = new ArrayList<>();
      for (FormNode.Section s = node.parent; s != null; s = s.parent) path.addFirst(s);
      return path;
    }
  }

  /// Where an entity wants to be.
  ///
  /// @param scope the repeat (or the root) it must stay in
  /// @param wanted the deepest section it would take
  private record Request(
      Entities.Declaration entity,
      List<FormNode.Section> scope,
      List<FormNode.Section> wanted,
      Set<List<FormNode.Section>> saved) {}

  private final SurveyModel model;
  private final Table table;
  private final Problems problems;

  EntityPlaces(SurveyModel model, Table table, Problems problems) {
    this.model = model;
    this.table = table;
    this.problems = problems;
  }

  Map<FormNode.Section, Entities.Declaration> allocate(
      Map<String, Entities.Declaration> declared, Map<String, List<Reference>> references) {
    Map<List<FormNode.Section>, List<Request>> scopes = new LinkedHashMap<>();
    references.forEach((list, refs) -> {
      Entities.Declaration entity = declared.get(list);
      if (entity == null) return;
      Request request = repeat(entity);
      if (request == null) request = request(entity, refs);
      scopes.computeIfAbsent(request.scope(), _ -> new ArrayList<>()).add(request);
    });
    List<FormNode.Section> root = List.of(model.root);
    declared.forEach((list, entity) -> {
      if (references.containsKey(list)) return;
      Request repeat = repeat(entity);
      Request request = repeat != null ? repeat : new Request(entity, root, root, Set.of());
      scopes.computeIfAbsent(request.scope(), _ -> new ArrayList<>()).add(request);
    });
    Map<FormNode.Section, Entities.Declaration> places = new LinkedHashMap<>();
    List<Request> atRoot = scopes.getOrDefault(root, List.of());
    if (scopes.size() == 1 && atRoot.size() == 1) {
      places.put(model.root, atRoot.getFirst().entity());
      return places;
    }
    Map<FormNode.Section, Entities.Declaration> reserved = new LinkedHashMap<>();
    scopes.forEach((scope, requests) ->
        requests.stream()
            .sorted(Comparator.comparingInt(r -> r.entity().row()))
            .forEach(request -> place(request, places, reserved)));
    return places;
  }

  /// What the column `repeat` asks for by name, or nothing without it.
  private @Nullable Request repeat(Entities.Declaration entity) {
    if (entity.repeat().isEmpty()) return null;
    String name = References.only(entity.repeat().strip()).orElse("");
    FormNode.Section[] found = {null};
    model.root.each(node -> {
      if (node instanceof FormNode.Section s
          && s.level == FormNode.Level.REPEAT
          && s.name.equals(name)) found[0] = s;
    });
    FormNode.Section repeat = found[0];
    if (repeat == null) {
      problems.error(
          SheetProblem.Kind.ENTITY_PLACE, table.place(entity.row(), "repeat"), entity.list());
      return null;
    }
    List<FormNode.Section> path = new ArrayList<>(List.of(repeat));
    for (FormNode.Section s = repeat.parent; s != null; s = s.parent) path.addFirst(s);
    return new Request(entity, path, path, Set.of(path));
  }

  private static int boundary(List<FormNode.Section> path) {
    for (int i = path.size() - 1; i > 0; i--)
      if (path.get(i).level == FormNode.Level.REPEAT) return i + 1;
    return 1;
  }

  private static List<FormNode.Section> scope(List<FormNode.Section> path) {
    return List.copyOf(path.subList(0, boundary(path)));
  }

  private static int repeats(List<FormNode.Section> path) {
    return (int) path.stream().filter(s -> s.level == FormNode.Level.REPEAT).count();
  }

  private Request request(Entities.Declaration entity, List<Reference> references) {
    Reference deepest = references.getFirst();
    for (Reference each : references)
      if (repeats(each.path()) > repeats(deepest.path())) deepest = each;
    List<FormNode.Section> scope = scope(deepest.path());
    Set<List<FormNode.Section>> saved = new LinkedHashSet<>();
    for (Reference each : references) if (each.saved()) saved.add(List.copyOf(each.path()));
    List<FormNode.Section> wanted = saved.isEmpty() ? container(references, scope) : common(saved);
    if (saved.size() > 1) {
      List<FormNode.Section> savedScope = scope;
      for (List<FormNode.Section> path : saved)
        if (repeats(path) > repeats(savedScope)) savedScope = scope(path);
      if (depth(savedScope) > depth(wanted)) wanted = savedScope;
    }
    for (Reference each : references) compatible(entity, each, scope, wanted);
    return new Request(entity, scope, wanted, saved);
  }

  /// Repeats count before groups.
  private static int depth(List<FormNode.Section> path) {
    return repeats(path) * 1_000 + path.size() - boundary(path);
  }

  private static List<FormNode.Section> container(
      List<Reference> references, List<FormNode.Section> scope) {
    List<FormNode.Section> deepest = scope;
    for (Reference each : references)
      if (scope(each.path()).equals(scope) && each.path().size() > deepest.size())
        deepest = each.path();
    return deepest;
  }

  private static List<FormNode.Section> common(Set<List<FormNode.Section>> paths) {
    List<FormNode.Section> common = paths.iterator().next();
    for (List<FormNode.Section> path : paths) {
      int same = 0;
      while (same < Math.min(common.size(), path.size()) && common.get(same) == path.get(same))
        same++;
      common = common.subList(0, same);
    }
    return List.copyOf(common);
  }

  private void compatible(
      Entities.Declaration entity,
      Reference reference,
      List<FormNode.Section> scope,
      List<FormNode.Section> wanted) {
    List<FormNode.Section> own = scope(reference.path());
    boolean above = own.size() <= scope.size() && scope.subList(0, own.size()).equals(own);
    boolean savedElsewhere = reference.saved() && !scope(wanted).equals(own);
    if (above && !savedElsewhere) return;
    if (reference.saved())
      problems.error(
          SheetProblem.Kind.SAVE_TO_SCOPE,
          model.place(reference.node(), "bind::entities:saveto"),
          entity.list(),
          reference.node().name);
    else
      problems.error(
          SheetProblem.Kind.ENTITY_PLACE,
          table.place(entity.row(), "label"),
          entity.list(),
          reference.node().name);
  }

  private void place(
      Request request,
      Map<FormNode.Section, Entities.Declaration> places,
      Map<FormNode.Section, Entities.Declaration> reserved) {
    List<FormNode.Section> wanted = request.wanted();
    for (int size = wanted.size(); size >= request.scope().size(); size--) {
      FormNode.Section section = wanted.get(size - 1);
      if (places.containsKey(section) || reserved.containsKey(section)) {
        boolean taken = request.saved().stream().anyMatch(p -> reserved.containsKey(p.getLast()));
        if (taken) break;
        continue;
      }
      places.put(section, request.entity());
      reserved.put(section, request.entity());
      for (List<FormNode.Section> path : request.saved())
        for (int i = path.size(); i >= size; i--) reserved.put(path.get(i - 1), request.entity());
      return;
    }
    problems.error(
        SheetProblem.Kind.ENTITY_PLACE,
        table.place(request.entity().row(), "dataset"),
        request.entity().list());
  }
}
