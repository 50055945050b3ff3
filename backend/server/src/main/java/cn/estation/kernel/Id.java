package cn.estation.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/**
 * An id as it travels: a string of ASCII digits, because JavaScript loses the last digits of a long number.
 *
 * @param value positive
 */
@Schema(type = "string", pattern = "[1-9][0-9]{0,18}", example = "71842399023104")
public record Id(long value) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,18}");

    /** @throws BadInput if the text is not an id */
    @JsonCreator
    public static Id valueOf(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BadInput("编号应为一串数字。");
        }
        try {
            return new Id(Long.parseLong(text));
        } catch (NumberFormatException beyondLong) {
            throw new BadInput("编号超出范围。");
        }
    }

    public static Id of(long value) {
        return new Id(value);
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
