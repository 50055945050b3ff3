package cn.estation.appointment.person;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.privacy.BlindIndex;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people apart without knowing them, and lets what is done for one person take turns, whoever does it. */
@Service
public class Persons {

    private static final String KEY = "appointment_person.key";
    private static final String HOUSEHOLD = "appointment_booking.household";
    private static final String PHONE = "appointment_booking.phone";
    private static final String NAME = "appointment_booking.name";
    private static final Pattern PHONE_FORM = Pattern.compile("[0-9][0-9-]{5,18}");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_HOUSEHOLD = 60;

    private final PersonMapper persons;
    private final BlindIndex index;

    Persons(PersonMapper persons, BlindIndex index) {
        this.persons = persons;
        this.index = index;
    }

    /** The key of a resident who comes in person. */
    public String key(long residentId) {
        return index.of(KEY, "resident:" + residentId);
    }

    /** The key of somebody known by name and phone. */
    public String key(String name, String phone) {
        return index.of(KEY, "person:" + name + "|" + phone);
    }

    /** The key of somebody without a phone, whom the community and what staff wrote tell from others of the name. */
    String key(long communityId, String name, String apart) {
        return index.of(KEY, "namesake:%d|%s|%s".formatted(communityId, name, apart));
    }

    /** The key of somebody without a phone for whom a resident books: what they care for is known to nobody else. */
    String keyOfCaredFor(long residentId, String name) {
        return index.of(KEY, "cared-for:%d|%s".formatted(residentId, name));
    }

    /** What the key of somebody without a phone was before communities told people apart. Rows of then keep it. */
    String formerKey(String name) {
        return index.of(KEY, "person:" + name + "|");
    }

    /** How a phone number is found again. */
    public String phoneIndex(String phone) {
        return index.of(PHONE, phone);
    }

    /** How somebody is found again by the name that was left for them. */
    public String nameIndex(String name) {
        return index.of(NAME, name);
    }

    /** What tells households apart, or null if nothing was told. */
    public @Nullable String household(long cellId, @Nullable String door) {
        if (door == null || door.isBlank()) {
            return null;
        }
        var one = CleanText.normalize(door).replaceAll("\\s+", "");
        if (one.length() > LONGEST_HOUSEHOLD || !CleanText.isClean(one)) {
            throw new BadInput("门牌请写成“3号楼2单元501”这样，不超过 60 个字。");
        }
        return index.of(HOUSEHOLD, cellId + "|" + one);
    }

    /** @throws BadInput if it is no name */
    public static String name(String typed) {
        var name = CleanText.normalize(typed);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME || !CleanText.isClean(name)) {
            throw new BadInput("请填写办事人的姓名，不超过 40 个字。");
        }
        return name;
    }

    /** The one form of a phone number, or null for none. @throws BadInput if it is no phone number */
    public static @Nullable String phone(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var phone = CleanText.normalize(typed).replaceAll("[\\s]", "");
        if (!PHONE_FORM.matcher(phone).matches()) {
            throw new BadInput("电话应为数字，例如 13800000000 或 010-00000000。");
        }
        return phone.replace("-", "");
    }

    /** Everything else about this person waits until the transaction ends. The first statement of a use case. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String personKey) {
        if (persons.lock(personKey) == null) {
            persons.introduce(personKey);
        }
    }
}
