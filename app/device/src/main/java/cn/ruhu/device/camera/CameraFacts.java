package cn.ruhu.device.camera;

/// What an open camera is and gives.
///
/// @param model as it calls itself, may be `""`
/// @param preview size of the frames to aim by
/// @param still size of a picture when somebody presses; 0 by 0 until the first one, where only
///   taking one tells
/// @param raw whether pictures are the camera's own JPEG; else they were compressed here
public record CameraFacts(String model, FrameSize preview, FrameSize still, boolean raw) {}
