/// A program that behaves as NAPS2.Console does by its published source, with a feeder that is a
/// folder.
@NullMarked
package cn.ruhu.device.naps2.emulator;

import org.jspecify.annotations.NullMarked;
