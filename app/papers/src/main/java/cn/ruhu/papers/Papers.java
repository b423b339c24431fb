package cn.ruhu.papers;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import cn.ruhu.papers.template.Template;
import cn.ruhu.papers.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Prints the papers of a case as PDF/A-2b. Thread-safe; one paper is printed at a time. Make one
/// per program: the first print parses the fonts, later ones do not.
public final class Papers {
  private final Fonts fonts;
  private final Press press = new Press();
  private final Map<Paper, Template> templates = new EnumMap<>(Paper.class);

  /// @param fonts the bundled faces
  public Papers(Fonts fonts) {
    this(fonts, Papers::source);
  }

  /// With other texts than the bundled ones.
  Papers(Fonts fonts, Template.Source source) {
    this.fonts = fonts;
    for (Paper p : Paper.values()) templates.put(p, Template.parse(p.name(), source));
  }

  static Optional<String> source(String name) {
    try (InputStream in = Papers.class.getResourceAsStream("forms/" + name + ".html")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Prints one paper.
  ///
  /// @return the PDF, the same bytes for the same inputs, or why the case cannot be printed so
  public Rendered render(Paper kind, CaseFile file, PaperFacts facts) {
    Optional<Refused> refused = refusal(kind, file, facts);
    if (refused.isPresent()) return refused.get();
    Fields fields =
        switch (kind) {
          case F02 -> Form.fields(file, facts);
          case N10 -> Handing.fields(file, facts);
          case U01 -> UrgentSheet.fields(file, facts);
          case MEANS -> Computing.fields(file, facts);
          case N03, N04, N04B, F05, F06 -> Judging.fields(kind, file, facts);
          default -> Letters.fields(kind, file, facts);
        };
    UUID about =
        kind == Paper.U01
            ? UrgentSheet.aid(file).orElseThrow().id()
            : file.head().orElseThrow().id();
    return print(kind, file, facts, about, fields);
  }

  /// @param about the file the pages belong to
  private Rendered print(Paper kind, CaseFile file, PaperFacts facts, UUID about, Fields fields) {
    String html;
    try {
      html = Objects.requireNonNull(templates.get(kind)).fill(fields, this::markup);
    } catch (TemplateException e) {
      return new Refused("TEMPLATE_" + e.fault(), e.template() + " " + e.line() + " " + e.field());
    }
    var codes = new ArrayList<PageCode>();
    Press.Print print =
        press.print(
            html,
            html.contains("class=\"rare\""),
            facts.date(),
            at -> {
              if (kind.use().isEmpty() || at.of() > 255) return "";
              PageCode code = code(kind, about, facts, at, file);
              codes.add(code);
              return code.write(facts.key());
            });
    return print.pages() > 255
        ? new Refused("TOO_LONG", Integer.toString(print.pages()))
        : new Rendered.Pdf(print.bytes(), print.pages(), List.copyOf(codes));
  }

  private static Optional<Refused> refusal(Paper kind, CaseFile file, PaperFacts facts) {
    if (kind == Paper.N10) return Handing.refusal(file, facts);
    if (kind == Paper.U01) return UrgentSheet.refusal(UrgentSheet.aid(file), facts);
    if (file.application().isEmpty() || file.applicant().isEmpty())
      return Optional.of(new Refused("APPLICANT_MISSING", ""));
    return Letters.refusal(kind, file, facts);
  }

  /// Prints a household's dossier (一户一档); it stands in no register.
  ///
  /// @param names of the people who did what it tells
  /// @return the PDF, or why the case has no dossier
  public Rendered dossier(CaseFile file, PaperFacts facts, Function<UUID, String> names) {
    if (file.application().isEmpty() || file.applicant().isEmpty())
      return new Refused("APPLICANT_MISSING", "");
    Fields fields = StorySheet.fields(file, facts, names);
    String html;
    try {
      html = Template.parse("DOSSIER", Papers::source).fill(fields, this::markup);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template of dossiers is broken", e);
    }
    Press.Print print = press.print(html, html.contains("class=\"rare\""), facts.date(), _ -> "");
    return new Rendered.Pdf(print.bytes(), print.pages(), List.of());
  }

  /// Prints a sheet that belongs to no case.
  public byte[] slip(Slip slip) {
    Fields fields =
        new Fields()
            .put("title", slip.title())
            .put("big", slip.big())
            .put("large", slip.large())
            .put("date", slip.date().toString())
            .put("words", slip.words().stream().map(w -> new Fields().put("line", w)).toList());
    String html;
    try {
      html = Template.parse("SLIP", Papers::source).fill(fields, this::markup);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template of slips is broken", e);
    }
    return press
        .print(html, html.contains("class=\"rare\""), slip.date(), _ -> slip.code())
        .bytes();
  }

  /// Prints a badge. Nothing of it is kept.
  public byte[] badge(BadgeSheet badge) {
    Fields fields =
        new Fields()
            .put("name", badge.name())
            .put("agency", badge.agency())
            .put("number", badge.number())
            .put("date", badge.date().toString());
    String html;
    try {
      html = Template.parse("BADGE", Papers::source).fill(fields, this::markup);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template of badges is broken", e);
    }
    return press
        .print(html, html.contains("class=\"rare\""), badge.date(), _ -> badge.code())
        .bytes();
  }

  private static PageCode code(
      Paper kind, UUID application, PaperFacts facts, Press.Position at, CaseFile file) {
    List<String> slots = facts.subject().slots();
    if (kind == Paper.COVER) return PageCode.cover(application, slots.get(part(at)), Paper.EDITION);
    if (kind.use().equals(Optional.of(PageCode.Use.NOTICE)))
      return PageCode.notice(
          application,
          slots.isEmpty() ? Paper.F02.slot() : slots.getFirst(),
          Paper.EDITION,
          at.page(),
          at.of());
    PageCode page = PageCode.page(application, kind.slot(), Paper.EDITION, at.page(), at.of());
    Optional<CaseRecord> whose =
        kind == Paper.VOUCH
            ? Optional.of(PendingIdentity.of(file).get(part(at)).member())
            : Form.signer(file, facts, at.part());
    return whose.map(CaseRecord::id).map(page::by).orElse(page);
  }

  /// Which of the things listed this page is about, from 0; their parts are numbered from 1.
  private static int part(Press.Position at) {
    String number = at.part().substring(at.part().lastIndexOf('-') + 1);
    return number.isEmpty() ? 0 : Math.max(0, Integer.parseInt(number) - 1);
  }

  /// Escapes a value; characters of names outside the main face are marked for the rare face, and
  /// those no face has become their code point in a frame, never a box.
  private String markup(String text) {
    var out = new StringBuilder();
    for (Fonts.Run run : fonts.runs(text)) {
      if (run.face().isEmpty())
        run.text()
            .codePoints()
            .forEach(c ->
                out.append("<span class=\"badge\">U+")
                    .append(String.format("%04X", c))
                    .append("</span>"));
      else if (run.face().get() == Fonts.Face.RARE)
        out.append("<span class=\"rare\">").append(Template.escape(run.text())).append("</span>");
      else out.append(Template.escape(run.text()));
    }
    return out.toString();
  }
}
