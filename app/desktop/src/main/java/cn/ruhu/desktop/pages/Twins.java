package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The same paper filed twice, in one household or in two: by the hash of its file, else by how the
/// ink lies on it ([Prints]), over every case on this machine. Walks every page known: work for
/// `Background`.
public final class Twins {
  private Twins() {}

  /// Pages that show the very same sheet of the very same bytes and stand in their cases.
  ///
  /// @param address of the file
  /// @param sheet of a file with many, `""` for the whole
  /// @param corners what is cut out, `""` for the whole picture
  /// @param own record id of the page asked about: it is no twin of itself
  public static List<CaseRecord> of(
      Desk desk, String address, String sheet, String corners, UUID own) {
    if (address.isEmpty()) return List.of();
    return standing(desk).stream()
        .filter(p -> p.text("file").equals(address) && !p.id().equals(own))
        .filter(p -> p.text("sheet").equals(sheet) && p.text("corners").equals(corners))
        .toList();
  }

  /// The page that bytes with this hash were filed as, in whatever case; empty when they were not.
  ///
  /// @param sha256 64 hex digits
  public static Optional<CaseRecord> filed(Desk desk, String sha256) {
    return standing(desk).stream()
        .filter(p ->
            FileAddress.parse(p.text("file"))
                .map(FileAddress::hex)
                .filter(sha256::equals)
                .isPresent())
        .findFirst();
  }

  /// Pages that show the same sheet in another scan and stand in their cases; the newest first.
  ///
  /// @param own record id of the page asked about, whose fingerprint was kept
  public static List<CaseRecord> like(Desk desk, Prints prints, UUID own) throws StoreException {
    Prints.Alike alike = prints.like(own);
    if (alike.ids().isEmpty()) return List.of();
    return standing(desk).stream()
        .filter(p -> !p.id().equals(own) && alike.has(p))
        .sorted(Comparator.comparing(CaseRecord::id).reversed())
        .toList();
  }

  /// Every page that stands in a case of this machine.
  public static List<CaseRecord> standing(Desk desk) {
    return desk.store().all(RecordType.PAGE).stream()
        .filter(p -> p.text("replacedBy").isEmpty() && p.text("replacedWay").isEmpty())
        .toList();
  }

  /// Whose case a page is in, by the applicant's name; masked where it is another street's, whose
  /// families concern nobody here; `""` when this machine does not know.
  public static String whose(Desk desk, CaseRecord page) {
    Optional<CaseRecord> application = page.ref("application").flatMap(desk.store()::record);
    String name =
        application
            .flatMap(a -> a.ref("applicant"))
            .flatMap(desk.store()::record)
            .map(p -> p.text("name"))
            .orElse("");
    String street = desk.actor().street();
    boolean own =
        street.isEmpty() || application.filter(a -> a.text("street").equals(street)).isPresent();
    return own ? name : MaskProfile.BOARD_MASKED.name(name, false);
  }
}
