package cn.ruhu.desktop.visit;

import cn.ruhu.survey.Part;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveySession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A step of a visit: a section of the form, or one of the two signings that cut through it (DOMAIN
/// C18).
///
/// @param id the section's id; `sign` and `seal` for the signings
/// @param title the section's own title, empty for the signings
record Station(String id, Kind kind, String title) {
  /// How it is shown.
  enum Kind {
    /// the attempt itself
    DOOR,
    /// a section of questions
    SECTION,
    /// the table part read back and signed by the household
    SIGN,
    /// the pair's own signatures and the seal
    SEAL
  }

  private static final String DOOR_SECTION = "V";

  /// What is asked at the door, the outcome first; anything else the form has comes before.
  private static final String AT_THE_DOOR =
      "V01 V09D V10 V11 V13 V13P V12 V14 V15 V15M V18 V19 V08 V04 V05 V17 V02 V03 V06 V07 V09 ";

  /// The stations of a form as it stands: only the door until somebody opens.
  static List<Station> of(List<Section> sections) {
    var all = new ArrayList<Station>();
    boolean signed = false;
    boolean entered = false;
    for (Section s : sections) {
      if (!s.relevant()) continue;
      boolean door = s.id().equals(DOOR_SECTION);
      entered |= !door;
      if (s.part() == Part.DOOR && !signed) {
        all.add(new Station("sign", Kind.SIGN, ""));
        signed = true;
      }
      all.add(new Station(s.id(), door ? Kind.DOOR : Kind.SECTION, s.title()));
    }
    if (entered) all.add(new Station("seal", Kind.SEAL, ""));
    return all;
  }

  /// Questions of this station in the form's order.
  List<Question> questions(SurveySession session) {
    var found = new ArrayList<Question>();
    for (Section s : session.sections()) {
      boolean here = own() ? s.id().equals(id) : s.part() == Part.DOOR;
      if (!here) continue;
      for (Question q : session.questions(s.id()))
        if (belongs(s.part(), q.part(), q.section(), q.instance().isPresent())) found.add(q);
    }
    if (kind == Kind.DOOR)
      found.sort(Comparator.comparingInt(q -> 1 + AT_THE_DOOR.indexOf(q.id() + " ")));
    return found;
  }

  /// Whether the station is a section of the form.
  private boolean own() {
    return kind == Kind.DOOR || kind == Kind.SECTION;
  }

  private boolean belongs(Part section, Part part, String sectionId, boolean inside) {
    boolean crossing = section == Part.DOOR && part != Part.DOOR;
    return switch (kind) {
      case DOOR, SECTION -> sectionId.equals(id) && !crossing;
      case SIGN -> crossing && (part == Part.TABLE || inside);
      case SEAL -> crossing && part == Part.SIGNATURES && !inside;
    };
  }

  /// Whether a problem is met with here.
  ///
  /// @param section which part of the visit the problem's section is
  boolean holds(Part section, Problem problem) {
    return belongs(section, problem.part(), problem.section(), problem.inside());
  }

  /// The part of the visit of each section, by its id.
  static Map<String, Part> parts(List<Section> sections) {
    var parts = new HashMap<String, Part>();
    sections.forEach(s -> parts.put(s.id(), s.part()));
    return parts;
  }

  /// Where a problem is met with.
  static Optional<Station> of(List<Station> stations, SurveySession session, Problem problem) {
    Part part = parts(session.sections()).getOrDefault(problem.section(), Part.TABLE);
    return stations.stream().filter(s -> s.holds(part, problem)).findFirst();
  }
}
