package cn.ruhu.desktop.postings;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads of a photograph of a board whose notice hangs there, by the code the notice bears.
/// Stateless; work for `Background`: one picture takes one core.
final class BoardPhoto {
  private BoardPhoto() {}

  private static final String BOARD = "D20";

  /// The files whose notices the picture shows, in the order their codes were found; empty when no
  /// notice's code of this district was read on it. Boards hang full: one picture may show several.
  ///
  /// @param keys page keys at hand; without one no code can be told from a forged one
  static Set<UUID> shows(byte[] picture, Collection<PageKey> keys) {
    if (keys.isEmpty() || !(PageFile.open(picture) instanceof PageFile.Pages pages))
      return Set.of();
    try (pages) {
      return pages.page(0) instanceof PageImage image
          ? named(new PageReader(CodeCheck.of(keys), () -> 0).read(image).codes(), keys)
          : Set.of();
    }
  }

  private static Set<UUID> named(List<FoundCode> codes, Collection<PageKey> keys) {
    return codes.stream()
        .map(c -> PageCode.read(c.text(), keys))
        .flatMap(read ->
            switch (read) {
              case PageCode.Valid(PageCode code) -> Stream.of(code);
              case PageCode.Stale(PageCode code, int _) -> Stream.of(code);
              case PageCode.Forged _, PageCode.OtherLayout _, PageCode.Foreign _ ->
                  Stream.<PageCode>empty();
            })
        .filter(code -> code.docType().equals(BOARD))
        .map(PageCode::application)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
