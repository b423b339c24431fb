/// Cameras over a sheet of paper: a stream of pictures to aim by, and one picture as the camera
/// made it when somebody presses. A camera on the network speaks MJPEG over HTTP ([MjpegCamera]); a
/// camera at this machine is driven by a process of its own ([HelperCamera]), because native
/// drivers of cameras end virtual machines (DEVICES 2.1).
@NullMarked
package cn.ruhu.device.camera;

import org.jspecify.annotations.NullMarked;
