package cn.ruhu.device.usb;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.idcard.ByteTransport;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A libusb made of upcalls, with one device on its bus and a module behind the device's endpoints:
/// what is called is C by its shape, and Java behind it.
@SuppressWarnings("restricted") // a library is what this stands for
public final class StubLibUsb {
  private static final byte IN = (byte) 0x81;
  private static final byte OUT = 0x02;

  private final Arena arena = Arena.ofShared();
  private final Map<String, MemorySegment> functions = new HashMap<>();
  private final MemorySegment device = arena.allocate(8);
  private final MemorySegment handle = arena.allocate(8);
  private final ByteTransport module;
  private final int vendor;
  private final int product;

  /// what opening answers
  public volatile int openCode;

  /// what claiming answers
  public volatile int claimCode;

  /// what a transfer answers instead of moving anything, 0 for moving
  public volatile int bulkCode;

  /// longest packet
  public volatile int packet = 64;

  /// whether the device is on the bus
  public volatile boolean plugged = true;

  /// calls of `libusb_close` and `libusb_exit`
  public volatile int closed;

  public volatile int exited;

  public StubLibUsb(int vendor, int product, ByteTransport module) {
    this.vendor = vendor;
    this.product = product;
    this.module = module;
    var i = ValueLayout.JAVA_INT;
    var p = ValueLayout.ADDRESS;
    var l = ValueLayout.JAVA_LONG;
    var b = ValueLayout.JAVA_BYTE;
    upcall("libusb_init", FunctionDescriptor.of(i, p));
    upcall("libusb_exit", FunctionDescriptor.ofVoid(p));
    upcall("libusb_get_device_list", FunctionDescriptor.of(l, p, p));
    upcall("libusb_free_device_list", FunctionDescriptor.ofVoid(p, i));
    upcall("libusb_get_device_descriptor", FunctionDescriptor.of(i, p, p));
    upcall("libusb_open", FunctionDescriptor.of(i, p, p));
    upcall("libusb_close", FunctionDescriptor.ofVoid(p));
    upcall("libusb_set_auto_detach_kernel_driver", FunctionDescriptor.of(i, p, i));
    upcall("libusb_claim_interface", FunctionDescriptor.of(i, p, i));
    upcall("libusb_release_interface", FunctionDescriptor.of(i, p, i));
    upcall("libusb_get_active_config_descriptor", FunctionDescriptor.of(i, p, p));
    upcall("libusb_free_config_descriptor", FunctionDescriptor.ofVoid(p));
    upcall("libusb_bulk_transfer", FunctionDescriptor.of(i, p, b, p, i, p, i));
  }

  private void upcall(String name, FunctionDescriptor shape) {
    try {
      MethodType type = shape.toMethodType();
      var target = MethodHandles.lookup().findVirtual(StubLibUsb.class, name, type).bindTo(this);
      functions.put(name, Linker.nativeLinker().upcallStub(target, shape, arena));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /// The library as it would be loaded.
  public SymbolLookup lookup() {
    return name -> Optional.ofNullable(functions.get(name));
  }

  /// The library without one of its functions.
  SymbolLookup without(String missing) {
    return name -> name.equals(missing) ? Optional.empty() : lookup().find(name);
  }

  public UsbBus bus() throws DeviceException {
    return new UsbBus(new LibUsb(lookup()), Arena.ofShared());
  }

  int libusb_init(MemorySegment out) {
    at(out, 8).set(ValueLayout.ADDRESS, 0, arena.allocate(8));
    return 0;
  }

  void libusb_exit(MemorySegment context) {
    exited++;
  }

  long libusb_get_device_list(MemorySegment context, MemorySegment out) {
    var list = arena.allocate(24);
    list.setAtIndex(ValueLayout.ADDRESS, 0, device);
    at(out, 8).set(ValueLayout.ADDRESS, 0, list);
    return plugged ? 1 : 0;
  }

  void libusb_free_device_list(MemorySegment list, int unref) {}

  int libusb_get_device_descriptor(MemorySegment of, MemorySegment into) {
    var d = at(into, LibUsb.Layout.DEVICE_DESCRIPTOR);
    d.set(ValueLayout.JAVA_SHORT_UNALIGNED, LibUsb.Layout.VENDOR_AT, (short) vendor);
    d.set(ValueLayout.JAVA_SHORT_UNALIGNED, LibUsb.Layout.PRODUCT_AT, (short) product);
    return 0;
  }

  int libusb_open(MemorySegment of, MemorySegment out) {
    at(out, 8).set(ValueLayout.ADDRESS, 0, handle);
    return openCode;
  }

  void libusb_close(MemorySegment of) {
    closed++;
  }

  int libusb_set_auto_detach_kernel_driver(MemorySegment of, int on) {
    return -12;
  }

  int libusb_claim_interface(MemorySegment of, int number) {
    return claimCode;
  }

  int libusb_release_interface(MemorySegment of, int number) {
    return 0;
  }

  /// As `libusb.h` lays it out on 64 bits: an interrupt endpoint first, then the two of bulk.
  int libusb_get_active_config_descriptor(MemorySegment of, MemorySegment out) {
    var endpoints = arena.allocate(96, 8);
    endpoint(endpoints, 0, (byte) 0x83, 3);
    endpoint(endpoints, 1, IN, 2);
    endpoint(endpoints, 2, OUT, 2);
    var setting = arena.allocate(40, 8);
    setting.set(ValueLayout.JAVA_BYTE, 4, (byte) 3);
    setting.set(ValueLayout.ADDRESS, 16, endpoints);
    var settings = arena.allocate(16, 8);
    settings.set(ValueLayout.ADDRESS, 0, setting);
    settings.set(ValueLayout.JAVA_INT, 8, 1);
    var config = arena.allocate(40, 8);
    config.set(ValueLayout.JAVA_BYTE, 4, (byte) 1);
    config.set(ValueLayout.ADDRESS, 16, settings);
    at(out, 8).set(ValueLayout.ADDRESS, 0, config);
    return 0;
  }

  private static void endpoint(MemorySegment all, int index, byte address, int attributes) {
    all.set(ValueLayout.JAVA_BYTE, index * 32L + 2, address);
    all.set(ValueLayout.JAVA_BYTE, index * 32L + 3, (byte) attributes);
  }

  void libusb_free_config_descriptor(MemorySegment config) {}

  int libusb_bulk_transfer(
      MemorySegment of, byte endpoint, MemorySegment data, int length, MemorySegment out, int ms) {
    if (bulkCode != 0) return bulkCode;
    if (!plugged) return LibUsb.ERROR_NO_DEVICE;
    try {
      int moved = endpoint == OUT ? write(data, length) : read(data, length, ms);
      at(out, 4).set(ValueLayout.JAVA_INT, 0, moved);
      return moved == 0 ? LibUsb.ERROR_TIMEOUT : 0;
    } catch (DeviceException e) {
      return LibUsb.ERROR_NO_DEVICE;
    }
  }

  private int write(MemorySegment data, int length) throws DeviceException {
    module.write(at(data, length).toArray(ValueLayout.JAVA_BYTE));
    return length;
  }

  private int read(MemorySegment data, int length, int ms) throws DeviceException {
    byte[] some = new byte[Math.min(packet, length)];
    int n = module.read(some, ms);
    MemorySegment.copy(some, 0, at(data, length), ValueLayout.JAVA_BYTE, 0, n);
    return n;
  }

  private static MemorySegment at(MemorySegment pointer, long size) {
    return pointer.reinterpret(size);
  }
}
