package cn.estation.kernel;

/** Long work that staff start and watch. Implement as a bean; start it through {@link Jobs}. */
public interface BackgroundJob {

    /** Stable name, kept in the database. */
    String kind();

    /** Does the work. May run again from the start after a crash, so each step must bear repeating. */
    void run(Progress progress);

    /** Tells those who wait how far it is. */
    interface Progress {
        void total(int steps);

        void done(int steps);
    }
}
