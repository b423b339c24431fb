package cn.ruhu.server;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Data folders of released versions, kept as small archives under `saved/`: each must open with
/// the newest code for ever. Run once a version, with the folder's name, before its tables change:
/// the archive then joins the others and is never made anew.
final class SavedDistrict {
  /// What stands in every saved folder.
  static final String NAME = "王芳";

  static final byte[] PAGE = "a page of a saved district".repeat(40).getBytes();

  private SavedDistrict() {}

  public static void main(String[] args) throws Exception {
    Path data = Files.createTempDirectory("ruhu-saved");
    make(data);
    pack(data, Path.of(args[0]));
    delete(data);
  }

  /// A district with one household, one page of it, one machine.
  private static void make(Path data) throws Exception {
    try (District district = new District(data);
        TestMachine clerk = district.machine("clerk")) {
      CaseFile file = District.open(clerk, District.HERE, NAME);
      UUID app = file.application().orElseThrow().id();
      FileAddress address = FileAddress.of(PAGE);
      clerk.save(
          RecordChange.create(
              CaseRecord.of(
                  RecordType.PAGE,
                  District.IDS.next(),
                  District.HERE,
                  app,
                  Map.of("application", app.toString(), "slot", "D03", "file", address.text()))));
      TestMachine.Answer sent = clerk.sendFile(app, PAGE);
      if (sent.status() != Protocol.FILE_VERIFIED) throw new IOException("page: " + sent.status());
    }
  }

  private static void pack(Path data, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        var zip = new ZipOutputStream(out);
        Stream<Path> all = Files.walk(data)) {
      zip.setLevel(9);
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new ZipEntry(data.relativize(file).toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /// Names of the archives, oldest first.
  static List<String> all() {
    return List.of("0.1-v2.zip");
  }

  /// Lays a saved folder out.
  static Path unpack(String name, Path into) throws IOException {
    try (var in = SavedDistrict.class.getResourceAsStream("/saved/" + name);
        var zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) throw new IOException("a path out of the folder");
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return into;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
