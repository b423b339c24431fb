/// The process around a camera's driver: it opens the camera, writes frames to its standard output
/// and takes a picture when told to. What a driver does to this process, the window does not
/// notice.
///
/// Linux is driven through V4L2 itself ([V4l2Driver]): its largest modes and its own JPEG bytes are
/// had no other way. Other systems, and Linux where V4L2 is not to be had, go through
/// webcam-capture ([WebcamDriver]). No camera was at hand: the calls are proved against an emulated
/// kernel that checks and fills the structures byte by byte, and their numbers and layouts against
/// the system's headers by `-Pdevices`.
@NullMarked
package cn.ruhu.device.camera.host;

import org.jspecify.annotations.NullMarked;
