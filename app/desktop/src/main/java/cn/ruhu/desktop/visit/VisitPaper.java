package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where a file of a visit is filed (DOMAIN §3.6): a paper the household shows at the table goes to
/// the place its original has, so that nobody asks for it again; what is no paper is a photo of the
/// visit, a signature or a recording.
///
/// @param slot code of table `docType`
/// @param member whose paper it is, empty for the household's
record VisitPaper(String slot, Optional<UUID> member) {
  private static final Set<String> ASKED =
      Set.of("I08", "D04", "F12", "E04P", "E08P", "E09P", "E10P", "V13P");

  private static final String PHOTO = "D19";
  private static final String OTHER = "D99";
  private static final String INCOME = "D06";
  private static final String PENSION = "D07";
  private static final String DIVORCE = "D05";
  private static final String BILLS = "D09";
  private static final String SCHOOL = "D13";
  private static final String CHILD_SUPPORT = "2";
  private static final String PENSIONS = "40[1-3]";

  /// Whether a question asks for a paper, not for a room or a door.
  static boolean isPaper(String question) {
    return ASKED.contains(question);
  }

  /// Of a file as it is sealed.
  ///
  /// @param facts answers by path: the source of a line of income says which paper proves it
  /// @param mime of the file, empty when unknown
  static VisitPaper of(Sealing.Attachment file, Map<String, String> facts, String mime) {
    boolean paper = mime.isEmpty() || mime.startsWith("image/") || mime.equals("application/pdf");
    if (file.signature() || !paper) return new VisitPaper(OTHER, Optional.empty());
    String key = file.key();
    int owner = key.indexOf('@');
    String whose = owner < 0 ? "" : key.substring(owner);
    Optional<UUID> member = Texts.uuid(whose.replaceAll("^@|#.*$", ""));
    return switch (owner < 0 ? key : key.substring(0, owner)) {
      case "I08" -> {
        boolean pension = facts.getOrDefault("I01" + whose, "").matches(PENSIONS);
        yield new VisitPaper(pension ? PENSION : INCOME, member);
      }
      case "D04" -> new VisitPaper("D08", member);
      case "E08P", "E09P" -> new VisitPaper(BILLS, Optional.empty());
      case "E10P" -> new VisitPaper(SCHOOL, Optional.empty());
      case "F12" -> {
        boolean child = facts.getOrDefault("F03" + whose, "").equals(CHILD_SUPPORT);
        yield new VisitPaper(child ? DIVORCE : PHOTO, Optional.empty());
      }
      default -> new VisitPaper(PHOTO, Optional.empty());
    };
  }
}
