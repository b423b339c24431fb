/// What a signed-in person works with, handed to every feature: the cases as this machine knows
/// them, acts under the rules of the case file, and the clock. Knows no window.
@NullMarked
package cn.ruhu.desktop.work;

import org.jspecify.annotations.NullMarked;
