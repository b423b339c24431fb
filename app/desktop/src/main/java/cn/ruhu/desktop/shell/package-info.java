/// The window around the screens: rail by role, status strip, quick open, lock, keys.
@NullMarked
package cn.ruhu.desktop.shell;

import org.jspecify.annotations.NullMarked;
