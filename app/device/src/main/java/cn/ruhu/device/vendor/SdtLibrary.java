package cn.ruhu.device.vendor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The functions `SDT_*` that vendors' libraries share, with room behind every buffer: lengths a
/// library claims are looked at before anything is copied. Used by one thread.
final class SdtLibrary {
  /// A reply of the library.
  ///
  /// @param code what the function returned: a status of the module, or 1 to 5 for the computer's
  /// @param parts what it filled, each in its own array
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Reply(int code, byte[]... parts) {
    @Override
    public String toString() {
      return "Reply[%02X]".formatted(code);
    }
  }

  /// More than any of them fills.
  private static final int ROOM = 4_096;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final java.lang.foreign.AddressLayout POINTER = ValueLayout.ADDRESS;

  private final int port;
  private final MethodHandle openPort;
  private final MethodHandle closePort;
  private final MethodHandle status;
  private final MethodHandle reset;
  private final MethodHandle samId;
  private final MethodHandle find;
  private final MethodHandle select;
  private final MethodHandle read;
  private final MethodHandle address;

  /// @param port as the vendor counts
  /// @throws IllegalArgumentException when a function is missing
  SdtLibrary(SymbolLookup library, int port) {
    this.port = port;
    var one = FunctionDescriptor.of(INT, INT);
    var two = FunctionDescriptor.of(INT, INT, INT);
    var buffer = FunctionDescriptor.of(INT, INT, POINTER, INT);
    openPort = link(library, "SDT_OpenPort", one);
    closePort = link(library, "SDT_ClosePort", one);
    status = link(library, "SDT_GetSAMStatus", two);
    reset = link(library, "SDT_ResetSAM", two);
    samId = link(library, "SDT_GetSAMIDToStr", buffer);
    find = link(library, "SDT_StartFindIDCard", buffer);
    select = link(library, "SDT_SelectIDCard", buffer);
    read =
        link(
            library,
            "SDT_ReadBaseMsg",
            FunctionDescriptor.of(INT, INT, POINTER, POINTER, POINTER, POINTER, INT));
    address =
        link(library, "SDT_ReadNewAppMsg", FunctionDescriptor.of(INT, INT, POINTER, POINTER, INT));
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private static MethodHandle link(SymbolLookup library, String name, FunctionDescriptor shape) {
    var function =
        library.find(name).orElseThrow(() -> new IllegalArgumentException("lacks " + name));
    return Linker.nativeLinker().downcallHandle(function, shape);
  }

  /// @return 0x90 when the port is open
  int open() {
    return code(openPort, port);
  }

  void close() {
    code(closePort, port);
  }

  Reply status() {
    return new Reply(code(status, port, 0));
  }

  Reply reset() {
    return new Reply(code(reset, port, 0));
  }

  /// The printed form of the serial number as ASCII.
  Reply samId() {
    try (var arena = Arena.ofConfined()) {
      var text = arena.allocate(ROOM);
      int code = code(samId, port, text, 0);
      byte[] all = text.toArray(ValueLayout.JAVA_BYTE);
      int end = 0;
      while (end < all.length && all[end] != 0) end++;
      String printed = new String(all, 0, end, StandardCharsets.US_ASCII).strip();
      return new Reply(code, printed.getBytes(StandardCharsets.US_ASCII));
    }
  }

  Reply find() {
    return fixed(find, 4);
  }

  Reply select() {
    return fixed(select, 8);
  }

  private Reply fixed(MethodHandle function, int length) {
    try (var arena = Arena.ofConfined()) {
      var data = arena.allocate(ROOM);
      int code = code(function, port, data, 0);
      return new Reply(code, Arrays.copyOf(data.toArray(ValueLayout.JAVA_BYTE), length));
    }
  }

  /// Text and portrait.
  Reply read() {
    try (var arena = Arena.ofConfined()) {
      var text = arena.allocate(ROOM);
      var textLength = arena.allocateFrom(INT, 0);
      var photo = arena.allocate(ROOM);
      var photoLength = arena.allocateFrom(INT, 0);
      int code = code(read, port, text, textLength, photo, photoLength, 0);
      return new Reply(code, cut(text, textLength), cut(photo, photoLength));
    }
  }

  /// The newest added address.
  Reply address() {
    try (var arena = Arena.ofConfined()) {
      var data = arena.allocate(ROOM);
      var length = arena.allocateFrom(INT, 0);
      int code = code(address, port, data, length, 0);
      return new Reply(code, cut(data, length));
    }
  }

  /// A length that cannot be is an empty part, which no reader takes for a card.
  private static byte[] cut(MemorySegment data, MemorySegment length) {
    int n = length.get(INT, 0);
    if (n < 0 || n > ROOM) return new byte[0];
    return Arrays.copyOf(data.toArray(ValueLayout.JAVA_BYTE), n);
  }

  private static int code(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
