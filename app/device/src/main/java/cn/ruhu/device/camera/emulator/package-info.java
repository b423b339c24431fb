/// Cameras that are none: they send real JPEG bytes over a real line, with the sins of real ones.
@NullMarked
package cn.ruhu.device.camera.emulator;

import org.jspecify.annotations.NullMarked;
