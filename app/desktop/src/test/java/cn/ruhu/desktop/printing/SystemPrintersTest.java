package cn.ruhu.desktop.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.print.DocFlavor;
import javax.print.PrintService;
import javax.print.StreamPrintServiceFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;

/// Through the system's real print path into a PostScript stream, since a build has no printer.
class SystemPrintersTest {
  private static byte[] pdf(int pages) throws IOException {
    try (var document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var out = new PDPageContentStream(document, page)) {
          out.addRect(100, 100, 200, 50 + i);
          out.fill();
        }
      }
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void everyPageOfAPaperReachesThePrinter() throws Exception {
    var out = new ByteArrayOutputStream();
    PrintService service =
        StreamPrintServiceFactory.lookupStreamPrintServiceFactories(
            DocFlavor.SERVICE_FORMATTED.PAGEABLE, "application/postscript")[0]
            .getPrintService(out);
    var printers = new SystemPrinters(() -> List.of(service));
    String name = printers.names().getFirst();
    printers.print(name, pdf(3), "F02");
    String ps = out.toString(StandardCharsets.ISO_8859_1);
    assertTrue(ps.startsWith("%!PS"), ps.substring(0, 20));
    assertEquals(3, ps.split("%%Page: ", -1).length - 1);
  }

  @Test
  void aPrinterThatIsGoneIsSaidSo() {
    var printers = new SystemPrinters(List::of);
    assertEquals(List.of(), printers.names());
    assertThrows(IOException.class, () -> printers.print("gone", pdf(1), "F02"));
  }

  @Test
  void askingTheSystemForItsPrintersNeverFails() {
    assertTrue(SystemPrinters.ofThisMachine().names().stream().noneMatch(String::isBlank));
  }
}
