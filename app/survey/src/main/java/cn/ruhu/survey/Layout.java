package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.jspecify.annotations.Nullable;

/// The form laid out as it stands: sections, groups, rosters and questions with their instances.
/// Made anew when instances come or go (about a millisecond for a household of eight).
///
/// A section is a top-level group or repeat; questions between those form sections of their own, so
/// that nothing a form asks is left out.
final class Layout {
  /// A section.
  ///
  /// @param group where its title stands; null for questions that lie in no group
  record SectionSlot(
      String id, @Nullable GroupDef group, Part part, List<String> tokens, TreeElement node) {}

  /// A group inside a section.
  record GroupSlot(
      String path,
      String parent,
      String section,
      GroupDef group,
      TreeReference ref,
      List<String> tokens,
      TreeElement node) {}

  private final FormDef form;
  private final FormShape shape;
  final Map<String, SectionSlot> sections = new LinkedHashMap<>();
  final Map<String, GroupSlot> groups = new LinkedHashMap<>();
  final Map<String, RosterSlot> rosters = new LinkedHashMap<>();
  final Map<String, Slot> slots = new LinkedHashMap<>();
  private @Nullable List<Slot> filtered;

  private Layout(FormDef form, FormShape shape) {
    this.form = form;
    this.shape = shape;
  }

  static Layout of(FormDef form, FormShape shape) {
    Layout layout = new Layout(form, shape);
    layout.walk(
        form.getChildren(), new Place("", Part.TABLE, Optional.empty(), null, "", "", List.of()));
    return layout;
  }

  /// The questions whose list depends on other answers.
  List<Slot> filtered() {
    if (filtered == null) filtered = slots.values().stream().filter(Counts::filtered).toList();
    return filtered;
  }

  /// Whether answers are facts by the policy's names.
  boolean visit() {
    return shape.visit();
  }

  /// Where the walk is.
  private record Place(
      String section,
      Part part,
      Optional<String> instance,
      @Nullable String staff,
      String suffix,
      String group,
      List<Step> steps) {
    Place down(IFormElement element, int index, int multiplicity) {
      List<Step> more = new ArrayList<>(steps);
      more.add(new Step(element, index, multiplicity));
      return new Place(section, part, instance, staff, suffix, group, List.copyOf(more));
    }

    Place in(String newSection, Part newPart) {
      return new Place(newSection, newPart, instance, staff, suffix, group, steps);
    }

    Place inside(String path, @Nullable String newStaff, String newSuffix) {
      return new Place(section, part, Optional.of(path), newStaff, newSuffix, "", steps);
    }

    Place grouped(String path) {
      return new Place(section, part, instance, staff, suffix, path, steps);
    }

    List<Integer> indexes() {
      return steps.stream().map(Step::index).toList();
    }

    List<Integer> multiplicities() {
      return steps.stream().map(Step::multiplicity).toList();
    }

    List<IFormElement> elements() {
      return steps.stream().map(Step::element).toList();
    }
  }

  private record Step(IFormElement element, int index, int multiplicity) {}

  private void walk(List<IFormElement> children, Place place) {
    String loose = ""; // the section of top-level questions that follow one another
    for (int i = 0; i < children.size(); i++) {
      IFormElement child = children.get(i);
      Place here = place;
      if (place.steps().isEmpty()) {
        if (child instanceof QuestionDef) {
          if (loose.isEmpty()) loose = looseSection();
          here = place.in(loose, place.part());
        } else {
          loose = "";
        }
      }
      Place below = here.down(child, i, 0);
      TreeReference ref = form.getChildInstanceRef(below.elements(), below.multiplicities());
      switch (child) {
        case QuestionDef question -> question(question, below, ref);
        case GroupDef group when group.getRepeat() -> roster(group, here, i, ref);
        case GroupDef group -> group(group, below, ref);
        default -> {}
      }
    }
  }

  private String looseSection() {
    String id = sectionId("");
    TreeElement root = form.getMainInstance().getRoot();
    sections.put(id, new SectionSlot(id, null, Part.TABLE, List.of(), root));
    return id;
  }

  /// A section's id: the node's name, or a number where it has none or the name is taken.
  private String sectionId(String name) {
    if (!name.isEmpty() && !sections.containsKey(name)) return name;
    int n = sections.size() + 1;
    while (sections.containsKey("page-" + n)) n++;
    return "page-" + n;
  }

