package cn.ruhu.casefile.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was sealed at the end of a visit: every file by hash, every answer by its own, who was
/// there and where, when, by which form and program, and the seals before it. Any later change
/// shows by comparing hashes, without any server.
///
/// Two manifests of the same content are equal and give the same bytes (made by `wire`): entries
/// are in canonical order, by name in code point order. Immutable, thread-safe.
///
/// @param visit visit record
/// @param investigatorA first investigator
/// @param investigatorB second investigator, never the first
/// @param startedAt when the door opened
/// @param finishedAt when the second part was signed
/// @param form form that was asked
/// @param entries files in canonical order, at least one
/// @param previousSeal seal hash of the visit before on the same case, `sha256-<hex>`, empty for
///   the first
/// @param around what else was sealed; null for a visit sealed before answers, place and persons'
///   keys were, whose signatures are all the machine's
public record Manifest(
    UUID visit,
    UUID investigatorA,
    UUID investigatorB,
    Instant startedAt,
    Instant finishedAt,
    Form form,
    List<Entry> entries,
    Optional<String> previousSeal,
    @Nullable Around around) {

  private static final Pattern ADDRESS = Pattern.compile("sha256-[0-9a-f]{64}");
  private static final int NAME_MAX = 200;

  /// entries of one visit
  public static final int ENTRIES_MAX = 1_000;

  public Manifest {
    if (investigatorA.equals(investigatorB))
      throw new IllegalArgumentException("one person is not two");
    if (finishedAt.isBefore(startedAt))
      throw new IllegalArgumentException("finished before started");
    if (entries.isEmpty() || entries.size() > ENTRIES_MAX)
      throw new IllegalArgumentException(entries.size() + " entries");
    entries =
        entries.stream().sorted(Comparator.comparing(Entry::name, Manifest::byCodePoint)).toList();
    for (int i = 1; i < entries.size(); i++)
      if (entries.get(i).name().equals(entries.get(i - 1).name()))
        throw new IllegalArgumentException("name twice");
    previousSeal.ifPresent(Manifest::requireAddress);
  }

  /// The form that was asked.
  ///
  /// @param id form id
  /// @param version its version
  /// @param hash `sha256-<hex>` of the package
  public record Form(String id, String version, String hash) {
    public Form {
      if (id.isBlank() || version.isBlank()) throw new IllegalArgumentException("form not named");
      requireAddress(hash);
    }
  }

  /// One file.
  ///
  /// @param name role of the file in the visit, e.g. `answers`, `photo/H20/1`, `signature/A`
  /// @param address `sha256-<hex>`
  /// @param length bytes, at least 1
  public record Entry(String name, String address, long length) {
    public Entry {
      if (name.isBlank() || name.length() > NAME_MAX)
        throw new IllegalArgumentException("name of " + name.length() + " characters");
      requireAddress(address);
      if (length < 1) throw new IllegalArgumentException("length " + length);
    }
  }

  /// The entry of that name.
  public Optional<Entry> entry(String name) {
    return entries.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  static void requireAddress(String text) {
    if (!ADDRESS.matcher(text).matches()) throw new IllegalArgumentException("no file address");
  }

  /// Code point order, which is also the order of the UTF-8 bytes.
  private static int byCodePoint(String a, String b) {
    int[] x = a.codePoints().toArray();
    int[] y = b.codePoints().toArray();
    return java.util.Arrays.compare(x, y);
  }
}
