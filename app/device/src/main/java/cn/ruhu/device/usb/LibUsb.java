package cn.ruhu.device.usb;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// The functions of libusb-1.0 that are called, by name, shape and error code. Thread-safe as far
/// as the library is: calls for one device from one thread at a time.
final class LibUsb {
  static final int ERROR_ACCESS = -3;
  static final int ERROR_NO_DEVICE = -4;
  static final int ERROR_NOT_FOUND = -5;
  static final int ERROR_BUSY = -6;
  static final int ERROR_TIMEOUT = -7;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final java.lang.foreign.AddressLayout POINTER = ValueLayout.ADDRESS;

  private final MethodHandle init;
  private final MethodHandle exit;
  private final MethodHandle getDeviceList;
  private final MethodHandle freeDeviceList;
  private final MethodHandle getDeviceDescriptor;
  private final MethodHandle open;
  private final MethodHandle close;
  private final MethodHandle setAutoDetach;
  private final MethodHandle claimInterface;
  private final MethodHandle releaseInterface;
  private final MethodHandle getActiveConfig;
  private final MethodHandle freeConfig;
  private final MethodHandle bulkTransfer;

  /// @throws DeviceException LIBRARY when a function is missing
  LibUsb(SymbolLookup library) throws DeviceException {
    init = link(library, "libusb_init", FunctionDescriptor.of(INT, POINTER));
    exit = link(library, "libusb_exit", FunctionDescriptor.ofVoid(POINTER));
    getDeviceList =
        link(
            library,
            "libusb_get_device_list",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, POINTER, POINTER));
    freeDeviceList =
        link(library, "libusb_free_device_list", FunctionDescriptor.ofVoid(POINTER, INT));
    getDeviceDescriptor =
        link(library, "libusb_get_device_descriptor", FunctionDescriptor.of(INT, POINTER, POINTER));
    open = link(library, "libusb_open", FunctionDescriptor.of(INT, POINTER, POINTER));
    close = link(library, "libusb_close", FunctionDescriptor.ofVoid(POINTER));
    setAutoDetach =
        link(
            library,
            "libusb_set_auto_detach_kernel_driver",
            FunctionDescriptor.of(INT, POINTER, INT));
    claimInterface =
        link(library, "libusb_claim_interface", FunctionDescriptor.of(INT, POINTER, INT));
    releaseInterface =
        link(library, "libusb_release_interface", FunctionDescriptor.of(INT, POINTER, INT));
    getActiveConfig =
        link(
            library,
            "libusb_get_active_config_descriptor",
            FunctionDescriptor.of(INT, POINTER, POINTER));
    freeConfig = link(library, "libusb_free_config_descriptor", FunctionDescriptor.ofVoid(POINTER));
    bulkTransfer =
        link(
            library,
            "libusb_bulk_transfer",
            FunctionDescriptor.of(INT, POINTER, BYTE, POINTER, INT, POINTER, INT));
  }

  @SuppressWarnings("restricted") // calling C is what this class is for
  private static MethodHandle link(SymbolLookup library, String name, FunctionDescriptor shape)
      throws DeviceException {
    var function = library.find(name);
    if (function.isEmpty()) throw new DeviceException(Fault.LIBRARY, "libusb lacks " + name);
    return Linker.nativeLinker().downcallHandle(function.get(), shape);
  }

  int init(MemorySegment contextOut) {
    return (int) call(init, contextOut);
  }

  void exit(MemorySegment context) {
    call(exit, context);
  }

  long getDeviceList(MemorySegment context, MemorySegment listOut) {
    return (long) call(getDeviceList, context, listOut);
  }

  void freeDeviceList(MemorySegment list) {
    call(freeDeviceList, list, 1);
  }

  int getDeviceDescriptor(MemorySegment device, MemorySegment into) {
    return (int) call(getDeviceDescriptor, device, into);
  }

  int open(MemorySegment device, MemorySegment handleOut) {
    return (int) call(open, device, handleOut);
  }

  void close(MemorySegment handle) {
    call(close, handle);
  }

  /// Where the system cannot, claiming says so.
  void detachKernelDriver(MemorySegment handle) {
    call(setAutoDetach, handle, 1);
  }

  int claimInterface(MemorySegment handle, int number) {
    return (int) call(claimInterface, handle, number);
  }

  void releaseInterface(MemorySegment handle, int number) {
    call(releaseInterface, handle, number);
  }

  int bulkTransfer(
      MemorySegment handle,
      byte endpoint,
      MemorySegment data,
      int length,
      MemorySegment transferredOut,
      int timeoutMs) {
    return (int) call(bulkTransfer, handle, endpoint, data, length, transferredOut, timeoutMs);
  }

  /// Addresses and attributes of the endpoints of interface 0, alternate setting 0; empty when the
  /// device tells none.
  ///
  /// @param configOut room for a pointer
  List<Endpoint> endpoints(MemorySegment device, MemorySegment configOut) {
    if ((int) call(getActiveConfig, device, configOut) != 0) return List.of();
    var config = configOut.get(POINTER, 0);
    try {
      return Layout.endpoints(config);
    } finally {
      call(freeConfig, config);
    }
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param address with bit 7 set when the device sends
  /// @param bulk it is a bulk endpoint
  record Endpoint(byte address, boolean bulk) {
    boolean in() {
      return (address & 0x80) != 0;
    }
  }

  /// Structures of `libusb.h` on 64-bit systems, by offset.
  static final class Layout {
    static final int DEVICE_DESCRIPTOR = 18;
    static final int VENDOR_AT = 8;
    static final int PRODUCT_AT = 10;
    static final int CONFIG = 40;
    static final int CONFIG_INTERFACES_AT = 16;
    static final int INTERFACE = 16;
    static final int SETTING = 40;
    static final int SETTING_ENDPOINTS_AT = 16;
    static final int SETTING_COUNT_AT = 4;
    static final int ENDPOINT = 32;
    static final int ENDPOINT_ADDRESS_AT = 2;
    static final int ENDPOINT_ATTRIBUTES_AT = 3;
    private static final int TRANSFER_TYPE = 3;
    private static final int BULK = 2;
    private static final int CONFIG_COUNT_AT = 4;

    private Layout() {}

    @SuppressWarnings("restricted") // the library's own memory, by its published layout
    private static List<Endpoint> endpoints(MemorySegment config) {
      var all = new ArrayList<Endpoint>();
      var c = config.reinterpret(CONFIG);
      if (c.get(BYTE, CONFIG_COUNT_AT) == 0) return all;
      var settings = c.get(POINTER, CONFIG_INTERFACES_AT).reinterpret(INTERFACE).get(POINTER, 0);
      var first = settings.reinterpret(SETTING);
      int count = first.get(BYTE, SETTING_COUNT_AT) & 0xFF;
      var endpoints = first.get(POINTER, SETTING_ENDPOINTS_AT).reinterpret((long) ENDPOINT * count);
      for (long at = 0; at < (long) ENDPOINT * count; at += ENDPOINT) {
        int type = endpoints.get(BYTE, at + ENDPOINT_ATTRIBUTES_AT) & TRANSFER_TYPE;
        all.add(new Endpoint(endpoints.get(BYTE, at + ENDPOINT_ADDRESS_AT), type == BULK));
      }
      return all;
    }
  }
}
