package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.Corners;
import java.util.Optional;
import java.util.UUID;

/// What a person made of a sheet, beside its original: what is cut out of it, and the stamp that it
/// was compared with the paper. The original's bytes stay as they came.
///
/// @param corners see [Corners#text]; `""` for the whole picture
/// @param half this is one page of a spread that was split
/// @param checkedBy staff id of who compared it with the paper; `""` for nobody
/// @param checkedAt device clock, milliseconds since 1970; 0 for never
record ScanMake(String corners, boolean half, String checkedBy, long checkedAt) {
  static final ScanMake NONE = new ScanMake("", false, "", 0);

  ScanMake cut(Corners to) {
    return new ScanMake(to.text(), half, checkedBy, checkedAt);
  }

  ScanMake half(Corners of) {
    return new ScanMake(of.text(), true, checkedBy, checkedAt);
  }

  ScanMake checked(UUID by, long at) {
    return new ScanMake(corners, half, by.toString(), at);
  }

  ScanMake unchecked() {
    return new ScanMake(corners, half, "", 0);
  }

  boolean stamped() {
    return !checkedBy.isEmpty();
  }

  /// What is cut out; empty for the whole picture.
  Optional<Corners> cutOut() {
    return Corners.parse(corners);
  }
}
