package cn.ruhu.imaging.page;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;

/// The pictures a PDF page uses, looked at without decoding one: a bomb must not be unpacked, and a
/// picture the drawing code cannot read must not become an empty page.
///
/// @param largest pixels of the largest
/// @param unsupported one is JPEG 2000 or JBIG2
record PdfPictures(long largest, boolean unsupported) {
  private static final int DEPTH_MAX = 8;

  static PdfPictures of(PDPage page) throws IOException {
    PDResources resources = page.getResources();
    return resources == null
        ? new PdfPictures(0, false)
        : of(resources.getCOSObject(), new HashSet<>(), 0);
  }

  private static PdfPictures of(COSDictionary resources, Set<COSBase> seen, int depth) {
    var found = new PdfPictures(0, false);
    COSDictionary objects = resources.getCOSDictionary(COSName.XOBJECT);
    if (objects == null || depth > DEPTH_MAX) return found;
    for (COSName name : objects.keySet()) {
      if (!(objects.getDictionaryObject(name) instanceof COSStream stream) || !seen.add(stream))
        continue;
      if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) found = found.with(one(stream));
      COSDictionary inner = stream.getCOSDictionary(COSName.RESOURCES);
      if (inner != null) found = found.with(of(inner, seen, depth + 1));
    }
    return found;
  }

  private PdfPictures with(PdfPictures other) {
    return new PdfPictures(Math.max(largest, other.largest), unsupported || other.unsupported);
  }

  private static PdfPictures one(COSStream picture) {
    long width = Math.max(0, picture.getLong(COSName.WIDTH));
    long height = Math.max(0, picture.getLong(COSName.HEIGHT));
    String filters = String.valueOf(picture.getFilters());
    boolean unsupported = filters.contains("JPXDecode") || filters.contains("JBIG2Decode");
    boolean huge = width > Integer.MAX_VALUE || height > Integer.MAX_VALUE;
    return new PdfPictures(huge ? Long.MAX_VALUE : width * height, unsupported);
  }
}
