package cn.ruhu.desktop.forms;

import cn.ruhu.survey.Roster;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveySession;
import java.util.HashMap;
import java.util.Map;

/// Who or what each instance of a form's rosters is called. Stateless.
public final class Whose {
  private Whose() {}

  /// Names by the instance's path; instances inside a person's carry the person's name; nothing for
  /// what has no name.
  public static Map<String, String> of(SurveySession session) {
    var names = new HashMap<String, String>();
    for (Section section : session.sections())
      for (Roster roster : session.rosters(section.id()))
        for (Roster.Instance i : roster.instances()) {
          int inner = i.path().lastIndexOf(']', i.path().length() - 2);
          String outer = inner < 0 ? "" : names.getOrDefault(i.path().substring(0, inner + 1), "");
          String name = i.title().isEmpty() ? outer : i.title();
          if (!name.isEmpty()) names.put(i.path(), name);
        }
    return names;
  }
}
