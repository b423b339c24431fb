/// ID-card readers with a SAM_V or SAM_A module: the line protocol, the card's text block, and the
/// reader as the window sees it. Facts and sources: the module's README.
@NullMarked
package cn.ruhu.device.idcard;

import org.jspecify.annotations.NullMarked;
