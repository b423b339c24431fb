package cn.ruhu.desktop.visit;

import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.raster.PhotoPrint;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.wire.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Files that answer a question. Stateless.
final class VisitFiles {
  /// note with what a kept file was called, by its address
  static final String NAME = "file.";

  /// note with what a kept photo looks like, by its address
  static final String PRINT = "print.";

  /// questions whose answer is files, each sealed with the visit
  static final Set<QuestionKind> KINDS =
      Set.of(
          QuestionKind.PHOTO,
          QuestionKind.SIGNATURE,
          QuestionKind.FILE,
          QuestionKind.AUDIO,
          QuestionKind.VIDEO);

  private VisitFiles() {}

  /// Keeps a file; empty when it is larger than the district takes. Blocks.
  static Optional<String> keep(LocalStore store, UUID application, Path file)
      throws IOException, StoreException {
    if (Files.size(file) > Protocol.FILE_BYTES_MAX) return Optional.empty();
    String found = Files.probeContentType(file);
    String mime = found == null ? "application/octet-stream" : found;
    return Optional.of(store.files().put(Files.readAllBytes(file), application, mime));
  }

  /// What a chosen picture became.
  sealed interface Kept {
    /// @param print what it looks like, empty when that cannot be told
    record Photo(String address, String print) implements Kept {}

    record Not(ImageProbe.Reason why) implements Kept {}
  }

  /// Keeps a picture; what is none is refused. Blocks.
  static Kept photo(LocalStore store, UUID application, Path path)
      throws IOException, StoreException {
    if (Files.size(path) > ImageProbe.BYTES_MAX) return new Kept.Not(ImageProbe.Reason.TOO_LARGE);
    byte[] bytes = Files.readAllBytes(path);
    return switch (ImageProbe.probe(bytes)) {
      case ImageProbe.Picture p ->
          new Kept.Photo(
              store.files().put(bytes, application, p.mime()), PhotoPrint.of(bytes).orElse(""));
      case ImageProbe.Refused(ImageProbe.Reason why) -> new Kept.Not(why);
    };
  }
}
