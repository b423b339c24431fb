package cn.ruhu.survey.xlsform;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Finds the merged ranges of a sheet, which the reader does not tell: only their first cell
/// counts, and an author who merged cells may believe otherwise.
final class MergedCells {
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String STRICT_RELATIONS =
      "http://purl.oclc.org/ooxml/officeDocument/relationships";
  private static final int TOLD_MAX = 20;

  private MergedCells() {}

  /// The ranges (`A2:B3`) of a sheet, the first twenty.
  static List<String> of(Map<String, byte[]> parts, String sheet) {
    byte[] book = parts.get("xl/workbook.xml");
    byte[] relations = parts.get("xl/_rels/workbook.xml.rels");
    if (book == null || relations == null) return List.of();
    List<String> ids = new ArrayList<>();
    elements(
        book,
        xml -> {
          if (xml.getLocalName().equals("sheet")
              && sheet.equals(xml.getAttributeValue(null, "name"))) {
            String id = xml.getAttributeValue(RELATIONS, "id");
            ids.add(
                String.valueOf(id != null ? id : xml.getAttributeValue(STRICT_RELATIONS, "id")));
          }
        });
    List<String> targets = new ArrayList<>();
    elements(
        relations,
        xml -> {
          if (ids.contains(String.valueOf(xml.getAttributeValue(null, "Id"))))
            targets.add(String.valueOf(xml.getAttributeValue(null, "Target")));
        });
    List<String> ranges = new ArrayList<>();
    for (String target : targets) {
      byte[] part = parts.get(target.startsWith("/") ? target.substring(1) : "xl/" + target);
      if (part == null) continue;
      elements(
          part,
          xml -> {
            if (xml.getLocalName().equals("mergeCell") && ranges.size() < TOLD_MAX)
              ranges.add(String.valueOf(xml.getAttributeValue(null, "ref")));
          });
    }
    return ranges;
  }

  private static void elements(byte[] part, Consumer<XMLStreamReader> each) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(part));
      while (xml.hasNext()) if (xml.next() == XMLStreamConstants.START_ELEMENT) each.accept(xml);
    } catch (XMLStreamException _) {
      return; // a damaged part is told of by the reader itself
    }
  }
}
