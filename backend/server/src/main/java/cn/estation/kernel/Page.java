package cn.estation.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the following page begins; absent on the last page
 */
public record Page<T>(List<T> items, @Nullable Id next) {

    /** Makes a page of rows that were read one more than asked for. */
    public static <T> Page<T> of(List<T> rows, PageQuery query, ToLongFunction<T> id) {
        if (rows.size() <= query.size()) {
            return new Page<>(List.copyOf(rows), null);
        }
        var items = List.copyOf(rows.subList(0, query.size()));
        return new Page<>(items, new Id(id.applyAsLong(items.getLast())));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
