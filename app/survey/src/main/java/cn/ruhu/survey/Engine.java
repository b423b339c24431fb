package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

/// The one door to JavaRosa's parser. Its reference table and parser registers belong to the whole
/// process, so parsing goes one form at a time under a lock, each form with a root of its own for
/// its item lists, taken away again afterwards; what comes out (a form definition with its data) is
/// one session's alone.
final class Engine {
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private Engine() {}

  /// A fresh form definition with its own empty data, calculated once.
  static FormDef open(FormPackage form) {
    return form.takeFresh().orElseGet(() -> locked(form, () -> fresh(form, new ArrayList<>())));
  }

  private static FormDef fresh(FormPackage form, List<String> errors) {
    FormDef def = parse(form, errors);
    def.initialize(true, new InstanceInitializationFactory());
    return def;
  }

  /// A form definition with saved data put back in.
  static FormDef open(FormPackage form, String instanceXml) {
    return locked(
        form,
        () -> {
          // Not initialized before the data is in: what it finds irrelevant then would hide it from
          // what it finds irrelevant afterwards, and instances below would stay relevant.
          FormDef def = parse(form, new ArrayList<>());
          TreeElement saved =
              XFormParser.restoreDataModel(instanceXml.getBytes(StandardCharsets.UTF_8), null)
                  .getRoot();
          FormInstance main = def.getMainInstance();
          TreeElement root = main.getRoot().deepCopy(true);
          root.populate(saved, def);
          main.setRoot(root);
          def.initialize(false, new InstanceInitializationFactory());
          return def;
        });
  }

  /// The data as instance XML, irrelevant answers included (they return when a choice is undone).
  static byte[] instance(FormDef def) {
    try {
      return new XFormSerializingVisitor(false).serializeInstance(def.getMainInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
  }

  /// What the engine has against a form; empty when it opens. The proof is kept for the form's
  /// first session.
  static List<FormProblem> prove(FormPackage form) {
    List<String> errors = new ArrayList<>();
    // The engine throws a dozen unchecked types for faults of a form; here each is an answer.
    try {
      FormDef def = locked(form, () -> fresh(form, errors));
      if (errors.isEmpty()) form.keep(def);
    } catch (RuntimeException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
    return errors.stream().map(Engine::problem).toList();
  }

  private static FormProblem problem(String message) {
    String line = message.strip().replaceAll("\\s+", " ");
    var ref = java.util.regex.Pattern.compile("(?:nodeset|ref)=\"([^\"]+)\"").matcher(line);
    String place = ref.find() ? ref.group(1) : firstPath(line);
    return new FormProblem(
        FormProblem.Kind.LOGIC, place, List.of(line.substring(0, Math.min(300, line.length()))));
  }

  private static String firstPath(String line) {
    var path = java.util.regex.Pattern.compile("/[A-Za-z_][\\w-]*(?:/[\\w-]+)+").matcher(line);
    return path.find() ? path.group() : "form.xml";
  }

  private static FormDef parse(FormPackage form, List<String> errors) {
    try {
      XFormParser parser =
          new XFormParser(
              new InputStreamReader(
                  new ByteArrayInputStream(form.xform()), StandardCharsets.UTF_8));
      parser.onError(errors::add);
      // Labels a second language has not got fall back to the first; a line of log each would take
      // longer than the parsing.
      parser.onWarning(_ -> {});
      return parser.parse();
    } catch (XFormParser.ParseException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  private interface Step {
    FormDef run();
  }

  private static FormDef locked(FormPackage form, Step step) {
    ONE_AT_A_TIME.lock();
    try {
      new XFormsModule().registerModule();
      if (form.mediaNames().isEmpty()) return step.run();
      return withMedia(form, step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /// Item lists are read by the engine from files only; they lie in a folder of their own while the
  /// form is parsed. They hold no personal data.
  private static FormDef withMedia(FormPackage form, Step step) throws IOException {
    Path folder = Files.createTempDirectory("ruhu-form");
    List<ReferenceFactory> roots = new ArrayList<>();
    try {
      for (String name : form.mediaNames()) Files.write(folder.resolve(name), form.medium(name));
      for (String root : List.of("file", "file-csv", "images", "audio", "video"))
        roots.add(new MediaRoot("jr://" + root + "/", folder));
      roots.forEach(ReferenceManager.instance()::addReferenceFactory);
      return step.run();
    } finally {
      roots.forEach(ReferenceManager.instance()::removeReferenceFactory);
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  /// What the engine has against an XForm that needs no files; empty when it accepts it. Used
  /// before a form is one (FormLogic).
  ///
  /// @param open whether it is also opened, which finds what only shows when it computes
  static List<FormLogic.Fault> faults(byte[] xform, boolean open) {
    List<FormLogic.Fault> faults = new ArrayList<>();
    boolean opening = false;
    ONE_AT_A_TIME.lock();
    try {
      new XFormsModule().registerModule();
      XFormParser parser =
          new XFormParser(
              new InputStreamReader(new ByteArrayInputStream(xform), StandardCharsets.UTF_8));
      parser.onError(message -> faults.add(new FormLogic.Fault(false, message)));
      parser.onWarning(_ -> {});
      FormDef def = parser.parse();
      opening = open && faults.isEmpty();
      if (opening) def.initialize(true, new InstanceInitializationFactory());
    } catch (XFormParser.ParseException | RuntimeException e) { // its dozen types, each an answer
      faults.add(new FormLogic.Fault(opening, String.valueOf(e.getMessage())));
    } finally {
      ONE_AT_A_TIME.unlock();
    }
    return faults;
  }
}
