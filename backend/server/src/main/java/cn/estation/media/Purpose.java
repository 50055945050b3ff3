package cn.estation.media;

import cn.estation.identity.Permission;

/** What a picture is for. It decides who may send one and who sees it once it has passed. */
public enum Purpose {
    SERVICE_POINT("服务点照片", true, false, Permission.KEEP_PLACES),
    FEEDBACK("投诉建议的照片", false, true, Permission.ANSWER_FEEDBACK),
    GUIDE_FORM("指南的空表样表", false, false, Permission.EDIT_GUIDES),
    GUIDE_REPORT("信息不对的照片", false, true, Permission.EDIT_GUIDES),
    TASK_WORK("志愿服务的照片", false, true, Permission.VERIFY_TASKS),
    MALL_ITEM("商品照片", true, false, Permission.MANAGE_MALL);

    private final String title;
    private final boolean open;
    private final boolean residents;
    private final Permission keeper;

    Purpose(String title, boolean open, boolean residents, Permission keeper) {
        this.title = title;
        this.open = open;
        this.residents = residents;
        this.keeper = keeper;
    }

    public String title() {
        return title;
    }

    /** Whether anybody may see it once it has passed. */
    boolean isOpen() {
        return open;
    }

    /** Whether somebody else looks at it anyway, with the thing it belongs to, before anybody sees either. */
    boolean isReviewedWithItsThing() {
        return this == GUIDE_FORM;
    }

    /** Whether residents may send one. */
    boolean isForResidents() {
        return residents;
    }

    /** What staff need to send one, and to see one that is not open. */
    Permission keeper() {
        return keeper;
    }
}
