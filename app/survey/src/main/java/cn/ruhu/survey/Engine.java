package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.actions.setgeopoint.SetGeopointActionHandler;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.locale.Localizer;
import org.javarosa.core.services.locale.TableLocaleSource;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

/// The one door to JavaRosa's parser. Its reference table and parser registers belong to the whole
/// process, so parsing goes one form at a time under a lock, each form with a root of its own for
/// its item lists, taken away again afterwards; what comes out (a form definition with its data) is
/// one session's alone.
final class Engine {
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
  private static final int REMARKS_MAX = 20;

  private Engine() {}

  /// A fresh form definition with its own empty data, calculated once.
  ///
  /// @param properties what the device knows of itself and its user: `deviceid`, `username`,
  ///   `phonenumber`, `email`
  /// @param lastSaved the answers of the visit saved before as instance XML, empty for none
  static FormDef open(FormPackage form, Map<String, String> properties, String lastSaved) {
    // The definition that proved the form holds that moment's time and nobody's name.
    boolean own = !form.shape().given().isEmpty() || !lastSaved.isEmpty();
    if (own) return fresh(form, new Notes(), properties, lastSaved);
    return form.takeFresh().orElseGet(() -> fresh(form, new Notes(), properties, lastSaved));
  }

  private static FormDef fresh(
      FormPackage form, Notes notes, Map<String, String> properties, String lastSaved) {
    return locked(
        form,
        lastSaved,
        xform -> {
          PropertyManager.setPropertyManager(new DeviceProperties(properties));
          FormDef def = parse(form, xform, notes);
          def.initialize(true, new InstanceInitializationFactory());
          return def;
        });
  }

  /// A form definition with saved data put back in.
  static FormDef open(FormPackage form, String instanceXml, String lastSaved) {
    return locked(
        form,
        lastSaved,
        xform -> {
          // Not initialized before the data is in: what it finds irrelevant then would hide it from
          // what it finds irrelevant afterwards, and instances below would stay relevant.
          FormDef def = parse(form, xform, new Notes());
          TreeElement saved =
              XFormParser.restoreDataModel(instanceXml.getBytes(StandardCharsets.UTF_8), null)
                  .getRoot();
          FormInstance main = def.getMainInstance();
          TreeElement root = main.getRoot().deepCopy(true);
          XFormParser.setAnswerResolver(new SavedAnswers());
          try {
            if (doubled(root)) same(root, saved, def);
            else root.populate(saved, def);
          } finally {
            XFormParser.setAnswerResolver(null);
          }
          main.setRoot(root);
          Map<TreeElement, IAnswerData> kept = new LinkedHashMap<>();
          if (!form.shape().visit()) computed(root, form.shape(), kept);
          def.initialize(false, new InstanceInitializationFactory());
          kept.forEach((node, data) -> {
            if (!AnswerText.read(data).equals(AnswerText.read(node.getValue())))
              def.setValue(data, node.getRef(), node, true);
          });
          return def;
        });
  }

