package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.paper.MaskProfile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.FileAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The same paper filed twice, in one household or in two: by the hash of its file, else by how the
/// ink lies on it ([Prints]), over every case on this machine. Touches the disk: work for
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
    return FileAddress.parse(address).stream()
        .flatMap(a -> desk.pages().of(a.hex()).stream())
        .filter(p -> stands(p) && !p.id().equals(own))
        .filter(p -> p.text("sheet").equals(sheet) && p.text("corners").equals(corners))
        .toList();
  }

  /// The page that bytes with this hash were filed as, in whatever case; empty when they were not.
  ///
  /// @param sha256 64 hex digits
  public static Optional<CaseRecord> filed(Desk desk, String sha256) {
    return desk.pages().of(sha256).stream().filter(Twins::stands).findFirst();
  }

  /// Pages that show the same sheet in another scan and stand in their cases; the newest first.
  ///
  /// @param own record id of the page asked about, whose fingerprint was kept
  public static List<CaseRecord> like(Desk desk, Prints prints, UUID own) throws StoreException {
    Prints.Alike alike = prints.like(own);
    if (alike.ids().isEmpty()) return List.of();
    var found = new TreeMap<UUID, CaseRecord>(Comparator.reverseOrder());
    for (UUID id : alike.ids()) desk.pages().of(id).ifPresent(p -> found.put(id, p));
    for (String file : alike.files())
      for (CaseRecord p : desk.pages().of(file)) found.put(p.id(), p);
    return found.values().stream()
        .filter(p -> stands(p) && !p.id().equals(own) && alike.has(p))
        .toList();
  }

  private static boolean stands(CaseRecord page) {
    return page.text("replacedBy").isEmpty() && page.text("replacedWay").isEmpty();
  }

  /// A page that stands in a case of this machine; empty when it is none, or was replaced.
  public static Optional<CaseRecord> standing(Desk desk, UUID page) {
    return desk.pages().of(page).filter(Twins::stands);
  }

  /// Every page that stands in a case and whose file lies on this machine.
  public static List<CaseRecord> here(Desk desk) {
    return desk.pages().here().stream().filter(Twins::stands).toList();
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
