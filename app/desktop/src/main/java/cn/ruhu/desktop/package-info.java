/// The program: what is opened when, and which parts know each other. Read [Wiring] first.
@NullMarked
package cn.ruhu.desktop;

import org.jspecify.annotations.NullMarked;
