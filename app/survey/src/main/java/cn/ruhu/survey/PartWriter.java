package cn.ruhu.survey;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.data.IAnswerData;

/// Writes a part of the form as text. Signatures are never in it: they are over it.
final class PartWriter {
  private static final String LANGUAGE = "zh";

  private final Layout layout;
  private final Wording wording;
  private final List<PartText.Line> lines = new ArrayList<>();

  /// what signatures are over: as the lines, but what follows from answers stands as its value, so
  /// that words found for it later make no other text of one that is signed
  private final List<PartText.Line> signed = new ArrayList<>();

  private final StringBuilder facts = new StringBuilder();
  private String section = "";
  private String instance = "";

  private PartWriter(Layout layout, Wording wording) {
    this.layout = layout;
    this.wording = wording;
  }

  static PartText write(FormPackage form, Layout layout, Wording wording, Part part) {
    PartWriter writer = new PartWriter(layout, wording);
    for (Slot slot : layout.slots.values())
      if (slot.part() == part && slot.relevant()) writer.slot(slot);
    String name = form.id() + " " + form.version() + " " + form.hash() + " " + part;
    return new PartText(
        part, writer.lines, PartText.bytes(name, writer.facts.toString(), writer.signed));
  }

  private void slot(Slot slot) {
    String value = slot.value();
    if (!slot.holds() || slot.kind() == QuestionKind.SIGNATURE) return;
    if (value.isEmpty() && !slot.node().isRequired()) return;
    headings(slot);
    facts.append(slot.path()).append('\t').append(Escapes.escape(value)).append('\n');
    String label = wording.label(slot.question(), slot.ref());
    PartText.Line shown = new PartText.Line(2, label, display(slot, value));
    boolean follows = slot.kind() == QuestionKind.CALCULATE && !value.isEmpty();
    lines.add(shown);
    signed.add(follows ? new PartText.Line(2, label, value) : shown);
  }

  private void heading(int level, String title) {
    lines.add(new PartText.Line(level, title, ""));
    signed.add(new PartText.Line(level, title, ""));
  }

  private void headings(Slot slot) {
    if (!slot.section().equals(section)) {
      section = slot.section();
      Layout.SectionSlot heading = layout.sections.get(section);
      if (heading != null && heading.group() != null)
        heading(0, wording.title(heading.group(), heading.node().getRef()));
    }
    String here = slot.instance().orElse("");
    if (here.equals(instance)) return;
    instance = here;
    String title = instanceTitle(here);
    if (!title.isEmpty()) heading(1, title);
  }

  private String instanceTitle(String path) {
    for (RosterSlot roster : layout.rosters.values())
      for (RosterSlot.InstanceSlot one : roster.instances())
        if (one.path().equals(path)) return title(wording, roster, one);
    return "";
  }

  /// What an instance is called: its `title` node, else the roster's name and number.
  static String title(Wording wording, RosterSlot roster, RosterSlot.InstanceSlot instance) {
    String own = Layout.text(instance.node(), "title");
    if (!own.isEmpty()) return own;
    String name = wording.title(roster.group(), instance.node().getRef());
    return name.isEmpty() ? "" : name + " " + (instance.node().getMult() + 1);
  }

  private String display(Slot slot, String value) {
    if (value.isEmpty()) return SurveyTexts.of(LANGUAGE, "survey.text.unanswered");
    return switch (slot.kind()) {
      case SELECT_ONE, SELECT_MULTI, RANK, BOOL -> labels(slot, value);
      case CALCULATE -> computed(slot, value);
      case MONEY ->
          SurveyTexts.of(
              LANGUAGE,
              "survey.text.yuan",
              new BigDecimal(value).movePointLeft(2).stripTrailingZeros().toPlainString());
      case DATETIME -> minute(value);
      case PHOTO -> SurveyTexts.of(LANGUAGE, "survey.text.photos", value.split(" ").length);
      default -> value;
    };
  }

  /// `2026-11-29T03:33:42.39+08:00` as people read a time aloud.
  private static String minute(String value) {
    return OffsetDateTime.parse(value).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
  }

  /// A code that follows from other answers has words, where its list has; the engine takes a code
  /// away that is not in the list, here it stays.
  private String computed(Slot slot, String value) {
    int control = slot.question().getControlType();
    if (control != Constants.CONTROL_SELECT_ONE && control != Constants.CONTROL_SELECT_MULTI)
      return value;
    IAnswerData held = slot.node().getValue();
    try {
      return labels(slot, value);
    } finally {
      slot.node().setAnswer(held);
    }
  }

  private String labels(Slot slot, String value) {
    List<Question.Option> options = wording.options(slot);
    return Arrays.stream(value.split(" "))
        .map(code ->
            options.stream()
                .filter(o -> o.code().equals(code))
                .map(Question.Option::label)
                .findFirst()
                .orElse(code))
        .collect(Collectors.joining("、"));
  }
}
