package cn.ruhu.desktop.forms;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.image.Image;

/// Files are not what a test is about: nothing is attached, nothing is kept.
class NothingAttached implements Attachments {
  @Override
  public void pick(String path) {}

  @Override
  public void remove(String path, String address) {}

  @Override
  public List<String> pictures(String path) {
    return List.of();
  }

  @Override
  public void sign(String path, Strokes strokes, Consumer<String> kept) {}

  @Override
  public void attach(String path, String accepts) {}

  @Override
  public BiConsumer<byte[], String> recorder(String path) {
    return (_, _) -> {};
  }

  @Override
  public void read(String address, Consumer<byte[]> bytes) {}

  @Override
  public void name(String address, Consumer<String> shown) {}

  @Override
  public void thumbnail(String address, Consumer<Image> shown) {}
}
