package cn.estation.wechat.callback;

import cn.estation.kernel.CleanText;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a push by name, whether it came as XML or JSON. Names are trimmed, because some of WeChat's begin with a
 * space; a field deep inside counts only where the top has none of its name. Such a field is also known by its path, as
 * {@code result.suggest}.
 */
final class Fields {

    private static final int DEEPEST = 8;
    private static final int MOST = 500;

    private static final XMLInputFactory XML = factory();
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(100_000)
                            .build())
                    .build())
            .build();

    private final Map<String, String> top = new LinkedHashMap<>();
    private final Map<String, String> deep = new LinkedHashMap<>();

    private Fields() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Strict UTF-8: broken bytes are an error. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** @throws Rejected if it is neither, or holds a DOCTYPE */
    static Fields of(String body) throws Rejected {
        var text = body.strip();
        return text.startsWith("{") ? ofJson(text) : ofXml(text);
    }

    String get(String name) {
        var value = top.get(name);
        return value == null ? deep.getOrDefault(name, "") : value;
    }

    private void put(int depth, String within, String name, String value) {
        var fields = depth == 1 ? top : deep;
        if (fields.size() < MOST) {
            fields.putIfAbsent(name.strip(), clean(value));
            if (!within.isEmpty()) {
                deep.putIfAbsent(within + name.strip(), clean(value));
            }
        }
    }

    private static String clean(String value) {
        if (CleanText.isClean(value)) {
            return value;
        }
        var cleaned = new StringBuilder();
        value.codePoints()
                .filter(point -> CleanText.isClean(Character.toString(point)))
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    private static Fields ofJson(String text) throws Rejected {
        try {
            var fields = new Fields();
            fields.take(JSON.readTree(text), 1, "");
            return fields;
        } catch (JacksonException broken) {
            throw new Rejected("broken JSON");
        }
    }

    private void take(JsonNode node, int depth, String within) {
        for (var property : node.properties()) {
            var value = property.getValue();
            if (value.isValueNode()) {
                put(depth, within, property.getKey(), value.isNull() ? "" : value.asString());
            } else {
                take(value, depth + 1, within + property.getKey().strip() + ".");
            }
        }
        if (node.isArray()) {
            node.forEach(element -> take(element, depth + 1, within));
        }
    }

    /** The elements around, without the outermost, each with a dot behind. */
    private static String within(Deque<String> path) {
        return path.stream().skip(1).map(name -> name + ".").collect(Collectors.joining());
    }

    private static Fields ofXml(String text) throws Rejected {
        try {
            var reader = XML.createXMLStreamReader(new StringReader(text));
            var fields = new Fields();
            fields.take(reader);
            return fields;
        } catch (XMLStreamException | RuntimeException broken) {
            // The JDK's parser throws unchecked exceptions on some broken input.
            throw new Rejected("broken XML");
        }
    }

    private void take(XMLStreamReader reader) throws XMLStreamException, Rejected {
        int depth = -1;
        var path = new ArrayDeque<String>();
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    path.addLast(reader.getLocalName());
                    if (++depth > DEEPEST || reader.getAttributeCount() > 0) {
                        throw new Rejected("not a message");
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    path.removeLast();
                    if (depth > 0) {
                        put(depth, within(path), reader.getLocalName(), text.toString());
                    }
                    depth--;
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION,
                        XMLStreamConstants.PROCESSING_INSTRUCTION -> throw new Rejected("not a message");
                default -> {
                    // Comments and the end.
                }
            }
        }
    }
}
