package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A program in the middle of visits that is killed while it works: it goes on with the visit it
/// finds, makes it to the seal, and begins the next attempt; it says what the visit's draft has
/// taken.
///
/// `OPEN attempt`, `SAID attempt path value` (the value in base64), `SEALED attempt hash`.
final class VisitChild {
  static final char[] SECRET = "battery staple".toCharArray();

  private VisitChild() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Path pictures = Files.createTempDirectory(home.getParent(), "p");
    TestDesk at = TestDesk.again(home, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR);
    var model =
        new VisitViewModel(
            at.desk(),
            Background.inline(),
            VisitForms.builtIn(),
            FieldMachine.of(at.machineInUse()));
    for (int i = 0; i < 1_000; i++) visit(model, pictures);
  }

  private static void visit(VisitViewModel model, Path pictures) throws Exception {
    model.open(Household.ASSIGNMENT);
    Visit visit = model.visit.get();
    say("OPEN " + visit.attempt);
    visit.survey.onChanged(changed -> said(visit, changed));
    var tell = new Teller(model, pictures, true);
    tell.table(4).household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
    model.finish();
    if (model.sealed.get() == null)
      throw new AssertionError(model.hindrances + " " + model.trouble.get());
    say("SEALED " + visit.attempt + " " + model.sealed.get().sealHash());
    model.leave();
  }

  private static void said(Visit visit, SurveyModel.Changed changed) {
    for (String path : changed.paths()) {
      Question q = visit.session().question(path).orElse(null);
      boolean asked = q != null && q.relevant() && !q.readOnly() && !q.value().isEmpty();
      if (!asked || q.kind() == QuestionKind.CALCULATE) continue;
      String value = Base64.getEncoder().encodeToString(q.value().getBytes(StandardCharsets.UTF_8));
      say("SAID " + visit.attempt + " " + path + " " + value);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
