/// Sealed bundles: work that comes by stick, by folder or by another machine.
@NullMarked
package cn.ruhu.server.bundles;

import org.jspecify.annotations.NullMarked;
