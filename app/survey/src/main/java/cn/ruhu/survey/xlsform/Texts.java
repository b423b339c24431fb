package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// The form's texts: which stand where they are used, which lie among the translations, and what a
/// label with references becomes. Every text exists in every language; where a workbook gives none
/// a dash stands.
final class Texts {
  static final Set<String> MEDIA = Set.of("image", "big-image", "audio", "video");

  /// What a bind says to people.
  static final List<String> MESSAGES =
      List.of("jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString", "ruhu:warnMsg");

  private static final String LONG = "long";
  private static final String GUIDANCE = "guidance";
  private static final String NOTHING = "-";

  /// A text and whose it is.
  private record Piece(String text, Paths.Context context) {}

  private final SurveyModel model;
  private final Paths paths;
  private final Expressions expressions;
  private final String language;

  /// Language → id → form → text.
  private final Map<String, Map<String, Map<String, Piece>>> translations = new LinkedHashMap<>();

  Texts(SurveyModel model, Paths paths, Expressions expressions) {
    this.model = model;
    this.paths = paths;
    this.expressions = expressions;
    this.language = model.settings.defaultLanguage();
    for (ChoiceList list : model.lists.values()) if (list.translated()) choices(list);
    model.root.each(this::node);
    model.root.each(this::media);
    complete();
  }

  private void put(String lang, String id, String form, Piece piece) {
    translations
        .computeIfAbsent(lang, _ -> new LinkedHashMap<>())
        .computeIfAbsent(id, _ -> new LinkedHashMap<>())
        .put(form, piece);
  }

  private void put(Localized text, String id, String form, Paths.Context context) {
    text.in(language).forEach((lang, each) -> put(lang, id, form, new Piece(each, context)));
  }

  private void choices(ChoiceList list) {
    for (int i = 0; i < list.choices().size(); i++) {
      ChoiceList.Choice choice = list.choices().get(i);
      String id = list.textId(i);
      Paths.Context context = Paths.Context.of(null, model.choices.place(choice.row(), "label"));
      if (choice.label() != null) put(choice.label(), id, LONG, context);
      choice.media().forEach((kind, file) -> put(file, id, kind, context));
    }
  }

  private void node(FormNode node) {
    for (String key : MESSAGES) {
      Localized message = node.bind.get(key);
      if (message != null && messageTranslated(key, message))
        put(message, node.textId(key), LONG, context(node, "bind::" + key));
    }
    Localized label = node.label;
    if (label != null && node.labelTranslated())
      put(label, node.textId("label"), LONG, context(node, "label"));
    Localized hint = node.hint;
    if (hint != null && hintTranslated(node))
      put(hint, node.textId("hint"), LONG, context(node, "hint"));
    Localized guidance = node.guidance;
    if (guidance != null)
      put(guidance, node.textId("hint"), GUIDANCE, context(node, "guidance_hint"));
  }

  private void media(FormNode node) {
    node.media.forEach(
        (kind, file) -> put(file, node.textId("label"), kind, context(node, "media::" + kind)));
  }

  private Paths.Context context(FormNode node, String key) {
    return Paths.Context.of(node, model.place(node, key));
  }

  private static boolean hintTranslated(FormNode node) {
    return (node.hint != null && node.hint.translated()) || node.guidance != null;
  }

  /// Whether a message lies among the translations; one app's error string only when it is given in
  /// languages.
  static boolean messageTranslated(String key, Localized message) {
    return message.translated() || (!key.equals("jr:noAppErrorString") && dynamic(message.plain()));
  }

  /// Whether a column holds words or media for people, with what is filled in while they are shown.
  static boolean isText(String column) {
    return Set.of("label", "hint", "guidance_hint").contains(column)
        || column.startsWith("media::")
        || (column.startsWith("bind::") && MESSAGES.contains(column.substring("bind::".length())));
  }

  /// Whether a text is filled in while the form is used.
  static boolean dynamic(String text) {
    return References.any(text) || Delimited.any(text);
  }

  private void complete() {
    Map<String, Set<String>> forms = new LinkedHashMap<>();
    translations
        .values()
        .forEach(texts ->
            texts.forEach((id, pieces) ->
                forms.computeIfAbsent(id, _ -> new LinkedHashSet<>()).addAll(pieces.keySet())));
    Piece nothing = new Piece(NOTHING, Paths.Context.of(null, SheetProblem.Place.FILE));
    for (Map<String, Map<String, Piece>> texts : translations.values())
      forms.forEach((id, all) -> {
        Map<String, Piece> pieces = texts.computeIfAbsent(id, _ -> new LinkedHashMap<>());
        all.forEach(form -> pieces.putIfAbsent(form, nothing));
      });
  }

  /// The languages there are texts in.
  Set<String> languages() {
    return translations.keySet();
  }

