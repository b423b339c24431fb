package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.javarosa.core.model.FormDef;
import org.jspecify.annotations.Nullable;

/// A form as it travels: one XForm (`form.xml`) and its media (`media/NAME`: pictures, item lists).
/// Loading proves that the form can be opened; a package that exists is a usable one. Several
/// versions live side by side; {@link #hash()} tells two of one version apart. Immutable.
public final class FormPackage {
  /// The newest version of the home-visit form in this product.
  public static final int HOME_VISIT_VERSION = 4;

  private static final String XFORM = "form.xml";
  private static final String MEDIA = "media/";

  private final FormShape shape;
  private final byte[] xform;
  private final SortedMap<String, byte[]> media;
  private final String hash;

  /// The definition that proved the form, for the first session: parsing takes longest.
  private final AtomicReference<@Nullable FormDef> proven = new AtomicReference<>();

  private final Map<String, LookupTable> tables = new ConcurrentHashMap<>();
  private final List<FormProblem> findings = new CopyOnWriteArrayList<>();

  private FormPackage(FormShape shape, byte[] xform, SortedMap<String, byte[]> media) {
    this.shape = shape;
    this.xform = xform;
    this.media = media;
    this.hash = hash(xform, media);
  }

  /// Loads a package: a zip archive, or the bare XForm.
  public static FormLoading load(byte[] bytes) {
    return load(bytes, MediaSource.NONE);
  }

  /// Loads a package whose files may lie somewhere else.
  ///
  /// @param elsewhere is asked for each file the form names and the package does not hold
  public static FormLoading load(byte[] bytes, MediaSource elsewhere) {
    return load(bytes, new Source(elsewhere, false));
  }

  /// Loads a package the district has published: visits and drafts stand on it, so it opens as it
  /// did when it was taken in, whatever is looked at since.
  public static FormLoading published(byte[] bytes) {
    return load(bytes, new Source(MediaSource.NONE, true));
  }

  /// Where a package comes from.
  ///
  /// @param elsewhere holds files it does not
  /// @param published whether it is in use
  private record Source(MediaSource elsewhere, boolean published) {}

