package cn.estation.wechat;

/**
 * WeChat has looked at a picture that it was asked to look at.
 *
 * @param traceId what {@link MiniProgram#checkImage} gave
 * @param label WeChat's number of what it saw, 100 for nothing special
 */
public record MediaChecked(String traceId, Suggestion suggestion, String label) {

    /** What WeChat advises. */
    public enum Suggestion {
        PASS,
        /** A person should look. */
        REVIEW,
        RISKY,
        /** It could not look: it did not get the picture, for example. */
        FAILED
    }
}
