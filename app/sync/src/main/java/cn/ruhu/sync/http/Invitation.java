package cn.ruhu.sync.http;

import cn.ruhu.wire.CertificatePin;
import java.util.List;
import java.util.Optional;

/// What an enrolment sheet or its QR code says: where the server is, which key it shows, and the
/// one-time code. Four lines: `ruhu-enrol-1`, address, pin, code.
///
/// @param code works once, 15 minutes
public record Invitation(ServerAddress address, String code) {
  private static final String FIRST_LINE = "ruhu-enrol-1";

  /// Empty when `text` is not an invitation.
  public static Optional<Invitation> parse(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    if (lines.size() != 4 || !lines.getFirst().equals(FIRST_LINE) || lines.get(3).isEmpty())
      return Optional.empty();
    return ServerAddress.parse(lines.get(1), lines.get(2))
        .map(address -> new Invitation(address, lines.get(3)));
  }

  /// The four lines.
  public String text() {
    CertificatePin pin = address.pin();
    return String.join(
        "\n", FIRST_LINE, address.url().toString(), pin == null ? "" : pin.text(), code);
  }

  /// Without the code.
  @Override
  public String toString() {
    return "Invitation[" + address.url() + "]";
  }
}
