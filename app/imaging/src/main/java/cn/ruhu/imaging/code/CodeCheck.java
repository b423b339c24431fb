package cn.ruhu.imaging.code;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import java.util.Collection;
import java.util.List;

/// Says of a code's text whose it is, so that the search can stop at ours and pass over those of
/// others (payment codes on bills). Must be quick and pure.
@FunctionalInterface
public interface CodeCheck {
  /// What a text is.
  enum Verdict {
    /// printed by this district, authentic
    OURS,
    /// has the shape of ours and does not hold: forged, of another key, of another layout
    DOUBTFUL,
    /// none of ours
    FOREIGN
  }

  /// @param text what the decoder gave, untouched
  Verdict check(String text);

  /// Takes the page codes of this district.
  ///
  /// @param keys the page keys at hand
  static CodeCheck of(Collection<PageKey> keys) {
    var held = List.copyOf(keys);
    return text ->
        switch (PageCode.read(text, held)) {
          case PageCode.Valid _, PageCode.Stale _ -> Verdict.OURS;
          case PageCode.Forged _, PageCode.OtherLayout _ -> Verdict.DOUBTFUL;
          case PageCode.Foreign _ -> Verdict.FOREIGN;
        };
  }

  /// Without a key: a text with the shape of ours may be one, and nobody vouches for it.
  static CodeCheck shapeOnly() {
    return of(List.of());
  }
}
