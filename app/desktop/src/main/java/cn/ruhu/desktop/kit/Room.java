package cn.ruhu.desktop.kit;

import javafx.scene.Node;
import javafx.scene.Scene;

/// How much room a window has for its words: its size counted in ems of the text, so that large
/// text in a small window is the same as a very small window. Stateless.
final class Room {
  /// Below this width, in ems, what stands side by side goes below each other where it has to.
  private static final double NARROW = 64;

  /// Below this height, in ems, a screen is scrolled as a whole.
  private static final double LOW = 36;

  private static final String EM = "ruhu.em";
  private static final double STANDARD = 14;

  private Room() {}

  /// Notes how large the text of a scene is, in parts of the standard text.
  static void text(Scene scene, double factor) {
    scene.getRoot().getProperties().put(EM, STANDARD * factor);
  }

  /// Pixels of an em where a node stands.
  static double em(Node node) {
    Scene scene = node.getScene();
    return scene != null && scene.getRoot().getProperties().get(EM) instanceof Double em
        ? em
        : STANDARD;
  }

  /// Whether the window is too narrow for rows that were made for it at standard text.
  static boolean narrow(Node node) {
    Scene scene = node.getScene();
    return scene != null && scene.getWidth() < NARROW * em(node);
  }

  /// Whether so many pixels are too low for a screen to be seen at once.
  static boolean low(Node node, double height) {
    return height > 0 && height < LOW * em(node);
  }
}
