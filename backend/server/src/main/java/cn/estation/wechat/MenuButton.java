package cn.estation.wechat;

import java.util.List;

/**
 * A button of the official account's menu as it will look.
 *
 * @param does what a tap does, in words; empty if there are buttons below
 */
public record MenuButton(String name, String does, List<MenuButton> below) {}
