/// One's own badge: made, printed, taken back. What it is used for is in `visit`.
@NullMarked
package cn.ruhu.desktop.badge;

import org.jspecify.annotations.NullMarked;
