package cn.ruhu.survey;

/// Files of a form package that belong to a text: names as {@link FormPackage#medium} takes them,
/// empty where there is none. A name may have no file ({@link FormProblem.Kind#MISSING_MEDIUM} said
/// so when the form was loaded): a screen shows the text alone.
///
/// @param image a picture beside the text
/// @param bigImage the same picture to look at large
/// @param audio a recording of the text
/// @param video a film
public record Media(String image, String bigImage, String audio, String video) {
  /// No media.
  public static final Media NONE = new Media("", "", "", "");

  /// Whether there is anything to show or play.
  public boolean present() {
    return !(image + bigImage + audio + video).isEmpty();
  }
}
