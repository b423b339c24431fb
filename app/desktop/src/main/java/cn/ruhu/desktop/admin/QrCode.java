package cn.ruhu.desktop.admin;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/// A QR code on a white ground in any theme: whoever scans it needs dark on light.
final class QrCode extends StackPane {
  private static final int MODULE = 5;

  /// @param words for who cannot see it
  QrCode(String text, String words) {
    getStyleClass().add("qr");
    setAccessibleText(words);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var path = new SVGPath();
    path.setContent(squares(matrix(text)));
    path.getStyleClass().add("qr-ink");
    getChildren().add(path);
  }

  private static ByteMatrix matrix(String text) {
    try {
      return Encoder.encode(
              text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
          .getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  private static String squares(ByteMatrix matrix) {
    var path = new StringBuilder();
    for (int y = 0; y < matrix.getHeight(); y++)
      for (int x = 0; x < matrix.getWidth(); x++)
        if (matrix.get(x, y) == 1)
          path.append('M')
              .append(x * MODULE)
              .append(' ')
              .append(y * MODULE)
              .append('h')
              .append(MODULE)
              .append('v')
              .append(MODULE)
              .append('h')
              .append(-MODULE)
              .append('z');
    return path.toString();
  }
}
