package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts paths in the place of `${name}`: relative ones where asker and asked share a repeat, so
/// that each instance asks its own neighbours, absolute ones elsewhere.
final class Paths {
  /// Where a text stands and how its references are to be read.
  ///
  /// @param node whose text it is; nothing for a choice's label, which belongs to no node
  /// @param place its cell, for problems
  /// @param current whether paths begin at `current()`, as in the filter of an item list
  /// @param toParent whether a repeat's own path ends before the repeat, so that a filter can
  ///   follow
  record Context(
      @Nullable FormNode node, SheetProblem.Place place, boolean current, boolean toParent) {
    static Context of(@Nullable FormNode node, SheetProblem.Place place) {
      return new Context(node, place, false, false);
    }
  }

  /// The lowest section two nodes share.
  private record Shared(int steps, FormNode.Section section) {}

  private static final String LAST_SAVED = "instance('__last-saved')";
  private static final Pattern INSTANCE = Pattern.compile("instance\\([^)]+.+");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)\\]");
  private static final Pattern INDEXED = Pattern.compile("indexed-repeat\\([^)]+\\)");
  private static final Pattern ARGUMENTS = Pattern.compile("\\b[^()]+\\((.*)\\)$");

  /// Arguments of `indexed-repeat` that must stay absolute: the node and the repeats.
  private static final Set<Integer> ABSOLUTE_ARGUMENTS = Set.of(0, 1, 3, 5);

  private final Map<String, FormNode> nodes = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Problems problems;
  private final String unknown;

  Paths(FormNode.Section root, Problems problems) {
    this.problems = problems;
    this.unknown = root.path();
    root.each(this::index);
  }

  private void index(FormNode node) {
    for (FormNode.Section s = node.parent; s != null; s = s.parent)
      if (s.level == FormNode.Level.ENTITY) return;
    boolean entity =
        node instanceof FormNode.Section section && section.level == FormNode.Level.ENTITY;
    if (entity || node instanceof FormNode.Mark) return;
    if (nodes.put(node.name, node) != null) ambiguous.add(node.name);
  }

  /// The node a name stands for; a problem and nothing when none or several do.
  @Nullable FormNode find(String name, SheetProblem.Place place) {
    FormNode node = nodes.get(name);
    if (node == null)
      problems.error(
          SheetProblem.Kind.UNKNOWN_REFERENCE, place, name, problems.near(name, nodes.keySet()));
    else if (ambiguous.contains(name)) {
      problems.error(SheetProblem.Kind.AMBIGUOUS_REFERENCE, place, name);
      return null;
    }
    return node;
  }

  /// The text with every reference replaced.
  String resolve(String text, Context context) {
    if (!text.contains("${")) return text;
    Matcher match = References.REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (match.find())
      match.appendReplacement(
          resolved, Matcher.quoteReplacement(path(text, match.toMatchResult(), context)));
    return match.appendTail(resolved).toString();
  }

  /// The path one reference of a text stands for, a space on either side.
  String path(String text, java.util.regex.MatchResult match, Context context) {
    String name = match.group(2);
    boolean lastSaved = match.group(1) != null;
    FormNode target = find(name, context.place());
    if (target == null) return " " + unknown + " ";
    FormNode node = context.node();
    if (!lastSaved && node != null && relative(text, match)) {
      boolean current = context.current() || inPredicate(text, match);
      String path = relativePath(node, target, current, context.toParent());
      if (path != null) return path;
    }
    return " " + (lastSaved ? LAST_SAVED : "") + target.path() + " ";
  }

  private @Nullable String relativePath(
      FormNode from, FormNode target, boolean current, boolean toParent) {
    Shared repeat = shared(from, target, true);
    if (repeat == null) return null;
    int steps;
    String path;
    if (toParent && endsAtParent(from, target, repeat.section())) {
      steps = repeat.steps() + 1;
      FormNode.Section parent = repeat.section().parent;
      path = parent == null ? target.path() : target.pathFrom(parent);
    } else {
      Shared any = shared(from, target, false);
      if (any == null) return null;
      steps = any.steps();
      path = target.pathFrom(any.section());
    }
    String up = String.join("/", java.util.Collections.nCopies(steps, ".."));
    return (current ? " current()/" : " ") + up + path + " ";
  }

  /// Whether the way to a repeated question should begin above the shared repeat: not where the
  /// asked one is in a deeper repeat, nor where both sit in the same inner repeat.
  private static boolean endsAtParent(FormNode from, FormNode target, FormNode.Section shared) {
    boolean outermost = !shared.inRepeat();
    return shared == nearestRepeat(target) && (outermost || nearestRepeat(from) != shared);
  }

  private static FormNode.@Nullable Section nearestRepeat(FormNode node) {
    for (FormNode.Section s = node.parent; s != null; s = s.parent)
      if (s.level == FormNode.Level.REPEAT) return s;
    return null;
  }

  private static @Nullable Shared shared(FormNode one, FormNode other, boolean repeatOnly) {
    List<FormNode.Section> theirs = new ArrayList<>();
    for (FormNode.Section s = other.parent; s != null; s = s.parent) theirs.add(s);
    int steps = 1;
    for (FormNode.Section s = one.parent; s != null; s = s.parent, steps++) {
      boolean fits =
          s.level == FormNode.Level.REPEAT || (!repeatOnly && s.level == FormNode.Level.GROUP);
      if (fits && theirs.contains(s)) return new Shared(steps, s);
    }
    return null;
  }

  private static boolean inPredicate(String text, java.util.regex.MatchResult reference) {
    if (!INSTANCE.matcher(text).find()) return false;
    Matcher bracket = BRACKETS.matcher(text);
    while (bracket.find())
      if (reference.start() >= bracket.start() && reference.end() <= bracket.end()) return true;
    return false;
  }

  /// Whether a reference may be relative: the node and the repeats named to `indexed-repeat` may
  /// not.
  private static boolean relative(String text, java.util.regex.MatchResult reference) {
    if (!text.contains("indexed-repeat(")) return true;
    Matcher call = INDEXED.matcher(text);
    while (call.find()) {
      if (reference.end() > call.end()) {
        if (!call.find()) return true;
        continue;
      }
      if (reference.end() < call.start() || reference.start() > call.end()) return true;
      Matcher arguments = ARGUMENTS.matcher(call.group());
      int index = -1;
      if (arguments.find()) {
        String[] each = arguments.group(1).split(",", -1);
        for (int i = 0; i < each.length; i++)
          if (each[i].contains("${" + reference.group(2) + "}")) index = i;
      }
      return index >= 0 && !ABSOLUTE_ARGUMENTS.contains(index);
    }
    return false;
  }
}
