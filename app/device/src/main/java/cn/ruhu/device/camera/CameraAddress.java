package cn.ruhu.device.camera;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a camera is, as the settings keep it: `mjpeg+http://host:port/path`, `v4l2:/dev/video0`,
/// `camera:0` (the nth that webcam-capture sees), `camera+files:/folder` (its pictures, for tests).
public sealed interface CameraAddress {
  /// A stream over HTTP. A user and a password before the host are sent as Basic.
  ///
  /// @param url with `http` or `https`
  record Stream(String url) implements CameraAddress {
    /// Never the password.
    @Override
    public String toString() {
      return "Stream[" + url.replaceFirst("//[^/@]*@", "//…@") + "]";
    }
  }

  /// A camera of Linux.
  ///
  /// @param device path below `/dev`
  record Video(String device) implements CameraAddress {}

  /// A camera of any system, through webcam-capture.
  ///
  /// @param number from 0
  record Webcam(int number) implements CameraAddress {}

  /// JPEG files of a folder, one after the other, through the same process as a real camera.
  record Files(String folder) implements CameraAddress {}

  Pattern DEVICE = Pattern.compile("/dev/[A-Za-z0-9/_.-]{1,80}");
  Pattern NUMBER = Pattern.compile("\\d{1,2}");

  /// Reads an address. @return empty when it is none
  static Optional<CameraAddress> parse(String text) {
    String stripped = text.strip();
    int colon = stripped.indexOf(':');
    if (colon < 0) return Optional.empty();
    String rest = stripped.substring(colon + 1);
    return switch (stripped.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "mjpeg+http" -> stream("http:" + rest);
      case "mjpeg+https" -> stream("https:" + rest);
      case "v4l2" ->
          DEVICE.matcher(rest).matches() && !rest.contains("..")
              ? Optional.of(new Video(rest))
              : Optional.empty();
      case "camera" ->
          NUMBER.matcher(rest).matches()
              ? Optional.of(new Webcam(Integer.parseInt(rest)))
              : Optional.empty();
      case "camera+files" -> rest.isEmpty() ? Optional.empty() : Optional.of(new Files(rest));
      default -> Optional.empty();
    };
  }

  private static Optional<CameraAddress> stream(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() == null ? Optional.empty() : Optional.of(new Stream(url));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
