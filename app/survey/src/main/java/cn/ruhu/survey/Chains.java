package cn.ruhu.survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.model.xform.XPathReference;
import org.javarosa.xpath.XPathConditional;
import org.javarosa.xpath.parser.XPathSyntaxException;

/// How a form's rules hang on each other, before the engine sorts them: it looks at every rule and
/// every tie once for each link of the longest chain, which of some ten thousand links takes
/// minutes. Built from the same triggers the engine takes. Immutable.
final class Chains {
  private final List<FormLogic.Rule> rules;

  /// For each rule the rules that read what it sets.
  private final int[][] after;

  /// The rule's link in its chain, from 0; -1 for one in a circle or behind one.
  private final int[] links;

  private final int ties;
  private final int longest;

  private Chains(List<FormLogic.Rule> rules, int[][] after) {
    this.rules = rules;
    this.after = after;
    this.links = new int[rules.size()];
    this.ties = Arrays.stream(after).mapToInt(a -> a.length).sum();
    this.longest = number();
  }

  static Chains of(List<FormLogic.Rule> rules) {
    Map<String, List<Integer>> sets = new HashMap<>();
    for (int i = 0; i < rules.size(); i++)
      if (rules.get(i).sets())
        sets.computeIfAbsent(key(rules.get(i)), _ -> new ArrayList<>()).add(i);
    List<List<Integer>> after = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) after.add(new ArrayList<>());
    for (int i = 0; i < rules.size(); i++) {
      FormLogic.Rule rule = rules.get(i);
      for (String read : reads(rule)) {
        boolean own = read.equals(rule.node()) && !rule.sets();
        if (own) after.get(i).add(i);
        for (int setter : sets.getOrDefault("=" + read, List.of())) after.get(setter).add(i);
        for (String at = read;
            !at.isEmpty();
            at = at.substring(0, Math.max(0, at.lastIndexOf('/'))))
          for (int setter : sets.getOrDefault("?" + at, List.of())) after.get(setter).add(i);
      }
    }
    int[][] ties =
        after.stream()
            .map(a -> a.stream().distinct().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new Chains(List.copyOf(rules), ties);
  }

  private static String key(FormLogic.Rule rule) {
    return (rule.kind() == FormLogic.Rule.Kind.RELEVANT ? "?" : "=") + rule.node();
  }

  /// The nodes a rule reads, without instance numbers; none for one that cannot be read.
  private static Set<String> reads(FormLogic.Rule rule) {
    Set<String> reads = new java.util.LinkedHashSet<>();
    if (Expressions.unreadable(rule.expression()).isPresent()) return reads;
    try {
      TreeReference context = (TreeReference) new XPathReference(rule.node()).getReference();
      for (TreeReference read : new XPathConditional(rule.expression()).getTriggers(context))
        if (read.getInstanceName() == null) reads.add(Layout.generic(read));
    } catch (XPathSyntaxException | RuntimeException _) {
      return reads; // what the engine has against it, it says itself
    }
    return reads;
  }

  /// Numbers the links as the engine takes them: first what hangs on nothing, then what hangs on
  /// that alone.
  private int number() {
    int[] before = new int[links.length];
    for (int[] each : after) for (int to : each) before[to]++;
    Arrays.fill(links, -1);
    Deque<Integer> free = new ArrayDeque<>();
    for (int i = 0; i < before.length; i++)
      if (before[i] == 0) {
        links[i] = 0;
        free.add(i);
      }
    int last = 0;
    int[] deepest = new int[links.length];
    while (!free.isEmpty()) {
      int at = free.remove();
      last = Math.max(last, links[at] + 1);
      for (int to : after[at]) {
        deepest[to] = Math.max(deepest[to], links[at] + 1);
        if (--before[to] == 0) {
          links[to] = deepest[to];
          free.add(to);
        }
      }
    }
    return last;
  }

  /// Links of the longest chain that is no circle.
  int longest() {
    return longest;
  }

  /// A rule at the end of the longest chain.
  FormLogic.Rule end() {
    int end = 0;
    for (int i = 0; i < links.length; i++) if (links[i] > links[end]) end = i;
    return rules.get(end);
  }

  /// How much the engine has to look at to sort the rules, in rules and ties.
  long work() {
    return (long) longest * (rules.size() + ties);
  }

  /// The rules of each circle, in the order of the form: sets of rules of which each hangs on each
  /// (strongly connected components, Tarjan's way without recursion).
  List<List<FormLogic.Rule>> circles() {
    return new Components().found();
  }

  /// One search for circles.
  private final class Components {
    private final int[] index = new int[links.length];
    private final int[] low = new int[links.length];
    private final boolean[] held = new boolean[links.length];
    private final int[] next = new int[links.length];
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final Deque<Integer> path = new ArrayDeque<>();
    private final List<List<FormLogic.Rule>> circles = new ArrayList<>();
    private int count;

    List<List<FormLogic.Rule>> found() {
      Arrays.fill(index, -1);
      for (int i = 0; i < index.length; i++) if (index[i] < 0 && links[i] < 0) from(i);
      return circles;
    }

    private void enter(int at) {
      index[at] = count;
      low[at] = count++;
      held[at] = true;
      stack.push(at);
      path.push(at);
    }

    private void from(int start) {
      enter(start);
      while (!path.isEmpty()) {
        int at = path.element();
        if (next[at] < after[at].length) {
          int to = after[at][next[at]++];
          if (index[to] < 0) enter(to);
          else if (held[to]) low[at] = Math.min(low[at], index[to]);
          continue;
        }
        path.pop();
        if (!path.isEmpty()) low[path.element()] = Math.min(low[path.element()], low[at]);
        if (low[at] == index[at]) close(at);
      }
    }

    private void close(int root) {
      List<Integer> members = new ArrayList<>();
      int member;
      do {
        member = stack.pop();
        held[member] = false;
        members.add(member);
      } while (member != root);
      boolean self = Arrays.stream(after[root]).anyMatch(to -> to == root);
      if (members.size() > 1 || self)
        circles.add(members.stream().sorted().map(rules::get).toList());
    }
  }
}
