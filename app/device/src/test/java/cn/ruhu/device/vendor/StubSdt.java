package cn.ruhu.device.vendor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A vendor's library made of upcalls, with one card on it.
@SuppressWarnings("restricted") // a library is what this stands for
final class StubSdt {
  private final Arena arena = Arena.ofShared();
  private final Map<String, MemorySegment> functions = new HashMap<>();
  final byte[] text;

  /// what reading answers
  int readCode = 0x90;

  /// what the library claims to have filled
  int textLength = 256;

  StubSdt(byte[] text) {
    this.text = text.clone();
    var i = ValueLayout.JAVA_INT;
    var p = ValueLayout.ADDRESS;
    var buffer = FunctionDescriptor.of(i, i, p, i);
    upcall("SDT_OpenPort", FunctionDescriptor.of(i, i));
    upcall("SDT_ClosePort", FunctionDescriptor.of(i, i));
    upcall("SDT_GetSAMStatus", FunctionDescriptor.of(i, i, i));
    upcall("SDT_ResetSAM", FunctionDescriptor.of(i, i, i));
    upcall("SDT_GetSAMIDToStr", buffer);
    upcall("SDT_StartFindIDCard", buffer);
    upcall("SDT_SelectIDCard", buffer);
    upcall("SDT_ReadBaseMsg", FunctionDescriptor.of(i, i, p, p, p, p, i));
    upcall("SDT_ReadNewAppMsg", FunctionDescriptor.of(i, i, p, p, i));
  }

  private void upcall(String name, FunctionDescriptor shape) {
    try {
      var target =
          MethodHandles.lookup()
              .findVirtual(StubSdt.class, name, shape.toMethodType())
              .bindTo(this);
      functions.put(name, Linker.nativeLinker().upcallStub(target, shape, arena));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  SymbolLookup lookup() {
    return name -> Optional.ofNullable(functions.get(name));
  }

  int SDT_OpenPort(int port) {
    return 0x90;
  }

  int SDT_ClosePort(int port) {
    return 0x90;
  }

  int SDT_GetSAMStatus(int port, int ifOpen) {
    return port == 1_001 && ifOpen == 0 ? 0x90 : 0x05;
  }

  int SDT_ResetSAM(int port, int ifOpen) {
    return 0x90;
  }

  int SDT_GetSAMIDToStr(int port, MemorySegment out, int ifOpen) {
    byte[] id = "05.01-20160316-0005241654-1234567890\0".getBytes(StandardCharsets.US_ASCII);
    fill(out, id);
    return 0x90;
  }

  int SDT_StartFindIDCard(int port, MemorySegment out, int ifOpen) {
    return 0x9F;
  }

  int SDT_SelectIDCard(int port, MemorySegment out, int ifOpen) {
    return 0x90;
  }

  int SDT_ReadBaseMsg(
      int port,
      MemorySegment out,
      MemorySegment outLength,
      MemorySegment photo,
      MemorySegment photoLength,
      int ifOpen) {
    fill(out, text);
    outLength.reinterpret(4).set(ValueLayout.JAVA_INT, 0, textLength);
    fill(photo, new byte[1024]);
    photoLength.reinterpret(4).set(ValueLayout.JAVA_INT, 0, 1024);
    return readCode;
  }

  int SDT_ReadNewAppMsg(int port, MemorySegment out, MemorySegment outLength, int ifOpen) {
    return 0x91;
  }

  private static void fill(MemorySegment out, byte[] bytes) {
    MemorySegment.copy(
        bytes, 0, out.reinterpret(bytes.length), ValueLayout.JAVA_BYTE, 0, bytes.length);
  }
}
