package cn.ruhu.server.s3;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A page of a list of objects (`ListBucketResult`).
///
/// @param next token of the page behind it, empty for none
record S3Listing(List<Item> items, String next) {

  /// @param key without the prefix of the place
  /// @param modified by the store's clock
  record Item(String key, long length, Instant modified) {}

  S3Listing {
    items = List.copyOf(items);
  }

  /// @param prefix of the place
  /// @throws S3Fault when it is no such list
  static S3Listing read(byte[] xml, String prefix) throws S3Fault {
    try {
      return read(reader(xml), prefix);
    } catch (XMLStreamException | DateTimeException | NumberFormatException e) {
      throw new S3Fault("LIST: not understood", false);
    }
  }

  private static XMLStreamReader reader(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory.createXMLStreamReader(new ByteArrayInputStream(xml));
  }

  private static S3Listing read(XMLStreamReader in, String prefix)
      throws XMLStreamException, S3Fault {
    var items = new ArrayList<Item>();
    String next = "";
    String key = "";
    long length = 0;
    Instant modified = Instant.EPOCH;
    boolean list = false;
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (in.getLocalName()) {
          case "ListBucketResult" -> list = true;
          case "NextContinuationToken" -> next = in.getElementText();
          case "Key" -> key = in.getElementText();
          case "Size" -> length = Long.parseLong(in.getElementText());
          case "LastModified" -> modified = Instant.parse(in.getElementText());
          default -> {} // not asked for
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals("Contents")) {
        if (!key.startsWith(prefix)) throw new S3Fault("LIST: a key of somebody else", false);
        items.add(new Item(key.substring(prefix.length()), length, modified));
      }
    }
    if (!list) throw new S3Fault("LIST: not understood", false);
    return new S3Listing(items, next);
  }
}
