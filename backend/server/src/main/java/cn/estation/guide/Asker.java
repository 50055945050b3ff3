package cn.estation.guide;

import org.jspecify.annotations.Nullable;

/**
 * Who asks where to go, as far as that is known: a resident, a part of the organisation tree, a position in GCJ-02. What is
 * said of place outweighs what is kept of the resident.
 */
public record Asker(
        @Nullable Long residentId,
        @Nullable Long cellId,
        @Nullable Double longitude,
        @Nullable Double latitude) {

    /** Somebody of whom nothing is known. */
    public static Asker unknown() {
        return new Asker(null, null, null, null);
    }

    public static Asker resident(@Nullable Long residentId) {
        return new Asker(residentId, null, null, null);
    }

    public boolean located() {
        return longitude != null && latitude != null;
    }
}
