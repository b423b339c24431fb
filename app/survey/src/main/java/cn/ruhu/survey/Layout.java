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

/// The form laid out as it stands: sections, rosters and questions with their instances. Made anew
/// when instances come or go (about a millisecond for a household of eight).
final class Layout {
  /// A top-level group.
  record SectionSlot(String id, GroupDef group, Part part, List<String> tokens, TreeElement node) {}

  private final FormDef form;
  private final FormShape shape;
  final Map<String, SectionSlot> sections = new LinkedHashMap<>();
  final Map<String, RosterSlot> rosters = new LinkedHashMap<>();
  final Map<String, Slot> slots = new LinkedHashMap<>();

  private Layout(FormDef form, FormShape shape) {
    this.form = form;
    this.shape = shape;
  }

  static Layout of(FormDef form, FormShape shape) {
    Layout layout = new Layout(form, shape);
    layout.walk(
        form.getChildren(), new Place("", Part.TABLE, Optional.empty(), null, "", List.of()));
    return layout;
  }

  /// Where the walk is.
  private record Place(
      String section,
      Part part,
      Optional<String> instance,
      @Nullable String staff,
      String suffix,
      List<Step> steps) {
    Place down(IFormElement element, int index, int multiplicity) {
      List<Step> more = new ArrayList<>(steps);
      more.add(new Step(element, index, multiplicity));
      return new Place(section, part, instance, staff, suffix, List.copyOf(more));
    }

    Place in(String newSection, Part newPart) {
      return new Place(newSection, newPart, instance, staff, suffix, steps);
    }

    Place inside(String path, @Nullable String newStaff, String newSuffix) {
      return new Place(section, part, Optional.of(path), newStaff, newSuffix, steps);
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
    for (int i = 0; i < children.size(); i++) {
      IFormElement child = children.get(i);
      Place below = place.down(child, i, 0);
      TreeReference ref = form.getChildInstanceRef(below.elements(), below.multiplicities());
      switch (child) {
        case QuestionDef question -> question(question, below, ref);
        case GroupDef group when group.getRepeat() -> roster(group, place, i, ref);
        case GroupDef group -> group(group, below, ref);
        default -> {}
      }
    }
  }

  private void group(GroupDef group, Place place, TreeReference ref) {
    List<String> tokens = tokens(group);
    Part part = part(tokens, place.part());
    if (place.steps().size() == 1) {
      String id = ref.getNameLast();
      sections.put(id, new SectionSlot(id, group, part, tokens, resolve(ref)));
      walk(group.getChildren(), place.in(id, part));
    } else {
      walk(group.getChildren(), place.in(place.section(), part));
    }
  }

  private void roster(GroupDef group, Place place, int index, TreeReference ref) {
    List<String> tokens = tokens(group);
    Part part = part(tokens, place.part());
    Place here = place.down(group, index, 0).in(place.section(), part);
    Roster.Owners owners = owners(tokens);
    TreeElement parent = resolve(ref.getParentRef());
    String path = path(ref, false);
    List<RosterSlot.InstanceSlot> instances = new ArrayList<>();
    int count = parent.getChildMultiplicity(ref.getNameLast());
    for (int n = 0; n < count; n++) {
      TreeElement node = Objects.requireNonNull(parent.getChild(ref.getNameLast(), n));
      String owner = text(node, "uuid");
      String instancePath = path + "[" + (n + 1) + "]";
      instances.add(new RosterSlot.InstanceSlot(instancePath, owner, node));
    }
    rosters.put(
        path,
        new RosterSlot(
            path,
            generic(ref),
            place.section(),
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
          place
              .down(group, index, n)
              .in(place.section(), part)
              .inside(instance.path(), staff, suffix);
      walk(group.getChildren(), inside);
    }
  }

  private void question(QuestionDef question, Place place, TreeReference ref) {
    TreeElement node = resolve(ref);
    List<String> tokens = tokens(question.getAppearanceAttr());
    String id = ref.getNameLast();
    String generic = generic(ref);
    boolean calculated = shape.calculated().contains(generic);
    String path = path(ref, true);
    TreeElement parent = (TreeElement) Objects.requireNonNull(node.getParent());
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
            kind(question, node, tokens, calculated),
            calculated,
            question,
            ref,
            node,
            parent.getFirstChild(id + "_warn")));
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
    if (tokens.contains("multiline")) return QuestionKind.MULTILINE;
    return switch (question.getControlType()) {
      case Constants.CONTROL_SELECT_ONE -> QuestionKind.SELECT_ONE;
      case Constants.CONTROL_SELECT_MULTI -> QuestionKind.SELECT_MULTI;
      case Constants.CONTROL_UPLOAD, Constants.CONTROL_IMAGE_CHOOSE -> QuestionKind.PHOTO;
      case Constants.CONTROL_TRIGGER -> QuestionKind.NOTE;
      default ->
          switch (node.getDataType()) {
            case Constants.DATATYPE_INTEGER, Constants.DATATYPE_LONG -> QuestionKind.INT;
            case Constants.DATATYPE_DECIMAL -> QuestionKind.DECIMAL;
            case Constants.DATATYPE_DATE -> QuestionKind.DATE;
            case Constants.DATATYPE_DATE_TIME -> QuestionKind.DATETIME;
            case Constants.DATATYPE_GEOPOINT -> QuestionKind.GEO;
            case Constants.DATATYPE_BARCODE -> QuestionKind.BARCODE;
            case Constants.DATATYPE_BINARY -> QuestionKind.PHOTO;
            default -> QuestionKind.TEXT;
          };
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
