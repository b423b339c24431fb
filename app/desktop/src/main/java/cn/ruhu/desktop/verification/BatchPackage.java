package cn.ruhu.desktop.verification;

import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The package a batch of people goes out in, a ZIP file any office can open:
///
/// - `manifest.json`: `format` (`ruhu-verification-1`), `batch` (id), `madeAt` (UTC), `street`
///   (nine digits), `cases` and `people` (how many), and `files`: `path`, `bytes`, `sha256` of
///   everything else in the package;
/// - `members.csv`: UTF-8 with a mark, one row a person: case number, running number in the case,
///   name, identity number, relation, how it was authorized, and the files of the authorization;
/// - `authorizations/CASE-N.ext`: the scanned authorizations as they were taken.
///
/// No file is named by a person's data. Stateless and thread-safe.
final class BatchPackage {
  static final String FORMAT = "ruhu-verification-1";

  private BatchPackage() {}

  /// A scanned authorization.
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Scan(String path, byte[] bytes) {}

  /// A batch on its way out.
  ///
  /// @param headings of the table
  /// @param rows of the table
  record Batch(
      String id,
      String madeAt,
      String street,
      int cases,
      List<String> headings,
      List<List<String>> rows,
      List<Scan> scans) {
    Batch {
      headings = List.copyOf(headings);
      rows = List.copyOf(rows);
      scans = List.copyOf(scans);
    }
  }

  /// `manifest.json`.
  record Manifest(
      String format,
      String batch,
      String madeAt,
      String street,
      int cases,
      int people,
      List<Entry> files) {
    Manifest {
      files = List.copyOf(files);
    }
  }

  /// A file of the package.
  record Entry(String path, long bytes, String sha256) {}

  static byte[] write(Batch batch) throws IOException {
    var table = new StringBuilder("\uFEFF").append(CommaTable.line(batch.headings()));
    batch.rows().forEach(row -> table.append(CommaTable.line(row)));
    var scans = new ArrayList<Scan>();
    scans.add(new Scan("members.csv", table.toString().getBytes(StandardCharsets.UTF_8)));
    scans.addAll(batch.scans());
    List<Entry> files =
        scans.stream()
            .map(s -> new Entry(s.path(), s.bytes().length, Hashes.sha256Hex(s.bytes())))
            .toList();
    byte[] manifest =
        Messages.write(
            new Manifest(
                FORMAT,
                batch.id(),
                batch.madeAt(),
                batch.street(),
                batch.cases(),
                batch.rows().size(),
                files));
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      put(zip, "manifest.json", manifest);
      for (Scan s : scans) put(zip, s.path(), s.bytes());
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(bytes);
    zip.closeEntry();
  }
}
