/// The process around a vendor's library of card readers: it loads the library, speaks its `SDT_*`
/// functions, and answers on its standard output with the frames of a module. What the library does
/// to this process, the window does not notice.
///
/// Proved against stubs only: the functions of a library as upcalls of a test, and helpers that
/// crash, hang and lie. No vendor's library took part. A 64-bit virtual machine loads 64-bit
/// libraries only; most of what vendors ship for Windows has 32 bits and is reached through their
/// local service. What a library prints on standard output by itself is noise between frames, or
/// damages one, which is then asked for again.
@NullMarked
package cn.ruhu.device.vendor;

import org.jspecify.annotations.NullMarked;
