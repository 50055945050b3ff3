package cn.estation.sandbox.wechat;

import java.util.Map;

/**
 * A subscription-message template (订阅消息模板) that the mini-program has chosen.
 *
 * @param fields what each field is called on the phone, by key: {@code thing1}, {@code time2}
 */
public record Template(String id, String title, Map<String, String> fields) {}
