package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads of a photograph of a board whose notice hangs there, by the code the notice bears.
/// Stateless; work for `Background`: one picture takes one core.
final class BoardPhoto {
  private BoardPhoto() {}

  /// The file whose notice the picture shows; empty when no code of this district was read on it.
  ///
  /// @param keys page keys at hand; without one no code can be told from a forged one
  static Optional<UUID> shows(byte[] picture, Collection<PageKey> keys) {
    if (keys.isEmpty() || !(PageFile.open(picture) instanceof PageFile.Pages pages))
      return Optional.empty();
    try (pages) {
      return pages.page(0) instanceof PageImage image
          ? named(new PageReader(CodeCheck.of(keys), () -> 0).read(image).codes(), keys)
          : Optional.empty();
    }
  }

  private static Optional<UUID> named(List<FoundCode> codes, Collection<PageKey> keys) {
    return codes.stream()
        .map(c -> PageCode.read(c.text(), keys))
        .flatMap(read ->
            switch (read) {
              case PageCode.Valid(PageCode code) -> Optional.of(code.application()).stream();
              case PageCode.Stale(PageCode code, int _) -> Optional.of(code.application()).stream();
              case PageCode.Forged _, PageCode.OtherLayout _, PageCode.Foreign _ ->
                  Optional.<UUID>empty().stream();
            })
        .findFirst();
  }
}