  private static FormLoading load(byte[] bytes, Source source) {
    boolean zip = bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K';
    if (!zip) return check(bytes, new TreeMap<>(), source);
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      long total = 0;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isDirectory()) continue;
        String name = entry.getName();
        if (!allowed(name)) return broken(FormProblem.Kind.ARCHIVE, name, name);
        byte[] content = in.readNBytes(SurveyLimits.PACKAGE_BYTES_MAX + 1);
        total += content.length;
        if (total > SurveyLimits.PACKAGE_BYTES_MAX
            || files.size() >= SurveyLimits.PACKAGE_FILES_MAX)
          return broken(FormProblem.Kind.TOO_LARGE, name, Long.toString(total));
        if (files.put(name, content) != null)
          return broken(FormProblem.Kind.DUPLICATE_NAME, name, name);
      }
    } catch (ZipException | IllegalArgumentException e) {
      return broken(FormProblem.Kind.ARCHIVE, "zip", String.valueOf(e.getMessage()));
    } catch (IOException e) { // memory streams end early only when the archive is cut
      return broken(FormProblem.Kind.ARCHIVE, "zip", String.valueOf(e.getMessage()));
    }
    return assemble(files, source);
  }

  /// Loads a package that lies unpacked in a folder: `form.xml` and `media/`.
  public static FormLoading load(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (var paths = Files.walk(folder, 2)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!allowed(name)) continue;
        if (Files.size(path) > SurveyLimits.PACKAGE_BYTES_MAX)
          return broken(FormProblem.Kind.TOO_LARGE, name, Long.toString(Files.size(path)));
        files.put(name, Files.readAllBytes(path));
      }
    }
    return assemble(files, new Source(MediaSource.NONE, false));
  }

  /// The newest home-visit form this product ships: what a new visit begins with.
  public static FormPackage homeVisit() {
    return homeVisit(HOME_VISIT_VERSION);
  }

  /// A home-visit form this product ships (`home-visit`, versions 1 to {@link
  /// #HOME_VISIT_VERSION}); a published version never changes, so a visit begun with one ends with
  /// it. From version 3 on the source is the workbook `home-visit.xlsx`; the XForm compiled from it
  /// lies beside it, so that a version keeps its bytes and its hash whatever the compiler learns.
  public static FormPackage homeVisit(int version) {
    String name = "forms/home-visit-" + version + ".xml";
    try (InputStream in = FormPackage.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("missing resource " + name);
      return switch (load(in.readAllBytes())) {
        case FormLoading.Loaded(FormPackage form) -> form;
        case FormLoading.Broken(List<FormProblem> problems) ->
            throw new IllegalStateException(name + ": " + problems);
      };
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static boolean allowed(String name) {
    return name.equals(XFORM) || name.matches("media/[\\p{L}\\p{N}_][\\p{L}\\p{N}._ ()-]{0,99}");
  }

  private static FormLoading assemble(SortedMap<String, byte[]> files, Source source) {
    byte[] xform = files.remove(XFORM);
    if (xform == null) return broken(FormProblem.Kind.INCOMPLETE, XFORM, XFORM);
    SortedMap<String, byte[]> media = new TreeMap<>();
    files.forEach((name, content) -> media.put(name.substring(MEDIA.length()), content));
    return check(xform, media, source);
  }

  private static FormLoading check(byte[] xform, SortedMap<String, byte[]> media, Source source) {
    byte[] own = trimmed(xform);
    return switch (FormReader.read(own, source.published())) {
      case FormReader.Refused(List<FormProblem> problems) -> new FormLoading.Broken(problems);
      case FormReader.Read(FormShape shape, List<FormProblem> findings) -> {
        List<FormProblem> missing = fetch(shape, media, source.elsewhere());
        FormPackage form = new FormPackage(shape, own, media);
        List<FormProblem> damaged = source.published() ? List.of() : form.damaged();
        if (!damaged.isEmpty()) yield new FormLoading.Broken(damaged);
        List<FormProblem> proof = Engine.prove(form);
        List<FormProblem> errors = proof.stream().filter(p -> !p.bearable()).toList();
        if (!errors.isEmpty()) yield new FormLoading.Broken(errors);
        form.findings.addAll(findings);
        form.findings.addAll(missing);
        form.findings.addAll(proof);
        if (!source.published()) form.findings.addAll(form.columns());
        yield new FormLoading.Loaded(form);
      }
    };
  }

  /// Without the blank lines that some editors leave before the XML declaration. A copy.
  private static byte[] trimmed(byte[] xform) {
    int start = 0;
    while (start < xform.length && Character.isWhitespace(xform[start])) start++;
    return Arrays.copyOfRange(xform, start == xform.length ? 0 : start, xform.length);
  }

  /// Brings in what the form names. Answers what is nowhere: the form opens without it.
  private static List<FormProblem> fetch(
      FormShape shape, SortedMap<String, byte[]> media, MediaSource elsewhere) {
    List<FormProblem> missing = new ArrayList<>();
    long total = media.values().stream().mapToLong(b -> b.length).sum();
    for (String name : new TreeSet<>(shape.media())) {
      if (media.containsKey(name)) continue;
      Optional<byte[]> found = allowed(MEDIA + name) ? elsewhere.find(name) : Optional.empty();
      total += found.map(b -> b.length).orElse(0);
      if (found.isPresent() && total <= SurveyLimits.PACKAGE_BYTES_MAX) {
        media.put(name, found.get());
        continue;
      }
      missing.add(
          new FormProblem(
              FormProblem.Kind.MISSING_MEDIUM, FormProblem.Severity.WARNING, name, List.of(name)));
    }
    return missing;
  }

  /// Tables that are none; the engine proves its own lists.
  private List<FormProblem> damaged() {
    List<FormProblem> damaged = new ArrayList<>();
    for (String name : new TreeSet<>(shape.tables()))
      try {
        table(name);
      } catch (UncheckedIOException e) {
        String why = String.valueOf(e.getMessage());
        damaged.add(new FormProblem(FormProblem.Kind.LOGIC, name, List.of(why)));
      }
    return damaged;
  }

  /// What the form asks of its tables and they do not have.
  private List<FormProblem> columns() {
    Map<String, Optional<LookupTable>> seen = new HashMap<>();
    List<FormProblem> unknown = new ArrayList<>();
    for (TableColumns.Column column : shape.columns()) {
      if (!media.containsKey(column.file())) continue;
      Optional<LookupTable> table = seen.computeIfAbsent(column.file(), this::looked);
      if (table.isEmpty() || has(table.get(), column)) continue;
      unknown.add(
          new FormProblem(
              FormProblem.Kind.UNKNOWN_COLUMN,
              FormProblem.Severity.WARNING,
              column.place(),
              List.of(column.file(), column.name())));
    }
    return unknown;
  }

  /// A list may be one to the engine and none here.
  private Optional<LookupTable> looked(String file) {
    try {
      return Optional.of(
          shape.tables().contains(file) ? table(file) : new LookupTable(medium(file)));
    } catch (UncheckedIOException e) {
      return Optional.empty(); // the engine has read it in its own way, or said why not
    }
  }

  private static boolean has(LookupTable table, TableColumns.Column column) {
    if (column.exact()) return table.has(column.name());
    return SearchCall.columns(column.name(), table).stream().allMatch(c -> table.column(c) >= 0);
  }

  private static FormLoading broken(FormProblem.Kind kind, String place, String arg) {
    return new FormLoading.Broken(List.of(new FormProblem(kind, place, List.of(arg))));
  }

  private static String hash(byte[] xform, Map<String, byte[]> media) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(MessageDigest.getInstance("SHA-256").digest(xform));
      for (var file : media.entrySet()) {
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(MessageDigest.getInstance("SHA-256").digest(file.getValue()));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  /// The form's id, e.g. `home-visit`.
  public String id() {
    return shape.id();
  }

  /// The form's version, e.g. `1`.
  public String version() {
    return shape.version();
  }

  /// The form's title in its default language.
  public String title() {
    return shape.title();
  }

  /// SHA-256 over the XForm and every medium with its name, in hex.
  public String hash() {
    return hash;
  }

  /// The XForm's bytes (a copy).
  public byte[] xform() {
    return xform.clone();
  }

  /// Names of the media.
  public List<String> mediaNames() {
    return List.copyOf(media.keySet());
  }

  /// One medium's bytes (a copy), empty bytes when it is not there.
  public byte[] medium(String name) {
    return media.getOrDefault(name, new byte[0]).clone();
  }

  /// What somebody should know of this form, though it can be used: what it asks for that is not
  /// done here, files that are not there, remarks of the engine. In the order they were found.
  public List<FormProblem> findings() {
    return List.copyOf(findings);
  }

  /// A table of the package by its file name; an empty one when there is none.
  LookupTable table(String name) {
    return tables.computeIfAbsent(name, n -> new LookupTable(medium(n)));
  }

  void keep(FormDef def) {
    proven.set(def);
  }

  /// A fresh definition if one lies ready; it is then the caller's alone.
  Optional<FormDef> takeFresh() {
    return Optional.ofNullable(proven.getAndSet(null));
  }

  FormShape shape() {
    return shape;
  }

  @Override
  public String toString() {
    return id() + " " + version() + " " + hash.substring(0, 12);
  }
}
