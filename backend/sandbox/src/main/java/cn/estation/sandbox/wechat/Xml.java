package cn.estation.sandbox.wechat;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The platform's flat XML: texts in CDATA, numbers bare. */
final class Xml {

    private Xml() {}

    static String write(Map<String, ?> fields) {
        var xml = new StringBuilder("<xml>");
        fields.forEach((name, value) -> {
            var text = value instanceof Number ? value.toString() : cdata(String.valueOf(value));
            xml.append('<')
                    .append(name)
                    .append('>')
                    .append(text)
                    .append("</")
                    .append(name)
                    .append('>');
        });
        return xml.append("</xml>").toString();
    }

    private static String cdata(String text) {
        return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    }

    /** @throws IllegalArgumentException if it is no XML, or has a DOCTYPE */
    static Map<String, String> read(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            var fields = new LinkedHashMap<String, String>();
            for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    fields.put(element.getTagName(), element.getTextContent());
                }
            }
            return fields;
        } catch (SAXException | IOException | ParserConfigurationException notXml) {
            throw new IllegalArgumentException("no XML", notXml);
        }
    }
}
