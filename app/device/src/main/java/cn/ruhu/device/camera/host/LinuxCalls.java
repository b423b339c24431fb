package cn.ruhu.device.camera.host;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The real ones, through the C library of Linux. Used by one thread.
final class LinuxCalls implements VideoCalls {
  private static final int READ_WRITE_NONBLOCK = 0x2 | 0x800;
  private static final int PROTECT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;
  private static final short POLL_IN = 1;
  private static final short POLL_ERROR = 8 | 16 | 32;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private final MethodHandle open = link("open", FunctionDescriptor.of(INT, POINTER, INT), 2);
  private final MethodHandle close = link("close", FunctionDescriptor.of(INT, INT), -1);
  private final MethodHandle ioctl =
      link("ioctl", FunctionDescriptor.of(INT, INT, LONG, POINTER), 2);
  private final MethodHandle map =
      link("mmap", FunctionDescriptor.of(POINTER, POINTER, LONG, INT, INT, INT, LONG), -1);
  private final MethodHandle unmap = link("munmap", FunctionDescriptor.of(INT, POINTER, LONG), -1);
  private final MethodHandle poll =
      link("poll", FunctionDescriptor.of(INT, POINTER, LONG, INT), -1);

  /// @param variadic place of the first argument of `...`, below 0 for none
  @SuppressWarnings("restricted") // calling C is what this class is for
  private static MethodHandle link(String name, FunctionDescriptor shape, int variadic) {
    var linker = Linker.nativeLinker();
    var function = linker.defaultLookup().findOrThrow(name);
    var errno = Linker.Option.captureCallState("errno");
    return variadic < 0
        ? linker.downcallHandle(function, shape, errno)
        : linker.downcallHandle(function, shape, errno, Linker.Option.firstVariadicArg(variadic));
  }

  @Override
  public int open(String path) {
    try (var arena = Arena.ofConfined()) {
      return result((int) open.invokeExact(state, arena.allocateFrom(path), READ_WRITE_NONBLOCK));
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @Override
  public void close(int descriptor) {
    try {
      int _ = (int) close.invokeExact(state, descriptor);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @Override
  public int ioctl(int descriptor, long request, MemorySegment argument) {
    try {
      while (true) {
        int done = result((int) ioctl.invokeExact(state, descriptor, request, argument));
        if (done != -INTERRUPTED) return done;
      }
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @Override
  @SuppressWarnings("restricted") // the kernel says how long its buffer is
  public MemorySegment map(int descriptor, long offset, long length) {
    try {
      var at =
          (MemorySegment)
              map.invokeExact(
                  state,
                  MemorySegment.NULL,
                  length,
                  PROTECT_READ_WRITE,
                  MAP_SHARED,
                  descriptor,
                  offset);
      return at.address() == -1 ? MemorySegment.NULL : at.reinterpret(length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @Override
  public void unmap(MemorySegment mapped) {
    try {
      int _ = (int) unmap.invokeExact(state, mapped, mapped.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @Override
  public int poll(int descriptor, int timeoutMs) {
    try (var arena = Arena.ofConfined()) {
      var wanted = arena.allocate(8);
      wanted.set(INT, 0, descriptor);
      wanted.set(ValueLayout.JAVA_SHORT, 4, POLL_IN);
      int done = result((int) poll.invokeExact(state, wanted, 1L, timeoutMs));
      boolean error = (wanted.get(ValueLayout.JAVA_SHORT, 6) & POLL_ERROR) != 0;
      return done > 0 && error ? -NO_DEVICE : done;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private int result(int returned) {
    return returned >= 0 ? returned : -(int) ERRNO.get(state, 0L);
  }

  private static RuntimeException broken(Throwable e) {
    if (e instanceof Error error) throw error;
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }
}
