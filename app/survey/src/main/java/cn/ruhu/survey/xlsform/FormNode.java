package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node of the form that is being made: what a row of the survey stands for. Mutable while the
/// survey is read; one thread.
abstract sealed class FormNode permits FormNode.Section, FormNode.Question, FormNode.Mark {
  /// What a section is.
  enum Level {
    ROOT,
    GROUP,
    REPEAT,
    /// The entity's element below `meta`: in the data, not in the body.
    ENTITY
  }

  final String name;
  final int row;
  final Map<String, Localized> bind = new LinkedHashMap<>();
  final Map<String, String> control = new LinkedHashMap<>();
  final Map<String, String> attributes = new LinkedHashMap<>();
  final Map<String, Localized> media = new LinkedHashMap<>();
  @Nullable Localized label;
  @Nullable Localized hint;
  @Nullable Localized guidance;
  @Nullable Section parent;

  FormNode(String name, int row) {
    this.name = name;
    this.row = row;
  }

  /// The path from the root, `/data/group/name`.
  String path() {
    return (parent == null ? "" : parent.path()) + "/" + step();
  }

  /// The path from an ancestor, without it: `/group/name`.
  String pathFrom(Section ancestor) {
    return (parent == null || parent == ancestor ? "" : parent.pathFrom(ancestor)) + "/" + step();
  }

  String step() {
    return name;
  }

  /// Whether the label lies among the translations.
  boolean labelTranslated() {
    return (label != null && label.translated()) || !media.isEmpty();
  }

  String textId(String part) {
    return path() + ":" + part;
  }

  boolean inRepeat() {
    for (Section s = parent; s != null; s = s.parent) if (s.level == Level.REPEAT) return true;
    return false;
  }

  /// A group, a repeat, the root, or an entity's element.
  static final class Section extends FormNode {
    final Level level;
    final List<FormNode> children = new ArrayList<>();

    /// In the data only (`meta`).
    boolean bodyless;

    Section(String name, int row, Level level) {
      super(name, row);
      this.level = level;
    }

    void add(FormNode child) {
      child.parent = this;
      children.add(child);
    }

    /// This section and everything below it, in the order of the form.
    void each(Consumer<FormNode> visit) {
      visit.accept(this);
      for (FormNode child : children) {
        if (child instanceof Section section) section.each(visit);
        else visit.accept(child);
      }
    }
  }

  /// A question, a note, or something computed.
  static final class Question extends FormNode {
    String type;
    final TypeSpec spec;
    final List<Action> actions = new ArrayList<>();
    final List<String> triggers = new ArrayList<>();
    Map<String, String> parameters = Map.of();
    String defaultText = "";
    boolean dynamicDefault;
    String choiceFilter = "";

    /// A list's name, a file's name, or a reference to a repeated question; empty for no list.
    String itemset = "";

    /// The list whose items stand in the control itself.
    @Nullable ChoiceList inline;

    /// What a map feature is asked for.
    @Nullable ChoiceList tags;

    /// The external list a filter is asked of.
    String query = "";

    Question(String name, int row, String type, TypeSpec spec) {
      super(name, row);
      this.type = type;
      this.spec = spec;
    }
  }

  /// An attribute of an entity's element: a node with a bind, but no element.
  static final class Mark extends FormNode {
    final String value;
    final List<Action> actions = new ArrayList<>();

    Mark(String name, int row, String value) {
      super(name, row);
      this.value = value;
    }

    @Override
    String step() {
      return "@" + name;
    }
  }

  /// Something done at an event.
  ///
  /// @param element the action's element (`setvalue`)
  /// @param event when
  /// @param value the expression, or empty
  /// @param more further attributes
  record Action(String element, String event, String value, Map<String, String> more) {
    static final String FIRST_LOAD = "odk-instance-first-load";
    static final String NEW_REPEAT = "odk-new-repeat";
    static final String LOAD = "odk-instance-load";
    static final String CHANGED = "xforms-value-changed";

    Action {
      more = Map.copyOf(more);
    }

    static Action set(String event, String value) {
      return new Action("setvalue", event, value, Map.of());
    }
  }
}
