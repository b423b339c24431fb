package cn.ruhu.desktop.verification;

import cn.ruhu.wire.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The city as it was recorded: answers who is asked about with what it found of them then, and
/// nobody else; of whom nothing is recorded it has no record. What it is asked is what a file
/// package holds.
final class RecordedCity implements EconomicVerificationGateway {
  private static final List<String> HEADINGS = List.of("姓名", "证件号码", "核对项目", "核对值", "数据来源", "数据日期");

  private final FileGateway files = new FileGateway();

  /// what was found, by identity number: item and value
  private final Map<String, List<String[]>> recorded = new TreeMap<>();

  /// what is in the package it was sent last, by path
  final Map<String, byte[]> sent = new TreeMap<>();

  void record(String number, String item, String value) {
    recorded.computeIfAbsent(number, _ -> new ArrayList<>()).add(new String[] {item, value});
  }

  @Override
  public Ready prepare(byte[] batch, String name, Path folder) throws IOException {
    sent.clear();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(batch), StandardCharsets.UTF_8)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
        sent.put(e.getName(), zip.readAllBytes());
    }
    return files.prepare(batch, name, folder);
  }

  List<List<String>> members() {
    String text = new String(sent.get("members.csv"), StandardCharsets.UTF_8).substring(1);
    return CommaTable.read(text).stream().skip(1).toList();
  }

  @Override
  public Delivery receive(Path at) throws IOException {
    if (Files.exists(at)) return files.receive(at);
    var cells = new ArrayList<List<String>>();
    cells.add(HEADINGS);
    for (List<String> member : members()) {
      List<String[]> found = recorded.getOrDefault(member.get(3), List.of());
      for (String[] f : found)
        cells.add(List.of(member.get(2), member.get(3), f[0], f[1], "recorded", "2026-10-31"));
      if (found.isEmpty()) cells.add(List.of(member.get(2), member.get(3), "", "无记录", "", ""));
    }
    String mark = Hashes.sha256Hex(cells.toString().getBytes(StandardCharsets.UTF_8));
    return new Delivery(mark.substring(0, 16), cells, Map.of());
  }
}
