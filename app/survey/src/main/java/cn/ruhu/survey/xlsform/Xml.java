package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An element that is being made. Text and elements may be mixed; only elements that hold nothing
/// but elements are broken into lines, so that no text gains a space.
final class Xml {
  private final String tag;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> children = new ArrayList<>();

  Xml(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  Xml with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  Xml withAll(Map<String, String> more) {
    attributes.putAll(more);
    return this;
  }

  Xml add(Xml child) {
    children.add(child);
    return this;
  }

  Xml text(String text) {
    if (!text.isEmpty()) children.add(text);
    return this;
  }

  boolean isEmpty() {
    return children.isEmpty();
  }

  void insert(int index, Xml child) {
    children.add(index, child);
  }

  int size() {
    return children.size();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");
    write(out, 0, true);
    return out.toString();
  }

  private void write(StringBuilder out, int depth, boolean lines) {
    if (lines) out.append("  ".repeat(depth));
    out.append('<').append(tag);
    attributes.forEach((name, value) -> {
      out.append(' ').append(name).append("=\"");
      escape(out, value, true);
      out.append('"');
    });
    if (children.isEmpty()) {
      out.append("/>");
    } else {
      out.append('>');
      boolean broken = lines && children.stream().noneMatch(String.class::isInstance);
      if (broken) out.append('\n');
      for (Object child : children) {
        if (child instanceof Xml element) element.write(out, depth + 1, broken);
        else escape(out, (String) child, false);
      }
      if (broken) out.append("  ".repeat(depth));
      out.append("</").append(tag).append('>');
    }
    if (lines) out.append('\n');
  }

  private static void escape(StringBuilder out, String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#10;" : "\n");
        case '\t' -> out.append(attribute ? "&#9;" : "\t");
        case '\r' -> out.append("&#13;");
        default -> out.append(c);
      }
    }
  }
}
