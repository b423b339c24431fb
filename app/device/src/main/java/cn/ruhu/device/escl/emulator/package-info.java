/// A scanner of the network at the level of its bytes, with every misbehaviour that was met in the
/// field (DEVICES 2.2, 6.2): for tests, and as a process for whoever wants to try the program.
@NullMarked
package cn.ruhu.device.escl.emulator;

import org.jspecify.annotations.NullMarked;
