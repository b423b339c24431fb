package cn.ruhu.device.escl.emulator;

/// What the emulator does against the protocol, or what happens to its paper.
public enum EsclFault {
  /// the address of a job names another host
  LOCATION_WRONG_HOST,
  /// the address of a job begins with an IPv6 host without brackets, which is no URI
  LOCATION_BROKEN,
  /// an order is answered without an address
  LOCATION_NONE,
  /// an order finds it busy, with a time to come back
  BUSY_JOB,
  /// an order finds it busy for longer than anybody waits
  BUSY_LONG,
  /// a page finds it busy, without a time
  BUSY_PAGE,
  /// black and white is refused
  REFUSES_BITONAL,
  /// any order is refused
  REFUSES,
  /// a password is asked for
  DENIES,
  /// everything is sent on to the encrypted port
  SECURE_ONLY,
  /// the end of the stack is told by 409, as AirSane does
  END_409,
  /// the end of the stack is told by 410
  END_410,
  /// the end of the stack is told by 404, and the connection breaks inside its words, as Kyocera
  /// does
  END_BROKEN,
  /// an empty feeder is said to be at work and the job to be aborted, as Kyocera does
  EMPTY_PROCESSING,
  /// nothing but PDF is offered, and a document counts for as many more images as it happens times
  ONE_PDF,
  /// the page is not there yet although the device works: 404 once
  NOT_YET,
  /// a jam inside the page: 200 without a byte, the job aborted, the feeder says nothing
  EMPTY_PAGE,
  /// a jam between pages: 404, feeder and job say so
  JAM,
  /// the lid was opened: 404
  COVER,
  /// two sheets at once: 404
  MISPICK,
  /// 404 and the job aborted, without a reason
  ABORTED,
  /// somebody pressed the button at the device
  CANCELLED,
  /// half of a page, sent as if it were all
  CUT_PAGE,
  /// the connection breaks inside the page, the device lives on
  DROP_PAGE,
  /// the device goes away inside the page and does not come back
  VANISH,
  /// no answer at all for a page
  STALL,
  /// a page comes in small pieces with pauses between them
  SLOW,
  /// words where a page ought to be
  NONSENSE_PAGE,
  /// a page is passed over: counted by the device and never sent
  SKIPS,
  /// what it says of itself is no XML
  NONSENSE_STATUS,
  /// its capabilities bring a document type with an entity that reads a file
  ENTITY
}
