package cn.ruhu.device.idcard.emulator;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The few calls of the C library that make a pseudo terminal on Linux.
final class Libc {
  private static final int OPEN_READ_WRITE_NO_CONTROL = 0x2 | 0x100;
  private static final short POLL_IN = 1;
  private static final int NAME_MAX = 128;

  /// `struct termios` of Linux: the speed is a code in the control flags.
  private static final int TERMIOS = 64;

  private static final int CONTROL_FLAGS_AT = 8;
  private static final int SPEED_BITS = 0x100F;

  private final MethodHandle openMaster = handle("posix_openpt");
  private final MethodHandle grant = handle("grantpt");
  private final MethodHandle unlock = handle("unlockpt");
  private final MethodHandle close = handle("close");
  private final MethodHandle name = pointerHandle("ptsname_r", ValueLayout.JAVA_INT);
  private final MethodHandle read = pointerHandle("read", ValueLayout.JAVA_LONG);
  private final MethodHandle write = pointerHandle("write", ValueLayout.JAVA_LONG);
  private final MethodHandle poll = pollHandle();
  private final MethodHandle attributes =
      link(
          "tcgetattr",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  /// A new master. @return its file descriptor
  int openMaster() throws IOException {
    int master = call(openMaster, OPEN_READ_WRITE_NO_CONTROL);
    if (master < 0 || call(grant, master) != 0 || call(unlock, master) != 0)
      throw new IOException("no pseudo terminal");
    return master;
  }

  /// Path of the other end.
  String slaveName(int master) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(NAME_MAX);
      if ((int) name.invokeExact(master, buffer, (long) NAME_MAX) != 0)
        throw new IOException("ptsname_r");
      return buffer.getString(0);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads what is there. @return bytes read; 0 when none came in time; less when nobody has the
  /// other end open
  int read(int master, byte[] into, int timeoutMs) {
    try (var arena = Arena.ofConfined()) {
      var wanted = arena.allocate(8);
      wanted.set(ValueLayout.JAVA_INT, 0, master);
      wanted.set(ValueLayout.JAVA_SHORT, 4, POLL_IN);
      if ((int) poll.invokeExact(wanted, 1L, timeoutMs) <= 0) return 0;
      var buffer = arena.allocate(into.length);
      int n = (int) (long) read.invokeExact(master, buffer, (long) into.length);
      if (n > 0) MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, n);
      return n;
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Speed the other end set, bits per second; 0 when it is none of ours.
  int speed(int master) {
    try (var arena = Arena.ofConfined()) {
      var termios = arena.allocate(TERMIOS);
      if ((int) attributes.invokeExact(master, termios) != 0) return 0;
      return switch (termios.get(ValueLayout.JAVA_INT, CONTROL_FLAGS_AT) & SPEED_BITS) {
        case 0x0C -> 4_800;
        case 0x0D -> 9_600;
        case 0x0E -> 19_200;
        case 0x0F -> 38_400;
        case 0x1001 -> 57_600;
        case 0x1002 -> 115_200;
        default -> 0;
      };
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void write(int master, byte[] bytes) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      if ((long) write.invokeExact(master, buffer, (long) bytes.length) != bytes.length)
        throw new IOException("write");
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void close(int master) {
    call(close, master);
  }

  private static int call(MethodHandle handle, int argument) {
    try {
      return (int) handle.invokeExact(argument);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle handle(String function) {
    return link(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  private static MethodHandle pointerHandle(String function, ValueLayout result) {
    return link(
        function,
        FunctionDescriptor.of(
            result, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
  }

  private static MethodHandle pollHandle() {
    return link(
        "poll",
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT));
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private static MethodHandle link(String function, FunctionDescriptor shape) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), shape);
  }
}
