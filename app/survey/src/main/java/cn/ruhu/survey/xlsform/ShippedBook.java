package cn.ruhu.survey.xlsform;

import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The questionnaires this product ships, each an XLSForm workbook a district edits and publishes
/// as its own. Safe for any thread.
public enum ShippedBook {
  /// The home visit (入户调查), DOMAIN §3.2 with the corrections C18 to C23.
  HOME_VISIT("home-visit"),
  /// The visit of a periodic review (复核, article 14): what changed, and that everybody lives.
  REVIEW_VISIT("review-visit"),
  /// An interview with one neighbour (邻里访问, F04), apart from a visit.
  NEIGHBOUR("neighbour-interview"),
  /// The record of a democratic appraisal (民主评议, F05).
  APPRAISAL("appraisal"),
  /// Ten questions when somebody cannot wait (article 8).
  URGENT("urgent-need"),
  /// A social worker's follow-up of a plan (articles 22 and 23).
  FOLLOW_UP("follow-up"),
  /// Five questions on how people were served (safeguard 4).
  SATISFACTION("satisfaction");

  private final String formId;

  ShippedBook(String formId) {
    this.formId = formId;
  }

  /// The form's id, which is also the file's name without `.xlsx`.
  public String formId() {
    return formId;
  }

  /// The workbook as it lies in the product.
  public byte[] bytes() {
    String name = "/cn/ruhu/survey/forms/" + formId + ".xlsx";
    try (InputStream in = ShippedBook.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("missing resource " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /// The workbook compiled and proved; takes some tenths of a second. The home visit's newest form
  /// lies ready as {@link FormPackage#homeVisit()}.
  public FormPackage form() {
    Compiled compiled = XlsForm.compile(bytes(), formId);
    if (!compiled.ok()) throw new IllegalStateException(formId + ": " + compiled.problems());
    return switch (FormPackage.load(compiled.xform().getBytes(StandardCharsets.UTF_8))) {
      case FormLoading.Loaded(FormPackage form) -> form;
      case FormLoading.Broken(List<?> problems) ->
          throw new IllegalStateException(formId + ": " + problems);
    };
  }
}
