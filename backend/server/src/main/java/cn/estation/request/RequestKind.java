package cn.estation.request;

/** What a request is. */
enum RequestKind {
    /** 投诉建议 */
    FEEDBACK
}
