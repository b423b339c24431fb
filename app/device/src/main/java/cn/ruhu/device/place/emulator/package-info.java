/// Receivers without satellites: the bytes of a receiver and of gpsd, with their faults.
@NullMarked
package cn.ruhu.device.place.emulator;

import org.jspecify.annotations.NullMarked;