  /// Whether nodes of one name lie beside each other that are no instances of a repeat: the engine
  /// cannot fill such a form in again.
  private static boolean doubled(TreeElement node) {
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      if ((child.getMult() > 0 && !child.isRepeatable()) || doubled(child)) return true;
    }
    return false;
  }

  /// Puts saved values into the nodes of the same name and place, where every node is there.
  private static void same(TreeElement into, TreeElement saved, FormDef def) {
    IAnswerData text = saved.getValue();
    if (text != null)
      into.setAnswer(
          new SavedAnswers().resolveAnswer(String.valueOf(text.uncast().getString()), into, def));
    for (int i = 0; i < into.getNumChildren(); i++) {
      TreeElement child = into.getChildAt(i);
      TreeElement kept =
          child.getMult() < 0 ? null : saved.getChild(child.getName(), child.getMult());
      if (kept != null) same(child, kept, def);
    }
  }

  /// What was computed, and perhaps corrected by hand since: to begin anew would compute it again.
  private static void computed(
      TreeElement node, FormShape shape, Map<TreeElement, IAnswerData> into) {
    for (int i = 0; i < node.getNumChildren(); i++) {
      TreeElement child = node.getChildAt(i);
      IAnswerData data = child.getValue();
      if (child.getMult() < 0) continue;
      if (data != null && shape.calculated().contains(Layout.generic(child.getRef())))
        into.put(child, data);
      computed(child, shape, into);
    }
  }

  /// The data as instance XML, irrelevant answers included (they return when a choice is undone).
  static byte[] instance(FormDef def) {
    return serialized(def, false);
  }

  /// The data as it is handed in: without what is not relevant.
  static byte[] submission(FormDef def) {
    return serialized(def, true);
  }

  private static byte[] serialized(FormDef def, boolean relevantOnly) {
    try {
      return new XFormSerializingVisitor(relevantOnly).serializeInstance(def.getMainInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
  }

  /// What the engine has against a form; without errors it opens. The proof is kept for the form's
  /// first session.
  static List<FormProblem> prove(FormPackage form) {
    Notes notes = new Notes();
    // The engine throws a dozen unchecked types for faults of a form; here each is an answer.
    try {
      FormDef def = fresh(form, notes, Map.of(), "");
      if (notes.errors.isEmpty()) form.keep(def);
    } catch (RuntimeException | StackOverflowError e) {
      notes.errors.add(reason(e));
    }
    List<FormProblem> problems = new ArrayList<>(notes.errors.stream().map(Engine::error).toList());
    notes.warnings.stream().limit(REMARKS_MAX).map(Engine::remark).forEach(problems::add);
    return problems;
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    Throwable cause = e.getCause();
    if (message == null || message.isBlank())
      return cause == null ? e.getClass().getSimpleName() : reason(cause);
    return message;
  }

  /// What the engine says while it reads.
  private static final class Notes {
    private final List<String> errors = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
  }

  private static FormProblem error(String message) {
    String line = oneLine(message);
    return new FormProblem(FormProblem.Kind.LOGIC, place(line), List.of(line));
  }

  private static FormProblem remark(String message) {
    String line = oneLine(message);
    return new FormProblem(
        FormProblem.Kind.ENGINE, FormProblem.Severity.NOTE, place(line), List.of(line));
  }

  private static String oneLine(String message) {
    String line = message.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(300, line.length()));
  }

  private static String place(String line) {
    var ref = Pattern.compile("(?:nodeset|ref)=\"([^\"]+)\"").matcher(line);
    return ref.find() ? ref.group(1) : firstPath(line);
  }

  private static String firstPath(String line) {
    var path = Pattern.compile("/[A-Za-z_][\\w-]*(?:/[\\w-]+)+").matcher(line);
    return path.find() ? path.group() : "form.xml";
  }

  private static FormDef parse(FormPackage form, String xform, Notes notes) {
    try {
      XFormParser parser = new XFormParser(new StringReader(xform));
      parser.onError(notes.errors::add);
      // Labels a second language has not got fall back to the first; a line of log each would take
      // longer than the parsing.
      parser.onWarning(message -> {
        if (notes.warnings.size() < REMARKS_MAX && !message.contains("not localizable"))
          notes.warnings.add(message);
      });
      FormDef def = parser.parse();
      strangers(def, form.shape().strangers());
      Functions.addTo(def, form::table, form.version());
      whole(def);
      return def;
    } catch (XFormParser.ParseException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  /// The engine refuses a language that has more texts than the default one; there they are empty.
  private static void strangers(FormDef def, Set<String> texts) {
    Localizer localizer = def.getLocalizer();
    if (localizer == null || texts.isEmpty()) return;
    TableLocaleSource empty = new TableLocaleSource();
    texts.forEach(text -> empty.setLocaleMapping(text, ""));
    localizer.registerLocaleResource(localizer.getDefaultLocale(), empty);
  }

  /// The engine reads item lists when they are first asked for; by then their folder is gone.
  private static void whole(FormDef def) {
    for (var lists = def.getNonMainInstances(); lists.hasMoreElements(); )
      if (lists.nextElement().getRoot() == null)
        throw new IllegalStateException("an item list without a root");
  }

  private static void register() {
    new XFormsModule().registerModule();
    XFormParser.registerActionHandler(SetGeopointActionHandler.ELEMENT_NAME, new NoPosition());
  }

  private interface Step {
    FormDef run(String xform);
  }

  private static FormDef locked(FormPackage form, String lastSaved, Step step) {
    FormText text = FormText.of(form, lastSaved);
    ONE_AT_A_TIME.lock();
    try {
      register();
      if (form.shape().lists().isEmpty() && text.lists().isEmpty()) return step.run(text.text());
      return withMedia(form, text, step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /// Item lists are read by the engine from files only; they lie in a folder of their own while the
  /// form is parsed. They are the form's and hold no personal data.
  private static FormDef withMedia(FormPackage form, FormText text, Step step) throws IOException {
    Path folder = Files.createTempDirectory("ruhu-form");
    List<ReferenceFactory> roots = new ArrayList<>();
    try {
      for (String name : form.mediaNames())
        if (form.shape().lists().contains(name))
          Files.write(folder.resolve(name), form.medium(name));
      for (Map.Entry<String, byte[]> list : text.lists().entrySet())
        Files.write(folder.resolve(list.getKey()), list.getValue());
      for (String root : List.of("file", "file-csv", "images", "audio", "video"))
        roots.add(new MediaRoot("jr://" + root + "/", folder));
      roots.forEach(ReferenceManager.instance()::addReferenceFactory);
      return step.run(text.text());
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
      register();
      XFormParser parser =
          new XFormParser(
              new InputStreamReader(new ByteArrayInputStream(xform), StandardCharsets.UTF_8));
      parser.onError(message -> faults.add(new FormLogic.Fault(false, message)));
      parser.onWarning(_ -> {});
      FormDef def = parser.parse();
      Functions.addTo(def, _ -> new LookupTable(new byte[0]), "");
      opening = open && faults.isEmpty();
      if (opening) def.initialize(true, new InstanceInitializationFactory());
    } catch (XFormParser.ParseException | RuntimeException | StackOverflowError e) {
      faults.add(new FormLogic.Fault(opening, reason(e))); // its dozen types, each an answer
    } finally {
      ONE_AT_A_TIME.unlock();
    }
    return faults;
  }
}
