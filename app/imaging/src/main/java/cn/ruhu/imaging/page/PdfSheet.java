package cn.ruhu.imaging.page;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page of a PDF as a PDF of its own that holds nothing of the other pages. Pages commonly share
/// one dictionary of resources, with every page's picture in it, and link to each other: only what
/// the page's own content names goes with it. What comes out is looked at beside the original.
final class PdfSheet {
  private static final Logger LOG = LoggerFactory.getLogger(PdfSheet.class);

  /// Of a page's dictionary, what says how it looks; links, notes, structure and metadata stay.
  private static final Set<COSName> KEPT =
      Set.of(
          COSName.TYPE,
          COSName.PARENT,
          COSName.CONTENTS,
          COSName.MEDIA_BOX,
          COSName.CROP_BOX,
          COSName.ROTATE,
          COSName.getPDFName("UserUnit"));

  private static final List<COSName> RESOURCES =
      List.of(COSName.XOBJECT, COSName.FONT, COSName.EXT_G_STATE, COSName.COLORSPACE);

  /// Enough to see that a picture is missing.
  private static final float LOOK_DPI = 50;

  private PdfSheet() {}

  /// @return empty when the page cannot be had alone, or would not look the same
  static Optional<byte[]> alone(PDDocument whole, int index) {
    try {
      PDPage page = whole.getPage(index);
      Optional<COSDictionary> resources = resources(page);
      if (resources.isEmpty()) return Optional.empty();
      byte[] made;
      try (var one = new PDDocument()) {
        PDPage own = one.importPage(page);
        for (COSName key : List.copyOf(own.getCOSObject().keySet()))
          if (!KEPT.contains(key)) own.getCOSObject().removeItem(key);
        own.setResources(new PDResources(resources.get()));
        var out = new ByteArrayOutputStream();
        one.save(out);
        made = out.toByteArray();
      }
      return looksTheSame(whole, index, made) ? Optional.of(made) : Optional.empty();
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException e) {
      // The parser answers nonsense with any of these; the sheet goes as a picture.
      LOG.debug("a page does not stand alone: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /// What the content names, and nothing that brings resources of its own along.
  private static Optional<COSDictionary> resources(PDPage page) throws IOException {
    Set<COSName> named = named(page);
    var kept = new COSDictionary();
    PDResources all = page.getResources();
    if (all == null) return Optional.of(kept);
    for (COSName kind : RESOURCES) {
      COSDictionary from = all.getCOSObject().getCOSDictionary(kind);
      if (from == null) continue;
      var to = new COSDictionary();
      for (COSName name : from.keySet()) {
        if (!named.contains(name)) continue;
        if (from.getDictionaryObject(name) instanceof COSDictionary thing && !isPlain(kind, thing))
          return Optional.empty();
        to.setItem(name, from.getItem(name));
      }
      kept.setItem(kind, to);
    }
    return Optional.of(kept);
  }

  /// A picture, a font without drawings, a state without a mask.
  private static boolean isPlain(COSName kind, COSDictionary thing) {
    if (kind.equals(COSName.XOBJECT))
      return COSName.IMAGE.equals(thing.getCOSName(COSName.SUBTYPE));
    if (kind.equals(COSName.FONT)) return !COSName.TYPE3.equals(thing.getCOSName(COSName.SUBTYPE));
    return !(thing.getDictionaryObject(COSName.SMASK) instanceof COSDictionary);
  }

  private static Set<COSName> named(PDPage page) throws IOException {
    var names = new HashSet<COSName>();
    for (Object token : new PDFStreamParser(page).parse()) {
      if (token instanceof Operator o && o.getImageParameters() != null)
        gather(o.getImageParameters(), names);
      if (token instanceof COSBase base) gather(base, names);
    }
    return names;
  }

  private static void gather(COSBase token, Set<COSName> names) {
    switch (token) {
      case COSName name -> names.add(name);
      case COSArray array -> array.forEach(item -> gather(item, names));
      case COSDictionary dictionary ->
          dictionary.getValues().forEach(value -> gather(value, names));
      case COSObject reference -> {
        if (reference.getObject() != null) gather(reference.getObject(), names);
      }
      default -> {}
    }
  }

  private static boolean looksTheSame(PDDocument whole, int index, byte[] made) throws IOException {
    try (PDDocument one = Loader.loadPDF(made)) {
      return one.getNumberOfPages() == 1 && Arrays.equals(grey(whole, index), grey(one, 0));
    }
  }

  private static byte[] grey(PDDocument document, int index) throws IOException {
    var renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
    BufferedImage image = renderer.renderImageWithDPI(index, LOOK_DPI, ImageType.GRAY);
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
