package cn.ruhu.survey;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the first reading of an XForm learns and the engine does not tell: who the form is, and
/// what its binds say beyond the engine's own rules.
///
/// @param visit whether it is one of our visit forms (it has `part-…` groups): its answers are
///   facts by the policy's names; any other form's answers go by their paths
/// @param calculated absolute paths of nodes with a `calculate`, e.g. `/data/I/I12`
/// @param leaves where a name lies: `I04` → `/data/I/earner/lines/line/I04`
/// @param binds by node, without namespace prefixes
/// @param given nodes the device or the moment fills in when a form is opened
/// @param media files the form names, as they are called in a package
/// @param lists of these, the lists of rows the engine reads
/// @param tables of these, the tables `pulldata` looks things up in
/// @param columns what it asks of lists and tables
/// @param accepts media types of the files a node takes, as the form says it
/// @param lastSaved whether it reads the answers of the visit saved before
/// @param entities paths of `entity` nodes
/// @param strangers texts that a language has and the main one has not
record FormShape(
    String id,
    String version,
    String title,
    boolean visit,
    Set<String> calculated,
    Map<String, String> leaves,
    Map<String, Bind> binds,
    Set<String> given,
    Set<String> media,
    Set<String> lists,
    Set<String> tables,
    List<TableColumns.Column> columns,
    Map<String, String> accepts,
    boolean lastSaved,
    List<String> entities,
    Set<String> strangers) {
  /// What a bind says to people.
  ///
  /// @param constraint the engine's own rule, for whoever looks for a value that keeps it
  /// @param constraintText what to say when its rule is broken (a sentence, or `jr:itext('id')`)
  /// @param requiredText what to say when it is missing
  /// @param warn an expression that holds when nothing is unusual
  /// @param warnText what is unusual when it does not
  /// @param noAnswer reasons for no answer
  /// @param readOnly whether nobody ever fills it in
  /// @param saveTo the property of an entity it is
  /// @param pixelsMax longest side of a picture, 0 for none
  record Bind(
      String constraint,
      String constraintText,
      String requiredText,
      String warn,
      String warnText,
      Set<NoAnswer> noAnswer,
      boolean readOnly,
      String saveTo,
      int pixelsMax) {
    static final Bind NONE = new Bind("", "", "", "", "", Set.of(), false, "", 0);

    Bind {
      noAnswer = Set.copyOf(noAnswer);
    }
  }

  FormShape {
    calculated = Set.copyOf(calculated);
    leaves = Map.copyOf(leaves);
    binds = Map.copyOf(binds);
    given = Set.copyOf(given);
    media = Set.copyOf(media);
    lists = Set.copyOf(lists);
    tables = Set.copyOf(tables);
    columns = List.copyOf(columns);
    accepts = Map.copyOf(accepts);
    entities = List.copyOf(entities);
    strangers = Set.copyOf(strangers);
  }

  /// Whether an answer may be another one each time the form is opened, by its fact key.
  boolean changes(String key) {
    String plain = key.replaceAll("\\[\\d+]", "");
    return given.stream().anyMatch(g -> g.endsWith(plain));
  }

  Bind bind(String generic) {
    return binds.getOrDefault(generic, Bind.NONE);
  }
}
