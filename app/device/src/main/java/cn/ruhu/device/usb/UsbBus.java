package cn.ruhu.device.usb;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The USB devices of this machine. Used by one thread; close it, or the line opened on it, when
/// done.
public final class UsbBus implements AutoCloseable {
  private static final String LINUX_NAME = "libusb-1.0.so.0";

  /// Nobody has more on a desk; a longer list is not believed.
  private static final long DEVICES_MAX = 1_024;

  /// A device. @param vendor and @param product: its ids
  public record Device(int vendor, int product) {}

  private final LibUsb library;
  private final Arena arena;
  private final MemorySegment context;
  private boolean closed;

  /// @param arena closed with the bus
  UsbBus(LibUsb library, Arena arena) throws DeviceException {
    this.library = library;
    this.arena = arena;
    var out = arena.allocate(ValueLayout.ADDRESS);
    int code = library.init(out);
    if (code != 0) throw new DeviceException(Fault.LIBRARY, "libusb_init " + code);
    context = out.get(ValueLayout.ADDRESS, 0);
  }

  /// The bus through the library of the system.
  ///
  /// @throws DeviceException LIBRARY when it is not installed or of another architecture
  @SuppressWarnings({"restricted", "MustBeClosedChecker"}) // loaded by name; the bus closes it
  public static UsbBus system() throws DeviceException {
    var arena = Arena.ofShared();
    try {
      return new UsbBus(new LibUsb(SymbolLookup.libraryLookup(LINUX_NAME, arena)), arena);
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new DeviceException(Fault.LIBRARY, LINUX_NAME, e);
    } catch (DeviceException e) {
      arena.close();
      throw e;
    }
  }

  /// What is plugged in now.
  public List<Device> devices() throws DeviceException {
    var all = new ArrayList<Device>();
    list((device, descriptor) -> {
      all.add(ids(descriptor));
      return false;
    });
    return List.copyOf(all);
  }

  /// Opens the first device that fits; the line owns the bus from then on, and a failure closes it.
  ///
  /// @throws DeviceException ABSENT, DENIED (no rights: see the udev rule in the module's README),
  ///   BUSY or LIBRARY
  public UsbLine open(Predicate<Device> wanted) throws DeviceException {
    var opened = new ArrayList<UsbLine>();
    try {
      list((device, descriptor) -> {
        if (!wanted.test(ids(descriptor))) return false;
        opened.add(line(device));
        return true;
      });
      if (opened.isEmpty()) throw new DeviceException(Fault.ABSENT, "no such USB device");
      return opened.getFirst();
    } catch (DeviceException e) {
      close();
      throw e;
    }
  }

  private UsbLine line(MemorySegment device) throws DeviceException {
    var out = arena.allocate(ValueLayout.ADDRESS);
    check(library.open(device, out), "libusb_open");
    var handle = out.get(ValueLayout.ADDRESS, 0);
    try {
      library.detachKernelDriver(handle);
      check(library.claimInterface(handle, 0), "libusb_claim_interface");
      byte in = endpoint(device, true);
      byte to = endpoint(device, false);
      return new UsbLine(library, this, handle, in, to);
    } catch (DeviceException e) {
      library.close(handle);
      throw e;
    }
  }

  private byte endpoint(MemorySegment device, boolean in) throws DeviceException {
    return library.endpoints(device, arena.allocate(ValueLayout.ADDRESS)).stream()
        .filter(e -> e.bulk() && e.in() == in)
        .findFirst()
        .orElseThrow(() -> new DeviceException(Fault.ABSENT, "no bulk endpoint"))
        .address();
  }

  private static void check(int code, String call) throws DeviceException {
    if (code == 0) return;
    throw new DeviceException(
        switch (code) {
          case LibUsb.ERROR_ACCESS -> Fault.DENIED;
          case LibUsb.ERROR_BUSY -> Fault.BUSY;
          default -> Fault.ABSENT;
        },
        call + " " + code);
  }

  private interface Visit {
    /// @return true to stop
    boolean device(MemorySegment device, MemorySegment descriptor) throws DeviceException;
  }

  @SuppressWarnings("restricted") // the library's own list, by the count it gave
  private void list(Visit visit) throws DeviceException {
    try (var own = Arena.ofConfined()) {
      var out = own.allocate(ValueLayout.ADDRESS);
      long count = library.getDeviceList(context, out);
      if (count < 0 || count > DEVICES_MAX)
        throw new DeviceException(Fault.LIBRARY, "libusb_get_device_list " + count);
      var first = out.get(ValueLayout.ADDRESS, 0);
      var list = first.reinterpret(count * ValueLayout.ADDRESS.byteSize());
      try {
        var descriptor = own.allocate(LibUsb.Layout.DEVICE_DESCRIPTOR);
        for (long i = 0; i < count; i++) {
          var device = list.getAtIndex(ValueLayout.ADDRESS, i);
          if (library.getDeviceDescriptor(device, descriptor) != 0) continue;
          if (visit.device(device, descriptor)) return;
        }
      } finally {
        library.freeDeviceList(first);
      }
    }
  }

  private static Device ids(MemorySegment descriptor) {
    return new Device(
        u16(descriptor, LibUsb.Layout.VENDOR_AT), u16(descriptor, LibUsb.Layout.PRODUCT_AT));
  }

  private static int u16(MemorySegment from, int at) {
    return Short.toUnsignedInt(from.get(ValueLayout.JAVA_SHORT_UNALIGNED, at));
  }

  @Override
  public void close() {
    if (closed) return;
    closed = true;
    library.exit(context);
    arena.close();
  }
}
