package cn.estation.kernel;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import tools.jackson.databind.JsonNode;

/**
 * One module's share of a district that is loaded from files: the organisation tree, staff, guides, tasks, shelf. Used
 * once when a place is set up, and for the demonstration district.
 */
public interface DistrictPart {

    /** The file is {@code <name>.json}; a missing file is an empty share. */
    String name();

    /** Parts load from small to large order. */
    int order();

    /** Adds what is not there yet, found by its code; leaves alone what is. Runs inside a transaction. */
    void load(JsonNode content);

    /** Whether people who do not exist may be loaded here: never where real ones are served. */
    static boolean mayDemonstrate(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("sandbox & !production"));
    }
}
