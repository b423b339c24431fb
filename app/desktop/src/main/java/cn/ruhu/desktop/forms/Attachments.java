package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Sound;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.image.Image;

/// Where pictures and signatures of a form come from and lie; the form itself holds addresses only.
/// Window thread only.
public interface Attachments {
  /// Lets the person take or choose pictures for a question and adds each to its answer.
  void pick(String path);

  /// Key of what [#pick] does, as its button says it.
  default String pickWords() {
    return "forms.photo.add";
  }

  /// Key of why pictures come from where they come from; empty for nothing to say.
  default String pickHint() {
    return "";
  }

  /// Takes a picture off the answer of a question.
  void remove(String path, String address);

  /// Pictures of a question, those included that the form does not take yet because it wants more
  /// or fewer of them.
  List<String> pictures(String path);

  /// Keeps a drawn signature for a question; its address is handed over once it is on the disk.
  void sign(String path, Strokes strokes, Consumer<String> kept);

  /// Lets the person choose any file for a question; it becomes the answer once it is kept.
  ///
  /// @param accepts media types the form wants, e.g. `image/*`, `application/pdf,.docx`; empty for
  ///   any
  void attach(String path, String accepts);

  /// What a kept file is called, handed over when it is known; nothing when nobody knows.
  void name(String address, Consumer<String> shown);

  /// A small picture of a kept file, handed over when it is read; nothing when it is not here.
  void thumbnail(String address, Consumer<Image> shown);

  /// What this machine hears and says.
  default Sound sound() {
    return Sound.none();
  }

  /// Whether sound may be recorded here; a file made elsewhere can be attached all the same.
  default boolean records() {
    return true;
  }

  /// Asked when a recording for a question begins; what is handed back keeps the whole file under a
  /// name, and it becomes the answer once it is kept, whatever stands on the screen by then.
  BiConsumer<byte[], String> recorder(String path);

  /// The bytes of a kept file, handed over when they are read; nothing when it is not here.
  void read(String address, Consumer<byte[]> bytes);
}