  /// The `itext` element, or nothing when every text stands where it is used.
  @Nullable Xml itext() {
    if (translations.isEmpty()) return null;
    Xml itext = new Xml("itext");
    translations.forEach((lang, texts) -> {
      Xml translation = new Xml("translation").with("lang", lang);
      if (lang.equals(language)) translation.with("default", "true()");
      texts.forEach((id, pieces) -> translation.add(text(id, pieces)));
      itext.add(translation);
    });
    return itext;
  }

  private Xml text(String id, Map<String, Piece> pieces) {
    Xml text = new Xml("text").with("id", id);
    pieces.forEach((form, piece) -> {
      Xml value = new Xml("value");
      if (form.equals(GUIDANCE)) value.with("form", GUIDANCE);
      if (MEDIA.contains(form)) {
        if (piece.text().equals(NOTHING)) return;
        String folder = form.equals("image") || form.equals("big-image") ? "images" : form;
        value.with("form", form).text("jr://" + folder + "/");
      }
      fill(value, piece.text(), piece.context());
      text.add(value);
    });
    return text;
  }

  /// A node's label as an element.
  Xml label(FormNode node) {
    Xml element = new Xml("label");
    Localized label = node.label;
    if (node.labelTranslated())
      return element.with("ref", "jr:itext('" + node.textId("label") + "')");
    if (label != null) fill(element, label.plain(), context(node, "label"));
    return element;
  }

  /// A node's hint as an element, or nothing when it has none.
  @Nullable Xml hint(FormNode node) {
    Localized hint = node.hint;
    if (hintTranslated(node))
      return new Xml("hint").with("ref", "jr:itext('" + node.textId("hint") + "')");
    if (hint == null) return null;
    Xml element = new Xml("hint");
    fill(element, hint.plain(), context(node, "hint"));
    return element;
  }

  /// Puts a text into an element, its references and expressions as outputs. Where expressions are
  /// marked by braces, or braces are escaped, nothing else is taken for one.
  void fill(Xml element, String text, Paths.Context context) {
    List<Delimited.Part> marked = Delimited.of(text).parts();
    for (Delimited.Part part : marked) {
      if (part.expression()) output(element, part.text(), context);
      else references(element, part.text(), 0, part.text().length(), context);
    }
    if (!marked.isEmpty()) return;
    int at = 0;
    for (int[] part : instanceExpressions(text)) {
      references(element, text, at, part[0], context);
      output(element, text.substring(part[0], part[1]), context);
      at = part[1];
    }
    references(element, text, at, text.length(), context);
  }

  private void output(Xml element, String expression, Paths.Context context) {
    String value = paths.resolve(expression, context);
    expressions.check(value, context.place());
    element.add(new Xml("output").with("value", value));
  }

  private void references(Xml element, String text, int from, int to, Paths.Context context) {
    Matcher match = References.REFERENCE.matcher(text).region(from, to);
    int at = from;
    while (match.find()) {
      element.text(text.substring(at, match.start()));
      String path = paths.path(text, match.toMatchResult(), context);
      element.add(new Xml("output").with("value", path));
      at = match.end();
    }
    element.text(text.substring(at, to));
  }

  /// Where a text asks an item list (`instance('x')/root/item[…]/label`): a call, a path,
  /// predicates; outside a predicate a space ends it.
  static List<int[]> instanceExpressions(String text) {
    if (!text.contains("instance(")) return List.of();
    List<Integer> bounds = new ArrayList<>();
    boolean inside = false;
    boolean path = false;
    boolean predicate = false;
    Lexer.@Nullable Token last = null;
    for (Lexer.Token token : Lexer.tokens(text)) {
      boolean emit = false;
      if (!inside && opens(token)) {
        inside = true;
        emit = true;
        bounds.add(token.start());
      } else if (inside && last != null) {
        Lexer.Kind kind = token.kind();
        boolean slash = kind == Lexer.Kind.SLASH;
        boolean closes = last.kind() == Lexer.Kind.LITERAL && kind == Lexer.Kind.CLOSE;
        if (closes || (opens(last) && kind == Lexer.Kind.LITERAL)) {
          emit = true;
        } else if (slash
            && (last.kind() == Lexer.Kind.CLOSE || last.kind() == Lexer.Kind.PREDICATE_END)) {
          emit = true;
          path = true;
        } else if (path) {
          emit = kind != Lexer.Kind.SPACE;
          predicate = kind == Lexer.Kind.PREDICATE;
          path = kind != Lexer.Kind.SPACE && !predicate;
        } else if (predicate) {
          emit = true;
          predicate = kind != Lexer.Kind.PREDICATE_END;
        }
      }
      if (emit) {
        last = token;
      } else if (inside && last != null) {
        inside = false;
        bounds.add(last.end());
      }
    }
    if (last != null) bounds.add(last.end());
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i += 2)
      pairs.add(new int[] {bounds.get(i), bounds.get(i + 1)});
    return pairs;
  }

  private static boolean opens(Lexer.Token token) {
    return token.kind() == Lexer.Kind.CALL && token.text().equals("instance(");
  }
}
