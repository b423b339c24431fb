package cn.ruhu.device.idcard;

import java.util.Optional;

/// Turns the coded portrait of a card (WLT, 1024 bytes) into a picture. The format is not
/// published, so nothing of ours decodes it: a vendor's program may be plugged in
/// ([PortraitProgram]), none is bundled, and everything works without. Slow: call it away from the
/// window.
@FunctionalInterface
public interface PortraitDecoder {
  /// No vendor's program.
  PortraitDecoder NONE = _ -> Optional.empty();

  /// A picture as BMP, JPEG or PNG; empty when there is none or it is no portrait. Never throws.
  Optional<RawBlock> decode(RawBlock coded);
}
