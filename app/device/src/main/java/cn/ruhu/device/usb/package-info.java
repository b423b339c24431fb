/// USB bulk transfers through libusb-1.0 and `java.lang.foreign`: what a card reader on Linux needs
/// and nothing more.
///
/// Proved against a stub only: every function of the library stood as an upcall of a test, with its
/// structures laid out as on 64-bit Linux. No real libusb and no real device took part. What the
/// stub cannot say is how a kernel driver lets go of a device and how late a pulled plug shows.
@NullMarked
package cn.ruhu.device.usb;

import org.jspecify.annotations.NullMarked;
