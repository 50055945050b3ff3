package cn.estation.chat.talk;

import java.util.Optional;
import java.util.regex.Pattern;

/** A place on the map that somebody sent, in degrees (GCJ-02, as WeChat's maps have it). */
public record Spot(double latitude, double longitude) {

    private static final Pattern SENT = Pattern.compile(
            "(-?[0-9]{1,2}(?:\\.[0-9]{1,20})?),(-?[0-9]{1,3}(?:\\.[0-9]{1,20})?)(?: .*)?", Pattern.DOTALL);

    /** Reads {@code latitude,longitude} with or without a label behind; nothing for what is no place in China. */
    public static Optional<Spot> of(String text) {
        var sent = SENT.matcher(text.strip());
        return sent.matches()
                ? of(Double.parseDouble(sent.group(1)), Double.parseDouble(sent.group(2)))
                : Optional.empty();
    }

    /** The same from numbers: between 3 and 54 degrees north, 73 and 136 east. */
    public static Optional<Spot> of(double latitude, double longitude) {
        boolean inChina = latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136;
        return inChina ? Optional.of(new Spot(latitude, longitude)) : Optional.empty();
    }

    /** As it is stored and shown: five decimals are about a metre. */
    public String text() {
        return "%.5f,%.5f".formatted(latitude, longitude);
    }

    /** Where somebody is is nobody's to read in a log. */
    @Override
    public String toString() {
        return "Spot";
    }
}
