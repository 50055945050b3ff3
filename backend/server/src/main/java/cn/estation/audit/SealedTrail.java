package cn.estation.audit;

import java.util.List;

/** An append-only table whose rows are to be chained. Implemented as a bean by the module that owns the table. */
public interface SealedTrail {

    /** Stable name; needs a row in {@code audit_sealer}. */
    String trail();

    /** Rows not in the chain yet with an id above {@code floor}, by id. */
    List<SealLine> unsealed(long floor, int most);

    /** The rows of these ids as they are now, in any order; a missing row is left out. */
    List<SealLine> read(List<Long> ids);

    /**
     * A row as the chain sees it.
     *
     * @param content every column, in a fixed order and form
     */
    record SealLine(long id, String content) {}
}
