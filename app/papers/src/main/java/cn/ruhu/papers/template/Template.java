package cn.ruhu.papers.template;

import cn.ruhu.papers.template.TemplateException.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A parsed template. The language: `{{name}}`, `{{#each list}}…{{/each}}`, `{{#if name}}…{{else}}…
/// {{/if}}`, `{{> part}}` (parts are taken in when parsing). Inside `each` a name is looked for in
/// the row first, then outside. `if` is true for a set flag, a text that is not empty, a list that
/// is not empty. Every name must be known: nothing is silently left out.
///
/// Immutable, thread-safe.
public final class Template {
  private sealed interface Node permits Plain, Field, Each, If {}

  private record Plain(String text) implements Node {}

  private record Field(Place at, String name) implements Node {}

  private record Each(Place at, String name, List<Node> body) implements Node {}

  private record If(Place at, String name, List<Node> yes, List<Node> no) implements Node {}

  private record Place(String template, int line) {
    TemplateException fault(Fault fault, String field) {
      return new TemplateException(fault, template, field, line);
    }
  }

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /// Parses a template and the parts it names.
  ///
  /// @param name for messages
  /// @param source gives the text of a template by its name, empty when there is none
  /// @throws TemplateException when a tag is wrong or a part is missing
  public static Template parse(String name, Source source) {
    return new Template(parse(name, source, new Place(name, 0), 0));
  }

  /// Where templates come from.
  @FunctionalInterface
  public interface Source {
    Optional<String> text(String name);
  }

  private static List<Node> parse(String name, Source source, Place from, int depth) {
    String text = source.text(name).orElseThrow(() -> from.fault(Fault.NO_TEMPLATE, name));
    if (depth > 8) throw from.fault(Fault.BAD_TAG, name);
    var reader = new Reader(name, source, depth);
    int line = 1;
    int at = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      reader.add(new Plain(text.substring(at, open)));
      line += lines(text, at, open);
      var place = new Place(name, line);
      int close = text.indexOf("}}", open);
      if (close < 0)
        throw place.fault(Fault.BAD_TAG, text.substring(open).lines().findFirst().orElse(""));
      reader.tag(place, text.substring(open + 2, close).strip());
      line += lines(text, open, close);
      at = close + 2;
    }
    reader.add(new Plain(text.substring(at)));
    return reader.end();
  }

  private static int lines(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /// The block that is open: its tag and what stands in it so far.
  private static final class Block {
    final Place at;
    final String tag;
    final String name;
    final List<Node> yes = new ArrayList<>();
    final List<Node> no = new ArrayList<>();
    boolean otherwise;

    Block(Place at, String tag, String name) {
      this.at = at;
      this.tag = tag;
      this.name = name;
    }

    List<Node> body() {
      return otherwise ? no : yes;
    }
  }

  private static final class Reader {
    private final Deque<Block> open = new ArrayDeque<>();
    private final Source source;
    private final int depth;

    Reader(String template, Source source, int depth) {
      this.source = source;
      this.depth = depth;
      open.push(new Block(new Place(template, 1), "", ""));
    }

    void add(Node node) {
      open.element().body().add(node);
    }

    void tag(Place at, String tag) {
      if (tag.startsWith("#each ")) open.push(new Block(at, "each", tag.substring(6).strip()));
      else if (tag.startsWith("#if ")) open.push(new Block(at, "if", tag.substring(4).strip()));
      else if (tag.equals("else") && open.element().tag.equals("if"))
        open.element().otherwise = true;
      else if (tag.equals("/" + open.element().tag)) close();
      else if (tag.startsWith(">"))
        parse(tag.substring(1).strip(), source, at, depth + 1).forEach(this::add);
      else if (tag.matches("[A-Za-z][A-Za-z0-9.]*") && !tag.equals("else")) add(new Field(at, tag));
      else throw at.fault(Fault.BAD_TAG, tag);
    }

    private void close() {
      Block b = open.pop();
      add(
          b.tag.equals("each")
              ? new Each(b.at, b.name, List.copyOf(b.yes))
              : new If(b.at, b.name, List.copyOf(b.yes), List.copyOf(b.no)));
    }

    List<Node> end() {
      Block last = open.element();
      if (open.size() > 1) throw last.at.fault(Fault.BAD_TAG, "#" + last.tag + " " + last.name);
      return List.copyOf(last.yes);
    }
  }

  /// The template filled with values.
  ///
  /// @param escape how a value becomes markup; see [#escape]
  /// @throws TemplateException when a name is unknown or of the wrong kind
  public String fill(Fields fields, UnaryOperator<String> escape) {
    var out = new StringBuilder();
    write(nodes, List.of(fields), escape, out);
    return out.toString();
  }

  /// Text as XHTML: the five special characters replaced, characters that XML cannot hold shown as
  /// U+FFFD.
  public static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
          }
        });
    return out.toString();
  }

  private static boolean allowed(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= 0x20 && c < 0xD800)
        || (c > 0xDFFF && (c & 0xFFFE) != 0xFFFE);
  }

  private static void write(
      List<Node> nodes, List<Fields> scope, UnaryOperator<String> escape, StringBuilder out) {
    for (Node node : nodes)
      switch (node) {
        case Plain p -> out.append(p.text());
        case Field f -> {
          if (!(value(f.at(), f.name(), scope) instanceof Fields.Text t))
            throw f.at().fault(Fault.WRONG_KIND, f.name());
          out.append(escape.apply(t.text()));
        }
        case If i ->
            write(holds(value(i.at(), i.name(), scope)) ? i.yes() : i.no(), scope, escape, out);
        case Each e -> {
          if (!(value(e.at(), e.name(), scope) instanceof Fields.Rows rows))
            throw e.at().fault(Fault.WRONG_KIND, e.name());
          for (Fields row : rows.rows()) {
            var inner = new ArrayList<Fields>(List.of(row));
            inner.addAll(scope);
            write(e.body(), inner, escape, out);
          }
        }
      }
  }

  private static boolean holds(Fields.Value value) {
    return switch (value) {
      case Fields.Flag f -> f.on();
      case Fields.Text t -> !t.text().isEmpty();
      case Fields.Rows r -> !r.rows().isEmpty();
    };
  }

  private static Fields.Value value(Place at, String name, List<Fields> scope) {
    for (Fields f : scope) {
      Optional<Fields.Value> v = f.get(name);
      if (v.isPresent()) return v.get();
    }
    throw at.fault(Fault.UNKNOWN_FIELD, name);
  }
}
