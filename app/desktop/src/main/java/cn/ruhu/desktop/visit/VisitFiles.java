package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.raster.PhotoPrint;
import cn.ruhu.imaging.sheet.PageRecipe;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/// Files that answer a question. Stateless.
final class VisitFiles {
  /// note with what a kept file was called, by its address
  static final String NAME = "file.";

  /// note with what a kept photo looks like, by its address
  static final String PRINT = "print.";

  /// note with how a kept photo of a paper is shown, by its address
  static final String RECIPE = "recipe.";

  /// note with what is hard to read of a kept photo, by its address
  static final String FLAWS = "flaws.";

  /// questions whose answer is files, each sealed with the visit
  static final Set<QuestionKind> KINDS =
      Set.of(
          QuestionKind.PHOTO,
          QuestionKind.SIGNATURE,
          QuestionKind.FILE,
          QuestionKind.AUDIO,
          QuestionKind.VIDEO);

  private VisitFiles() {}

  /// How a photo of a visit is shown: as the pair set it, and one of the visit before as it was
  /// then; empty for one that is shown as it came.
  ///
  /// @param note the draft's note with its recipe, empty where there is none
  /// @param file the case, with the pages of the visit before
  static Optional<PageRecipe> recipe(String note, CaseFile file, String address) {
    return PageRecipe.read(note)
        .or(() ->
            file.pages().stream()
                .filter(p -> p.text("file").equals(address))
                .reduce((_, later) -> later)
                .map(PageShape::read))
        .filter(r -> !r.equals(PageRecipe.AS_IS));
  }

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

  /// Keeps a picture; what is none is refused. It is read once: what it looks like is found while
  /// it is being written. Blocks.
  ///
  /// @param fresh gets its bytes, by its address, once they are on the disk
  static Kept photo(LocalStore store, UUID application, Path path, BiConsumer<String, byte[]> fresh)
      throws IOException, StoreException {
    if (Files.size(path) > ImageProbe.BYTES_MAX) return new Kept.Not(ImageProbe.Reason.TOO_LARGE);
    return photo(store, application, Files.readAllBytes(path), fresh);
  }

  /// As above, of a picture that is no file yet.
  static Kept photo(
      LocalStore store, UUID application, byte[] bytes, BiConsumer<String, byte[]> fresh)
      throws StoreException {
    return switch (ImageProbe.probe(bytes)) {
      case ImageProbe.Picture p -> {
        var print = CompletableFuture.supplyAsync(() -> PhotoPrint.of(bytes).orElse(""));
        String address = store.files().put(bytes, application, p.mime());
        fresh.accept(address, bytes);
        yield new Kept.Photo(address, print.join());
      }
      case ImageProbe.Refused(ImageProbe.Reason why) -> new Kept.Not(why);
    };
  }
}
