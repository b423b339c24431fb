package cn.ruhu.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A household's dossier as one ZIP another office checks without this program: originals and
/// papers byte for byte, an index, and `manifest.sha256` as `sha256sum -c` reads it. `README.txt`
/// says how.
///
/// Stateless and thread-safe.
public final class DossierArchive {
  /// Hash and path of every file but itself and the readme, as `sha256sum` writes them.
  public static final String MANIFEST = "manifest.sha256";

  /// How to check the archive, in Chinese and English.
  public static final String README = "README.txt";

  /// Files an archive holds at most; a file holds about 2 GiB at most.
  public static final int FILES_MAX = 20_000;

  private static final long MANIFEST_MAX = 8L << 20;
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,180}");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})[ ][ *](.+)");

  private DossierArchive() {}

  /// A file of the archive.
  ///
  /// @param path ASCII letters, digits, `._-`, parts between `/`
  /// @param bytes opened once, when the file is written
  public record Piece(String path, Source bytes) {
    public Piece {
      if (!PATH.matcher(path).matches() || path.contains(".."))
        throw new IllegalArgumentException("path of a dossier");
    }
  }

  /// Gives the bytes of a piece.
  @FunctionalInterface
  public interface Source {
    /// @throws IOException when they cannot be read
    byte[] read() throws IOException;
  }

  /// Writes an archive. The same pieces on the same day give the same bytes.
  ///
  /// @param day on every entry
  /// @return SHA-256 of the whole archive, 64 hex digits
  /// @throws IOException when a piece cannot be read or the archive not be written
  public static String write(OutputStream to, List<Piece> pieces, LocalDate day)
      throws IOException {
    if (pieces.size() > FILES_MAX) throw new IOException("more files than a dossier holds");
    MessageDigest whole = Hashes.sha256();
    var manifest = new StringBuilder();
    try (var zip = new ZipOutputStream(new DigestOutputStream(to, whole), StandardCharsets.UTF_8)) {
      put(zip, README, readme(), day);
      for (Piece p : pieces) {
        byte[] bytes = p.bytes().read();
        put(zip, p.path(), bytes, day);
        manifest.append(Hashes.hex(Hashes.sha256(bytes))).append("  ").append(p.path());
        manifest.append('\n');
      }
      put(zip, MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8), day);
    }
    return Hashes.hex(whole.digest());
  }

  private static byte[] readme() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DossierArchive.class.getResourceAsStream("dossierReadme.txt"))) {
      return in.readAllBytes();
    }
  }

  private static void put(ZipOutputStream zip, String path, byte[] bytes, LocalDate day)
      throws IOException {
    var entry = new ZipEntry(path);
    entry.setTimeLocal(day.atStartOfDay());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /// What a check found.
  ///
  /// @param files files the manifest names and that are as it says
  /// @param changed named, there, and not the same
  /// @param missing named and not there
  /// @param extra there and not named
  /// @param error why nothing could be compared: `NOT_A_ZIP`, `NO_MANIFEST`, `BAD_MANIFEST`,
  ///   `TOO_MANY`; empty when it could
  public record Checked(
      int files, List<String> changed, List<String> missing, List<String> extra, String error) {
    public Checked {
      changed = List.copyOf(changed);
      missing = List.copyOf(missing);
      extra = List.copyOf(extra);
    }

    static Checked failed(String error) {
      return new Checked(0, List.of(), List.of(), List.of(), error);
    }

    /// Whether everything is there, unchanged, and nothing else.
    public boolean holds() {
      return error.isEmpty()
          && files > 0
          && changed.isEmpty()
          && missing.isEmpty()
          && extra.isEmpty();
    }
  }

  /// Checks an archive against its manifest, both ways. Nothing is unpacked.
  ///
  /// @throws IOException when the file cannot be read at all
  public static Checked check(Path archive) throws IOException {
    try (var zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
      return check(zip);
    } catch (ZipException | IllegalArgumentException _) {
      return Checked.failed("NOT_A_ZIP");
    }
  }

  private static Checked check(ZipFile zip) throws IOException {
    if (zip.size() > FILES_MAX + 2) return Checked.failed("TOO_MANY");
    ZipEntry manifest = zip.getEntry(MANIFEST);
    if (manifest == null) return Checked.failed("NO_MANIFEST");
    Map<String, String> said = new LinkedHashMap<>();
    try (InputStream in = zip.getInputStream(manifest)) {
      byte[] bytes = in.readNBytes((int) MANIFEST_MAX + 1);
      if (bytes.length > MANIFEST_MAX) return Checked.failed("BAD_MANIFEST");
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.isBlank()) continue;
        Matcher m = LINE.matcher(line.strip());
        if (!m.matches() || said.put(m.group(2), m.group(1)) != null)
          return Checked.failed("BAD_MANIFEST");
      }
    }
    return compare(zip, said);
  }

  private static Checked compare(ZipFile zip, Map<String, String> said) throws IOException {
    var changed = new ArrayList<String>();
    var extra = new ArrayList<String>();
    var there = new HashMap<String, String>();
    Set<String> twice = new HashSet<>();
    for (ZipEntry e : Collections.list(zip.entries())) {
      String path = e.getName();
      if (e.isDirectory() || path.equals(MANIFEST) || path.equals(README)) continue;
      String hash = hash(zip, e);
      if (there.put(path, hash) != null) twice.add(path);
      if (!said.containsKey(path)) extra.add(path);
    }
    var missing = new ArrayList<String>();
    for (Map.Entry<String, String> s : new TreeMap<>(said).entrySet()) {
      String hash = there.get(s.getKey());
      if (hash == null) missing.add(s.getKey());
      else if (!hash.equals(s.getValue()) || twice.contains(s.getKey())) changed.add(s.getKey());
    }
    int good = said.size() - missing.size() - changed.size();
    return new Checked(good, changed, missing, extra, "");
  }

  /// A damaged entry is one that changed.
  private static String hash(ZipFile zip, ZipEntry entry) throws IOException {
    MessageDigest digest = Hashes.sha256();
    try (InputStream in = zip.getInputStream(entry)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (ZipException _) {
      return "";
    }
    return Hashes.hex(digest.digest());
  }
}
