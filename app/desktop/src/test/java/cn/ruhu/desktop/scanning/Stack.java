package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.imaging.page.SyntheticPage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Sheets of two families as a scanner brings them.
final class Stack {
  static final UUID CHEN = PrintedCase.CASE;
  static final UUID ZHAO = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2001L);
  static final PageKey KEY = new PageKey(1, HexFormat.of().parseHex("5a".repeat(32)));

  /// Made once for all classes of a run: the same sheets are fed again and again.
  private static final Map<SyntheticPage, byte[]> MADE =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<SyntheticPage, byte[]> eldest) {
              return size() > 48;
            }
          });

  private Stack() {}

  /// Both families, just submitted, and the key of their pages come to this desk.
  static void families(TestDesk desk) throws Exception {
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    all.addAll(List.of(zhao("SUBMITTED")));
    desk.receive(all.toArray(CaseRecord[]::new));
  }

  /// A second household, living alone.
  static CaseRecord[] zhao(String stage) {
    UUID person = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2011L);
    UUID member = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_2021L);
    return new CaseRecord[] {
      make(
          RecordType.APPLICATION,
          ZHAO,
          Map.of(
              "number",
              "110108072026001000433",
              "street",
              TestDesk.STREET,
              "applicant",
              person.toString(),
              "stage",
              stage)),
      make(RecordType.PERSON, person, Map.of("name", "赵德福", "birthDate", "1951-02-03")),
      make(
          RecordType.MEMBER,
          member,
          Map.of(
              "application",
              ZHAO.toString(),
              "person",
              person.toString(),
              "relation",
              "01",
              "livingTogether",
              "1"))
    };
  }

  private static CaseRecord make(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, ZHAO, fields);
  }

  static String form(UUID application, int page, int of) {
    return PageCode.page(application, "D02", 1, page, of).write(KEY);
  }

  static String sheetOf(UUID member) {
    return sheetOf(member, 1, 1);
  }

  static String sheetOf(UUID member, int page, int of) {
    return PageCode.page(CHEN, "D02", 1, page, of).by(member).write(KEY);
  }

  static String cover(UUID application, String slot) {
    return PageCode.cover(application, slot, 1).write(KEY);
  }

  static String notice(UUID application) {
    return PageCode.notice(application, "D06", 1, 1, 1).write(KEY);
  }

  /// A slip left at a door, the n-th of three.
  static String slip(UUID application, int n) {
    return PageCode.page(application, "D19", 1, n, 3).write(KEY);
  }

  static String promise(UUID application) {
    return PageCode.page(application, "D29", 1, 1, 1).write(KEY);
  }

  /// A JPEG at 150 dots per inch; the seed makes its content unlike any other's.
  static byte[] jpeg(String code, long seed) {
    return MADE.computeIfAbsent(page(code, seed), SyntheticPage::jpeg).clone();
  }

  static SyntheticPage page(String code, long seed) {
    return new SyntheticPage(code, "", 150, 0.8, 0, 2, 0.8f, seed);
  }

  /// An open booklet: two pages beside each other in one picture.
  static byte[] spread(long seed) {
    BufferedImage left = page("", seed * 1000 + 1).image();
    BufferedImage right = page("", seed * 1000 + 2).image();
    var image =
        new BufferedImage(
            left.getWidth() + right.getWidth(), left.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.drawImage(left, 0, 0, null);
    g.drawImage(right, left.getWidth(), 0, null);
    g.dispose();
    try {
      var out = new ByteArrayOutputStream();
      javax.imageio.ImageIO.write(image, "jpeg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] blank(long seed) {
    var image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(java.awt.Color.WHITE);
    g.fillRect(0, 0, 1240, 1754);
    g.dispose();
    image.setRGB((int) (seed % 1000) + 100, 300, 0x808080);
    try {
      var out = new ByteArrayOutputStream();
      javax.imageio.ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
