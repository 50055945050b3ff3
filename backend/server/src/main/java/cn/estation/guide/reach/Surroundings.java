package cn.estation.guide.reach;

import java.time.LocalDate;
import java.util.Optional;

/** What a guide is held against beside its own words: who answered the phone, and what is there to link to. */
public interface Surroundings {

    /** Nothing is known, so nothing is found. */
    Surroundings UNKNOWN = new Surroundings() {
        @Override
        public boolean known() {
            return false;
        }

        @Override
        public Optional<Call> lastCall(String number) {
            return Optional.empty();
        }

        @Override
        public LocalDate callsCountFrom() {
            return LocalDate.MIN;
        }

        @Override
        public boolean leads(String path) {
            return true;
        }
    };

    /** The last time somebody tried a number. */
    record Call(boolean reached, LocalDate day) {}

    default boolean known() {
        return true;
    }

    /** @param number digits alone */
    Optional<Call> lastCall(String number);

    /** A call before this day proves nothing any more. */
    LocalDate callsCountFrom();

    /** Whether a path of our own leads to something residents can see. */
    boolean leads(String path);
}
