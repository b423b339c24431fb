package cn.ruhu.desktop;

import cn.ruhu.desktop.counter.CopyShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// The copy-helper's things in the data folder: `copy-order.tsv` (or `.csv`), which an office
/// edits, and the strip's place among the choices of this machine. Thread-safe.
///
/// @param home data folder
record MachineShelf(Path home, Choices choices) implements CopyShelf {
  private static final String PLACE = "copy.place";
  private static final String ORDER = "copy-order.tsv";

  @Override
  public Optional<byte[]> order() throws IOException {
    for (String name : List.of(ORDER, "copy-order.csv")) {
      Path file = home.resolve(name);
      if (Files.isRegularFile(file)) return Optional.of(Files.readAllBytes(file));
    }
    return Optional.empty();
  }

  @Override
  public String lay(byte[] order) throws IOException {
    Path file = home.resolve(ORDER);
    if (!Files.exists(file)) Files.write(file, order, StandardOpenOption.CREATE_NEW);
    return file.toString();
  }

  @Override
  public String place() {
    return choices.get(PLACE, "");
  }

  @Override
  public void keepPlace(String place) {
    choices.put(PLACE, place);
  }
}
