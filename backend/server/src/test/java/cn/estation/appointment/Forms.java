package cn.estation.appointment;

import cn.estation.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Forms of the console, for tests: what a page would send, and what its hidden fields say. */
final class Forms {

    private Forms() {}

    /** These fields, names and values in turn, with a fresh key. */
    static Map<String, String> of(String... fields) {
        var form = new HashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        form.putIfAbsent("requestKey", UUID.randomUUID().toString());
        return form;
    }

    static Map<String, String> with(Map<String, String> form, String... fields) {
        var more = new HashMap<>(form);
        more.put("requestKey", UUID.randomUUID().toString());
        for (int i = 0; i < fields.length; i += 2) {
            more.put(fields[i], fields[i + 1]);
        }
        return more;
    }

    /** The value of a hidden field of the page. */
    static String hidden(Answer page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no field " + name + " in " + page.status() + " " + page.body());
        }
        return found.group(1);
    }
}
