package cn.estation.guide.reach;

import java.util.Optional;

/** A kind of page of our own that guides may link to. Whoever has such pages says which exist. */
public interface OwnPages {

    /** Whether this path leads to something residents can see; empty if it is not of this kind. */
    Optional<Boolean> leads(String path);
}
