package cn.ruhu.device.vendor;

import cn.ruhu.device.idcard.VendorGreeting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/// The process around a vendor's library. Arguments: `sdt LIBRARY PORT`; frames are answered until
/// its input ends.
public final class VendorHostMain {
  private VendorHostMain() {}

  public static void main(String[] args) throws IOException {
    OutputStream out = System.out;
    // what Java code of ours might print is no frame
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    if (args.length == 3 && args[0].equals("sdt"))
      frames(Path.of(args[1]), Integer.parseInt(args[2]), out);
    else out.write(VendorGreeting.UNUSABLE);
    out.flush();
  }

  private static void frames(Path file, int port, OutputStream out) throws IOException {
    InputStream in = System.in;
    SdtLibrary library;
    try {
      library = new SdtLibrary(load(file), port);
    } catch (IllegalArgumentException _) {
      out.write(VendorGreeting.UNUSABLE);
      return;
    }
    // a port that does not open is a reader that is not there: the frames say so
    library.open();
    out.write(VendorGreeting.READY);
    out.flush();
    try {
      new VendorHost(library).serve(in, out);
    } finally {
      library.close();
    }
  }

  @SuppressWarnings("restricted") // loading the vendor's library is what this process is for
  static SymbolLookup load(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }
}
