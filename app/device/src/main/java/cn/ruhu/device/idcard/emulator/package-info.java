/// A card reader made of bytes: the SAM module's side of the line, over TCP, in memory or on a
/// pseudo terminal, with every fault a line and a card can have. For demonstrations and tests; it
/// shares only the frame with the driver and is proved by the published vectors.
@NullMarked
package cn.ruhu.device.idcard.emulator;

import org.jspecify.annotations.NullMarked;
