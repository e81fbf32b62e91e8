package io.poolwright.localazure.storage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Get Page Ranges' answer: {@code PageList/PageRange/Start} and {@code End}. */
final class PageList {

  private PageList() {}

  static List<ByteRange> parse(InputStream xml) throws StorageFailure {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    List<ByteRange> ranges = new ArrayList<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(xml);
      boolean holdsData = false;
      long start = 0;
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (reader.getLocalName()) {
          case "PageRange" -> holdsData = true;
          case "ClearRange" -> holdsData = false;
          case "Start" -> start = Long.parseLong(reader.getElementText());
          case "End" -> {
            long end = Long.parseLong(reader.getElementText());
            if (holdsData) {
              ranges.add(new ByteRange(start, end));
            }
          }
          default -> {}
        }
      }
      return ranges;
    } catch (XMLStreamException | NumberFormatException e) {
      throw new StorageFailure(
          500, "InternalError", "The source's page list cannot be read: " + e.getMessage());
    }
  }
}
