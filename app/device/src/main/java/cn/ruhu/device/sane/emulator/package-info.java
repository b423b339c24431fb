/// A program that behaves as `scanimage` does, word for word and byte for byte, with a feeder that
/// is a folder.
@NullMarked
package cn.ruhu.device.sane.emulator;

import org.jspecify.annotations.NullMarked;
