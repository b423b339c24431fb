/// What the registry says of households in receipt that may end or change their aid, and what the
/// street makes of it.
@NullMarked
package cn.ruhu.desktop.signals;

import org.jspecify.annotations.NullMarked;
