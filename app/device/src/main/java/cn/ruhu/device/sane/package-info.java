/// Scanners of Linux through SANE's program `scanimage` (DEVICES 2.3): sheet-fed ones at the USB
/// port above all. A driver of SANE that crashes takes `scanimage` down and nothing else. Run
/// against the real program with its `test` and `pnm` devices by `-Pdevices`; no real scanner took
/// part.
@NullMarked
package cn.ruhu.device.sane;

import org.jspecify.annotations.NullMarked;
