package cn.estation.sandbox.addon;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Counts the steps that a changing HTTP request takes at the database, and strikes at one of them when armed.
 *
 * <p>Before and after each statement, commit and rollback is a step; they are numbered from 1 within the request. What
 * runs outside a request (jobs, listeners) is left alone.
 */
public final class CrashPoint {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String STEPS = CrashPoint.class.getName();

    private final Runnable halt;
    private volatile @Nullable Order order;
    private volatile List<String> last = List.of();

    CrashPoint(Runnable halt) {
        this.halt = halt;
    }

    /** What happens at the step: the process ends, or the database connection is lost. */
    enum Strike {
        HALT,
        CUT
    }

    /**
     * Strikes once, at that step of the next changing request whose path starts so.
     *
     * @param step its number, or 0 for the first step whose name starts so
     */
    record Order(int step, String name, String path, Strike strike) {

        Order(int step, String path, Strike strike) {
            this(step, "", path, strike);
        }

        boolean means(int number, String passed) {
            return step == 0 ? passed.startsWith(name) : step == number;
        }
    }

    void arm(Order next) {
        order = next;
    }

    void disarm() {
        order = null;
    }

    @Nullable Order armed() {
        return order;
    }

    /** The steps of the last changing request, in order. */
    List<String> lastSteps() {
        synchronized (this) {
            return List.copyOf(last);
        }
    }

    /** @return whether the connection is to be cut here */
    boolean cutsAt(String step) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                || READING.contains(request.getRequest().getMethod())) {
            return false;
        }
        var strike = strikeAt(record(request, step), step, request.getRequest().getRequestURI());
        if (strike == Strike.HALT) {
            halt.run();
        }
        return strike == Strike.CUT;
    }

    static SQLException connectionLost() {
        return new SQLNonTransientConnectionException("the sandbox cut this connection", "08S01");
    }

    private int record(ServletRequestAttributes request, String step) {
        synchronized (this) {
            var steps = stepsOf(request);
            steps.add(step);
            last = steps;
            return steps.size();
        }
    }

    private synchronized @Nullable Strike strikeAt(int number, String step, String path) {
        var now = order;
        if (now == null || !now.means(number, step) || !path.startsWith(now.path())) {
            return null;
        }
        order = null;
        return now.strike();
    }

    @SuppressWarnings("unchecked")
    private static List<String> stepsOf(ServletRequestAttributes request) {
        var known = (List<String>) request.getAttribute(STEPS, RequestAttributes.SCOPE_REQUEST);
        if (known != null) {
            return known;
        }
        List<String> steps = new ArrayList<>();
        request.setAttribute(STEPS, steps, RequestAttributes.SCOPE_REQUEST);
        return steps;
    }
}
