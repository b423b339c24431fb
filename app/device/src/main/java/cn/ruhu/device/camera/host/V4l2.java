package cn.ruhu.device.camera.host;

/// Numbers of Video4Linux: requests, sizes of its structures, places of their fields, and values,
/// as on any Linux of 64 bits. Compared with the system's headers by `-Pdevices`.
final class V4l2 {
  static final long QUERYCAP = 0x80685600L;
  static final long ENUM_FMT = 0xC0405602L;
  static final long S_FMT = 0xC0D05605L;
  static final long REQBUFS = 0xC0145608L;
  static final long QUERYBUF = 0xC0585609L;
  static final long QBUF = 0xC058560FL;
  static final long DQBUF = 0xC0585611L;
  static final long STREAMON = 0x40045612L;
  static final long STREAMOFF = 0x40045613L;
  static final long S_CTRL = 0xC008561CL;
  static final long ENUM_FRAMESIZES = 0xC02C564AL;

  /// struct v4l2_capability
  static final int CAPABILITY = 104;

  static final int CAPABILITY_CARD = 16;
  static final int CAPABILITY_CARD_LENGTH = 32;
  static final int CAPABILITY_CAPABILITIES = 84;
  static final int CAPABILITY_DEVICE_CAPS = 88;

  /// struct v4l2_fmtdesc
  static final int FMTDESC = 64;

  static final int FMTDESC_INDEX = 0;
  static final int FMTDESC_TYPE = 4;
  static final int FMTDESC_PIXELFORMAT = 44;

  /// struct v4l2_frmsizeenum
  static final int FRMSIZE = 44;

  static final int FRMSIZE_INDEX = 0;
  static final int FRMSIZE_PIXELFORMAT = 4;
  static final int FRMSIZE_TYPE = 8;
  static final int FRMSIZE_WIDTH = 12;
  static final int FRMSIZE_HEIGHT = 16;
  static final int FRMSIZE_MAX_WIDTH = 16;
  static final int FRMSIZE_MAX_HEIGHT = 28;

  /// struct v4l2_format
  static final int FORMAT = 208;

  static final int FORMAT_TYPE = 0;
  static final int FORMAT_WIDTH = 8;
  static final int FORMAT_HEIGHT = 12;
  static final int FORMAT_PIXELFORMAT = 16;
  static final int FORMAT_FIELD = 20;
  static final int FORMAT_BYTESPERLINE = 24;

  /// struct v4l2_requestbuffers
  static final int REQUESTBUFFERS = 20;

  static final int REQUESTBUFFERS_COUNT = 0;
  static final int REQUESTBUFFERS_TYPE = 4;
  static final int REQUESTBUFFERS_MEMORY = 8;

  /// struct v4l2_buffer
  static final int BUFFER = 88;

  static final int BUFFER_INDEX = 0;
  static final int BUFFER_TYPE = 4;
  static final int BUFFER_BYTESUSED = 8;
  static final int BUFFER_FLAGS = 12;
  static final int BUFFER_MEMORY = 60;
  static final int BUFFER_OFFSET = 64;
  static final int BUFFER_LENGTH = 72;

  /// struct v4l2_control
  static final int CONTROL = 8;

  static final int CONTROL_ID = 0;
  static final int CONTROL_VALUE = 4;

  static final int CAP_VIDEO_CAPTURE = 0x00000001;
  static final int CAP_STREAMING = 0x04000000;
  static final int CAP_DEVICE_CAPS = 0x80000000;
  static final int TYPE_CAPTURE = 1;
  static final int MEMORY_MMAP = 1;
  static final int FIELD_NONE = 1;
  static final int SIZE_DISCRETE = 1;
  static final int BUF_FLAG_ERROR = 0x40;

  static final int MJPEG = 0x47504A4D;
  static final int JPEG = 0x4745504A;
  static final int YUYV = 0x56595559;

  /// The camera's own focus, on.
  static final int CID_FOCUS_AUTO = 0x009A090C;

  /// Flicker of lamps.
  static final int CID_POWER_LINE_FREQUENCY = 0x00980918;

  static final int POWER_LINE_50_HZ = 1;

  private V4l2() {}
}
