package cn.ruhu.device.camera;

import java.time.Instant;

/// One picture of a camera.
///
/// @param jpeg from its start to its end marker as the camera made it; the standard tables were put
///   in where it left them out ([JpegTables]). Not copied
/// @param size as its header says
/// @param taken when it had come
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record CameraFrame(byte[] jpeg, FrameSize size, Instant taken) {
  @Override
  public String toString() {
    return "CameraFrame[" + size + ", " + jpeg.length + " bytes]";
  }
}