  private void group(GroupDef group, Place place, TreeReference ref) {
    List<String> tokens = tokens(group);
    Part part = part(tokens, place.part());
    boolean own = group.getBind() != null;
    if (place.steps().size() == 1) {
      String id = sectionId(own ? ref.getNameLast() : "");
      sections.put(id, new SectionSlot(id, group, part, tokens, resolve(ref)));
      walk(group.getChildren(), place.in(id, part));
      return;
    }
    String base = own ? path(ref, true) : place.group() + "/group";
    String path = base;
    for (int n = 2; groups.containsKey(path); n++) path = base + "~" + n;
    groups.put(
        path,
        new GroupSlot(path, place.group(), place.section(), group, ref, tokens, resolve(ref)));
    walk(group.getChildren(), place.in(place.section(), part).grouped(path));
  }

  private void roster(GroupDef group, Place place, int index, TreeReference ref) {
    List<String> tokens = tokens(group);
    Part part = part(tokens, place.part());
    TreeElement parent = resolve(ref.getParentRef());
    String section = place.section();
    if (place.steps().isEmpty()) {
      section = sectionId(ref.getNameLast());
      sections.put(section, new SectionSlot(section, group, part, tokens, parent));
    }
    Place here = place.down(group, index, 0).in(section, part);
    Roster.Owners owners = owners(tokens);
    String path = path(ref, false);
    List<RosterSlot.InstanceSlot> instances = new ArrayList<>();
    int count = parent.getChildMultiplicity(ref.getNameLast());
    for (int n = 0; n < count; n++) {
      TreeElement node = Objects.requireNonNull(parent.getChild(ref.getNameLast(), n));
      String owner = owners == Roster.Owners.LINES ? "" : text(node, "uuid");
      String instancePath = path + "[" + (n + 1) + "]";
      instances.add(new RosterSlot.InstanceSlot(instancePath, owner, node));
    }
    rosters.put(
        path,
        new RosterSlot(
            path,
            generic(ref),
            section,
            part,
            owners,
            tokens,
            place.suffix(),
            group,
            parent,
            here.indexes(),
            here.multiplicities(),
            here.elements(),
            List.copyOf(instances)));
    for (int n = 0; n < count; n++) {
      RosterSlot.InstanceSlot instance = instances.get(n);
      String suffix =
          place.suffix() + (owners == Roster.Owners.LINES ? "#" + (n + 1) : "@" + instance.owner());
      String staff = owners == Roster.Owners.STAFF ? instance.owner() : place.staff();
      Place inside =
          place.down(group, index, n).in(section, part).inside(instance.path(), staff, suffix);
      walk(group.getChildren(), inside);
    }
  }

  private void question(QuestionDef question, Place place, TreeReference ref) {
    TreeElement node = resolve(ref);
    List<String> tokens = tokens(question.getAppearanceAttr());
    String id = ref.getNameLast();
    String generic = generic(ref);
    FormShape.Bind bind = shape.bind(generic);
    boolean computed = shape.calculated().contains(generic);
    // Elsewhere a calculated question that is not read-only may be corrected by hand.
    boolean calculated = computed && (shape.visit() || bind.readOnly());
    String base = path(ref, true);
    String path = base;
    for (int n = 2; slots.containsKey(path); n++) path = base + "~" + n;
    TreeElement parent = (TreeElement) Objects.requireNonNull(node.getParent());
    boolean told = !shape.visit() && bind.readOnly() && !computed && node.getValue() == null;
    boolean note = told && question.getControlType() == Constants.CONTROL_INPUT;
    slots.put(
        path,
        new Slot(
            path,
            generic,
            id,
            place.section(),
            part(tokens, place.part()),
            place.instance(),
            place.staff(),
            tokens,
            note ? QuestionKind.NOTE : kind(question, node, tokens, calculated),
            calculated,
            question,
            ref,
            node,
            parent.getFirstChild(id + "_warn"),
            place.group(),
            bind));
  }

  /// The node a reference of this very form points at; the first reading proved that it is there.
  private TreeElement resolve(TreeReference ref) {
    return Objects.requireNonNull(form.getMainInstance().resolveReference(ref));
  }

