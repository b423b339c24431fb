/// What every screen is made of: text, theme, threads, controls. Knows no feature, no store, no
/// server. The only package that may touch the toolkit's threads.
@NullMarked
package cn.ruhu.desktop.kit;

import org.jspecify.annotations.NullMarked;
