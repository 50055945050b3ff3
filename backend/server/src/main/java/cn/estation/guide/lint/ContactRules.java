package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.reach.PhoneNumbers;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The phones: one to ask, another to complain, both with area code. */
final class ContactRules {

    /** Area code and number or hotline, with an extension; or a number of the whole country. */
    private static final Pattern PHONE =
            Pattern.compile("0[0-9]{2,3}-([0-9]{7,8}|1[0-9]{4}|9[0-9]{4})((转|-)[0-9]{1,5})?|400-?[0-9]{3}-?[0-9]{4}");

    static final List<Rule> ALL = List.of(
            error("phone-given", "有咨询电话", (guide, report) -> {
                if (guide.access().phone().isBlank()) {
                    report.add("phone", "请写咨询电话，居民出门前要能先问一声。");
                }
            }),
            error(
                    "phone-format",
                    "咨询电话带区号",
                    (guide, report) -> check("phone", "咨询电话", guide.access().phone(), report)),
            warning("complaint-phone-given", "有监督投诉电话", (guide, report) -> {
                if (guide.access().complaintPhone().isBlank()) {
                    report.add("complaintPhone", "请写监督投诉电话。");
                }
            }),
            error(
                    "complaint-phone-format",
                    "投诉电话带区号",
                    (guide, report) ->
                            check("complaintPhone", "监督投诉电话", guide.access().complaintPhone(), report)),
            error("phones-differ", "咨询与投诉电话不同", (guide, report) -> {
                var same = new HashSet<>(PhoneNumbers.of(guide.access().phone()).keySet());
                same.retainAll(PhoneNumbers.of(guide.access().complaintPhone()).keySet());
                if (!same.isEmpty()) {
                    report.add("complaintPhone", "监督投诉电话不能与咨询电话相同，否则等于自己管自己。");
                }
            }));

    private ContactRules() {}

    private static void check(String field, String name, String phones, Rule.Report report) {
        PhoneNumbers.parts(phones)
                .filter(phone -> !PHONE.matcher(phone).matches())
                .forEach(phone -> report.add(field, name + "“" + phone + "”不对，请写成“区号-号码”，如 0571-88886666；多个用顿号隔开。"));
    }
}
