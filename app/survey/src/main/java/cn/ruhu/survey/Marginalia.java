package cn.ruhu.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.javarosa.core.model.instance.TreeElement;
import org.jspecify.annotations.Nullable;

/// What is said beside the answers: reasons for unusual ones, reasons for none, remarks, and how
/// each answer came to be. Kept by the engine's node, which stays the same when other instances of
/// its roster come and go; what belonged to a removed instance stays in the history.
final class Marginalia {
  /// A reason holds for the answer it was given to.
  private record Reason(String value, String text) {}

  private static final class Note {
    private final int number;
    private TreeElement node;
    private final UUID by;
    private final Instant at;
    private final String text;
    private final List<Remark.Reply> replies = new ArrayList<>();
    private boolean settled;

    private Note(int number, TreeElement node, UUID by, Instant at, String text) {
      this.number = number;
      this.node = node;
      this.by = by;
      this.at = at;
      this.text = text;
    }

    private Remark remark(String path) {
      Remark.State state =
          settled
              ? Remark.State.SETTLED
              : replies.isEmpty() ? Remark.State.OPEN : Remark.State.ANSWERED;
      return new Remark(number, path, by, at, text, state, replies);
    }
  }

  private record Past(@Nullable TreeElement node, Change change) {}

  private final Map<TreeElement, NoAnswer> noAnswers = new HashMap<>();
  private final Map<TreeElement, Reason> reasons = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<Past> history = new ArrayList<>();

  // ---- writing

  void changed(Slot slot, String before, String after, UUID by, Instant at) {
    if (!before.equals(after))
      history.add(new Past(slot.node(), new Change(slot.path(), by, at, before, after)));
  }

  void noAnswer(Slot slot, @Nullable NoAnswer why) {
    if (why == null) noAnswers.remove(slot.node());
    else noAnswers.put(slot.node(), why);
  }

  void reason(Slot slot, String text) {
    if (text.isEmpty()) reasons.remove(slot.node());
    else reasons.put(slot.node(), new Reason(slot.value(), text));
  }

  void remark(Slot slot, UUID by, Instant at, String text) {
    notes.add(new Note(notes.size() + 1, slot.node(), by, at, text));
  }

  /// Whether there is such a remark.
  boolean has(int number) {
    return number >= 1 && number <= notes.size();
  }

  void reply(int number, UUID by, Instant at, String text) {
    notes.get(number - 1).replies.add(new Remark.Reply(by, at, text));
    notes.get(number - 1).settled = false;
  }

  void settle(int number) {
    notes.get(number - 1).settled = true;
  }

  /// What stood in one node stands in another now, with what was said about it and how it came to
  /// be.
  void moved(TreeElement from, TreeElement to) {
    NoAnswer why = noAnswers.remove(from);
    if (why != null) noAnswers.put(to, why);
    Reason reason = reasons.remove(from);
    if (reason != null) reasons.put(to, reason);
    for (Note n : notes) if (n.node.equals(from)) n.node = to;
    history.replaceAll(p -> from.equals(p.node()) ? new Past(to, p.change()) : p);
  }

  // ---- reading

  Optional<NoAnswer> noAnswer(Slot slot) {
    return Optional.ofNullable(noAnswers.get(slot.node()));
  }

  /// The reason given for the answer that stands now; empty for none.
  String reason(Slot slot) {
    Reason reason = reasons.get(slot.node());
    return reason == null || !reason.value().equals(slot.value()) ? "" : reason.text();
  }

  List<Remark> remarks(Slot slot) {
    return notes.stream()
        .filter(n -> n.node.equals(slot.node()))
        .map(n -> n.remark(slot.path()))
        .toList();
  }

  boolean unsettled(Slot slot) {
    return notes.stream().anyMatch(n -> !n.settled && n.node.equals(slot.node()));
  }

  /// Changes of one question, oldest first.
  List<Change> history(Slot slot) {
    return history.stream().filter(p -> slot.node().equals(p.node())).map(Past::change).toList();
  }

  /// Every change, oldest first.
  List<Change> history() {
    return history.stream().map(Past::change).toList();
  }

  // ---- keeping

  /// All of it as lines, for {@link Snapshot}.
  List<String> lines(Layout layout) {
    Map<TreeElement, String> paths = new HashMap<>();
    layout.slots.values().forEach(s -> paths.putIfAbsent(s.node(), s.path()));
    List<String> lines = new ArrayList<>();
    layout
        .slots
        .values()
        .forEach(s -> {
          NoAnswer why = noAnswers.get(s.node());
          if (why != null) lines.add(line("NOANSWER", s.path(), why.name()));
          Reason reason = reasons.get(s.node());
          if (reason != null) lines.add(line("REASON", s.path(), reason.value(), reason.text()));
        });
    for (Note n : notes) {
      String path = paths.getOrDefault(n.node, "");
      lines.add(line("REMARK", path, n.by.toString(), n.at.toString(), n.text));
      for (Remark.Reply r : n.replies)
        lines.add(line("REPLY", n.number + "", r.by().toString(), r.at().toString(), r.text()));
      if (n.settled) lines.add(line("SETTLED", n.number + ""));
    }
    for (Past p : history) {
      Change c = p.change();
      String now = p.node() == null ? "" : paths.getOrDefault(p.node(), "");
      lines.add(
          line(
              "CHANGE",
              now,
              c.path(),
              c.by().toString(),
              c.at().toString(),
              c.before(),
              c.after()));
    }
    return lines;
  }

  private static String line(String... parts) {
    return String.join("\t", List.of(parts).stream().map(Escapes::escape).toList());
  }

  /// Takes back what {@link #lines} wrote.
  void take(List<String> lines, Layout layout) throws SurveyException {
    for (String line : lines) {
      List<String> parts = new ArrayList<>();
      for (String part : line.split("\t", -1)) parts.add(Escapes.unescape(part));
      try {
        one(parts, layout);
      } catch (IllegalArgumentException
          | IndexOutOfBoundsException
          | java.time.DateTimeException _) {
        throw new SurveyException("survey.damaged", parts.getFirst());
      }
    }
  }

  private void one(List<String> parts, Layout layout) throws SurveyException {
    Slot slot = layout.slots.get(parts.get(1));
    TreeElement node = slot == null ? new TreeElement("gone") : slot.node();
    switch (parts.getFirst()) {
      case "NOANSWER" -> noAnswers.put(node, NoAnswer.valueOf(parts.get(2)));
      case "REASON" -> reasons.put(node, new Reason(parts.get(2), parts.get(3)));
      case "REMARK" ->
          notes.add(
              new Note(
                  notes.size() + 1,
                  node,
                  Escapes.uuid(parts.get(2)),
                  Instant.parse(parts.get(3)),
                  parts.get(4)));
      case "REPLY" ->
          reply(
              Integer.parseInt(parts.get(1)),
              Escapes.uuid(parts.get(2)),
              Instant.parse(parts.get(3)),
              parts.get(4));
      case "SETTLED" -> settle(Integer.parseInt(parts.get(1)));
      case "CHANGE" ->
          history.add(
              new Past(
                  slot == null ? null : node,
                  new Change(
                      parts.get(2),
                      Escapes.uuid(parts.get(3)),
                      Instant.parse(parts.get(4)),
                      parts.get(5),
                      parts.get(6))));
      default -> throw new SurveyException("survey.damaged", parts.getFirst());
    }
  }
}