  private static QuestionKind kind(
      QuestionDef question, TreeElement node, List<String> tokens, boolean calculated) {
    if (tokens.contains("note")) return QuestionKind.NOTE;
    if (calculated) return tokens.contains("money") ? QuestionKind.MONEY : QuestionKind.CALCULATE;
    if (tokens.contains("yesno")) return QuestionKind.BOOL;
    if (tokens.contains("signature")) return QuestionKind.SIGNATURE;
    if (tokens.contains("money")) return QuestionKind.MONEY;
    return switch (question.getControlType()) {
      case Constants.CONTROL_SELECT_ONE -> QuestionKind.SELECT_ONE;
      case Constants.CONTROL_SELECT_MULTI -> QuestionKind.SELECT_MULTI;
      case Constants.CONTROL_RANK -> QuestionKind.RANK;
      case Constants.CONTROL_RANGE -> QuestionKind.RANGE;
      case Constants.CONTROL_UPLOAD, Constants.CONTROL_IMAGE_CHOOSE -> QuestionKind.PHOTO;
      case Constants.CONTROL_AUDIO_CAPTURE -> QuestionKind.AUDIO;
      case Constants.CONTROL_VIDEO_CAPTURE -> QuestionKind.VIDEO;
      case Constants.CONTROL_FILE_CAPTURE, Constants.CONTROL_OSM_CAPTURE -> QuestionKind.FILE;
      case Constants.CONTROL_TRIGGER -> QuestionKind.ACKNOWLEDGE;
      default -> typed(question, node, tokens);
    };
  }

  private static QuestionKind typed(QuestionDef question, TreeElement node, List<String> tokens) {
    String rows = question.getAdditionalAttribute("", "rows");
    boolean lines = tokens.contains("multiline") || tokens.contains("textarea");
    return switch (node.getDataType()) {
      case Constants.DATATYPE_INTEGER, Constants.DATATYPE_LONG -> QuestionKind.INT;
      case Constants.DATATYPE_DECIMAL -> QuestionKind.DECIMAL;
      case Constants.DATATYPE_DATE -> QuestionKind.DATE;
      case Constants.DATATYPE_TIME -> QuestionKind.TIME;
      case Constants.DATATYPE_DATE_TIME -> QuestionKind.DATETIME;
      case Constants.DATATYPE_GEOPOINT -> QuestionKind.GEO;
      case Constants.DATATYPE_GEOTRACE -> QuestionKind.GEOTRACE;
      case Constants.DATATYPE_GEOSHAPE -> QuestionKind.GEOSHAPE;
      case Constants.DATATYPE_BARCODE -> QuestionKind.BARCODE;
      case Constants.DATATYPE_BINARY -> QuestionKind.PHOTO;
      default -> lines || rows != null ? QuestionKind.MULTILINE : QuestionKind.TEXT;
    };
  }

  private static Roster.Owners owners(List<String> tokens) {
    if (tokens.contains("roster-member")) return Roster.Owners.MEMBER;
    if (tokens.contains("roster-supporter")) return Roster.Owners.SUPPORTER;
    if (tokens.contains("roster-staff")) return Roster.Owners.STAFF;
    return Roster.Owners.LINES;
  }

  private static Part part(List<String> tokens, Part inherited) {
    if (tokens.contains("part-table")) return Part.TABLE;
    if (tokens.contains("part-signatures")) return Part.SIGNATURES;
    if (tokens.contains("part-door")) return Part.DOOR;
    return inherited;
  }

  private static List<String> tokens(GroupDef group) {
    return tokens(group.getAppearanceAttr());
  }

  private static List<String> tokens(@Nullable String appearance) {
    return appearance == null || appearance.isBlank()
        ? List.of()
        : List.of(appearance.strip().split("\\s+"));
  }

  /// The value of a hidden child, empty when there is none.
  static String text(TreeElement node, String child) {
    TreeElement found = node.getFirstChild(child);
    return found == null ? "" : AnswerText.read(found.getValue());
  }

  /// `/data/M/member/M10`.
  static String generic(TreeReference ref) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < ref.size(); i++) path.append('/').append(ref.getName(i));
    return path.toString();
  }

  /// `/M/member[2]/M10`; the last level is numbered only when it is an instance of a roster inside
  /// the path, never for the roster itself.
  private String path(TreeReference ref, boolean leaf) {
    StringBuilder path = new StringBuilder();
    FormInstance main = form.getMainInstance();
    for (int i = 1; i < ref.size(); i++) {
      path.append('/').append(ref.getName(i));
      boolean last = i == ref.size() - 1;
      if (last && !leaf) break;
      if (!last) {
        TreeElement node = main.resolveReference(ref.getSubReference(i));
        if (node != null && node.isRepeatable())
          path.append('[').append(ref.getMultiplicity(i) + 1).append(']');
      }
    }
    return path.toString();
  }
}
