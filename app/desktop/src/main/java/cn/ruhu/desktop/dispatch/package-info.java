/// Dispatch: accepted cases get their verification request, an agency and a pair of investigators.
@NullMarked
package cn.ruhu.desktop.dispatch;

import org.jspecify.annotations.NullMarked;
