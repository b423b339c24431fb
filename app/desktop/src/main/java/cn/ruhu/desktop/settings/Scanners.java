package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.SourceLook;
import java.util.List;
import java.util.Optional;

/// The scanner that is asked for pages as the settings see it. Implemented over `device.scan`.
public interface Scanners {
  /// The address in use, `""` for no scanner.
  String address();

  /// What a person typed as an address: `10.1.2.3` and `http://10.1.2.3/eSCL` are enough. Empty
  /// counts as "no scanner"; empty result when it can be none.
  Optional<String> address(String typed);

  /// Uses this scanner from now on and keeps the choice. Returns at once.
  ///
  /// @param address of [#address(String)]
  void use(String address);

  /// What it calls itself and what it is known by, kept to show it and to find it again.
  void named(String model, String id);

  /// The same scanner with a certificate somebody compared.
  String trusting(String address, String fingerprint);

  /// Scanners that are there. Takes seconds: call it elsewhere.
  List<FoundSource> search();

  /// Asks what it can do and how it stands. Takes seconds: call it elsewhere.
  SourceLook look(String address);

  /// Scans one page and throws it away. Takes long: call it elsewhere.
  ///
  /// @param feeder from the feeder, else from the glass, where it has both
  Tried tryPage(String address, boolean feeder);

  /// What came of trying.
  ///
  /// @param why [ScanEnd.Why#DONE] when a page came
  /// @param picture of the page, small
  /// @param bytes of the page
  record Tried(ScanEnd.Why why, Optional<Pixels> picture, int bytes, long ms) {}
}
