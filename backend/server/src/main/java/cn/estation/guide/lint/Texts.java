package cn.estation.guide.lint;

import cn.estation.guide.content.GuideContent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every text of a guide that residents read, by field. */
final class Texts {

    private Texts() {}

    static Map<String, String> of(GuideContent guide) {
        var texts = spoken(guide);
        texts.put("title", guide.title());
        texts.put("eligibility", guide.about().eligibility());
        texts.put("limits", guide.about().limits());
        texts.put("visitReason", guide.access().visitReason());
        texts.put("place", guide.access().place());
        texts.put("hours", guide.access().hours());
        texts.put("rights", guide.standing().rights());
        texts.put("duties", guide.standing().duties());
        for (int i = 0; i < guide.documents().size(); i++) {
            texts.put("documents[" + i + "].name", guide.documents().get(i).name());
            texts.put("documents[" + i + "].note", guide.documents().get(i).note());
            texts.put(
                    "documents[" + i + "].sourceNote", guide.documents().get(i).sourceNote());
        }
        for (int i = 0; i < guide.access().channels().size(); i++) {
            texts.put(
                    "channels[" + i + "].note", guide.access().channels().get(i).note());
        }
        for (int i = 0; i < guide.words().aliases().size(); i++) {
            texts.put("aliases[" + i + "]", guide.words().aliases().get(i));
        }
        return texts;
    }

    /** Those that are read aloud or skimmed on a phone, and so have to be plain. */
    static Map<String, String> spoken(GuideContent guide) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("summary", guide.about().summary());
        for (int i = 0; i < guide.steps().size(); i++) {
            texts.put("steps[" + i + "].text", guide.steps().get(i).text());
        }
        for (int i = 0; i < guide.faqs().size(); i++) {
            texts.put("faqs[" + i + "].answer", guide.faqs().get(i).answer());
        }
        guide.words().plain().forEach((reader, text) -> texts.put("plain." + reader.name(), text));
        return texts;
    }
}
