package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.paper.DoorSlip;
import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.CodeLadder;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// The slip that was left at a door (N08, DOMAIN C23): its number out of its code, typed by a gun
/// or seen in its photo, and what is told of a number. Stateless.
final class SlipLook {
  static final String NUMBER = "V13";
  static final String PHOTO = "V13P";

  private SlipLook() {}

  /// What a text is: the number of this household's slip, empty for a code of something else, and
  /// the text itself where it is no code.
  static Optional<String> number(Visit visit, String text) {
    String plain = text.strip();
    Optional<PageCode> code = PageCode.unproven(plain);
    return code.isEmpty() ? Optional.of(plain) : slip(visit, code.get());
  }

  /// Whether a text is the code of one of our papers.
  static boolean isCode(String text) {
    return PageCode.unproven(text.strip()).isPresent();
  }

  private static Optional<String> slip(Visit visit, PageCode code) {
    Optional<CaseRecord> application = visit.file.application();
    return application.flatMap(a -> DoorSlip.number(code, a));
  }

  /// What is told of the number the attempt names; null while there is nothing to tell.
  static @Nullable Message told(Visit visit) {
    String number = visit.value(NUMBER);
    if (number.isEmpty()) return null;
    DoorSlip.Told told = DoorSlip.look(visit.file, number, visit.id());
    return Message.of("visit.slip." + told.name(), number);
  }

  /// Numbers of this household's slips in a kept photo. Takes as long as reading a page; not for
  /// the window's thread.
  ///
  /// @param address of the photo
  static List<String> inPhoto(LocalStore store, Visit visit, String address)
      throws StoreException, IOException {
    byte[] bytes = store.files().bytes(address);
    if (!(ImageProbe.probe(bytes) instanceof ImageProbe.Picture)) return List.of();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    if (image == null) return List.of();
    CodeCheck ours = text -> isCode(text) ? CodeCheck.Verdict.OURS : CodeCheck.Verdict.FOREIGN;
    return CodeLadder.climb(GrayRaster.of(image), ours).stream()
        .map(FoundCode::text)
        .flatMap(text -> PageCode.unproven(text).stream())
        .map(code -> slip(visit, code).orElse(""))
        .distinct()
        .toList();
  }
}
