package cn.estation.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Lists are read newest first and go on where the last page ended, so a page deep in the
 * list costs the same as the first.
 *
 * @param after the {@code next} of the page before; absent for the first page
 * @param size at most 100
 */
public record PageQuery(@Nullable Id after, @Nullable Integer size) {

    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    public PageQuery {
        if (size == null) {
            size = DEFAULT;
        }
        if (size < 1 || size > MOST) {
            throw new BadInput("每页条数应在 1 到 100 之间。");
        }
    }

    /** Rows with a smaller id belong to this page. */
    public long before() {
        return after == null ? Long.MAX_VALUE : after.value();
    }

    @Override
    @SuppressWarnings("NullAway") // never null after the constructor
    public Integer size() {
        return size;
    }

    /** How many rows to read: one more tells whether there is a next page. */
    public int limit() {
        return size() + 1;
    }
}
