package cn.estation.identity;

/**
 * An entry of the console's navigation. Each module declares its own as a bean; staff see those they may use.
 *
 * @param path under {@code /console}
 * @param order small comes first
 */
public record ConsolePage(String title, String path, Permission permission, int order) {}
