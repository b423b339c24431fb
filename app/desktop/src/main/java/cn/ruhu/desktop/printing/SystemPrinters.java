package cn.ruhu.desktop.printing;

import java.awt.print.PrinterException;
import java.awt.print.PrinterJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.print.DocFlavor;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.attribute.HashPrintRequestAttributeSet;
import javax.print.attribute.standard.MediaSizeName;
import javax.print.attribute.standard.Sides;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.printing.PDFPageable;

/// The system's print services (CUPS, Windows). Pages go out as drawings, not as pictures, on A4,
/// one side each: every page is scanned back by itself.
///
/// Chosen over JavaFX's own printing, which would need each page as a node and sees no printer
/// where the window has no system toolkit. Thread-safe.
final class SystemPrinters implements Printers {
  private final Supplier<List<PrintService>> services;

  SystemPrinters(Supplier<List<PrintService>> services) {
    this.services = services;
  }

  static SystemPrinters ofThisMachine() {
    return new SystemPrinters(SystemPrinters::lookUp);
  }

  private static List<PrintService> lookUp() {
    var found = new ArrayList<PrintService>();
    PrintService own = PrintServiceLookup.lookupDefaultPrintService();
    if (own != null && own.isDocFlavorSupported(DocFlavor.SERVICE_FORMATTED.PAGEABLE))
      found.add(own);
    Arrays.stream(
            PrintServiceLookup.lookupPrintServices(DocFlavor.SERVICE_FORMATTED.PAGEABLE, null))
        .filter(s -> !found.contains(s))
        .forEach(found::add);
    return found;
  }

  @Override
  public List<String> names() {
    return services.get().stream().map(PrintService::getName).distinct().toList();
  }

  @Override
  public void print(String printer, byte[] pdf, String title) throws IOException {
    PrintService service =
        services.get().stream()
            .filter(s -> s.getName().equals(printer))
            .findFirst()
            .orElseThrow(() -> new IOException("no such printer any more"));
    try (var document = Loader.loadPDF(pdf)) {
      PrinterJob job = PrinterJob.getPrinterJob();
      job.setPrintService(service);
      job.setJobName(title);
      job.setPageable(new PDFPageable(document));
      var how = new HashPrintRequestAttributeSet();
      how.add(MediaSizeName.ISO_A4);
      how.add(Sides.ONE_SIDED);
      job.print(how);
    } catch (PrinterException e) {
      throw new IOException("the printer refused the job", e);
    }
  }
}
