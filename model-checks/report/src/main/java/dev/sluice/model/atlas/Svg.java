// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Makes an image of PlantUML a part of a page. Colours become classes, so that the style of the
 * page decides them, also its dark style.
 */
final class Svg {

  private static final List<String> DROPPED =
      List.of("id", "style", "fill", "target", "contentStyleType", "zoomAndPan", "version");

  private static final String SPACE = "http://www.w3.org/2000/svg";

  private Svg() {}

  static String forPage(byte[] image, String title, Function<String, Picture.Visits> visits)
      throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(image));
      Element svg = document.getDocumentElement();
      for (Element element : elements(svg, "*")) {
        element.setAttribute("class", kind(element));
        strip(element);
      }
      elements(svg, "a").forEach(link -> mark(link, visits));
      strip(svg);
      svg.removeAttribute("preserveAspectRatio");
      svg.setAttribute("role", "group");
      svg.setAttribute("aria-label", title);
      StringWriter text = new StringWriter();
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(withoutInstructions(svg)), new StreamResult(text));
      return text.toString();
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException("not an image of PlantUML: " + e.getMessage(), e);
    }
  }

  private static String kind(Element element) {
    return switch (element.getTagName()) {
      case "rect" -> "state";
      case "ellipse", "polygon" -> "solid";
      case "path" -> "arrow";
      case "g" -> element.getAttribute("class").equals("link") ? "link" : "part";
      default -> "word";
    };
  }

  private static void strip(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      names.add(attributes.item(i).getNodeName());
    }
    names.stream()
        .filter(n -> DROPPED.contains(n) || n.startsWith("data-") || n.startsWith("xlink:"))
        .forEach(element::removeAttribute);
  }

  /**
   * Sets the class of a link and of its arrow, which shows how far the id of the link was visited.
   */
  private static void mark(Element link, Function<String, Picture.Visits> visits) {
    Picture.Visits seen = visits.apply(link.getAttribute("href").substring(1));
    link.setAttribute("class", "v" + seen.layers());
    Element title = link.getOwnerDocument().createElementNS(SPACE, "title");
    title.setTextContent(link.getAttribute("title"));
    link.removeAttribute("title");
    link.insertBefore(title, link.getFirstChild());
    Element arrow = (Element) link.getParentNode();
    int width = (int) Math.min(4, Math.log10(Math.max(1, seen.times())) / 2);
    arrow.setAttribute("class", "link w" + width);
  }

  private static List<Element> elements(Element of, String name) {
    NodeList found = of.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Node withoutInstructions(Element svg) {
    List<Node> instructions = new ArrayList<>();
    List<Element> all = elements(svg, "*");
    all.add(svg);
    for (Element element : all) {
      for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
        if (n.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
          instructions.add(n);
        }
      }
    }
    instructions.forEach(n -> n.getParentNode().removeChild(n));
    return svg;
  }
}
