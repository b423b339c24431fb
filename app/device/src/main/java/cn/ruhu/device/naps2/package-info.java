/// Scanners of Windows through the program NAPS2.Console, which speaks TWAIN and WIA (DEVICES 2.4):
/// drivers of 32 bits load into its process, not into ours. Proved against an emulator that follows
/// its published source; neither the program itself nor a scanner took part.
@NullMarked
package cn.ruhu.device.naps2;

import org.jspecify.annotations.NullMarked;
