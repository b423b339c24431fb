package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.Paper;
import cn.ruhu.papers.PaperFacts;
import cn.ruhu.papers.Papers;
import cn.ruhu.papers.Rendered;
import java.io.IOException;

/// The registration form of a family of four, from the case to the finished PDF/A: the first one of
/// a program, which parses the fonts, and those after it.
final class PaperPrint {
  private static final int WARM = 5;
  private static final int PRINTS = 40;

  private PaperPrint() {}

  static Rendered.Pdf measure(Figures figures) throws IOException {
    CaseFile file = PaperFamily.file();
    PaperFacts facts = PaperFamily.facts(file);
    long start = System.nanoTime();
    var papers = new Papers(Fonts.load());
    Rendered.Pdf pdf = print(papers, file, facts);
    double firstMs = (System.nanoTime() - start) / 1e6;
    for (int i = 0; i < WARM; i++) pdf = print(papers, file, facts);
    long[] times = new long[PRINTS];
    for (int i = 0; i < PRINTS; i++) {
      long t = System.nanoTime();
      pdf = print(papers, file, facts);
      times[i] = System.nanoTime() - t;
    }
    var p = new Percentiles(times);
    figures.probe("pages of the registration form printed", pdf.pages(), "pages");
    figures.atMost("registration form, warm print, p50", p.ms(50) / 1000, "s", 1.5);
    figures.atMost("registration form, warm print, p95", p.ms(95) / 1000, "s", 1.5);
    figures.probe("registration form, first print of the program", firstMs / 1000, "s");
    figures.probe("registration form, size of the PDF", pdf.bytes().length / 1024.0, "KB");
    return pdf;
  }

  /// The form once, for those who scan it.
  static Rendered.Pdf once() throws IOException {
    CaseFile file = PaperFamily.file();
    return print(new Papers(Fonts.load()), file, PaperFamily.facts(file));
  }

  private static Rendered.Pdf print(Papers papers, CaseFile file, PaperFacts facts)
      throws IOException {
    return switch (papers.render(Paper.F02, file, facts)) {
      case Rendered.Pdf pdf -> pdf;
      case Rendered.Refused(String code, String detail) ->
          throw new IOException("the form was not printed: " + code + " " + detail);
    };
  }
}
