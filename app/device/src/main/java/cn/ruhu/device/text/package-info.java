/// Print read by machine, where the machine has a program for it; nothing depends on it.
@NullMarked
package cn.ruhu.device.text;

import org.jspecify.annotations.NullMarked;
