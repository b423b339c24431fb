package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.junit.jupiter.api.Test;

class SheetExtractTest {
  private static BufferedImage sheet(Color colour) {
    var image = new BufferedImage(620, 877, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 620, 877);
    g.setColor(colour);
    g.fillRect(100, 100, 300, 200);
    g.dispose();
    return image;
  }

  /// Two pages over one dictionary of resources, which hangs on the list of pages, and a link from
  /// the first page to the second.
  private static byte[] shared() throws IOException {
    try (var document = new PDDocument()) {
      var resources = new PDResources();
      for (Color c : List.of(Color.BLUE, Color.RED)) {
        var page = new PDPage(PDRectangle.A4);
        page.setResources(resources);
        document.addPage(page);
        PDImageXObject picture = LosslessFactory.createFromImage(document, sheet(c));
        try (var content = new PDPageContentStream(document, page)) {
          content.drawImage(picture, 0, 0, 595, 842);
        }
        page.getCOSObject().removeItem(COSName.RESOURCES);
      }
      document.getPages().getCOSObject().setItem(COSName.RESOURCES, resources);
      var there = new PDPageFitDestination();
      there.setPage(document.getPage(1));
      var go = new PDActionGoTo();
      go.setDestination(there);
      var link = new PDAnnotationLink();
      link.setAction(go);
      var frame = new PDBorderStyleDictionary();
      frame.setWidth(0);
      link.setBorderStyle(frame);
      link.setRectangle(new PDRectangle(10, 10, 50, 50));
      document.getPage(0).setAnnotations(List.of(link));
      return bytes(document);
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static SheetExtract.Sheet extract(byte[] file, int index) {
    try (var pages = (PageFile.Pages) PageFile.open(file)) {
      return SheetExtract.of(pages, index).orElseThrow();
    }
  }

  private static int colour(byte[] file) {
    try (var pages = (PageFile.Pages) PageFile.open(file)) {
      assertEquals(1, pages.count());
      BufferedImage image = ((PageImage) pages.page(0)).colour();
      return image.getRGB(image.getWidth() * 250 / 620, image.getHeight() * 200 / 877);
    }
  }

  @Test
  void aSheetTakesItsOwnPictureAlongAndNobodyElses() throws IOException {
    byte[] whole = shared();
    for (int i = 0; i < 2; i++) {
      SheetExtract.Sheet sheet = extract(whole, i);
      assertEquals("application/pdf", sheet.mime());
      assertEquals(i == 0 ? 0xFF0000FF : 0xFFFF0000, colour(sheet.bytes()));
      try (var one = Loader.loadPDF(sheet.bytes())) {
        assertEquals(1, one.getDocument().getObjectsByType(COSName.XOBJECT).size());
        assertEquals(1, one.getDocument().getObjectsByType(COSName.PAGE).size());
      }
    }
  }

  @Test
  void whatBringsResourcesOfItsOwnGoesAsAPicture() throws IOException {
    byte[] file;
    try (var document = new PDDocument()) {
      var page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      var form = new PDFormXObject(document);
      form.setBBox(PDRectangle.A4);
      var inner = new PDResources();
      COSName name = inner.add(LosslessFactory.createFromImage(document, sheet(Color.BLUE)));
      form.setResources(inner);
      try (var out = form.getContentStream().createOutputStream()) {
        out.write(
            ("q 595 0 0 842 0 0 cm /" + name.getName() + " Do Q")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      try (var content = new PDPageContentStream(document, page)) {
        content.drawForm(form);
      }
      document.addPage(new PDPage(PDRectangle.A4));
      file = bytes(document);
    }
    SheetExtract.Sheet sheet = extract(file, 0);
    assertEquals("image/png", sheet.mime());
    assertEquals(0xFF0000FF, colour(sheet.bytes()));
  }

  @Test
  void theSheetOfATiffIsAPngWithoutLoss() {
    byte[] file = ScannedFiles.tiff(List.of(sheet(Color.BLUE), sheet(Color.RED)), "LZW");
    SheetExtract.Sheet sheet = extract(file, 1);
    assertEquals("image/png", sheet.mime());
    assertEquals(0xFFFF0000, colour(sheet.bytes()));
  }

  @Test
  void aSheetThatIsNotThereIsNone() throws IOException {
    try (var pages = (PageFile.Pages) PageFile.open(shared())) {
      assertEquals(Optional.empty(), SheetExtract.of(pages, 2));
      assertTrue(SheetExtract.of(pages, -1).isEmpty());
    }
  }
}
