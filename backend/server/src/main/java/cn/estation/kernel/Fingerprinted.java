package cn.estation.kernel;

/** Something sent with a command that is no JSON: it says itself when two are the same. */
public interface Fingerprinted {

    /** Equal for equal content. */
    String fingerprint();
}
